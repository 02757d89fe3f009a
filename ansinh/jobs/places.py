"""Files that jobs keep outside the database."""

from ansinh.server.postgres import data_directory

AUDIT_ANCHORS = data_directory() / "audit-anchors.jsonl"
"""Heads of the audit chain, one line a night; a chain whose tail was cut no longer agrees with them."""
