"""Dated amounts, readings and provinces' overrides (YAML), each with its citation."""
