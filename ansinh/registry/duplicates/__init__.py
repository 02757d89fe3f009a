"""Pairs of records that may be one person: who is compared with whom, and what speaks for it."""
