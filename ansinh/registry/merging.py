"""What a merge would move, where both records say something else of the same days, who is another name for whom."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models.expressions import RawSQL

from ansinh.kernel.errors import Refusal
from ansinh.kernel.sealing.blind import blind_all
from ansinh.kernel.sealing.values import open_within
from ansinh.registry.circumstance_table import KINDS
from ansinh.registry.merge_table import IDENTITY, MOVED, SIDES
from ansinh.registry.models import Identity, Merge, slot_of

_LIVE = " UNION ALL ".join(
    f"SELECT {m.choice if not m.slotted else repr(m.code)} AS choice, '{m.code}' AS code, f.{m.whose} AS person, "  # noqa: S608 - our own names
    f"{m.value} AS value, f.valid FROM {m.table} AS f WHERE f.retracted_at IS NULL AND f.{m.whose} = ANY (%(people)s)"
    for m in MOVED
)
_FACTS = f"WITH live AS ({_LIVE}) SELECT choice, code, person, value, lower(valid), upper(valid) FROM live"  # noqa: S608 - our own names
_COUNTS = f"WITH live AS ({_LIVE}) SELECT code, count(*) FROM live GROUP BY 1"  # noqa: S608 - our own names
_ABSORBED_BY = "SELECT kept_id FROM registry_alias WHERE person_id = %s"
_ANY_NAME = "SELECT %s::bigint UNION ALL SELECT person_id FROM registry_alias WHERE kept_id = %s"
RECORDS_OF_ONE = "SELECT %(person)s::bigint UNION ALL SELECT person_id FROM registry_alias WHERE kept_id = %(person)s"
"""A person's record and all that it took up, for a statement that asks more of them."""
_RECORDS_OF = "SELECT person_id, kept_id FROM registry_alias WHERE kept_id = ANY (%s)"

# Who was another name for whom at a moment: the view registry_alias as it stood then.
ALIASES_KNOWN = """
WITH RECURSIVE done AS (
  SELECT absorbed_id, kept_id FROM registry_merge
  WHERE done_at <= %(known_at)s AND (undone_at IS NULL OR undone_at > %(known_at)s)
), up (person_id, kept_id) AS (
  SELECT absorbed_id, kept_id FROM done
  UNION SELECT up.person_id, done.kept_id FROM up JOIN done ON done.absorbed_id = up.kept_id
)
SELECT person_id, kept_id FROM up WHERE NOT EXISTS (SELECT FROM done WHERE done.absorbed_id = up.kept_id)
"""

SEALED = "sealed"


@dataclass(frozen=True)
class Conflict:
    """Both say something about the same days. ``choice`` names it; ``proposed``: the side that is offered first."""

    choice: str
    code: str
    kept: str
    absorbed: str
    proposed: str = "kept"


@dataclass(frozen=True)
class _Live:
    """A fact that is believed, opened."""

    choice: str
    code: str
    person: int
    value: str
    since: date
    until: date

    def against(self, other: _Live) -> bool:
        """Whether both speak of one thing on one day, and not alike."""
        meets = self.since < other.until and other.since < self.until
        return self.choice == other.choice and meets and self.value != other.value


def conflicts(kept_id: int, absorbed_id: int) -> list[Conflict]:
    """What somebody has to choose before the two are merged: parts of the identity first, then dated facts.

    Compared when they are open, since the same value is sealed in two ways.
    """
    facts = _live([kept_id, absorbed_id])
    theirs = [fact for fact in facts if fact.person == absorbed_id]
    told: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for mine in (fact for fact in facts if fact.person == kept_id):
        for other in filter(mine.against, theirs):
            kept, absorbed = told.setdefault((mine.code, mine.choice), (set(), set()))
            kept.add(mine.value)
            absorbed.add(other.value)
    found = [
        Conflict(choice, code, "; ".join(sorted(kept)), "; ".join(sorted(absorbed)))
        for (code, choice), (kept, absorbed) in sorted(told.items())
    ]
    return [*_identity_conflicts(kept_id, absorbed_id), *found]


def _live(people: Sequence[int]) -> list[_Live]:
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, {"people": list(people)})
        return [_opened(*row) for row in cursor.fetchall()]


def _opened(choice: str, code: str, person: int, value: str, since: date | None, until: date | None) -> _Live:
    text = open_within(value)
    if code == SEALED:
        kind, _, text = text.partition("=")
        choice, code, text = f"circumstance:{kind}", "circumstance", text or "?"
    return _Live(choice, code, person, text, since or date.min, until or date.max)


def slots_of(kept_id: int, absorbed_id: int, choices: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """For merging sealed circumstances: {the absorbed record's slot: the kept one's}, and the choices by that slot."""
    slots, sides = {}, {}
    for kind in KINDS:
        if kind.sealed:
            mine, theirs = blind_all("circumstance", [slot_of(person, kind.code) for person in (kept_id, absorbed_id)])
            slots[str(theirs)] = str(mine)
            side = choices.get(f"circumstance:{kind.code}")
            if side is not None:
                sides[str(mine)] = side
    return slots, sides


def _identity_conflicts(kept_id: int, absorbed_id: int) -> list[Conflict]:
    kept, absorbed = (_identity(person) for person in (kept_id, absorbed_id))
    found = []
    for code, (_, columns) in IDENTITY.items():
        mine, theirs = ([getattr(side, column) for column in columns] for side in (kept, absorbed))
        if mine == theirs or theirs[0] in (None, ""):
            continue
        surer = mine[0] in (None, "") or (code == "born" and mine[1] != "day" and theirs[1] == "day")
        texts = (" ".join(str(part) for part in side if part is not None) for side in (mine, theirs))
        found.append(Conflict(f"identity:{code}", "identity", *texts, "absorbed" if surer else "kept"))
    return found


def _identity(person_id: int) -> Identity:
    found = Identity.objects.filter(person_id=person_id, retracted_at=None).first()
    if found is None:
        raise Refusal("Hồ sơ này không còn đứng trong sổ (đã hoàn tác hoặc đã gộp).", code="not_live", person=person_id)
    return found


def moving(absorbed_id: int) -> dict[str, int]:
    """How many facts of each kind (codes of MOVED) would go over to the kept record."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"people": [absorbed_id]})
        found = dict(cursor.fetchall())
    if sealed := found.pop(SEALED, 0):
        found["circumstance"] = found.get("circumstance", 0) + sealed
    return found


def settled_choices(kept_id: int, absorbed_id: int, choices: Mapping[str, str]) -> dict[str, str]:
    """The side for every conflict, as chosen or as offered. Raises Refusal for a choice that is none."""
    open_now = {conflict.choice: conflict.proposed for conflict in conflicts(kept_id, absorbed_id)}
    wrong = [name for name, side in choices.items() if name not in open_now or side not in SIDES]
    if wrong:
        raise Refusal(
            "Thông tin của hai hồ sơ đã thay đổi, hãy xem lại trước khi gộp: %(wrong)s.",
            code="unknown_choice",
            choices=wrong,
            wrong=", ".join(wrong),
        )
    return open_now | dict(choices)


def kept_instead_of(person_id: int) -> int | None:
    """The record that took this one up, through further merges; None when it stands for itself."""
    with connection.cursor() as cursor:
        cursor.execute(_ABSORBED_BY, [person_id])
        row = cursor.fetchone()
    return int(row[0]) if row else None


def whose_records(person_ids: Iterable[int]) -> dict[int, int]:
    """{record: whose} of these people: themselves, and the records that they took up."""
    ids = list(person_ids)
    with connection.cursor() as cursor:
        cursor.execute(_RECORDS_OF, [ids])
        return {person: person for person in ids} | dict(cursor.fetchall())


def under_any_name(person_id: int) -> RawSQL:
    """For ``person_id__in=``: the record and all that it took up, within the statement that asks."""
    return RawSQL(_ANY_NAME, [person_id, person_id])  # noqa: S611 - our own statement


def records_of(person_ids: Iterable[int]) -> list[int]:
    """These records and all that they took up: what was decided and paid under another name is theirs too."""
    return list(whose_records(person_ids))


def merges_of(pair_ids: Sequence[int]) -> list[Merge]:
    """The merges of some pairs that stand or wait, the latest first."""
    states = [Merge.State.PROPOSED, Merge.State.DONE]
    found = Merge.objects.filter(pair_id__in=pair_ids, state__in=states).select_related("absorbed", "kept")
    return list(found.order_by("-id"))


def person_row(cursor: Any, person_id: int) -> dict[str, Any]:
    """The row of a person that lists read, as JSON."""
    cursor.execute("SELECT to_jsonb(p) FROM registry_person AS p WHERE id = %s", [person_id])
    row: Any = cursor.fetchone()[0]
    return json.loads(row) if isinstance(row, str) else row
