"""Named conditions over one fact of an event, with the words and the article of the law."""
