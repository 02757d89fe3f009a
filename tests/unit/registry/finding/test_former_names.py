"""People are found by the names under which they were recorded before, within the same areas."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ansinh.access.public import acting_as
from ansinh.kernel.vietnamese import fold, sort_key
from ansinh.registry.finding.find import Found
from ansinh.registry.models import Identity
from ansinh.registry.public import Person, Source, find_people, undo_merge
from tests import builders
from tests.unit.registry.test_merge import merged

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
THEN = datetime(2026, 3, 1, tzinfo=UTC)


def rename(who: Person, name: str, at: datetime = THEN) -> Source:
    """The name is corrected."""
    news = builders.source("Trích lục khai sinh")
    Identity.objects.filter(person=who, retracted_at=None).update(retracted_at=at, retracted_by=news)
    Identity.objects.create(person=who, full_name=name, born_on=who.born_on, recorded_at=at, source=news)
    Person.objects.filter(pk=who.pk).update(full_name=name, name_fold=fold(name), name_sort=sort_key(name))
    return news


def found(text: str) -> list[tuple[str, str, tuple[str, ...]]]:
    return told(find_people(text, on=TODAY))


def told(answer: Found) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(hit.person.full_name, hit.how, hit.formerly) for hit in answer.hits]


def test_a_corrected_name_finds_the_person_below_those_who_bear_it_now() -> None:
    area = builders.commune()
    who, _ = builders.person(area, name="Lò Thị Phượng"), builders.person(area, name="Lò Thị Phượng Anh")
    rename(who, "Hoàng Thị Nhung")
    formerly = ("Hoàng Thị Nhung", "former", ("Lò Thị Phượng",))
    for text in ("Lò Thị Phượng", "lo thi phuong", "phuong thi lo", "Phượng Lò", f"lo phuong {who.born_on.year}"):
        assert formerly in found(text), text
    assert found("lo thi phuong")[0] == ("Lò Thị Phượng Anh", "name", ())
    assert found("Hoàng Thị Nhung") == [("Hoàng Thị Nhung", "name", ())]
    assert find_people("Lò Thị Phượng", on=TODAY).hits[-1].parts == (
        ("Hoàng", False), ("Thị", True), ("Nhung", False),
    )  # fmt: skip


def test_words_of_a_former_and_of_the_present_name_together_mean_nobody() -> None:
    who = builders.person(builders.commune(), name="Lò Thị Phượng")
    rename(who, "Hoàng Thị Nhung")
    assert found("Phượng Nhung") == []


def test_correcting_a_birth_makes_no_former_name_and_correcting_back_forgets_it() -> None:
    who = builders.person(builders.commune(), name="Lò Thị Phượng")
    rename(who, "Lò Thị Phượng")
    assert Person.objects.get(pk=who.pk).former_names == []
    rename(who, "Lò Thị Phương", datetime(2026, 4, 1, tzinfo=UTC))
    assert Person.objects.get(pk=who.pk).former_names == []  # only the marks differ: it is found anyway
    rename(who, "Hoàng Thị Nhung", datetime(2026, 5, 1, tzinfo=UTC))
    assert Person.objects.get(pk=who.pk).former_names == ["lo thi phuong"]
    rename(who, "Lò Thị Phượng", datetime(2026, 6, 1, tzinfo=UTC))
    assert Person.objects.get(pk=who.pk).former_names == ["hoang thi nhung"]


def test_nobody_is_found_by_a_former_name_outside_ones_areas() -> None:
    here, there = builders.commune(0), builders.commune(1)
    rename(builders.person(there, name="Lò Thị Phượng"), "Hoàng Thị Nhung")
    for area, seen in ((there, 1), (here, 0)):
        officer = builders.officer("commune_officer", area)
        with acting_as(officer):
            assert len(found("Lò Thị Phượng")) == seen
            assert len(told(find_people("Lò Phượng", on=TODAY, area_ids=sorted(officer.area_ids)))) == seen


def test_a_name_of_a_record_that_was_merged_leads_to_the_person_until_that_is_undone() -> None:
    area = builders.commune()
    clerk = builders.officer("commune_officer", area)
    kept, absorbed = builders.person(area, name="Hoàng Thị Nhung"), builders.person(area, name="Lò Thị Phượng")
    merge = merged(clerk, kept, absorbed)
    assert found("Lò Thị Phượng") == [("Hoàng Thị Nhung", "former", ("Lò Thị Phượng",))]
    undo_merge(actor=clerk, merge_id=merge.pk, because="hai người")
    assert found("Lò Thị Phượng") == [("Lò Thị Phượng", "name", ())]
    assert not Person.objects.exclude(former_names=[]).exists()
