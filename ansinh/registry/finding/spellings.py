"""Which of the spellings that occur may be meant by a word that was typed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection

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
_VILLAGES = """
SELECT written FROM registry_name_word WHERE kind = 'village' AND word = ANY (%(names)s)
"""
_LIKE_VILLAGES = """
SELECT written FROM registry_name_word WHERE kind = 'village' AND word %% %(name)s ORDER BY word <-> %(name)s, written
LIMIT 6
"""
_COMMUNES = """
SELECT id FROM areas_unit WHERE kind = 'commune'
  AND regexp_replace(lower(unaccent(name)), '^(xa|phuong|thi tran) ', '') = ANY (%(names)s)
"""
LONG = 6
LEVELS = ("same", "begins", "sound", "near", "")
"""How well a word of a name answers a word typed, best first; "" is not at all."""


@dataclass(frozen=True)
class Spellings:
    """For each word typed, what else may be meant, by how far off it is."""

    begun: list[set[str]]
    sounding: list[set[str]]
    slipped: list[set[str]]


def spellings_of(words: Sequence[str]) -> Spellings:
    """The spellings near these folded words; each set holds the word itself. One query."""
    plain = [without_typing_marks(word) for word in words]
    alike = [sounds_like(word) | sounds_like(bare) | {bare} for word, bare in zip(words, plain, strict=True)]
    slips = [one_slip_away(word) for word in words]
    asked = set().union(*alike, *slips)
    long = [word for word in plain if len(word) >= LONG]
    with connection.cursor() as cursor:
        cursor.execute(_WORDS, {"spellings": list(asked), "last": words[-1], "long": long})
        known = {word for (word,) in cursor.fetchall()}
    begun = [{word} for word in words[:-1]] + [{words[-1]} | {word for word in known if word.startswith(words[-1])}]
    sounding = [{word} | (known & near) for word, near in zip(words, alike, strict=True)]
    slipped = [
        near | (known & slip) | {word for word in known if len(bare) >= LONG and _like(word, bare)}
        for near, slip, bare in zip(sounding, slips, plain, strict=True)
    ]
    return Spellings(begun, sounding, slipped)


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


def villages_named(name: str) -> list[str]:
    """Villages as they are written in the registry that a typed name means; else those most like it."""
    return exact_villages([name]) or _like_villages(village_key(name))


def exact_villages(names: Sequence[str]) -> list[str]:
    """Villages of exactly these folded names."""
    with connection.cursor() as cursor:
        cursor.execute(_VILLAGES, {"names": [village_key(name) for name in names]})
        return [written for (written,) in cursor.fetchall()]


def _like_villages(name: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_LIKE_VILLAGES, {"name": name})
        return [written for (written,) in cursor.fetchall()]


def communes_named(names: Sequence[str]) -> list[int]:
    """Ids of the units, of all times, with exactly these folded names."""
    with connection.cursor() as cursor:
        cursor.execute(_COMMUNES, {"names": list(names)})
        return [pk for (pk,) in cursor.fetchall()]
