"""Circumstances of a person: the kinds and their values as data (circumstance_table).

Kinds that tell of health, penalties or the family stand sealed in a table of their own, several kinds together, so that
not even the existence of a row says which of them it is.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from ansinh.kernel.sealing.fields import BlindIndexField, SealedField, sealed_only
from ansinh.registry.circumstance_table import BY_CODE, KINDS

from .dated import DatedFact, no_overlap, sound
from .person import Person


def _known_pairs() -> Q:
    condition = Q()
    for kind in KINDS:
        if not kind.sealed:
            condition |= Q(kind=kind.code) & (Q(value=None) | Q(value__in=kind.values))
    return condition


class Circumstance(DatedFact):
    """Something that is true of a person during a period; no value: known to be unknown. Kinds that lie open only."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=[(k.code, k.label) for k in KINDS if not k.sealed])
    value = models.CharField(max_length=20, null=True)

    class Meta:
        db_table = "registry_circumstance"
        constraints = [
            no_overlap("circumstance_no_overlap", "person", "kind"),
            sound("circumstance_sound"),
            models.CheckConstraint(condition=_known_pairs(), name="circumstance_known_value"),
        ]


def content_of(kind: str, value: str | None) -> str:
    """What is sealed of a circumstance: ``hiv=yes``; ``hiv=`` when it is known to be unknown."""
    return f"{kind}={value or ''}"


def slot_of(person_id: Any, content: str) -> str:
    """What the blind index is of: person and kind, so that one kind does not look alike from person to person."""
    return f"{person_id}|{content.partition('=')[0]}"


_CONTENTS = "|".join(f"{kind.code}=(?:{'|'.join(kind.values)})?" for kind in KINDS if kind.sealed)


class SealedCircumstance(DatedFact):
    """A circumstance of a sealed kind. ``slot``: the blind index of person and kind, against overlaps."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    content = SealedField(what="circumstance", width=32, allowed=_CONTENTS)
    slot = BlindIndexField(kind="circumstance", sources=("person_id", "content"), compose=slot_of)

    class Meta:
        db_table = "registry_sealed_circumstance"
        constraints = [
            no_overlap("sealed_circumstance_no_overlap", "slot"),
            sound("sealed_circumstance_sound"),
            models.CheckConstraint(condition=~Q(content=""), name="sealed_circumstance_has_content"),
            sealed_only("content", "circumstance", "circumstance_sealed"),
        ]


def circumstance_row(kind: str, value: str | None, **fields: Any) -> Circumstance | SealedCircumstance:
    """An unsaved circumstance in the table where its kind belongs."""
    if BY_CODE[kind].sealed:
        return SealedCircumstance(content=content_of(kind, value), **fields)
    return Circumstance(kind=kind, value=value, **fields)
