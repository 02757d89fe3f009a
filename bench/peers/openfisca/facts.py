"""The person, and what is known of one: the input variables (contract of facts)."""

from __future__ import annotations

from datetime import date

from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum
from openfisca_core.periods import DateUnit
from openfisca_core.variables import Variable

from ansinh.legislation.facts_table import FACTS, FactColumn

Person = build_entity(key="person", plural="persons", label="Người", is_person=True)
MONTH, ETERNITY = DateUnit.MONTH, DateUnit.ETERNITY
NEVER = date(9999, 12, 31)  # a day that has not come


def choice(fact: FactColumn) -> type[Enum]:
    """The words of a fact as an enumeration, in their order; codes of provinces begin with a letter there."""
    return Enum(fact.name.title(), {_name(word): word for word in fact.values})


def _name(word: str) -> str:
    return f"p{word}" if word.isdigit() else word


CHOICES: dict[str, type[Enum]] = {fact.name: choice(fact) for fact in FACTS if fact.values}


def _variable(fact: FactColumn) -> type[Variable]:
    content: dict[str, object] = {"entity": Person, "definition_period": MONTH, "label": fact.label_vi}
    if fact.values:
        words = CHOICES[fact.name]
        content |= {"value_type": Enum, "possible_values": words, "default_value": next(iter(words))}
    elif fact.kind == "yes_no":
        content |= {"value_type": bool, "default_value": fact.default}
    elif "date" in fact.kind:
        content |= {"value_type": date, "default_value": NEVER, "definition_period": ETERNITY}
    else:
        content |= {"value_type": int}
    return type(fact.name, (Variable,), content)


INPUTS: tuple[type[Variable], ...] = tuple(_variable(fact) for fact in FACTS if fact.kind not in {"id", "month"})
