"""Setting a document as PDF and as DOCX, from the same content."""
