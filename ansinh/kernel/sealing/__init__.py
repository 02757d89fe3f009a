"""Sealing what may not lie open in the database: keys, values, fields of models, and the columns that hold them."""
