"""A sealed value comes back as it was, and only whole, of its kind and with its key."""

from __future__ import annotations

import base64
import stat

import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.kernel.sealing.blind import blind, blind_all
from ansinh.kernel.sealing.key_file import key_file, keys, make_keys
from ansinh.kernel.sealing.values import (
    TOKEN,
    SealBroken,
    open_all,
    open_one,
    open_series,
    open_within,
    seal_all,
    seal_series,
)

TEXTS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=80)


@given(st.lists(st.none() | TEXTS, max_size=20), st.sampled_from([16, 32, 64]))
def test_what_was_sealed_opens_to_the_same(values: list[str | None], width: int) -> None:
    sealed = seal_all("number", values, width=width)
    assert open_all(sealed) == values
    assert all(TOKEN.fullmatch(str(value)) for value in sealed if value)
    assert all(value not in (one or "") for value, one in zip(values, sealed, strict=True) if value and len(value) > 3)


@given(TEXTS.filter(bool), st.integers(0, 10_000), st.integers(1, 255))
def test_a_changed_byte_anywhere_does_not_open(text: str, place: int, change: int) -> None:
    head, body = str(seal_all("number", [text])[0]).split(".")
    raw = bytearray(base64.b64decode(body))
    raw[place % len(raw)] ^= change
    with pytest.raises(SealBroken):
        open_one(f"{head}.{base64.b64encode(bytes(raw)).decode()}")


def test_a_value_of_one_kind_is_none_of_another() -> None:
    (sealed,) = seal_all("account", ["0150500000"])
    with pytest.raises(SealBroken):
        open_one(str(sealed).replace("account-", "number-"))


@pytest.mark.parametrize("value", ["015050000001", "number-1.", "number-1.QUJD", "hiv=yes", "number-9999." + "A" * 60])
def test_a_value_in_clear_or_of_a_lost_key_is_an_error_that_does_not_tell_it(value: str) -> None:
    with pytest.raises(SealBroken) as told:
        open_all([value])
    assert value not in str(told.value)


def test_equal_values_look_different_and_lengths_tell_nothing() -> None:
    sealed = seal_all("circumstance", ["hiv=yes", "hiv=yes", "mother=unidentified"], width=32)
    assert len(set(sealed)) == 3
    assert len({len(str(value)) for value in sealed}) == 1


def test_values_within_a_text_are_opened_where_they_stand() -> None:
    number, account = seal_all("number", ["123456789"])[0], seal_all("account", ["88-1"])[0]
    assert open_within(f'["{number}", "{account}", 7]') == '["123456789", "88-1", 7]'
    assert open_within("không có gì") == "không có gì"


def test_columns_keep_name_and_nulls() -> None:
    column = polars.Series("number", ["1", None, ""])
    sealed = seal_series("number", column)
    assert sealed.name == "number"
    assert open_series(sealed).equals(column)


def test_the_key_file_is_its_owners_and_made_once() -> None:
    before = keys()
    assert make_keys() is False
    assert keys() == before
    assert stat.S_IMODE(key_file().stat().st_mode) == 0o600
    assert stat.S_IMODE(key_file().parent.stat().st_mode) == 0o700
    assert base64.b64encode(before.seal[1]).decode() not in repr(before)


@pytest.mark.django_db
@given(st.lists(TEXTS.filter(bool), min_size=2, max_size=10, unique=True))
def test_a_blind_index_is_the_same_for_the_same_value_and_kind_only(values: list[str]) -> None:
    indexes = blind_all("number", values)
    assert len(set(indexes)) == len(values)
    assert blind_all("number", values) == indexes
    assert not set(indexes) & set(blind_all("circumstance", values))
    assert blind("number", values[0]) == indexes[0]
