"""Reading the enactments that this installation holds."""

from __future__ import annotations

import hashlib
import json
from typing import Any

import yaml

from ansinh import legislation
from ansinh.determination.law_in_force import law_in_force
from ansinh.determination.models import Enactment, Run
from ansinh.determination.policies import state_of
from ansinh.determination.queries import runs_of_month
from ansinh.determination.states import State
from ansinh.kernel.period import Month


def enactments() -> list[Enactment]:
    """All of them with what became of each and who did it: those that hold latest first."""
    found = Enactment.objects.select_related(
        "prepared_by", "publication__published_by", "withdrawal__withdrawn_by"
    ).order_by("-first_month", "-id")
    return list(found)


def enactment(pk: int) -> Enactment | None:
    """One of them; None when there is no such."""
    return next((found for found in enactments() if found.pk == pk), None)


def published_texts(*, but: int | None = None) -> tuple[str, ...]:
    """The texts that are law here, as canonical JSON in the order in which they are laid; all but one, when asked."""
    found = Enactment.objects.filter(publication__isnull=False, withdrawal=None).exclude(pk=but)
    return tuple(
        found.order_by("first_month", "publication__recorded_at", "publication__id").values_list("text", flat=True)
    )


def latest_by_law_in_force(month: Month) -> tuple[Run | None, bool]:
    """The newest determination of a month in sight, and whether it was made by the law that is in force now."""
    run = next(iter(runs_of_month(month)), None)
    return run, run is not None and run.law_version == law_in_force().version(str(month))


def text_as_entered(enactment: Enactment) -> dict[str, Any]:
    """The draft as a mapping."""
    text: dict[str, Any] = json.loads(enactment.text)
    return text


def text_as_yaml(enactment: Enactment) -> str:
    """The draft as people write it, the head first: to be tried, read, or made another of."""
    text = text_as_entered(enactment)
    head = [name for name in ("title", "number", "from", "issued_on", "issued_by") if name in text]
    ordered = {name: text[name] for name in (*head, *(name for name in text if name not in head))}
    return yaml.safe_dump(ordered, allow_unicode=True, sort_keys=False, width=100)


def waiting() -> list[Enactment]:
    """Prepared texts that nobody has published or taken back yet."""
    return [found for found in enactments() if state_of(found) == State.PREPARED]


def check_enactments() -> tuple[list[str], int]:
    """What is wrong with the texts published here, in sentences, and how many there are.

    Each is what its hash says, and all of them can be laid over the law that the package holds today.
    """
    found = [e for e in enactments() if state_of(e) == State.PUBLISHED]
    wrong = [
        f"{e.number}: nội dung không khớp dấu vân tay"
        for e in found
        if hashlib.sha256(e.text.encode()).hexdigest() != e.text_sha256
    ]
    if found:
        try:
            legislation.check_laid(published_texts(), min(f"{e.first_month:%Y-%m}" for e in found))
        except legislation.LawError as error:
            wrong.append(f"không đặt được lên luật của phiên bản này: {error}")
    return wrong, len(found)
