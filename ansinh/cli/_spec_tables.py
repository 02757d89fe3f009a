"""The tables of cases beside the tests: printed in the manual, and searched for boundaries by the check of the law."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ansinh.server.places import PROJECT

FOLDER = PROJECT / "tests" / "spec" / "law"
DEFAULTS = "Mặc định:"


@dataclass(frozen=True)
class Case:
    """A row: what it is about, the month (of an event the day), the facts beside the defaults, what the law gives."""

    words: str
    month: str
    facts: dict[str, str]
    expected: str

    @property
    def shown_facts(self) -> str:
        """The facts as they stand in the table."""
        return " ".join(f"{name}={value}" for name, value in self.facts.items())


@dataclass(frozen=True)
class Table:
    """The table of a category: defaults of every row, and the rows."""

    defaults: dict[str, str]
    cases: tuple[Case, ...]


@cache
def table_of(programme: str, category: str) -> Table | None:
    """The table of a category; None where the project's tests are not there or have none."""
    file = FOLDER / programme / f"{category}.md"
    return read_table(file) if file.exists() else None


def read_table(file: Path) -> Table:
    """A table of four columns (words, month or day, facts, what is expected) with a line of defaults above it."""
    lines = file.read_text(encoding="utf-8").splitlines()
    given = next(line for line in lines if line.startswith(DEFAULTS)).removeprefix(DEFAULTS)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines if line.startswith("|")][2:]
    return Table(_facts(given), tuple(Case(words, month, _facts(facts), paid) for words, month, facts, paid in rows))


def _facts(text: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in text.split())
