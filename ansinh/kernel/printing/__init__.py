"""Setting pages: the one way to a PDF, and the letters that official documents are set in."""
