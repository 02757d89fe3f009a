"""The amount of every title, đồng a month; 0 for whoever has none. Before 2015 only NĐ 28/2012 is written down."""

from __future__ import annotations

from typing import Any

from numpy import where
from openfisca_core.variables import Variable

from bench.peers.openfisca.circumstances import Care, Marital, full, under
from bench.peers.openfisca.facts import CHOICES, MONTH, Person


def paid(person: Any, period: Any, title: Any, tenths: Any) -> Any:
    """Coefficient times the standard amount."""
    return where(title, tenths * person("base_vnd", period) // 10, 0)


class orphan_child(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula_2015_01(person: Any, period: Any, parameters: Any) -> Any:
        by_age = parameters(period).coefficient.orphan_child
        tenths = where(full(person, period, 4), by_age.from_4, by_age.under_4)
        return paid(person, period, person("is_orphan_child", period), tenths)


class orphan_student(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula_2015_01(person: Any, period: Any, parameters: Any) -> Any:
        title = _studies_on(person, period) & under(person, period, 22)
        return paid(person, period, title, parameters(period).coefficient.orphan_student)

    def formula_2026_10(person: Any, period: Any, parameters: Any) -> Any:
        return paid(person, period, _studies_on(person, period), parameters(period).coefficient.orphan_student)


def _studies_on(person: Any, period: Any) -> Any:
    studying = person("studying", period) == CHOICES["studying"].yes
    grown = person("may_be_paid", period) & full(person, period, 16)
    return grown & person("had_orphan_allowance", period) & studying


class hiv_child(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula_2015_01(person: Any, period: Any, parameters: Any) -> Any:
        title = (
            person("may_be_paid", period) & under(person, period, 16) & person("hiv", period) & person("poor", period)
        )
        by_age = parameters(period).coefficient.hiv_child
        return paid(person, period, title, where(full(person, period, 4), by_age.from_4, by_age.under_4))


class single_parent(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula_2015_01(person: Any, period: Any, parameters: Any) -> Any:
        title = _alone(person, period) & person("poor", period)
        return _by_child(person, period, parameters, title, _up_to_22(person, period))

    def formula_2021_07(person: Any, period: Any, parameters: Any) -> Any:
        title = _alone(person, period) & person("poor_or_near", period)
        return _by_child(person, period, parameters, title, _up_to_22(person, period))

    def formula_2026_10(person: Any, period: Any, parameters: Any) -> Any:
        title = _alone(person, period) & person("poor_or_near", period)
        grown = person("children_16_22_studying", period) + person("children_over_22_studying", period)
        kept = where(person("had_single_parent_allowance", period), grown, 0)
        return _by_child(person, period, parameters, title, person("children_under_16", period) + kept)


def _alone(person: Any, period: Any) -> Any:
    marital = person("marital", period)
    without_spouse = (marital == Marital.single) | (marital == Marital.widowed) | (marital == Marital.spouse_missing)
    return person("may_be_paid", period) & without_spouse


def _up_to_22(person: Any, period: Any) -> Any:
    return person("children_under_16", period) + person("children_16_22_studying", period)


def _by_child(person: Any, period: Any, parameters: Any, title: Any, children: Any) -> Any:
    by = parameters(period).coefficient.single_parent
    tenths = children * by.a_child
    return paid(person, period, title, where(tenths > by.most, by.most, tenths))


class elderly_alone(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula_2015_01(person: Any, period: Any, parameters: Any) -> Any:
        law = parameters(period)
        by_age = law.coefficient.elderly_alone
        tenths = where(full(person, period, law.elderly.older), by_age.older, by_age.younger)
        return paid(person, period, person("is_elderly_alone", period), tenths)


class elderly_hard_area(Variable):
    value_type, entity, definition_period = int, Person, MONTH
    end = "2025-06-30"

    def formula_2021_07(person: Any, period: Any, parameters: Any) -> Any:
        age = full(person, period, 75) & under(person, period, 80)
        lives_there = person("poor_or_near", period) & person("hard_area", period)
        title = person("may_be_paid", period) & age & lives_there & ~person("is_elderly_alone", period)
        return paid(person, period, title, parameters(period).coefficient.elderly_hard_area)


class elderly_80(Variable):
    value_type, entity, definition_period = int, Person, MONTH
    end = "2025-06-30"

    def formula_2015_01(person: Any, period: Any, parameters: Any) -> Any:
        without_pension = person("pension_vnd", period) == 0
        others = ~person("is_elderly_alone", period)
        title = person("may_be_paid", period) & full(person, period, 80) & without_pension & others
        return paid(person, period, title, parameters(period).coefficient.elderly_80)


class elderly_fostered(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula_2015_01(person: Any, period: Any, parameters: Any) -> Any:
        return paid(
            person, period, person("is_elderly_fostered", period), parameters(period).coefficient.elderly_fostered
        )


class disability_allowance(Variable):
    """Barred by a pension or a merit allowance (Luật Người khuyết tật Đ51.1)."""

    value_type, entity, definition_period = int, Person, MONTH

    def formula_2012_06(person: Any, period: Any, parameters: Any) -> Any:
        barred = (person("pension_vnd", period) > 0) | person("merit_allowance", period)
        title = person("may_be_paid", period) & person("severely_disabled", period) & ~barred
        law = parameters(period)
        by = law.coefficient.disability
        more = ~full(person, period, 16) | full(person, period, law.elderly.age)
        tenths = where(person("extremely_disabled", period), by.extreme, by.severe) + where(
            more, by.child_or_elderly, 0
        )
        return paid(person, period, title, tenths)


class small_child_hard_area(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula_2021_07(person: Any, period: Any, parameters: Any) -> Any:
        lives_there = person("poor_or_near", period) & person("hard_area", period)
        other = person("without_care", period) | (person("hiv", period) & person("poor", period))
        other |= person("severely_disabled", period)
        title = person("may_be_paid", period) & under(person, period, 3) & lives_there & ~other
        return paid(person, period, title, parameters(period).coefficient.small_child)


class hiv_adult(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula_2015_01(person: Any, period: Any, parameters: Any) -> Any:
        without_income = ~person("stable_income", period) & (person("pension_vnd", period) == 0)
        grown = person("may_be_paid", period) & full(person, period, 16)
        title = grown & person("hiv", period) & person("poor", period) & without_income
        return paid(person, period, title, parameters(period).coefficient.hiv_adult)


def _pensioner(person: Any, period: Any, parameters: Any) -> Any:
    """A citizen without a pension, or with one below the social pension."""
    barred = person("pension_vnd", period) >= parameters(period).social_pension.amount
    return person("may_be_paid", period) & person("citizen", period) & ~barred


class pension_75(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula_2025_07(person: Any, period: Any, parameters: Any) -> Any:
        law = parameters(period).social_pension
        title = _pensioner(person, period, parameters) & full(person, period, law.age)
        return where(title, law.amount, 0)


class pension_70_poor(Variable):
    """The band ends with the birthday's month of 75, in which both hold; the first is paid."""

    value_type, entity, definition_period = int, Person, MONTH

    def formula_2025_07(person: Any, period: Any, parameters: Any) -> Any:
        law = parameters(period).social_pension
        age = full(person, period, law.age_poor) & under(person, period, law.age)
        title = _pensioner(person, period, parameters) & age & person("poor_or_near", period)
        return where(title, law.amount, 0)


def _taken_in(person: Any, period: Any) -> Any:
    return person("care", period) == Care.foster


class foster_child(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula_2015_01(person: Any, period: Any, parameters: Any) -> Any:
        title = person("is_orphan_child", period) & _taken_in(person, period)
        by_age = parameters(period).coefficient.orphan_child
        return paid(person, period, title, where(full(person, period, 4), by_age.from_4, by_age.under_4))


class foster_elderly(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula_2015_01(person: Any, period: Any, parameters: Any) -> Any:
        return paid(
            person, period, person("is_elderly_fostered", period), parameters(period).coefficient.foster_elderly
        )


class foster_disabled(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula_2015_01(person: Any, period: Any, parameters: Any) -> Any:
        title = person("may_be_paid", period) & person("extremely_disabled", period) & _taken_in(person, period)
        by_age = parameters(period).coefficient.foster_disabled
        return paid(person, period, title, where(full(person, period, 16), by_age.adult, by_age.child))


class household_carer(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula_2015_01(person: Any, period: Any, parameters: Any) -> Any:
        at_home = person("care", period) == Care.own_household
        title = person("may_be_paid", period) & person("extremely_disabled", period) & at_home
        return paid(person, period, title, parameters(period).coefficient.household_carer)


class disabled_parent(Variable):
    """Paid beside the own allowance, and not barred by a pension; one share for a couple (Đ20.2)."""

    value_type, entity, definition_period = int, Person, MONTH

    def formula_2015_01(person: Any, period: Any, parameters: Any) -> Any:
        pregnant, small = person("pregnant", period), person("children_under_36_months", period)
        title = person("may_be_paid", period) & person("severely_disabled", period) & (pregnant | (small > 0))
        title &= ~person("spouse_has_parent_support", period)
        by = parameters(period).coefficient.disabled_parent
        more = (small > 1) | (pregnant & (small > 0))
        return paid(person, period, title, where(more, by.more, by.one))


class facility_resident(Variable):
    value_type, entity, definition_period = int, Person, MONTH

    def formula_2015_01(person: Any, period: Any, parameters: Any) -> Any:
        by = parameters(period).coefficient.facility
        title = person("may_be_paid", period) & person("in_facility", period)
        adult = full(person, period, 16) & ~full(person, period, 60)
        tenths = where(adult, by.from_16_to_60, where(full(person, period, 4), by.from_4, by.under_4))
        return paid(person, period, title, tenths)


ALLOWANCES = (
    orphan_child, orphan_student, hiv_child, single_parent, elderly_alone, elderly_hard_area, elderly_80,
    elderly_fostered, disability_allowance, small_child_hard_area, hiv_adult,
)  # fmt: skip
PENSIONS = (pension_75, pension_70_poor)
CARERS = (foster_child, foster_elderly, foster_disabled, household_carer)
VARIABLES = (*ALLOWANCES, *PENSIONS, *CARERS, disabled_parent, facility_resident)
