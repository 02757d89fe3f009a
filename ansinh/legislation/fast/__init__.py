"""The batch kernel compiled by Numba (requirements/fast.txt); the same answers as kernel.py, row by row."""
