"""Files, rows, mappings and problems of the lists communes send in."""
