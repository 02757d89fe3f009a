"""As of any day about any day: what was believed of a person or household on one day to be true of another.

Two clocks run: the days on which a fact holds (``since``, ``until``) and the time during which it was believed
(``recorded_at``, ``retracted_at``). Each question here is one statement, whatever the number of facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from ansinh.kernel.sealing.values import open_within
from ansinh.registry.circumstance_table import BY_CODE
from ansinh.registry.models import Person

ONE_GO = timedelta(minutes=1)
"""The statements of one transaction have different times; two of different ones about the same are further apart."""


@dataclass(frozen=True)
class Fact:
    """One dated fact as text, with the days it holds (``until`` is the first day on which it no longer does).

    ``source…`` says where it came from and who entered it, ``ended_…`` the same of what took it back. A status of
    poverty is the household's: it stands here for the days on which the person belonged to that household.
    """

    kind: str
    code: str
    value: str
    since: date | None
    until: date | None
    recorded_at: datetime
    retracted_at: datetime | None
    source_kind: str
    source: str
    who: str
    source_id: int
    ended_kind: str
    ended_source: str
    ended_who: str
    ended_id: int | None
    household_id: int | None

    @property
    def sensitive(self) -> bool:
        """Whether it is only shown to somebody who asks for it."""
        return self.kind == "circumstance" and BY_CODE[self.code].sensitive

    def believed(self, known_at: datetime) -> bool:
        """Whether it was believed at a moment."""
        return self.recorded_at <= known_at and (self.retracted_at is None or self.retracted_at > known_at)

    def covers(self, day: date) -> bool:
        """Whether a day is among those on which it holds."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)

    def holds(self, day: date, known_at: datetime) -> bool:
        """Whether it was believed at ``known_at`` to hold on ``day``."""
        return self.believed(known_at) and self.covers(day)


@dataclass(frozen=True)
class PersonAsOf:
    """What was believed of a person at ``known_at`` to be true on ``day``; no facts: nothing was known."""

    person_id: int
    day: date
    known_at: datetime
    facts: tuple[Fact, ...]

    def value(self, kind: str, code: str | None = None) -> str | None:
        """The content of the fact of a kind (and code); None when there is none. Empty: known to be unknown."""
        return next((f.value for f in self.facts if f.kind == kind and code in (None, f.code)), None)


@dataclass(frozen=True)
class Member:
    """Somebody who belongs to the household, named as they were then believed to be."""

    id: int
    full_name: str
    born: str
    died_on: date | None
    is_head: bool
    relation: str


@dataclass(frozen=True)
class HouseholdAsOf:
    """A household on a day as known at a moment: members, the head first, and its poverty ("" when not known)."""

    id: int
    members: tuple[Member, ...]
    poverty: str | None


@dataclass(frozen=True)
class MemberFact:
    """That somebody belonged to a household, with the name by which they go today."""

    person_id: int
    full_name: str
    fact: Fact


_FROM_TABLES = """
  SELECT 'residence' AS kind, '' AS code, concat_ws(', ', nullif(f.village, ''), u.name) AS value,
      f.valid, f.recorded_at, f.retracted_at, f.source_id, f.retracted_by_id, NULL::bigint AS household_id
    FROM registry_residence AS f JOIN areas_unit AS u ON u.id = f.unit_id WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'identity', '', concat_ws(' · ', f.full_name, f.born_precision || ':' || f.born_on, f.sex, f.ethnicity,
      'died:' || f.died_on, CASE WHEN NOT f.citizen THEN 'foreign' WHEN f.citizen IS NULL THEN 'citizen:?' END),
      NULL::daterange, f.recorded_at, f.retracted_at, f.source_id, f.retracted_by_id, NULL
    FROM registry_identity AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'paper', f.kind, f.number,
      f.valid, f.recorded_at, f.retracted_at, f.source_id, f.retracted_by_id, NULL
    FROM registry_paper AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'household', CASE WHEN f.is_head THEN 'head' ELSE '' END, f.relation,
      f.valid, f.recorded_at, f.retracted_at, f.source_id, f.retracted_by_id, f.household_id
    FROM registry_membership AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'poverty', '', f.status, f.valid * m.valid, greatest(f.recorded_at, m.recorded_at),
      least(f.retracted_at, m.retracted_at), f.source_id,
      CASE WHEN f.retracted_at <= coalesce(m.retracted_at, f.retracted_at) THEN f.retracted_by_id
        ELSE m.retracted_by_id END, f.household_id
    FROM registry_membership AS m JOIN registry_poverty AS f ON f.household_id = m.household_id AND f.valid && m.valid
      AND tstzrange(f.recorded_at, f.retracted_at) && tstzrange(m.recorded_at, m.retracted_at)
    WHERE m.person_id = %(person)s
  UNION ALL
  SELECT 'disability', f.types, concat_ws('|', coalesce(f.degree, ''), f.certified_on),
      f.valid, f.recorded_at, f.retracted_at, f.source_id, f.retracted_by_id, NULL
    FROM registry_disability AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'circumstance', f.kind, f.value,
      f.valid, f.recorded_at, f.retracted_at, f.source_id, f.retracted_by_id, NULL
    FROM registry_circumstance AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'circumstance', '=', f.content,
      f.valid, f.recorded_at, f.retracted_at, f.source_id, f.retracted_by_id, NULL
    FROM registry_sealed_circumstance AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'pension', '', f.amount_vnd::text,
      f.valid, f.recorded_at, f.retracted_at, f.source_id, f.retracted_by_id, NULL
    FROM registry_pension AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'channel', f.kind, concat_ws(' · ', nullif(f.bank, ''), nullif(f.account, ''), nullif(f.recipient_name, '')),
      f.valid, f.recorded_at, f.retracted_at, f.source_id, f.retracted_by_id, NULL
    FROM registry_payment_channel AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'phone', '', f.number,
      f.valid, f.recorded_at, f.retracted_at, f.source_id, f.retracted_by_id, NULL
    FROM registry_phone AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'upbringing', f.child_id::text, coalesce(c.full_name, ''),
      f.valid, f.recorded_at, f.retracted_at, f.source_id, f.retracted_by_id, NULL
    FROM registry_upbringing AS f LEFT JOIN registry_person AS c ON c.id = f.child_id
    WHERE f.person_id = %(person)s
"""
_WITH_ORIGIN = """
  m.kind, m.code, coalesce(m.value, ''), lower(m.valid), upper(m.valid), m.recorded_at, m.retracted_at,
  s.kind, s.reference, coalesce(u.display_name, ''), s.id,
  coalesce(e.kind, ''), coalesce(e.reference, ''), coalesce(v.display_name, ''), e.id, m.household_id
FROM mine AS m JOIN registry_source AS s ON s.id = m.source_id LEFT JOIN access_user AS u ON u.id = s.actor_id
LEFT JOIN registry_source AS e ON e.id = m.retracted_by_id LEFT JOIN access_user AS v ON v.id = e.actor_id
"""
_HISTORY = f"WITH mine AS ({_FROM_TABLES}) SELECT {_WITH_ORIGIN}"


def history(person_id: int) -> list[Fact]:
    """All facts ever recorded about a person, retracted ones too, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_HISTORY, {"person": person_id})
        return sorted(_joined([_opened(Fact(*row)) for row in cursor.fetchall()]), key=_order)


def _joined(facts: Sequence[Fact]) -> list[Fact]:
    """A poverty that was believed on while the belonging through which it stands here was recorded anew is one fact:
    nobody took it back, and nobody learnt it then.
    """
    found: list[Fact] = []
    latest: dict[tuple[Any, ...], int] = {}
    for fact in sorted(facts, key=lambda fact: fact.recorded_at):
        same = (fact.source_id, fact.household_id, fact.value, fact.since, fact.until)
        place = latest.get(same) if fact.kind == "poverty" else None
        if place is not None and _at_once(found[place].retracted_at, fact.recorded_at):
            found[place] = replace(fact, recorded_at=found[place].recorded_at)
            continue
        if fact.kind == "poverty":
            latest[same] = len(found)
        found.append(fact)
    return found


def _at_once(retracted_at: datetime | None, recorded_at: datetime) -> bool:
    """Whether one stands in the other's place: what takes back and records does so in one go."""
    return retracted_at is not None and timedelta(0) <= recorded_at - retracted_at < ONE_GO


def _order(fact: Fact) -> tuple[str, str, int, float]:
    """By kind and code, the latest first; here, since a sealed code has its place only when it is open."""
    since = fact.since or date.max
    return fact.kind, fact.code, -since.toordinal(), -fact.recorded_at.timestamp()


def _opened(fact: Fact) -> Fact:
    value, code = open_within(fact.value), open_within(fact.code)
    if code == "=":  # a sealed circumstance is kind and value in one
        code, _, value = value.partition("=")
    return replace(fact, code=code, value=value)


def as_of(facts: Iterable[Fact], day: date, known_at: datetime) -> list[Fact]:
    """Those that were believed at ``known_at`` to hold on ``day``."""
    return [fact for fact in facts if fact.holds(day, known_at)]


def person_as_of(person_id: int, day: date, known_at: datetime) -> PersonAsOf:
    """The circumstances of a person on a day as known at a moment."""
    return PersonAsOf(person_id, day, known_at, tuple(as_of(history(person_id), day, known_at)))


_BELIEVED = "{t}.recorded_at <= %(known)s AND ({t}.retracted_at IS NULL OR {t}.retracted_at > %(known)s)"
_HOUSEHOLD = f"""
WITH home AS (
  SELECT f.household_id FROM registry_membership AS f
  WHERE f.person_id = %(person)s AND f.valid @> %(day)s::date AND {_BELIEVED.format(t="f")}
)
SELECT f.household_id, f.person_id, i.full_name, i.born_on, i.born_precision, i.died_on, f.is_head, f.relation,
  p.id IS NOT NULL, coalesce(p.status, '')
FROM home JOIN registry_membership AS f USING (household_id)
JOIN registry_identity AS i ON i.person_id = f.person_id AND {_BELIEVED.format(t="i")}
LEFT JOIN registry_poverty AS p ON p.household_id = f.household_id AND p.valid @> %(day)s::date
  AND {_BELIEVED.format(t="p")}
WHERE f.valid @> %(day)s::date AND {_BELIEVED.format(t="f")}
ORDER BY f.is_head DESC, i.born_on, f.person_id
"""  # noqa: S608 - our own names


def household_as_of(person_id: int, day: date, known_at: datetime) -> HouseholdAsOf | None:
    """The person's household on a day as known at a moment, as far as its members are in sight; None without one."""
    with connection.cursor() as cursor:
        cursor.execute(_HOUSEHOLD, {"person": person_id, "day": day, "known": known_at})
        rows = cursor.fetchall()
    if not rows:
        return None
    members = tuple(
        Member(pk, name, Person(born_on=born, born_precision=precision).born, died, head, relation)
        for _, pk, name, born, precision, died, head, relation, *_ in rows
    )
    return HouseholdAsOf(rows[0][0], members, rows[0][9] if rows[0][8] else None)


_MEMBERS = f"""
WITH mine AS (
  SELECT 'household' AS kind, CASE WHEN f.is_head THEN 'head' ELSE '' END AS code, f.relation AS value, f.valid,
    f.recorded_at, f.retracted_at, f.source_id, f.retracted_by_id, f.household_id, f.person_id
  FROM registry_membership AS f
  WHERE f.household_id IN (SELECT household_id FROM registry_membership WHERE person_id = %(person)s)
)
SELECT p.id, p.full_name, {_WITH_ORIGIN} JOIN registry_person AS p ON p.id = m.person_id
ORDER BY m.household_id, p.born_on, p.id, lower(m.valid), m.recorded_at
"""  # noqa: S608 - our own names


def household_history(person_id: int) -> list[MemberFact]:
    """Everybody who was ever believed to belong to a household of the person, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_MEMBERS, {"person": person_id})
        return [MemberFact(row[0], row[1], Fact(*row[2:])) for row in cursor.fetchall()]
