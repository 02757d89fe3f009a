"""What each kind of document says. A new kind is a function that gives a Draft."""
