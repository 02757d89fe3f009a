"""Processes and places: the embedded database, the supervisor. Plain Python: importable before Django is set up."""
