"""Whom a reading may mean, with points, in one statement: never more rows than can be ranked while somebody waits."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from ansinh.kernel.vietnamese import fold, sort_key
from ansinh.registry.finding import keys, ranking_table
from ansinh.registry.finding.spellings import Spellings, is_initial
from ansinh.registry.finding.typed import Born, Typed

MOST = 1_000
"""So many candidates of a way are ranked: an exact whole name and those of the year and village typed come first."""
TOO_COMMON = 150_000
"""Of words that so many share, the beginning of the list by name is shown: the index would be read for nothing."""
WALKED = 6_000
COLUMNS = "id, name_fold, name_sort, name_keys, born_on, born_precision, died_on, area_id, village"
BY_ID = f"SELECT {COLUMNS} FROM registry_person WHERE id = ANY (ARRAY("  # noqa: S608 - our own names
EXACT = f"SELECT {COLUMNS} FROM registry_person WHERE name_sort = "  # noqa: S608 - our own names
WALK = f"SELECT * FROM (SELECT {COLUMNS} FROM registry_person ORDER BY name_sort, id LIMIT {WALKED}) AS walked WHERE "  # noqa: S608 - our own names
POINTS = {name: value for name, value in vars(ranking_table).items() if name.isupper()}
Groups = list[list[int]]
"""Of each group of keys somebody has at least one."""


@dataclass(frozen=True)
class Sought:
    """A reading with what its places mean in the registry; ``area_ids``: only there, None: wherever one may see."""

    typed: Typed
    words: tuple[str, ...]
    villages: Sequence[str] = ()
    communes: Sequence[int] = ()
    area_ids: Sequence[int] | None = None


@dataclass(frozen=True)
class Candidate:
    """Somebody, with points for the name alone and with all that adds to them (ranking_table)."""

    person_id: int
    name_points: int
    points: int
    born_agrees: bool
    village_agrees: bool


@dataclass
class _Statement:
    """Parts of a statement under construction with its parameters."""

    given: dict[str, Any] = field(default_factory=dict)

    def name(self, value: Any) -> str:
        """A placeholder for a value."""
        name = f"p{len(self.given)}"
        self.given[name] = value
        return f"%({name})s"

    def shares(self, groups: Groups) -> str:
        """Condition: of each group of keys at least one."""
        return " AND ".join(f"name_keys && {self.name(group)}::integer[]" for group in groups) or "true"

    def by_keys(self, *ways: Groups, most: int = MOST, former: bool = False) -> str:
        """Rows of those who share the groups of any of these ways; read by the index whatever the planner expects.

        ``former``: also by a name that they were recorded under before.
        """
        return f"{BY_ID}SELECT registry_people_with_keys({self.name(json.dumps(ways))}::jsonb, {most}, {former})))"


def as_typed(sought: Sought, common: dict[int, int]) -> tuple[list[Candidate], bool]:
    """Those in whose name, or former name, all words stand; whether there may be more than were looked at.

    ``common``: people by key, of keys that thousands share.
    """
    spellings = [{word} for word in sought.words]
    fewest = min((common.get(group[0], 0) for group in keys.together(spellings)), default=0)
    statement = _Statement()
    sources = _sources(statement, sought, spellings, fewest)
    name = " ".join(sought.typed.words)
    base = f"""CASE WHEN name_sort = {statement.name(sort_key(name))} THEN {POINTS["WHOLE"]}
      WHEN name_fold = {statement.name(fold(name))} THEN {POINTS["FOLDED"]}
      WHEN NOT ({statement.shares(keys.together(spellings))}) THEN {POINTS["FORMER"]}
      WHEN {_whole(sought)} THEN {POINTS["REORDERED"]} ELSE {POINTS["PART"]} END"""
    return _ranked(statement, sought, sources, base), fewest > MOST


def loosely(sought: Sought, near: Spellings, seen: Sequence[int], *, only_begun: bool) -> list[Candidate]:
    """Those whose name begins, sounds or looks like what was typed, or has its initials; ``seen`` are left out."""
    ways = _ways(near, only_begun=only_begun)
    statement = _Statement()
    points = dict(POINTS, SOUND=f"CASE WHEN {_whole(sought)} THEN {POINTS['SOUND']} ELSE {POINTS['SOUND_PART']} END")
    tests = [
        f"CASE WHEN {statement.shares(keys.together(way))} THEN {points[label]} END"
        for label, some in ways.items()
        for way in some
    ]
    asked = [_narrowed(sought, way) for some in ways.values() for way in some if way is not near.sounding]
    sources = [statement.by_keys(*asked)]
    if (lettered := _by_initials(statement, sought, near)) is not None:
        sources.append(lettered[0])
        tests.append(f"CASE WHEN {lettered[1]} THEN {POINTS['INITIALS']} END")
    unseen = f"id <> ALL ({statement.name(list(seen))}::bigint[])"
    return _ranked(statement, sought, [f"{source} AND {unseen}" for source in sources], f"greatest({', '.join(tests)})")


def _by_initials(statement: _Statement, sought: Sought, near: Spellings) -> tuple[str, str] | None:
    """Source and test of those whose name holds the words typed in full, and words that begin with the letters typed.

    In the order of the name; None where nothing or everything that was typed are letters.
    """
    full = [word for word in sought.words if not is_initial(word)]
    if not full or not near.initials:
        return None
    groups = keys.beside(full, near.initials)
    if sought.area_ids is not None:
        groups += keys.with_area([{word} for word in full], sought.area_ids)
    if sought.typed.born:
        groups += keys.with_year([{word} for word in full], sought.typed.born.year)
    order = " ".join(f"{re.escape(word)}{'[^ ]*' * is_initial(word)}" for word in sought.typed.folded)
    test = f"name_fold ~ {statement.name(f'(^| ){order}( |$)')}"
    return f"{statement.by_keys(groups)} AND {test}", test


def _whole(sought: Sought) -> str:
    return f"cardinality(string_to_array(name_fold, ' ')) = {len(sought.typed.words)}"


def _ways(near: Spellings, *, only_begun: bool) -> dict[str, list[list[set[str]]]]:
    """Spellings of each word for each way to be alike, by its name in the table of points.

    What sounds alike is within what is a slip away; while the last word is typed, those before may sound alike.
    """
    if only_begun:
        return {"BEGINS": [near.begun]}
    every = range(len(near.sounding))
    return {
        "BEGINS": [near.begun],
        "SOUND": [near.sounding, [*near.sounding[:-1], near.sounding[-1] | near.begun[-1]]],
        "SLIP": [[near.slipped[k] if k == i else near.sounding[k] for k in every] for i in every],
        "FEWER": [[near.sounding[k] for k in every if k != i] for i in every[1:-1]],
    }


def _narrowed(sought: Sought, spellings: Sequence[set[str]]) -> Groups:
    """The groups of keys of these spellings; within areas, of each word beside the area too."""
    groups = keys.together(spellings)
    return groups if sought.area_ids is None else [*groups, *keys.with_area(spellings, sought.area_ids)]


def _sources(statement: _Statement, sought: Sought, spellings: list[set[str]], fewest: int) -> list[str]:
    """Statements whose rows together are the candidates.

    Words that many share are not enough: then the exact name, the year and the village are looked for by themselves,
    so that none of these is missed.
    """
    groups = _narrowed(sought, spellings)
    plain = statement.by_keys(groups, former=True)
    if fewest <= MOST:
        return [plain]
    inside = (
        "" if sought.area_ids is None else f" AND area_id = ANY ({statement.name(list(sought.area_ids))}::bigint[])"
    )
    sources = [f"{EXACT}{statement.name(sort_key(' '.join(sought.typed.words)))}{inside} LIMIT {MOST}"]
    if sought.typed.born:
        sources.append(statement.by_keys([*groups, *keys.with_year(spellings, sought.typed.born.year)], former=True))
    if sought.villages:
        sources.append(statement.by_keys([*groups, *keys.with_village(spellings, sought.villages)], former=True))
    if fewest > TOO_COMMON and sought.area_ids is None:
        return [*sources, f"{WALK}{statement.shares(groups)} LIMIT {MOST}"]
    return [*sources, plain]


def _bonus(statement: _Statement, sought: Sought) -> tuple[str, str, str]:
    """SQL for the points that birth and places add, and for whether birth and village agree."""
    born, village = _born(statement, sought.typed.born), "false"
    points = [born[1]]
    if sought.villages:
        village = f"village = ANY ({statement.name(list(sought.villages))}::text[])"
        points.append(f"CASE WHEN {village} THEN {POINTS['VILLAGE']} ELSE 0 END")
    if sought.communes:
        commune = statement.name(list(sought.communes))
        points.append(f"CASE WHEN area_id = ANY ({commune}::bigint[]) THEN {POINTS['COMMUNE']} ELSE 0 END")
    given = statement.name([f"% {word}" for word in sought.words])
    points.append(f"CASE WHEN name_fold LIKE ANY ({given}) THEN {POINTS['GIVEN_NAME']} ELSE 0 END")
    marked = [word for word in sought.typed.words if fold(word) != word.lower()]
    if marked:
        tests = [f"' ' || name_sort || ' ' LIKE {statement.name(f'% {sort_key(word)} %')}" for word in marked]
        points.append(f"CASE WHEN {' AND '.join(tests)} THEN {POINTS['MARKS']} ELSE 0 END")
    return " + ".join(points), born[0], village


def _born(statement: _Statement, born: Born | None) -> tuple[str, str]:
    if born is None:
        return "false", "0"
    year = statement.name(born.year)
    same = f"extract(year FROM born_on) = {year}"
    day = "false"
    if born.month:
        written = f"{born.year}-{born.month:02}" + (f"-{born.day:02}" if born.day else "")
        day = f"born_precision <> 'year' AND to_char(born_on, 'YYYY-MM-DD') LIKE {statement.name(written + '%')}"
    near = f"abs(extract(year FROM born_on) - {year}) = 1"
    return same, (
        f"CASE WHEN {day} THEN {POINTS['BORN_DAY']} WHEN {same} THEN {POINTS['BORN_YEAR']} "
        f"WHEN {near} THEN {POINTS['BORN_NEAR']} ELSE 0 END"
    )


SHOWN = 50
# Whether somebody stands for a person is asked last and only until the page is full: see queries.live_people.
_RANKED = f"""
SELECT id, name_points, name_points + bonus, born_agrees, village_agrees FROM (
  SELECT id, {{base}} AS name_points, {{bonus}} AS bonus, {{born}} AS born_agrees, {{village}} AS village_agrees,
    died_on, name_sort, born_on
  FROM ({{sources}}) AS near
  ORDER BY ({{base}}) + {{bonus}} DESC, died_on IS NOT NULL, name_sort, born_on, id OFFSET 0
) AS ranked
WHERE (SELECT true FROM registry_identity AS i WHERE i.person_id = ranked.id AND i.retracted_at IS NULL LIMIT 1)
LIMIT {SHOWN}
"""  # noqa: S608 - our own names


def _ranked(statement: _Statement, sought: Sought, sources: list[str], base: str) -> list[Candidate]:
    bonus, born, village = _bonus(statement, sought)
    union = " UNION ".join(f"({source})" for source in sources)
    with connection.cursor() as cursor:
        query = _RANKED.format(base=base, bonus=bonus, born=born, village=village, sources=union)
        cursor.execute(query.replace("LIKE '%", "LIKE '%%"), statement.given)
        return [Candidate(*row) for row in cursor.fetchall()]


def anybody(sought: Sought) -> bool:
    """Whether somebody bears these words."""
    statement = _Statement()
    source = statement.by_keys(_narrowed(sought, [{word} for word in sought.words]), most=1)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT EXISTS ({source})", statement.given)
        return bool(cursor.fetchone()[0])
