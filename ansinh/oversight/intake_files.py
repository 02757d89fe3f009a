"""Files that communes sent, as a screen shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from ansinh.intake.public import FileColumn, Notice, Row, SourceFile

PAGE = 100


@dataclass(frozen=True)
class RowPage:
    """Some rows of a file in its order, with the counts of the whole file by status and by decision."""

    rows: Sequence[Row]
    more_after: bool
    by_status: dict[str, int]
    by_decision: dict[str, int]
    more_before: bool = False

    @property
    def last_id(self) -> int | None:
        """The position at the lower edge."""
        return self.rows[-1].position if self.rows else None


@dataclass(frozen=True)
class FileRow:
    """A file with how many rows it has, how many wait and how many were accepted."""

    file: SourceFile
    total: int
    waiting: int
    accepted: int


def files(*, size: int = 60) -> list[FileRow]:
    """The latest files."""
    found = list(SourceFile.objects.select_related("area", "received_by").order_by("-id")[:size])
    counted = Row.objects.filter(file__in=found).values_list("file_id", "decision").annotate(n=Count("pk"))
    counts: dict[int, dict[str, int]] = {}
    for file_id, decision, n in counted:
        counts.setdefault(file_id, {})[decision] = n
    return [
        FileRow(one, sum(by.values()), by.get("pending", 0), by.get("accepted", 0))
        for one, by in ((one, counts.get(one.pk, {})) for one in found)
    ]


def files_waiting() -> QuerySet[SourceFile]:
    """Files that hold rows which nobody has decided on."""
    undecided = Row.objects.filter(file=OuterRef("pk"), decision="pending")
    return SourceFile.objects.filter(Exists(undecided))


def file(pk: int) -> SourceFile | None:
    """One file; None out of sight."""
    return SourceFile.objects.select_related("area", "received_by").filter(pk=pk).first()


def rows(file_id: int, *, status: str = "", after: int | None = None) -> RowPage:
    """A page of a file's rows with their problems. Raises nothing: an unknown file has no rows."""
    counts = Row.objects.filter(file_id=file_id).values_list("status", "decision").annotate(n=Count("pk"))
    by_status: dict[str, int] = {}
    by_decision: dict[str, int] = {}
    for found_status, decision, n in counts:
        by_status[found_status] = by_status.get(found_status, 0) + n
        by_decision[decision] = by_decision.get(decision, 0) + n
    found = Row.objects.filter(file_id=file_id).prefetch_related("problems", "notices")
    if status:
        found = found.filter(status=status)
    if after is not None:
        found = found.filter(position__gt=after)
    page = list(found.order_by("position")[: PAGE + 1])
    return RowPage(page[:PAGE], len(page) > PAGE, by_status, by_decision)


def notice_counts(file_id: int) -> dict[str, int]:
    """How many cells of a file have each notice, by code."""
    counted = Notice.objects.filter(row__file_id=file_id).values_list("code").annotate(n=Count("pk"))
    return dict(counted.order_by("code"))


def columns(file_id: int) -> list[FileColumn]:
    """What each column was taken for, in the order of sheets, tables and columns."""
    found = FileColumn.objects.filter(file_id=file_id)
    return sorted(found, key=lambda c: (c.sheet, c.header_row, len(c.letter), c.letter))
