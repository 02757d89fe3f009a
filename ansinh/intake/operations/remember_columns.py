"""Remember what an officer said the columns of a commune's lists are."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.areas.public import Unit
from ansinh.intake.models import RememberedColumn
from ansinh.intake.reading.map_columns import HELPERS, PERSON_KEYS
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


def remember_columns(*, actor: Actor | None, area: Unit, signature: str, columns: Mapping[str, str]) -> None:
    """columns: {Excel letter: key, "" for a column that is not used}; replaces what was remembered for these
    headings."""
    for letter, key in columns.items():
        if key not in ("", "ignore", *PERSON_KEYS, *HELPERS):
            raise Refusal(
                "Cột %(letter)s: không có mục “%(key)s”.",
                code="unknown_key",
                column=letter,
                value=key,
                letter=letter,
                key=key,
            )
    with transaction.atomic():
        RememberedColumn.objects.filter(area=area, signature=signature).delete()
        RememberedColumn.objects.bulk_create(
            RememberedColumn(area=area, signature=signature, letter=letter, key=key) for letter, key in columns.items()
        )
        audit.record(
            actor=actor, action="columns.remember", object_kind="headings", object_id=signature, area_id=area.pk
        )
