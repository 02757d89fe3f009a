"""Reading change requests: the queue with its conflicts, those about a person, and one with all that belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.areas.public import Unit, with_successors
from ansinh.kernel.vietnamese import fold
from ansinh.registry.models import ChangeRequest, Person, Touch
from ansinh.registry.operations.apply_request import changes_of
from ansinh.registry.queries import live_people
from ansinh.registry.request_policies import in_the_way
from ansinh.registry.requests.around import around
from ansinh.registry.requests.assess import Row, rows_of, same_ground
from ansinh.registry.requests.doubts import NumberDoubt, alike_news, number_doubts
from ansinh.registry.requests.kind import About, Change, Kind
from ansinh.registry.states import LIVE, State

PAGE = 50


def visible(actor: Actor) -> QuerySet[ChangeRequest]:
    """Requests of the actor's areas (the database hides the others); drafts only one's own."""
    found = ChangeRequest.objects.select_related("area", "to_area", "made_by", "decided_by", "scan")
    return found.exclude(Q(state=State.DRAFT) & ~Q(made_by_id=actor.user_id))


def _conflicting() -> Exists:
    """Whether another live request is about the same fact on the same days."""
    other = Touch.objects.filter(
        subject=OuterRef("subject"),
        subject_id=OuterRef("subject_id"),
        fact=OuterRef("fact"),
        days__overlap=OuterRef("days"),
        request__state__in=LIVE,
    ).exclude(request_id=OuterRef("request_id"))
    return Exists(Touch.objects.filter(Exists(other), request_id=OuterRef("pk")))


@dataclass(frozen=True)
class RequestPage:
    """Some requests, conflicts first, then the oldest; ``by_kind`` counts the whole state."""

    requests: Sequence[ChangeRequest]
    by_kind: Mapping[str, int]
    more: bool
    place: int


def request_page(
    actor: Actor, *, state: str, kind: str = "", area_ids: Sequence[int] | None = None, skip: int = 0
) -> RequestPage:
    """A page of the queue; each request carries ``in_conflict``."""
    whole = visible(actor).filter(state=state)
    if area_ids is not None:
        whole = whole.filter(Q(area_id__in=area_ids) | Q(to_area_id__in=area_ids))
    by_kind = dict(whole.values_list("kind").annotate(n=Count("pk")).order_by())
    found = whole.filter(kind=kind) if kind else whole
    order = ["opened_at", "pk"] if state in LIVE else ["-pk"]
    if state in LIVE:
        conflict = Case(When(_conflicting(), then=Value(1)), default=Value(0), output_field=IntegerField())
        found = found.annotate(in_conflict=conflict)
        order = ["-in_conflict", *order]
    rows = list(found.order_by(*order)[skip : skip + PAGE + 1])
    return RequestPage(rows[:PAGE], by_kind, len(rows) > PAGE, skip)


def waiting_requests(actor: Actor) -> tuple[int, int]:
    """How many wait for approval: those that somebody else brought, and one's own."""
    counts = (
        visible(actor)
        .filter(state=State.OPEN)
        .aggregate(own=Count("pk", filter=Q(made_by_id=actor.user_id)), all=Count("pk"))
    )
    return counts["all"] - counts["own"], counts["own"]


def request_of(actor: Actor, pk: int) -> ChangeRequest | None:
    """One request; None outside the actor's areas."""
    return visible(actor).select_related("person", "source").filter(pk=pk).first()


def requests_about(actor: Actor, person_id: int) -> list[ChangeRequest]:
    """What waits about a person, or touches their facts; the oldest first."""
    touched = Touch.objects.filter(subject="person", subject_id=person_id).values("request_id")
    found = visible(actor).filter(Q(person_id=person_id) | Q(pk__in=touched), state__in=[*LIVE, State.DRAFT])
    return list(found.order_by(F("opened_at").asc(nulls_last=True), "pk")[:20])


def foreseen(actor: Actor, kind: Kind, about: About) -> list[ChangeRequest]:
    """What waits, or lies in the actor's own drafts, about the facts that news of this kind would change; oldest first.

    Known as soon as person and kind are: the days are looked at once it is written (``standing``).
    """
    heads = [member.id for member in about.members if member.is_head]
    ids = {"person": [about.person_id], "head": heads, "household": [about.household_id]}
    same = Q(pk=None)
    for whose, fact in kind.touches:
        subject = "household" if whose == "household" else "person"
        same |= Q(subject=subject, subject_id__in=ids[whose], fact=fact)
    touched = Touch.objects.filter(same, request__state__in=[*LIVE, State.DRAFT]).values("request_id")
    return list(visible(actor).filter(pk__in=touched).order_by(F("opened_at").asc(nulls_last=True), "pk")[:20])


@dataclass(frozen=True)
class Standing:
    """A request as it stands: ``rows`` are those it was written on; ``now`` those of today, when they differ.

    ``alike``: people who may be the newcomer already, ``alike_news``: other news that may bring them in; ``doubts``:
    what a number says otherwise.
    """

    rows: Sequence[Row]
    now: Sequence[Row] | None
    conflicts: Sequence[ChangeRequest]
    names: Mapping[int, str]
    alike: Sequence[Person] = ()
    alike_news: Sequence[ChangeRequest] = ()
    doubts: Sequence[NumberDoubt] = ()

    @property
    def stale(self) -> bool:
        """Whether the registry has changed since it was written."""
        return self.now is not None


def standing(request: ChangeRequest) -> Standing:
    """How it stands to the registry and to other requests, with the names of the people it is about."""
    rows, now, alike, doubts = request.rows, None, [], []
    waits = request.live or request.state == State.DRAFT
    with acting_as(SYSTEM):
        if waits:
            present = rows_of(changes_of(request))
            now = None if same_ground(rows, present) else present
            alike, doubts = _alike(rows), number_doubts(rows, request.person, request.effective_on)
        names = _names([*rows, *(now or [])], {request.area_id, request.to_area_id})
    conflicts = in_the_way(request) if waits else []
    others = [one for one in alike_news(request) if one not in conflicts] if waits else []
    return Standing(rows, now, conflicts, names, alike, others, doubts)


def _alike(rows: Sequence[Row]) -> list[Person]:
    """People of the whole registry with the name and birth of somebody whom the request would bring in."""
    found = Q(pk=None)
    for row in rows:
        if row["fact"] == "identity" and row["before"] is None:
            found |= Q(name_fold=fold(row["after"]["full_name"]), born_on=row["after"]["born_on"])
    return list(live_people().filter(found).select_related("area")[:5])


def _names(rows: Iterable[Row], concerned: set[Any]) -> dict[int, str]:
    """Names of people of the communes that the request concerns, or of what took them over; of others, none."""
    area_ids = with_successors([area for area in concerned if area is not None])
    wanted = {value for row in rows for name, value in row["key"].items() if name in ("person_id", "child_id")}
    return dict(Person.objects.filter(pk__in=wanted, area_id__in=area_ids).values_list("pk", "full_name"))


def units_named(rows: Iterable[Row]) -> dict[int, str]:
    """Names of the communes in rows."""
    sides = [side for row in rows for side in (row["before"], row["after"]) if side]
    wanted = {side[name] for side in sides for name in ("unit_id", "area_id") if side.get(name)}
    return dict(Unit.objects.filter(pk__in=wanted).values_list("pk", "name"))


def around_person(person: Person, day: date) -> About:
    """What a form is filled with."""
    with acting_as(SYSTEM):
        return around(area_id=person.area_id, person_id=person.pk, day=day, values={})


_AFFECTED = """
SELECT person_id FROM registry_membership
WHERE household_id = ANY (%(homes)s) AND retracted_at IS NULL AND valid && daterange(%(day)s, NULL)
UNION SELECT person_id FROM registry_upbringing WHERE child_id = ANY (%(people)s) AND retracted_at IS NULL
UNION SELECT id FROM registry_person WHERE id = ANY (%(people)s)
"""


def affected_people(rows: Sequence[Row], day: date) -> list[int]:
    """Whose entitlement these facts may bear on: the people named, their households old and new, and their parents."""
    people = {value for row in rows for name, value in row["key"].items() if name in ("person_id", "child_id")}
    homes = {row["key"]["household_id"] for row in rows if "household_id" in row["key"]}
    sides = [side for row in rows for side in (row["before"], row["after"]) if side]
    homes |= {side["household_id"] for side in sides if "household_id" in side}
    with connection.cursor() as cursor:
        cursor.execute(_AFFECTED, {"people": list(people), "homes": list(homes), "day": day})
        return sorted(person for (person,) in cursor.fetchall())


def filled_in(kind: Kind, about: About) -> dict[str, Any]:
    """The present values that the fields of a form start with."""
    keys = {"poverty": {"household_id": about.household_id}}
    wanted = [field for field in kind.fields if field.shows and field.shows[0] != "identity"]
    changes = []
    for field in wanted:
        fact, _, part = field.shows[0].partition(":") if field.shows else ("", "", "")
        key = keys.get(fact, {"person_id": about.person_id} | ({"kind": part} if part else {}))
        changes.append(Change(fact, key, {}, about.day))
    with acting_as(SYSTEM):
        rows = rows_of(changes)
    found = {
        field.name: row["before"][field.shows[1]]
        for field, row in zip(wanted, rows, strict=True)
        if field.shows and row["before"]
    }
    person = dict(about.person)
    if person:
        person["born"] = person["born_on"][: {"year": 4, "month": 7, "day": 10}[person["born_precision"]]]
    found |= {field.name: field.start(about) for field in kind.fields if field.start}
    return found | {
        field.name: person.get(field.shows[1]) for field in kind.fields if field.shows and field.shows[0] == "identity"
    }
