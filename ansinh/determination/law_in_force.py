"""The law as this installation holds it: what is written in the package, with the texts published here over it.

Asked with a moment, it is the law as it was known then. So evidence made before a publication is held against the law
it was made by, also when the text holds from an earlier month: then people are decided anew, and nothing old is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import lru_cache

from django.db import connection

from ansinh import legislation
from ansinh.determination.models import Enactment, Run
from ansinh.legislation import one_off

Row = tuple[int, str, datetime, datetime | None]
"""A text that was published: id, hash, the moments of its publication and of its withdrawal."""
Known = tuple[tuple[int, str], ...]
"""Ids and hashes of the texts in force, in the order in which they are laid."""

_PUBLISHED = """
SELECT e.id, e.text_sha256, p.recorded_at, w.recorded_at FROM determination_publication AS p
JOIN determination_enactment AS e ON e.id = p.enactment_id
LEFT JOIN determination_withdrawal AS w ON w.enactment_id = e.id
ORDER BY p.first_month, p.recorded_at, p.id
"""
LOCK = "hashtext('law in force')"
_held: ContextVar[list[list[Row]] | None] = ContextVar("law_held", default=None)


def law_in_force(*, known_at: datetime | None = None) -> legislation.RuleBook:
    """The book of law with all that was published until a moment (None: until now), less what was withdrawn by then.

    One small query; the book is kept by the process per set of texts. Raises LawError when a text no longer fits the
    law that is written in the package.
    """
    return _book(tuple((pk, digest) for pk, digest, *moments in _published() if _known(*moments, known_at)))


def law_of_run(run: Run) -> legislation.RuleBook:
    """The law by which a determination was made."""
    return law_in_force(known_at=min(run.known_at, run.made_at))


def law_of_evidence(run_id: int, made_at: datetime) -> legislation.RuleBook:
    """The law by which evidence was made: that of its run, else (the run is out of sight) of when it was written."""
    moments = Run.objects.filter(pk=run_id).values_list("known_at", "made_at").first()
    return law_in_force(known_at=min(moments) if moments else made_at)


@contextmanager
def law_held() -> Iterator[None]:
    """Within the block what was published is asked for once: for a page, which names categories row by row."""
    token = _held.set([])
    try:
        yield
    finally:
        _held.reset(token)


def law_changed() -> None:
    """Ask again from here on: something was published or withdrawn within the block of ``law_held``."""
    held = _held.get()
    if held is not None:
        held.clear()


def after_publications() -> datetime:
    """Wait for whoever is publishing at this moment; returns the moment after it.

    What is recorded before that moment can be seen from here on, so the law known at it does not change any more.
    """
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_lock_shared({LOCK})")
        cursor.execute("SELECT clock_timestamp()")  # while nobody publishes
        moment: datetime = cursor.fetchone()[0]
        cursor.execute(f"SELECT pg_advisory_unlock_shared({LOCK})")
    return moment


def category_label(code: str) -> str | None:
    """The words for a category: of the law in force, of what is given once, of any text ever entered; None: unknown."""
    found = law_in_force().labels.get(code) or _GIVEN_ONCE.get(code)
    return found if found is not None else _labels_ever().get(code)


_GIVEN_ONCE = {kind.code: kind.label_vi for kind in one_off.KINDS}


def _labels_ever() -> dict[str, str]:
    found: dict[str, str] = {}
    for text in Enactment.objects.order_by("id").values_list("text", flat=True):
        changes = legislation.draft_of(text).text
        own = [
            entry for change in (changes.get("provinces") or {}).values() for entry in change.get("categories") or []
        ]
        for entry in (*own, *(changes.get("categories") or [])):
            if entry.get("label_vi"):
                found[str(entry["code"])] = str(entry["label_vi"])
    return found


def _known(published: datetime, withdrawn: datetime | None, at: datetime | None) -> bool:
    """Whether a text was law as known at a moment; None: now."""
    return (at is None or published <= at) and (withdrawn is None or (at is not None and withdrawn > at))


def _published() -> list[Row]:
    held = _held.get()
    if held:
        return held[0]
    with connection.cursor() as cursor:
        cursor.execute(_PUBLISHED)
        rows: list[Row] = cursor.fetchall()
    if held is not None:
        held.append(rows)
    return rows


@lru_cache(maxsize=legislation.BOOKS_KEPT)
def _book(known: Known) -> legislation.RuleBook:
    texts = dict(Enactment.objects.filter(pk__in=[pk for pk, _ in known]).values_list("pk", "text"))
    return legislation.book_with(tuple(texts[pk] for pk, _ in known))
