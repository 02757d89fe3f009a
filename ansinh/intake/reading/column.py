"""One column of a table, and what it was taken for."""

from __future__ import annotations

from dataclasses import dataclass

from ansinh.intake.reading.cells import column_letter


@dataclass(frozen=True)
class Column:
    """One column of a table: where it stands, what its heading says (outermost first), what it was taken for."""

    index: int
    heading: tuple[str, ...]
    key: str  # of PERSON_KEYS or HELPERS, "ignore", or "" when nothing was recognised
    score: int  # 100 is certain; 100 also for a remembered mapping

    @property
    def letter(self) -> str:
        return column_letter(self.index)
