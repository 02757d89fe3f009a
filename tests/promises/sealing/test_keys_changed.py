"""Keys are changed while people work; killed anywhere, the same command finishes."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, connection

from ansinh.kernel.crash import CRASHED
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import SealKey
from ansinh.kernel.sealing import columns, rotation
from ansinh.kernel.sealing.blind import index_key
from ansinh.kernel.sealing.key_file import KeysMissing, key_file, keys, make_keys
from ansinh.kernel.sealing.values import key_of
from ansinh.registry.public import find_people
from tests import builders
from tests.builders import fact, period, registry
from tests.promises.child import killed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise]
ROTATE = """
from ansinh.kernel.sealing import columns, rotation
columns.BATCH = 3
rotation.{which}(told=print)
"""


@pytest.fixture(autouse=True)
def _own_keys(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of this test alone: others seal with those of the run."""
    settings.KEYS = tmp_path / "keys"
    monkeypatch.setenv("ANSINH_KEYS", str(settings.KEYS))
    make_keys()


@pytest.fixture
def people() -> list[registry.Person]:
    """Ten people with number and circumstances: four batches of three."""
    area = builders.commune()
    found = [builders.person(area, name=f"Vàng A {i}", ethnicity="Dao") for i in range(10)]
    for i, who in enumerate(found):
        fact(registry.Paper, person=who, kind="personal", number=f"01505000{i:04d}", valid=period("2021-01-01"))
        builders.circumstance(who, "hiv", "yes", "2021-01-01")
    return found


def numbers() -> list[str]:
    return sorted(registry.Paper.objects.values_list("number", flat=True))


def used() -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT number FROM registry_paper UNION ALL SELECT content FROM registry_sealed_circumstance")
        return {key_of(value) for (value,) in cursor.fetchall()}


def found_by_number(text: str) -> list[str]:
    return [hit.person.full_name for hit in find_people(text, on=date(2026, 11, 20)).hits]


@pytest.mark.parametrize("place", ["keys.added", "keys.batch"])
def test_a_change_of_the_sealing_key_killed_halfway_is_finished(people: list[registry.Person], place: str) -> None:
    before = numbers()
    assert killed(place, ROTATE.format(which="rotate_seal")) == CRASHED
    assert max(keys().seal) == 2
    assert numbers() == before  # everything opens in between, whichever key it has
    assert columns.verify_sealed().wrong == ()
    fact(registry.Paper, person=people[0], kind="old", number="123456789", valid=period("2021-01-01"))
    rotation.rotate_seal(told=lambda _: None)
    assert max(keys().seal) == 2  # no third key: the begun change was finished
    assert used() == {2}
    assert numbers() == sorted([*before, "123456789"])
    assert next((k.number, k.retired, k.values) for k in rotation.standing() if k.purpose == "seal") == (1, True, 0)
    rotation.forget_key("seal", 1)
    assert columns.verify_sealed().wrong == ()


def test_a_key_that_is_used_is_not_forgotten(people: list[registry.Person]) -> None:
    with pytest.raises(Refusal, match="còn dùng"):
        rotation.forget_key("seal", 1)
    rotation.rotate_seal(told=lambda _: None)
    with pytest.raises(Refusal, match="còn dùng"):
        rotation.forget_key("seal", 2)
    rotation.forget_key("seal", 1)
    assert set(keys().seal) == {2}


@pytest.mark.parametrize("place", ["index.added", "index.batch"])
def test_a_change_of_the_index_key_killed_halfway_never_happened(people: list[registry.Person], place: str) -> None:
    rotation.check_keys()
    assert killed(place, ROTATE.format(which="rotate_index")) == CRASHED
    assert index_key() == 1
    assert columns.verify_sealed().wrong == ()
    assert found_by_number("015050000003") == ["Vàng A 3"]
    rotation.rotate_index(told=lambda _: None)
    assert index_key() == 2
    assert sorted(keys().index) == [1, 2]
    assert columns.verify_sealed().wrong == ()
    assert found_by_number("015050000003") == ["Vàng A 3"]
    rotation.forget_key("index", 1)
    assert found_by_number("015050000003") == ["Vàng A 3"]


def test_a_number_is_still_refused_after_the_index_key_changed(people: list[registry.Person]) -> None:
    rotation.rotate_index(told=lambda _: None)
    other = builders.person(people[0].area)
    with pytest.raises(IntegrityError, match="paper_one_person_a_number"):
        fact(registry.Paper, person=other, kind="personal", number="015050000000", valid=period("2022-01-01"))


def test_a_foreign_or_lost_key_file_is_refused(people: list[registry.Person]) -> None:
    rotation.check_keys()
    SealKey.objects.filter(purpose="seal").update(fingerprint="0" * 16)
    with pytest.raises(Refusal, match="không phải của cơ sở dữ liệu này"):
        rotation.check_keys()
    kept = key_file().read_bytes()
    key_file().unlink()
    with pytest.raises(KeysMissing):
        numbers()
    key_file().write_bytes(kept)
    assert len(numbers()) == 10
