"""What a check of stored data has found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: the code of the check, and a sentence with ids, without a person's data."""

    code: str
    message: str
