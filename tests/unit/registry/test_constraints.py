"""What the database refuses about people and their facts."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now

from ansinh.registry import public as registry
from tests.builders import circumstance, commune, fact, household, period, person, source


def refused(name: str) -> Any:
    return pytest.raises(IntegrityError, match=name)


@pytest.mark.django_db
def test_no_two_residences_on_one_day_unless_one_is_retracted() -> None:
    here = commune()
    who = person(here)
    with refused("residence_no_overlap"), transaction.atomic():
        fact(registry.Residence, person=who, unit=here, valid=period("2026-01-01"))
    registry.Residence.objects.filter(person=who).update(
        retracted_at=datetime(2026, 2, 1, tzinfo=UTC), retracted_by=source()
    )
    after = datetime(2026, 2, 1, tzinfo=UTC)
    fact(registry.Residence, person=who, unit=here, valid=period("2026-01-01"), recorded_at=after)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "fields", "name"),
    [
        (registry.Disability, {"degree": "severe"}, "disability_no_overlap"),
        (registry.Pension, {"amount_vnd": 1}, "pension_no_overlap"),
        (registry.Circumstance, {"kind": "studying", "value": "yes"}, "circumstance_no_overlap"),
        (registry.SealedCircumstance, {"content": "hiv=yes"}, "sealed_circumstance_no_overlap"),
        (registry.PaymentChannel, {"kind": "post_office"}, "channel_no_overlap"),
        (registry.Phone, {"number": "0912345678"}, "phone_one_at_a_time"),
        (registry.Paper, {"kind": "personal", "number": "015150000001"}, "paper_one_"),
    ],
)
def test_no_fact_of_a_kind_overlaps_another(model: type, fields: dict[str, Any], name: str) -> None:
    who = person(commune())
    fact(model, person=who, valid=period("2026-01-01", "2026-02-01"), **fields)
    with refused(name), transaction.atomic():
        fact(model, person=who, valid=period("2026-01-31"), **fields)
    if model is not registry.Paper:
        fact(model, person=who, valid=period("2026-02-01"), **fields)


@pytest.mark.django_db
def test_a_number_belongs_to_one_person() -> None:
    first, second = person(commune()), person(commune())
    fact(registry.Paper, person=first, kind="personal", number="015150000001", valid=period("2021-01-01"))
    with refused("paper_one_person_a_number"):
        fact(registry.Paper, person=second, kind="personal", number="015150000001", valid=period("2022-01-01"))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("model", "fields", "name"),
    [
        (registry.Circumstance, {"kind": "studying", "value": "maybe"}, "circumstance_known_value"),
        (registry.Circumstance, {"kind": "unheard_of", "value": None}, "circumstance_known_value"),
        (registry.Circumstance, {"kind": "hiv", "value": "yes"}, "circumstance_known_value"),
        (registry.Pension, {"amount_vnd": -1}, "pension_amount"),
        (registry.PaymentChannel, {"kind": "bank", "account": ""}, "channel_account"),
    ],
)
def test_values_outside_the_lists_are_refused(model: type, fields: dict[str, Any], name: str) -> None:
    who = person(commune())
    with refused(name):
        fact(model, person=who, valid=period("2026-01-01"), **fields)


@pytest.mark.django_db
def test_a_poverty_status_outside_the_list_and_an_empty_period_are_refused() -> None:
    home = household(commune(), person(commune()))
    with refused("poverty_status"), transaction.atomic():
        fact(registry.Poverty, household=home, status="rich", valid=period("2026-01-01"))
    with refused("poverty_sound"):
        fact(registry.Poverty, household=home, status="poor", valid=period("2026-01-01", "2026-01-01"))


@pytest.mark.django_db
def test_nobody_dies_before_birth_or_raises_themselves() -> None:
    who = person(commune())
    with refused("person_died_after_birth"), transaction.atomic():
        registry.Person.objects.filter(pk=who.pk).update(died_on="1900-01-01")
    with refused("upbringing_other_person"):
        fact(registry.Upbringing, person=who, child=who, valid=period("2026-01-01"))


@pytest.mark.django_db
def test_a_retraction_names_its_source_and_only_retractions_change_a_fact() -> None:
    who = person(commune())
    held = circumstance(who, "studying", "yes", "2026-01-01")
    with refused("circumstance_sound"), transaction.atomic():
        registry.Circumstance.objects.filter(pk=held.pk).update(retracted_at=Now())
    with refused("append-only"), transaction.atomic():
        registry.Circumstance.objects.filter(pk=held.pk).update(value="no")
    with refused("append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM registry_circumstance")
    registry.Circumstance.objects.filter(pk=held.pk).update(retracted_at=Now(), retracted_by=source())


@pytest.mark.django_db
def test_one_belief_about_who_somebody_is_at_a_time() -> None:
    who = person(commune())
    with refused("identity_one_at_a_time"):
        registry.Identity.objects.create(person=who, full_name="Khác", born_on=who.born_on, source=source())


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["912345678", "0912.34567", "84912345678", "không"])
def test_a_telephone_is_digits_from_the_first_zero_on(number: str) -> None:
    who = person(commune())
    with pytest.raises(ValueError, match="giá trị không đúng dạng"):
        fact(registry.Phone, person=who, number=number, valid=period("2026-01-01"))
