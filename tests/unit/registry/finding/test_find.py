"""Who is found, in which order, within which areas."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from ansinh.access.public import Actor, acting_as
from ansinh.areas.public import Unit, province
from ansinh.kernel.vietnamese import fold
from ansinh.registry import public as registry
from ansinh.registry.finding import keys
from ansinh.registry.finding.find import Found
from ansinh.registry.models import CommonNameKey, NameWord
from ansinh.registry.public import Paper, Person, Phone, find_people
from tests import builders
from tests.builders import period

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 25)
NAMES = {
    "Nguyễn Thị Hoa": "1950-05-20",
    "Nguyễn Thị Hòa": "1951-05-20",
    "Nguyễn Hoa Thị": "1960-01-01",
    "Nguyễn Thị Thu Hoa": "1970-01-01",
    "Nguyễn Thị Hoàn": "1980-01-01",
    "Đinh Thị Hoà": "1945-02-03",
    "Giàng A Páo": "1950-05-12",
    "Giàng A Pao": "1990-05-12",
    "Thào A Của": "1962-07-08",
    "Sùng Thị Mỷ": "1955-01-01",
    "Trần Văn Quý": "1948-09-09",
    "Lý Lý": "1977-01-01",
}


@dataclass
class Place:
    own: Unit
    other: Unit
    officer: Actor
    wide: Actor
    people: dict[str, Person]


@pytest.fixture
def place() -> Place:
    own, other = builders.commune(0), builders.commune(1)
    people = {name: builders.person(own, name=name, born=born, village="Bản Trong") for name, born in NAMES.items()}
    people["Thào A Của"].village = "Bản Hồng Ngài"
    people["Thào A Của"].save(update_fields=["village"])
    officer = builders.officer("commune_officer", own)
    wide = builders.officer("province_officer", province(TODAY))
    return Place(own, other, officer, wide, people)


def found(place: Place, text: str, *, wide: bool = False, size: int = 20) -> Found:
    actor = place.wide if wide else place.officer
    with acting_as(actor):
        return find_people(text, on=TODAY, area_ids=None if wide else sorted(actor.area_ids), size=size)


def names(answer: Found) -> list[str]:
    return [hit.person.full_name for hit in answer.hits]


RANKED = [
    # what is typed, who comes first in this order
    ("Nguyễn Thị Hoa", ["Nguyễn Thị Hoa", "Nguyễn Thị Hòa", "Nguyễn Hoa Thị", "Nguyễn Thị Thu Hoa"]),
    ("Nguyễn Thị Hoà", ["Nguyễn Thị Hòa"]),  # the tone may stand on either vowel
    ("nguyen thi hoa 1951", ["Nguyễn Thị Hòa", "Nguyễn Thị Hoa"]),  # one year off is near
    ("nguyen thi hoa 20/05/1950", ["Nguyễn Thị Hoa"]),
    ("hoa nguyen", ["Nguyễn Thị Hoa", "Nguyễn Thị Thu Hoa", "Nguyễn Thị Hòa"]),
    ("nguyễn  thị   thu hoa", ["Nguyễn Thị Thu Hoa", "Nguyễn Thị Hoa"]),
    ("dinh thi hoa", ["Đinh Thị Hoà"]),
    ("Đinh Thị Hòa", ["Đinh Thị Hoà"]),
    ("giang a pao", ["Giàng A Pao", "Giàng A Páo"]),
    ("Giàng A Páo", ["Giàng A Páo", "Giàng A Pao"]),
    ("a páo", ["Giàng A Páo", "Giàng A Pao"]),
    ("A Thao", ["Thào A Của"]),
    ("thao a cua ban hong ngai", ["Thào A Của"]),
    ("Thào A Của Hồng Ngài", ["Thào A Của"]),
    ("thao a cua bản hồng ngại", ["Thào A Của"]),
    ("dang a pao", ["Giàng A Pao"]),  # gi and d
    ("xung thi my", ["Sùng Thị Mỷ"]),  # s and x
    ("sung thi mi", ["Sùng Thị Mỷ"]),  # i and y
    ("chan van quy", ["Trần Văn Quý"]),  # ch and tr
    ("trang van qui", ["Trần Văn Quý"]),  # n and ng, i and y
    ("nguyeexn thij hoaf", ["Nguyễn Thị Hoa"]),
    ("tran van qyu", ["Trần Văn Quý"]),  # two letters swapped
    ("trần văn kim quý", ["Trần Văn Quý"]),  # a middle word too many
    ("tran van q", ["Trần Văn Quý"]),  # still typing
    ("chan van q", ["Trần Văn Quý"]),
    ("t v quy", ["Trần Văn Quý"]),  # initials
    ("Tr.V.Quý", ["Trần Văn Quý"]),
    ("Ng. T. Hòa", ["Nguyễn Thị Hòa", "Nguyễn Thị Hoa"]),
    ("v quy 1948", ["Trần Văn Quý"]),
    ("ly ly", ["Lý Lý"]),
    ("ông trần văn quý", ["Trần Văn Quý"]),
]


@pytest.mark.parametrize("wide", [False, True], ids=["commune", "province"])
def test_the_best_come_first(place: Place, wide: bool) -> None:
    answers = {text: names(found(place, text, wide=wide)) for text, _ in RANKED}
    assert {text: answers[text][: len(first)] for text, first in RANKED} == dict(RANKED)


@pytest.mark.parametrize("wide", [False, True], ids=["commune", "province"])
def test_keys_that_very_many_share_change_the_way_but_not_the_answer(place: Place, wide: bool) -> None:
    for people in (5_000, 5_000_000):
        CommonNameKey.objects.all().delete()
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO registry_common_name_key SELECT DISTINCT unnest(name_keys), %s FROM registry_person",
                [people],
            )
        answers = {text: names(found(place, text, wide=wide)) for text, _ in RANKED}
        assert {text: answers[text][: len(first)] for text, first in RANKED} == dict(RANKED), people


def test_initials_stand_for_words_in_the_order_of_the_name(place: Place) -> None:
    assert names(found(place, "q v tran")) == []
    assert names(found(place, "t v q")) == []  # letters alone mean nobody
    assert "Trần Văn Quý" not in names(found(place, "n v quy"))


def test_what_agrees_is_said(place: Place) -> None:
    best = found(place, "nguyen hoa 1950").hits[0]
    assert best.parts == (("Nguyễn", True), ("Thị", False), ("Hoa", True))
    assert (best.how, best.born_agrees, best.village_agrees, best.moved) == ("name", True, False, False)
    assert found(place, "thao a cua ban hong ngai").hits[0].village_agrees
    assert found(place, "xung thi my").hits[0].how == "sound"
    assert found(place, "tran van qyu").hits[0].how == "near"


def test_only_the_words_that_answer_best_are_marked(place: Place) -> None:
    """Thu sounds like thi, but where Thị stands beside it, it was not meant."""
    builders.person(place.own, name="Triệu Thị Thu")
    hit = found(place, "trieu thi").hits[0]
    assert hit.parts == (("Triệu", True), ("Thị", True), ("Thu", False))


def test_the_living_come_before_the_dead_and_those_who_moved_are_marked(place: Place) -> None:
    dead = builders.person(place.own, name="Vàng A Lử", born="1940-01-01", died_on=date(2026, 1, 2))
    alive = builders.person(place.own, name="Vàng A Lử", born="1950-01-01")
    gone = builders.person(place.own, name="Vàng A Lử", born="1960-01-01")
    then = datetime(2026, 2, 1, tzinfo=UTC)
    registry.Residence.objects.filter(person=gone).update(retracted_at=then, retracted_by=builders.source())
    lived = {"person": gone, "unit": place.own, "valid": period("2023-01-01", "2026-02-01")}
    builders.fact(registry.Residence, **lived, recorded_at=then)
    hits = found(place, "vang a lu").hits
    assert [(hit.person.pk, hit.moved) for hit in hits] == [(alive.pk, False), (gone.pk, True), (dead.pk, False)]


def test_equals_keep_one_order_whatever_order_they_were_written_in(place: Place) -> None:
    twins = [builders.person(place.own, name="Mùa Thị Dợ", born="1980-01-01") for _ in range(30)]
    shown = [hit.person.pk for hit in found(place, "mua thi do").hits]
    assert shown == sorted(twin.pk for twin in twins)[:20]
    assert found(place, "mua thi do").more
    Person.objects.filter(pk=shown[0]).update(ethnicity="Mông")
    assert [hit.person.pk for hit in found(place, "mua thi do").hits] == shown


@pytest.mark.parametrize("wide", [False, True], ids=["commune", "province"])
def test_numbers_and_telephones(place: Place, wide: bool) -> None:
    pao, hoa = place.people["Giàng A Páo"], place.people["Nguyễn Thị Hoa"]
    builders.fact(Paper, person=pao, kind="personal", number="015050000001", valid=period("2021-01-01"))
    builders.fact(Paper, person=pao, kind="old", number="060123456", valid=period("2000-01-01", "2021-01-01"))
    for person in (pao, hoa):
        builders.fact(Phone, person=person, number="0912345678", valid=period("2022-01-01"))
    for text in ("015050000001", "15050000001", "015 050 000 001", "CCCD: 015050000001", "060123456", "60123456"):
        answer = found(place, text, wide=wide)
        assert [(hit.person, hit.how) for hit in answer.hits] == [(pao, "number")], text
    for text in ("0912345678", "0912 345 678", "+84912345678", "sđt 0912.345.678"):
        answer = found(place, text, wide=wide)
        assert {(hit.person, hit.how) for hit in answer.hits} == {(pao, "phone"), (hoa, "phone")}, text
    assert found(place, "015050000002", wide=wide).hits == ()
    assert found(place, "0150500", wide=wide).hits == ()


def test_nobody_outside_the_areas_is_found_counted_or_suggested(place: Place) -> None:
    there = builders.person(place.other, name="Hảng Thị Xuyến", born="1951-01-01", village="Bản Khuất")
    builders.fact(Paper, person=there, kind="personal", number="015151000009", valid=period("2021-01-01"))
    builders.fact(Phone, person=there, number="0987654321", valid=period("2021-01-01"))
    for text in ("Hảng Thị Xuyến", "hang xuyen 1951", "xuyen", "xuyeen", "015151000009", "0987654321", "hang a xuyen"):
        answer = found(place, text)
        assert there not in [hit.person for hit in answer.hits], text
        assert "xuyen" not in [fold(word) for word in answer.suggestions], text
        assert names(found(place, text, wide=True))[:1] == ["Hảng Thị Xuyến"], text
    with acting_as(place.officer):
        assert find_people("xuyen", on=TODAY, area_ids=None).hits == ()
        assert find_people("xuyen", on=TODAY, area_ids=[place.other.pk]).hits == ()
    with acting_as(place.wide):
        assert find_people("xuyen", on=TODAY, area_ids=[place.own.pk]).hits == ()


def test_without_areas_nobody_is_found(place: Place) -> None:
    nowhere = Actor(None, "x", "x", frozenset(), frozenset(), frozenset(), (), wide=False)
    with acting_as(nowhere):
        assert find_people("nguyen thi hoa", on=TODAY).hits == ()


def test_of_a_name_that_nobody_bears_the_words_that_somebody_bears_are_suggested(place: Place) -> None:
    answer = found(place, "quách tĩnh páo")
    assert (answer.hits, answer.suggestions) == ((), ("páo",))
    assert found(place, "không ai").suggestions == ()


def test_somebody_whom_an_undone_list_brought_is_not_found(place: Place) -> None:
    gone = place.people["Trần Văn Quý"]
    registry.Identity.objects.filter(person=gone).update(
        retracted_at="2026-01-01T00:00:00Z", retracted_by=builders.source()
    )
    assert names(found(place, "tran van quy")) == []


def test_a_size_is_kept(place: Place) -> None:
    answer = found(place, "nguyen thi", size=2)
    assert (len(answer.hits), answer.more) == (2, True)


NAME = st.lists(st.text("abcdeghiklmnopqrstuvxyđăâêôơư", min_size=1, max_size=7), min_size=1, max_size=5)


@given(
    name=NAME,
    area=st.integers(1, 10**9),
    year=st.integers(1900, 2026),
    village=st.sampled_from(["", "Bản Hồng Ngài", "Thôn 3"]),
)
def test_the_database_makes_the_same_keys(name: list[str], area: int, year: int, village: str) -> None:
    words = sorted(set(fold(" ".join(name)).split()))
    spellings = [{word} for word in words]
    expected = {keys.key(word) for word in words}
    for groups in (keys.together(spellings), keys.with_year(spellings, year), keys.with_area(spellings, [area])):
        expected |= {key for group in groups for key in group}
    if village:
        expected |= {key for group in keys.with_village(spellings, [village]) for key in group}
    who = (fold(" ".join(name)), date(year, 5, 1))
    with connection.cursor() as cursor:
        cursor.execute("SELECT registry_name_keys(%s, %s, %s, %s)", [*who, village, area])
        assert set(cursor.fetchone()[0]) == expected


def test_words_and_villages_of_everybody_are_known_once(place: Place) -> None:
    builders.person(place.own, name="Đặng Thị Hoa", village="Tổ dân phố số 1")
    kept = set(NameWord.objects.values_list("kind", "written", "word"))
    assert {("name", "dang", "dang"), ("name", "hoa", "hoa")} <= kept
    assert {("village", "Tổ dân phố số 1", "so 1"), ("village", "Bản Hồng Ngài", "hong ngai")} <= kept


def test_common_names_are_counted(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ansinh.registry.operations.count_common_names.SHARED_BY", 3)
    assert registry.count_common_names() > 0
    counted = dict(CommonNameKey.objects.values_list("key", "people"))
    assert counted[keys.key("nguyen")] == 5
    assert keys.key("trần") not in counted
