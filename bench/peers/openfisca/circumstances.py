"""What categories have in common: ages, whether somebody is there at all, households, disability, parents, support.

Ages are in months, since the law counts a birthday from its month: "from full N" holds in it, "under N" still does.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from openfisca_core.variables import Variable

from bench.peers.openfisca.facts import CHOICES, MONTH, Person

Disability, Parent, Poverty = CHOICES["disability"], CHOICES["father"], CHOICES["poverty"]
Marital, Support, Care = CHOICES["marital"], CHOICES["support"], CHOICES["care"]


class age_in_months(Variable):
    """Birthdays by months; below 0 for whoever is not born yet."""

    value_type, entity, definition_period = int, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        this = np.datetime64(str(period.start), "M")
        return (this - person("born", period).astype("datetime64[M]")).astype(np.int32)


def full(person: Any, period: Any, years: int) -> Any:
    return person("age_in_months", period) >= 12 * years


def under(person: Any, period: Any, years: int) -> Any:
    return person("age_in_months", period) <= 12 * years


class may_be_paid(Variable):
    """Born, alive on some day of the month, and not serving a sentence (NĐ 20/2021 Đ8.2, TT 02/2021 Đ2)."""

    value_type, entity, definition_period = bool, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        alive = person("died", period) >= np.datetime64(str(period.start), "D")
        return (person("age_in_months", period) >= 0) & alive & ~person("imprisoned", period)


class base_vnd(Variable):
    """The standard amount: the province's own where it is higher (NĐ 20/2021 Đ4.3.a)."""

    value_type, entity, definition_period = int, Person, MONTH

    def formula(person: Any, period: Any, parameters: Any) -> Any:
        base = parameters(period).base
        province = person("province", period)
        places = CHOICES["province"]
        own = np.select([province == places.p22, province == places.p01], [base.quang_ninh, base.ha_noi], 0)
        return np.maximum(base.national, own)


class poor(Variable):
    value_type, entity, definition_period = bool, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        return person("poverty", period) == Poverty.poor


class poor_or_near(Variable):
    value_type, entity, definition_period = bool, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        return person("poverty", period) != Poverty.none


class certified(Variable):
    """The certificate of disability is of this month or older; one without a day counts."""

    value_type, entity, definition_period = bool, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        day = person("disability_certified", period)
        return (day <= np.datetime64(str(period.stop), "D")) | (day == np.datetime64("9999-12-31"))


class extremely_disabled(Variable):
    value_type, entity, definition_period = bool, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        return (person("disability", period) == Disability.extremely_severe) & person("certified", period)


class severely_disabled(Variable):
    """Severely or extremely severely: a subject of Đ5.6."""

    value_type, entity, definition_period = bool, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        severe = (person("disability", period) == Disability.severe) & person("certified", period)
        return severe | person("extremely_disabled", period)


def _gone(parent: Any) -> Any:
    """The four states that Đ5.1 pairs in its points b to l."""
    states = (Parent.deceased, Parent.missing, Parent.in_facility, Parent.detained)
    return np.isin(parent, [state.index for state in states])


class without_care(Variable):
    """A child without a source of care, whatever its age (Đ5.1)."""

    value_type, entity, definition_period = bool, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        both = _gone(person("father", period)) & _gone(person("mother", period))
        return person("abandoned", period) | both

    def formula_2026_10(person: Any, period: Any) -> Any:
        # NĐ 335/2026 Đ5.1: the other parent may also be one who cannot be identified.
        father, mother = person("father", period), person("mother", period)
        unidentified = Parent.unidentified.index
        father_gone, mother_gone = _gone(father), _gone(mother)
        pairs = (
            (father_gone & mother_gone)
            | (father_gone & (mother == unidentified))
            | (mother_gone & (father == unidentified))
        )
        return person("abandoned", period) | pairs


class is_elderly_alone(Variable):
    """Đ5.5.a: poor, and nobody able is obliged to support them."""

    value_type, entity, definition_period = bool, Person, MONTH

    def formula(person: Any, period: Any, parameters: Any) -> Any:
        old = full(person, period, parameters(period).elderly.age)
        unsupported = person("support", period) != Support.present
        return person("may_be_paid", period) & old & person("poor", period) & unsupported


class is_elderly_fostered(Variable):
    """Đ5.5.d (NĐ 335/2026: b): could enter a facility, but is cared for by others."""

    value_type, entity, definition_period = bool, Person, MONTH

    def formula(person: Any, period: Any, parameters: Any) -> Any:
        old = full(person, period, parameters(period).elderly.age)
        nobody = person("support", period) == Support.none
        taken_in = person("facility_eligible", period) & (person("care", period) == Care.foster)
        return person("may_be_paid", period) & old & person("poor", period) & nobody & taken_in


class is_orphan_child(Variable):
    value_type, entity, definition_period = bool, Person, MONTH

    def formula(person: Any, period: Any) -> Any:
        return person("may_be_paid", period) & under(person, period, 16) & person("without_care", period)


VARIABLES = (
    age_in_months, may_be_paid, base_vnd, poor, poor_or_near, certified, extremely_disabled, severely_disabled,
    without_care, is_elderly_alone, is_elderly_fostered, is_orphan_child,
)  # fmt: skip
