"""Which of the spellings that occur may be meant by a word that was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

from ansinh.kernel.reading_together import rows_together
from ansinh.kernel.vietnamese_sound import one_slip_away, sound, sounds_like, without_typing_marks
from ansinh.registry.matching import village_key

MOST_BEGINNINGS = 40
LIKE = 0.45
"""From this likeness of trigrams on, a longer word is taken for a slip that two letters share."""
_WORDS = f"""
SELECT word FROM registry_name_word WHERE kind = 'name' AND word = ANY (%(spellings)s)
UNION SELECT word FROM (
  SELECT word FROM registry_name_word
  WHERE kind = 'name' AND word >= %(last)s AND word < %(last)s || '{{'
  ORDER BY length(word), word LIMIT {MOST_BEGINNINGS}
) AS begun
UNION SELECT word FROM registry_name_word
  WHERE kind = 'name' AND word %% ANY (%(long)s)
"""  # noqa: S608 - our own names
_COMMON = "SELECT key, people FROM registry_common_name_key WHERE key = ANY (%(keys)s)"
_BEGUN = """
SELECT word FROM registry_name_word WHERE kind = 'name' AND word LIKE ANY (%(beginnings)s)
"""
_VILLAGES = """
SELECT word, written FROM registry_name_word WHERE kind = 'village' AND word = ANY (%(villages)s)
"""
_LIKE_VILLAGES = """
SELECT written FROM registry_name_word WHERE kind = 'village' AND word %% %(name)s ORDER BY word <-> %(name)s, written
LIMIT 6
"""
_COMMUNES = """
SELECT name, id FROM (
  SELECT regexp_replace(lower(unaccent(name)), '^(xa|phuong|thi tran) ', '') AS name, id FROM areas_unit
  WHERE kind = 'commune'
) AS communes WHERE name = ANY (%(communes)s)
"""
LONG = 6
LEVELS = ("same", "begins", "sound", "near", "")
"""How well a word of a name answers a word typed, best first; "" is not at all."""


@dataclass(frozen=True)
class Spellings:
    """For each word typed, what else may be meant, by how far off it is.

    ``initials``: for each of the letters that may stand for a word, the words that begin with them.
    """

    begun: list[set[str]]
    sounding: list[set[str]]
    slipped: list[set[str]]
    initials: list[set[str]]


def spellings_of(words: Sequence[str], keys: Sequence[int]) -> tuple[Spellings, dict[int, int]]:
    """The spellings near these folded words, each set with the word itself; and of these keys of names those that
    thousands share, with how many. One query."""
    plain = [without_typing_marks(word) for word in words]
    alike = [sounds_like(word) | sounds_like(bare) | {bare} for word, bare in zip(words, plain, strict=True)]
    slips = [one_slip_away(word) for word in words]
    asked = set().union(*alike, *slips)
    long = [word for word in plain if len(word) >= LONG]
    letters = [word for word in words if is_initial(word)]
    given = {"spellings": list(asked), "last": words[-1], "long": long, "keys": list(keys)}
    given["beginnings"] = [f"{one}%" for one in letters]
    asked_for = (_WORDS, _COMMON, _BEGUN) if letters else (_WORDS, _COMMON)
    spelt, common, *rest = rows_together(asked_for, given)
    known = {word for (word,) in spelt}
    begun = [{word} for word in words[:-1]] + [{words[-1]} | {word for word in known if word.startswith(words[-1])}]
    sounding = [{word} | (known & near) for word, near in zip(words, alike, strict=True)]
    slipped = [
        near | (known & slip) | {word for word in known if len(bare) >= LONG and _like(word, bare)}
        for near, slip, bare in zip(sounding, slips, plain, strict=True)
    ]
    initials = [{word for (word,) in rest[0] if word.startswith(one)} for one in letters]
    return Spellings(begun, sounding, slipped, initials), dict(common)


def is_initial(word: str) -> bool:
    """Whether a folded word may stand for a longer one by its first letters: one letter, or several and no vowel."""
    return len(word) == 1 or not set(word) & set("aeiouy")


def _trigrams(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[i : i + 3] for i in range(len(padded) - 2)}


def _like(one: str, other: str) -> bool:
    a, b = _trigrams(one), _trigrams(other)
    return len(a & b) >= LIKE * len(a | b)


@lru_cache(4096)
def level_of(typed: str, word: str) -> str:
    """How a word of a name answers a word typed, both folded: one of ``LEVELS``."""
    if word == typed:
        return "same"
    if word.startswith(typed):
        return "begins"
    bare = without_typing_marks(typed)
    if sound(word) in (sound(typed), sound(bare)):
        return "sound"
    return "near" if word in one_slip_away(typed) or (len(bare) >= LONG and _like(word, bare)) else ""


@dataclass(frozen=True)
class Places:
    """Which of some names are villages, as they are written in the registry, and communes of any time (ids)."""

    written: dict[str, list[str]]
    units: dict[str, list[int]]

    def villages(self, name: str) -> list[str]:
        """Villages of exactly this folded name."""
        return self.written.get(village_key(name), [])

    def communes(self, name: str) -> list[int]:
        """Units of exactly this folded name."""
        return self.units.get(name, [])


def places_named(villages: Sequence[str], communes: Sequence[str]) -> Places:
    """The places that these folded names may be. One query."""
    given = {"villages": [village_key(name) for name in villages], "communes": list(communes)}
    places = Places({}, {})
    written, units = rows_together((_VILLAGES, _COMMUNES), given)
    for word, one in written:
        places.written.setdefault(word, []).append(one)
    for name, pk in units:
        places.units.setdefault(name, []).append(pk)
    return places


def like_villages(name: str) -> list[str]:
    """The villages whose names are most like a folded one."""
    with connection.cursor() as cursor:
        cursor.execute(_LIKE_VILLAGES, {"name": village_key(name)})
        return [written for (written,) in cursor.fetchall()]
