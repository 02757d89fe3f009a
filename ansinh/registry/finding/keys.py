"""Keys of a name: each syllable, each two together, each with the year of birth, the village and the area.

Two syllables together are rare where each alone is common (Nguyễn, Hoa), so a list of people is found by one look into
one index whatever the order of the words. The database computes the same keys (``registry_name_keys``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from itertools import combinations, product

MOST_WORDS = 12


def key(text: str) -> int:
    """The four bytes that stand for a text."""
    digest = hashlib.md5(text.encode(), usedforsecurity=False).digest()
    return int.from_bytes(digest[:4], signed=True)


def pair(one: str, other: str) -> str:
    """Two different syllables in the order of their letters."""
    return f"{min(one, other)} {max(one, other)}"


def together(spellings: Collection[Collection[str]]) -> list[list[int]]:
    """For each two words, the keys of any spelling of the one beside any of the other; a word alone for itself."""
    words = list(spellings)
    if len(words) == 1:
        return [[key(word) for word in words[0]]]
    return [
        [key(pair(a, b)) for a, b in product(one, other) if a != b] or [key(a) for a in one]
        for one, other in combinations(words, 2)
    ]


def beside(words: Collection[str], others: Collection[Collection[str]]) -> list[list[int]]:
    """For each two of the words, and for each word beside each group of others, keys of which one is there."""
    pairs = [[key(pair(word, other)) for other in some if other != word] for word, some in product(words, others)]
    return [*together([{word} for word in words]), *(pair for pair in pairs if pair)]


def with_year(spellings: Collection[Collection[str]], year: int) -> list[list[int]]:
    """For each word, its spellings beside a year of birth."""
    return [[key(f"{word}@{year}") for word in words] for words in spellings]


def with_village(spellings: Collection[Collection[str]], villages: Iterable[str]) -> list[list[int]]:
    """For each word, its spellings beside a village as it is written in the registry."""
    names = list(villages)
    return [[key(f"{word}#{village}") for word, village in product(words, names)] for words in spellings]


def with_area(spellings: Collection[Collection[str]], areas: Iterable[int]) -> list[list[int]]:
    """For each word, its spellings beside any of the areas (ids)."""
    numbers = list(areas)
    return [[key(f"{word}/{area}") for word, area in product(words, numbers)] for words in spellings]
