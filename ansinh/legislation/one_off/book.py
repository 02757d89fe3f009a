"""The rules, numbers and readings of one-off benefits together, and what they say on a day."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ansinh.legislation import dated_values
from ansinh.legislation.compiled import FactClasses, classes_of
from ansinh.legislation.dated_values import Dated, Province, in_force
from ansinh.legislation.errors import RuleSetError
from ansinh.legislation.expression import parameters_of
from ansinh.legislation.facts_table import PROVINCE_CODES
from ansinh.legislation.formula import Condition, conditions_of, described
from ansinh.legislation.law import higher
from ansinh.legislation.one_off.dated_numbers import Number, Reading, load_numbers, load_readings
from ansinh.legislation.one_off.errors import NoLawForEventError
from ansinh.legislation.one_off.event_columns_table import EVENT_FACTS
from ansinh.legislation.one_off.event_days import last_born_to_be_full
from ansinh.legislation.one_off.kind import Kind, Title, Version, facts_of_title
from ansinh.legislation.one_off.kinds import KINDS

_FULL_AGE = re.compile(r"full_(\d+)")


@dataclass
class DayRules:
    """What a kind's law is on a day. ``bits``: the bit of each condition; ``classes``: of the facts they look at."""

    kind: Kind
    day: date
    titles: tuple[tuple[Title, Version], ...]
    conditions: tuple[Condition, ...]
    bits: Mapping[str, int]
    parameters: Mapping[str, int]
    classes: Mapping[str, FactClasses]
    answers: dict[object, object] = field(default_factory=dict, repr=False)


@dataclass
class OneOffBook:
    """One body of law: the one in force, or a draft. What was worked out for a day is kept."""

    numbers: Mapping[str, Number]
    readings: Mapping[str, Reading]
    amounts: Mapping[str, tuple[Dated, ...]]
    provinces: Mapping[str, Province]
    kinds: tuple[Kind, ...] = KINDS
    _days: dict[tuple[str, date], DayRules] = field(init=False, default_factory=dict, repr=False)
    _numbers: dict[tuple[str, date], Dated] = field(init=False, default_factory=dict, repr=False)
    _bases: dict[tuple[str, str, date, int], Dated] = field(init=False, default_factory=dict, repr=False)

    @cached_property
    def by_code(self) -> dict[str, Kind]:
        """Kinds by code."""
        return {kind.code: kind for kind in self.kinds}

    def rules(self, code: str, day: date) -> DayRules:
        """The rules of a kind on a day. Raises NoLawForEventError before the first that is written down."""
        if (code, day) not in self._days:
            self._days[code, day] = self._compile(self.by_code[code], day)
        return self._days[code, day]

    def number(self, name: str, day: date) -> Dated:
        """A number in force on a day. Raises RuleSetError when there is none."""
        kept = self._numbers.get((name, day))
        if kept is not None:
            return kept
        found = in_force(self.numbers[name].values, day.isoformat()) if name in self.numbers else None
        if found is None:
            raise RuleSetError(f"{day.isoformat()}: no number is called {name}")
        self._numbers[name, day] = found
        return found

    def reading(self, name: str, day: date) -> Dated:
        """A reading in force on a day. Raises RuleSetError when there is none."""
        found = in_force(self.readings[name].values, day.isoformat()) if name in self.readings else None
        if found is None:
            raise RuleSetError(f"{day.isoformat()}: no reading is called {name}")
        return found

    def base(self, name: str, reading: str, day: date, province: int) -> Dated:
        """The base (or social pension) of an event in a province, đồng: the higher of the national and its own."""
        kept = self._bases.get((name, reading, day, province))
        if kept is not None:
            return kept
        month = day.isoformat()[:7]
        word = str(self.reading(reading, day).value)
        national = in_force(self.amounts[name], month if word == "event" else word)
        own_province = self.provinces.get(PROVINCE_CODES[province])
        own = (own_province.base if name == "base" else own_province.social_pension) if own_province else ()
        found = higher(national, in_force(own, month))
        if found is None:
            raise RuleSetError(f"{day.isoformat()}: no amount is called {name}")
        self._bases[name, reading, day, province] = found
        return found

    def version(self, code: str, day: date) -> str:
        """A short hash of all that is in force for a kind on a day; equal hashes mean the same law.

        Raises NoLawForEventError before the first that is written down.
        """
        text = day.isoformat()
        content = {
            "titles": [
                [
                    title.code,
                    title.group,
                    title.other_text,
                    v.citation,
                    described(v.when, text[:7]),
                    repr(v.measure),
                    v.bound,
                ]
                for title, v in self.rules(code, day).titles
            ],
            "numbers": {name: repr(in_force(n.values, text)) for name, n in sorted(self.numbers.items())},
            "readings": {name: repr(in_force(r.values, text)) for name, r in sorted(self.readings.items())},
            "amounts": {name: repr(in_force(values, text[:7])) for name, values in sorted(self.amounts.items())},
            "provinces": {
                province: repr((in_force(own.base, text[:7]), in_force(own.social_pension, text[:7])))
                for province, own in sorted(self.provinces.items())
            },
        }
        return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:12]

    def _compile(self, kind: Kind, day: date) -> DayRules:
        text = day.isoformat()
        if text < kind.first:
            raise NoLawForEventError(kind.label_vi, text, kind.first)
        versions = [(title, version) for title in kind.titles if (version := title.version(text))]
        found = {c.name: c for _, version in versions for c in conditions_of(version.when)}
        conditions = tuple(found.values())
        bits = {name: bit for bit, name in enumerate(found)}
        parameters = self._parameters(conditions, day)
        classes = {
            name: classes_of(EVENT_FACTS[name], [c for c in conditions if c.fact == name], bits, parameters)
            for name in dict.fromkeys(c.fact for c in conditions)
        }
        for title, version in versions:
            # Unknown facts of the two sorts are tried differently (unknown_facts.py).
            if both := facts_of_title(title, version) & set(classes):
                raise RuleSetError(f"{kind.code}: {sorted(both)} both decide and measure")
        return DayRules(kind, day, tuple(versions), conditions, bits, parameters, classes)

    def _parameters(self, conditions: tuple[Condition, ...], day: date) -> dict[str, int]:
        found = {}
        for name in (name for c in conditions for name in parameters_of(c.node)):
            age = _FULL_AGE.fullmatch(name)
            if age:
                found[name] = last_born_to_be_full(day, int(age[1]))
            elif name == "relatives_allowed":
                found[name] = int(self.reading("injured_away", day).value == "covered")
            else:
                found[name] = int(self.number(name, day).value)
        return found


def load_one_off_book() -> OneOffBook:
    """The law of one-off benefits as it is written down in this package."""
    return OneOffBook(load_numbers(), load_readings(), dated_values.load_amounts(), dated_values.load_provinces())
