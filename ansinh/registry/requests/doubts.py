"""What speaks against a request without standing in its way: a reason to look at the papers again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ansinh.kernel.identity_number import number_says
from ansinh.kernel.vietnamese import fold
from ansinh.registry.models import ChangeRequest, Paper, Person
from ansinh.registry.requests.assess import Row
from ansinh.registry.states import LIVE


@dataclass(frozen=True)
class NumberDoubt:
    """What a personal number says otherwise than the identity beside it; None where it agrees or nothing is known.

    ``place``: the first three digits, where no province or country has them.
    """

    sex: str | None
    year: int | None
    place: str | None


def number_doubts(rows: Sequence[Row], person: Person | None, on: date) -> list[NumberDoubt]:
    """Of each person whose number or identity the rows would change, as both would be then."""
    told: dict[int, dict[str, Any]] = {}
    numbers: dict[int, str] = {}
    for row in rows:
        if row["fact"] == "identity" and row["after"]:
            told[row["key"]["person_id"]] = row["after"]
        if row["fact"] == "paper" and row["after"] and row["key"]["kind"] == "personal":
            numbers[row["key"]["person_id"]] = row["after"]["number"]
    if person is not None and {"sex", "born_on"} & set(told.get(person.pk, ())):
        held = Paper.objects.filter(person=person, kind="personal", retracted_at=None, valid__contains=on).first()
        numbers |= {person.pk: held.number} if held else {}
    known = {"sex": person.sex, "born_on": person.born_on.isoformat()} if person else {}
    found = [
        _doubt(number, (known if person and who == person.pk else {}) | told.get(who, {}))
        for who, number in numbers.items()
    ]
    return [doubt for doubt in found if doubt is not None]


def _doubt(number: str, identity: Mapping[str, Any]) -> NumberDoubt | None:
    says = number_says(number)
    if says is None:
        return None
    sex = says.sex if identity.get("sex") not in (None, says.sex) else None
    year = says.year if identity.get("born_on") and int(identity["born_on"][:4]) != says.year else None
    place = number[:3] if says.province is None else None
    return NumberDoubt(sex, year, place) if sex or year or place else None


def alike_news(request: ChangeRequest) -> list[ChangeRequest]:
    """Other news in sight that waits and would bring in somebody of the same name and birth."""
    born = _newcomer(request)
    if born is None:
        return []
    others = ChangeRequest.objects.filter(state__in=LIVE, kind__in=("arrive", "birth")).exclude(pk=request.pk)
    named = [pk for pk, title in others.values_list("pk", "title") if fold(title) == fold(request.title)]
    told = others.filter(pk__in=named).select_related("made_by").order_by("pk")
    return [other for other in told if _newcomer(other) == born]


def _newcomer(request: ChangeRequest) -> str | None:
    """The birth of the person whom a request brings in; None when it brings nobody."""
    rows = request.rows if request.kind in ("arrive", "birth") else []
    return next((r["after"]["born_on"] for r in rows if r["fact"] == "identity" and r["before"] is None), None)
