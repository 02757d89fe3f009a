"""A counter at which forms are filled in: two communes, their officers, and people with something known about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

from ansinh.access.public import Actor
from ansinh.areas.public import Unit
from ansinh.casework import public as casework
from ansinh.casework.public import filled_forms as forms
from ansinh.registry.public import Disability, Membership, Paper, Pension, Person, Poverty, Upbringing
from tests import builders
from tests.builders import period

ON = date(2026, 11, 20)
KNOWN_AT = datetime(2026, 11, 20, 3, tzinfo=UTC)


@dataclass
class FormCounter:
    """``mother`` raises ``child``; ``old`` has a certificate of disability and draws a pension."""

    area: Unit
    officer: Actor
    chair: Actor
    stranger: Actor
    old: Person
    mother: Person
    child: Person

    def start(
        self, code: str = "nd20-1d", person: Person | None = None, *, nobody: bool = False
    ) -> casework.FilledForm:
        """A form begun by the officer, about ``old`` unless somebody else or nobody is meant."""
        whom = None if nobody else (person or self.old).pk
        return forms.start_form(
            actor=self.officer, code=code, person_id=whom, area_id=self.area.pk, on=ON, known_at=KNOWN_AT
        )

    def save(self, form: casework.FilledForm, version: int | None = None, **given: str | list[str]) -> forms.Saved:
        """Save some fields, ``__`` standing for the point in the name of a cell."""
        form.refresh_from_db()
        texts = {n.replace("__", "."): [one] if isinstance(one, str) else one for n, one in given.items()}
        at = form.version if version is None else version
        return forms.save_answers(actor=self.officer, form_id=form.pk, version=at, given=texts)


def form_counter() -> FormCounter:
    """Write it into the test database."""
    area, other = builders.commune(0), builders.commune(1)
    old = builders.person(area, name="Lò Văn Già", born="1950-05-20", village="Bản Trong", ethnicity="Thái", sex="male")
    mother = builders.person(area, name="Lò Thị Mẹ", born="1990-02-01", village="Bản Trong", sex="female")
    child = builders.person(area, name="Lò Văn Con", born="2024-06-01", village="Bản Trong", sex="male")
    home = builders.household(area, mother, child)
    builders.fact(Poverty, household=home, status="poor", valid=period("2026-01-01"))
    builders.fact(Upbringing, person=mother, child=child, valid=period("2024-06-01"))
    builders.circumstance(mother, "marital", "single", "2020-01-01")
    builders.fact(Paper, person=old, kind="personal", number="015050000009", valid=period("2021-01-01"))
    builders.fact(
        Disability, person=old, degree="severe", types=["vision", "mobility"], certified_on=date(2023, 4, 5),
        valid=period("2023-04-05"),
    )  # fmt: skip
    builders.fact(Pension, person=old, amount_vnd=1_200_000, valid=period("2020-03-01"))
    lone = builders.household(area, old)
    builders.fact(Poverty, household=lone, status="near_poor", valid=period("2026-01-01"))
    builders.circumstance(old, "support", "none", "2024-01-01")
    assert Membership.objects.count() == 3
    return FormCounter(
        area, builders.officer("commune_officer", area), builders.officer("commune_chair", area),
        builders.officer("commune_officer", other), old, mother, child,
    )  # fmt: skip
