"""Named conditions, each one predicate over one fact, with the words and the article of the law."""
