"""Reading the signed sheets of a run: which there are, which still lack their copy, and where a line stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ansinh.areas.public import Unit
from ansinh.kernel.attached_files import fetch
from ansinh.payments.models import PayrollLine, SignedCopy, SignSheet
from ansinh.payments.states import CASH

# The lists to sign of a run in sight: lines handed over for cash, by commune and channel.
_LISTS = """
SELECT l.commune_id, l.channel, count(*)::int, sum(l.amount_vnd)::bigint,
  coalesce(s.sheets, 0)::int, coalesce(s.lacking, 0)::int
FROM payments_line AS l LEFT JOIN (
  SELECT s.commune_id, s.channel, count(*) AS sheets, count(*) FILTER (WHERE NOT EXISTS (
    SELECT FROM payments_signed_copy AS c WHERE c.taken_back_at IS NULL AND s.page = ANY (c.pages)
      AND (c.run_id, c.commune_id, c.channel) = (s.run_id, s.commune_id, s.channel))) AS lacking
  FROM payments_sign_sheet AS s WHERE s.run_id = %(run)s GROUP BY 1, 2
) AS s ON (s.commune_id, s.channel) = (l.commune_id, l.channel)
WHERE l.run_id = %(run)s AND l.channel = ANY (%(cash)s) AND l.state NOT IN ('queued', 'held', 'cancelled')
GROUP BY 1, 2, s.sheets, s.lacking ORDER BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class ListToSign:
    """A commune's list of one channel: lines, đồng, its sheets, and how many lack a copy.

    ``sheets`` is 0 while nobody has printed or opened the list since the run was handed over.
    """

    commune: Unit
    channel: str
    lines: int
    lines_vnd: int
    sheets: int
    lacking: int

    @property
    def complete(self) -> bool:
        """Whether every sheet has its copy."""
        return self.sheets > 0 and self.lacking == 0


@dataclass(frozen=True, slots=True)
class Lacking:
    """What a run lacks: sheets without a copy, lists with such sheets, and lists nothing is known of yet."""

    sheets: int
    lists: int
    unknown: int

    @property
    def any(self) -> bool:
        """Whether anything is lacking."""
        return bool(self.sheets or self.unknown)


def lists_to_sign(run_id: int) -> list[ListToSign]:
    """The lists to sign of a run that was handed over, as far as one sees, by commune."""
    found = _rows(run_id)
    units = Unit.objects.in_bulk({row[0] for row in found})
    lists = [ListToSign(units[commune], *rest) for commune, *rest in found]
    return sorted(lists, key=lambda one: (one.commune.code, one.channel))


def _rows(run_id: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_LISTS, {"run": run_id, "cash": list(CASH)})
        return list(cursor.fetchall())


def lacking_of(lists: list[ListToSign]) -> Lacking:
    """What these lists lack."""
    return _lacking([(one.sheets, one.lacking) for one in lists])


def lacking_in(run_id: int) -> Lacking:
    """What the lists of a run in sight lack."""
    return _lacking([(sheets, lacking) for *_, sheets, lacking in _rows(run_id)])


def _lacking(lists: Sequence[tuple[int, int]]) -> Lacking:
    return Lacking(
        sum(lacking for _, lacking in lists),
        sum(1 for _, lacking in lists if lacking),
        sum(1 for sheets, _ in lists if not sheets),
    )


def copies_of(run_id: int, commune_id: int, channel: str) -> list[SignedCopy]:
    """The copies of a list, those that were taken back too, in the order of their pages."""
    found = SignedCopy.objects.filter(run_id=run_id, commune_id=commune_id, channel=channel)
    return sorted(found.select_related("by", "taken_back_by"), key=lambda one: (one.pages, one.pk))


def copy_content(copy: SignedCopy) -> bytes:
    """The picture or scan itself. Raises Refusal when it is gone or was tampered with."""
    return fetch(copy.stored, copy.key or "")


def sheet_of(line: PayrollLine) -> SignSheet | None:
    """The sheet that a line was signed on; None when it is not known."""
    return SignSheet.objects.filter(
        run_id=line.run_id, commune_id=line.commune_id, channel=line.channel, keys__contains=[line.key]
    ).first()
