"""Kinds of cases as declarations, the procedure that holds for each, and its clock: no tables, no screens."""
