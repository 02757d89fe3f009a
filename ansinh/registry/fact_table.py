"""Every table of dated facts: what a fact is about, what it says, and the SQL types of both.

Sealed columns hold text; a sealed circumstance is found by the blind index of person and kind (``sealed_facts``).

``subject`` is whom or what a fact belongs to; two requests about the same subject and fact may conflict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class FactTable:
    """``key`` and ``values`` are all data columns but the days on which the fact holds."""

    table: str
    key: Mapping[str, str]
    values: Mapping[str, str]

    @property
    def columns(self) -> str:
        """The data columns with the days, as they are copied when a fact is recorded again."""
        return ", ".join((*self.key, *self.values, "valid"))


PERSON = {"person_id": "bigint"}
FACT_TABLES = {
    "residence": FactTable("registry_residence", PERSON, {"unit_id": "bigint", "village": "text"}),
    "membership": FactTable("registry_membership", PERSON, {"household_id": "bigint", "is_head": "boolean", "relation": "text"}),
    "paper": FactTable("registry_paper", PERSON | {"kind": "text"}, {"number": "text", "number_index": "text"}),
    "phone": FactTable("registry_phone", PERSON, {"number": "text", "number_index": "text"}),
    "poverty": FactTable("registry_poverty", {"household_id": "bigint"}, {"status": "text"}),
    "disability": FactTable("registry_disability", PERSON, {"degree": "text", "types": "text", "certified_on": "text"}),
    "circumstance": FactTable("registry_circumstance", PERSON | {"kind": "text"}, {"value": "text"}),
    "sealed_circumstance": FactTable("registry_sealed_circumstance", PERSON | {"slot": "text"}, {"content": "text"}),
    "pension": FactTable("registry_pension", PERSON, {"amount_vnd": "bigint"}),
    "upbringing": FactTable("registry_upbringing", PERSON | {"child_id": "bigint"}, {}),
    "channel": FactTable("registry_payment_channel", PERSON, {"kind": "text", "bank": "text", "account": "text", "recipient_name": "text"}),
}  # fmt: skip
IDENTITY_TABLE = "registry_identity"
IDENTITY_COLUMNS = "person_id, full_name, born_on, born_precision, died_on, sex, ethnicity, citizen"
