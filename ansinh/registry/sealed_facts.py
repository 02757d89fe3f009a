"""Facts as they stand in their tables: what is kept sealed goes in with its blind index, and comes out plain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars
from django.db.models import Model

from ansinh.kernel.sealing.blind import blind, blind_all
from ansinh.kernel.sealing.columns import sealed
from ansinh.kernel.sealing.fields import BlindIndexField, SealedField, SealedList
from ansinh.kernel.sealing.values import open_one
from ansinh.registry.circumstance_table import BY_CODE
from ansinh.registry.models import (
    Disability,
    Identity,
    Paper,
    PaymentChannel,
    Phone,
    SealedCircumstance,
    content_of,
    slot_of,
)

SEALED_CIRCUMSTANCE = "sealed_circumstance"
_MODELS: dict[str, type[Model]] = {
    "identity": Identity,
    "paper": Paper,
    "phone": Phone,
    "disability": Disability,
    "channel": PaymentChannel,
    SEALED_CIRCUMSTANCE: SealedCircumstance,
}


def place_of(fact: str, key: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
    """The table of a fact (a key of FACT_TABLES) and its key there; a sealed circumstance is found by its slot."""
    if fact == "circumstance" and BY_CODE[key["kind"]].sealed:
        slot = slot_of(key["person_id"], content_of(key["kind"], None))
        return SEALED_CIRCUMSTANCE, {"person_id": key["person_id"], "slot": blind("circumstance", slot)}
    return fact, dict(key)


def stored_values(fact: str, row: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, Any]:
    """``values`` sealed where the table seals them, with the blind indexes of what is among them.

    ``row``: key and values, plain. Raises ValueError, without telling it, for a value that may not stand there.
    """
    found = dict(values)
    model = _MODELS.get(fact)
    for field in model._meta.local_fields if model else ():
        name = str(field.column)
        if isinstance(field, SealedField) and name in values:
            text = ",".join(values[name]) if isinstance(values[name], list) else values[name]
            found[name] = sealed(field.model, name, polars.Series([text], dtype=polars.String))[0]
        elif isinstance(field, BlindIndexField) and name not in row:
            found[name] = blind_all(field.kind, [field.compose(*(row[source] for source in field.sources))])[0]
    return found


def plain_values(fact: str, stored: Mapping[str, Any]) -> dict[str, Any]:
    """The data of a stored row, opened and without indexes: days as ISO texts, lists as lists."""
    found = dict(stored)
    model = _MODELS.get(fact)
    for field in model._meta.local_fields if model else ():
        name = str(field.column)
        if isinstance(field, BlindIndexField):
            found.pop(name, None)
        elif isinstance(field, SealedField) and name in found:
            text = open_one(found[name]) if found[name] else found[name]
            found[name] = (text.split(",") if text else []) if isinstance(field, SealedList) else text
    if fact == SEALED_CIRCUMSTANCE:
        found["value"] = found.pop("content").partition("=")[2] or None
    return found
