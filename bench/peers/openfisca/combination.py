"""What is paid of several titles: NĐ 20/2021 Đ6.2, Đ20.2, Đ25.5; NĐ 176/2025 Đ3.1."""

from __future__ import annotations

from functools import reduce
from typing import Any

import numpy as np
from openfisca_core.variables import Variable

from bench.peers.flat import ALLOWANCES, CARERS, PENSIONS
from bench.peers.openfisca.facts import MONTH, Person

_KHOAN_5 = ["elderly_alone", "elderly_hard_area", "elderly_80", "elderly_fostered"]
TITLES = {"disability": "disability_allowance"}  # the degree of disability, a fact, has that name
BESIDE_PARENT_ND136 = [*_KHOAN_5, "disability"]
BESIDE_PARENT = [*_KHOAN_5, "disability", "hiv_adult"]


def highest(person: Any, period: Any, names: list[str]) -> Any:
    return reduce(np.maximum, [person(TITLES.get(name, name), period) for name in names])


def first_of(person: Any, period: Any, names: list[str], amount: Any) -> Any:
    """Which of the categories has that amount; of several the first."""
    return np.select([person(TITLES.get(name, name), period) == amount for name in names], list(range(len(names))))


class highest_allowance(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        return highest(person, period, ALLOWANCES)


class beside_parent(Variable):
    """The highest of the allowances that a single parent may have beside their own."""

    value_type, entity, definition_period = int, Person, MONTH

    def formula_2012_06(person: Any, period: Any) -> Any:
        return highest(person, period, BESIDE_PARENT_ND136)

    def formula_2021_07(person: Any, period: Any) -> Any:
        return highest(person, period, BESIDE_PARENT)


class both_paid(Variable):
    value_type, entity, definition_period = bool, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        parent, other = person("single_parent", period), person("beside_parent", period)
        return (parent > 0) & (other > 0) & (parent + other > person("highest_allowance", period))


class titled_allowance(Variable):
    """All that is due of Đ6, before the social pension is looked at; nothing in a facility (Đ25.5)."""

    value_type, entity, definition_period = int, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        together = person("single_parent", period) + person("beside_parent", period)
        due = np.where(person("both_paid", period), together, person("highest_allowance", period))
        return np.where(person("facility_vnd", period) > 0, 0, due)


class titled_pension(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        return highest(person, period, PENSIONS)


class allowance_instead(Variable):
    """The higher of the social pension and the allowance is paid, of equal ones the pension (NĐ 176/2025 Đ3.1)."""

    value_type, entity, definition_period = bool, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        return person("titled_allowance", period) > person("titled_pension", period)


class parent_beside_vnd(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        instead = person("allowance_instead", period) & person("both_paid", period)
        return np.where(instead, person("single_parent", period), 0)


class allowance_vnd(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        paid = np.where(person("allowance_instead", period), person("titled_allowance", period), 0)
        return paid - person("parent_beside_vnd", period)


class allowance_code(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula_2012_06(person: Any, period: Any) -> Any:
        return _allowance(person, period, BESIDE_PARENT_ND136)

    def formula_2021_07(person: Any, period: Any) -> Any:
        return _allowance(person, period, BESIDE_PARENT)


def _allowance(person: Any, period: Any, partners: list[str]) -> Any:
    alone = first_of(person, period, ALLOWANCES, person("highest_allowance", period))
    partner = first_of(person, period, partners, person("beside_parent", period))
    places = np.array([ALLOWANCES.index(name) for name in partners])
    return np.where(person("both_paid", period), places[partner], alone)


class pension_vnd_paid(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        return np.where(person("allowance_instead", period), 0, person("titled_pension", period))


class pension_code(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        return first_of(person, period, PENSIONS, person("titled_pension", period))


class carer_vnd(Variable):
    """A carer is supported once, at the highest coefficient; not in a facility."""

    value_type, entity, definition_period = int, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        return np.where(person("facility_vnd", period) > 0, 0, highest(person, period, CARERS))


class carer_code(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        return first_of(person, period, CARERS, highest(person, period, CARERS))


class disabled_parent_vnd(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        return np.where(person("facility_vnd", period) > 0, 0, person("disabled_parent", period))


class facility_vnd(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        return person("facility_resident", period)


class total_vnd(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        allowance = person("allowance_vnd", period) + person("parent_beside_vnd", period)
        care = person("carer_vnd", period) + person("disabled_parent_vnd", period)
        return allowance + person("pension_vnd_paid", period) + care + person("facility_vnd", period)


VARIABLES = (
    highest_allowance, beside_parent, both_paid, titled_allowance, titled_pension, allowance_instead, parent_beside_vnd,
    allowance_vnd, allowance_code, pension_vnd_paid, pension_code, carer_vnd, carer_code, disabled_parent_vnd,
    facility_vnd, total_vnd,
)  # fmt: skip
