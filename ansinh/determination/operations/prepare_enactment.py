"""Preparing a text that shall become law here: checked against the law in force, stored as it was entered."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from ansinh import legislation
from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.determination.models import Enactment
from ansinh.determination.models.enactment import BODY_LENGTH, NUMBER_LENGTH, TITLE_LENGTH
from ansinh.determination.policies import check_may
from ansinh.determination.queries_law import published_texts
from ansinh.kernel import audit
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.kernel.period import Month

MOST_BYTES = 200_000


@dataclass(frozen=True)
class Laid:
    """A text that fits: the draft, as canonical JSON, and the law before and after it."""

    draft: legislation.Draft
    text: str
    before: legislation.RuleBook
    after: legislation.RuleBook


def lay_over_law(text: Mapping[str, Any], *, but: int | None = None) -> Laid:
    """Lay a text over the law in force, with what is published but holds later. Raises Refusal naming the place.

    ``but``: an enactment to leave out of that law, for looking at its own text.
    """
    published = published_texts(but=but)
    try:
        draft = legislation.read_draft(text)
        canonical = legislation.text_of(draft.text)
        after = legislation.check_laid((*published, canonical), draft.first)
    except legislation.LawError as error:
        raise Refusal(str(error), code="bad_draft") from error
    if len(canonical.encode()) > MOST_BYTES:
        raise Refusal("Văn bản dài quá %(most_bytes)s kB.", code="bad_draft", most_bytes=MOST_BYTES // 1000)
    return Laid(draft, canonical, legislation.book_with(published), after)


@transaction.atomic
def prepare_enactment(*, text: Mapping[str, Any], actor: Actor, on: date) -> Enactment:
    """Keep a text for another person to publish. ``text`` is a draft, as docs/how-to/try-a-draft-law.md has it.

    Raises Refusal for what cannot be laid over the law, with the place that means nothing; for who may not prepare
    law; AlreadyDone when the same text waits or is published.
    """
    check_may(actor, Permission.PREPARE_LAW, on)
    laid = lay_over_law(text)
    digest = hashlib.sha256(laid.text.encode()).hexdigest()
    same = Enactment.objects.filter(text_sha256=digest, withdrawal=None).first()
    if same is not None:
        raise AlreadyDone(
            "Văn bản này đã được nhập (số %(number)s).", code="already_entered", enactment=same.pk, number=same.number
        )
    with acting_as(SYSTEM):
        found = Enactment.objects.create(
            text=laid.text,
            text_sha256=digest,
            title=_fits(laid.draft.title, TITLE_LENGTH, "tên văn bản"),
            number=_fits(laid.draft.number, NUMBER_LENGTH, "số, ký hiệu"),
            first_month=Month.parse(laid.draft.first).first,
            issued_on=_day(laid.draft.text.get("issued_on")),
            issued_by=_fits(str(laid.draft.text.get("issued_by") or ""), BODY_LENGTH, "cơ quan ban hành"),
            prepared_by_id=actor.user_id,
        )
        audit.record(
            actor=actor,
            action="law.prepare",
            object_kind="enactment",
            object_id=found.pk,
            details={"number": found.number, "from": laid.draft.first, "text_sha256": digest},
        )
    return found


def _fits(text: str, most: int, label: str) -> str:
    words = " ".join(text.split())
    if len(words) > most:
        raise Refusal("Phần %(label)s dài quá %(most)s ký tự.", code="bad_draft", label=label, most=most)
    return words


def _day(value: object) -> date | None:
    if value in (None, ""):
        return None
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise Refusal("issued_on: %(value)s không phải là ngày (YYYY-MM-DD).", code="bad_draft", value=value) from error
