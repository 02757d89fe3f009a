"""One form a module."""
