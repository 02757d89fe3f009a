"""A day as people type it, read in one place."""

from __future__ import annotations

import re
from datetime import date

_WRITTEN = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)


def read_day(text: str) -> date:
    """YYYY-MM-DD, as a date field sends it, or dd/mm/yyyy, as people write it. Raises ValueError for what is no day."""
    found = _WRITTEN.fullmatch(text)
    return date(int(found[3]), int(found[2]), int(found[1])) if found else date.fromisoformat(text)
