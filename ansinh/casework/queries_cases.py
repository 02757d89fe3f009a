"""Reading cases: the list with its lights, one with all that belongs to it, what is due, how many were in time."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, DateField, F, Func, Q, QuerySet, Value

from ansinh.access.public import Actor
from ansinh.casework.case_people import with_people
from ansinh.casework.case_states import CaseState
from ansinh.casework.cases.clock import Light, soon_until
from ansinh.casework.cases.kinds import CASE_KINDS
from ansinh.casework.cases.procedure import FLOWS
from ansinh.casework.models import Award, Case, CaseBatch, CaseBatchLine, Proposal, Suspension
from ansinh.kernel.period import Month
from ansinh.registry.public import under_any_name

PAGE = 50
_LIVE = Q(closed_on=None)


@dataclass(frozen=True)
class CaseList:
    """Which cases are meant; empty: every one in sight. ``whose``: "mine" (owned), "turn" (waiting for the actor)."""

    actor: Actor
    today: date
    whose: str = ""
    kind: str = ""
    light: str = ""
    state: str = ""
    area_ids: Sequence[int] | None = None
    closed: bool = False

    def cases(self) -> QuerySet[Case]:
        """The cases meant."""
        found = Case.objects.filter(closed_on__isnull=not self.closed)
        if not self.actor.wide:  # all that the database shows anyway: said here, the planner knows how few they are
            found = found.filter(_within(self.actor.area_ids))
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.state:
            found = found.filter(state=self.state)
        if self.area_ids is not None:
            found = found.filter(_within(self.area_ids))
        if self.whose == "mine":
            found = found.filter(owner_id=self.actor.user_id)
        elif self.whose == "turn":
            found = found.filter(turn_of(self.actor))
        return found.filter(_lit(self.light, self.today)) if self.light else found


def _within(area_ids: Collection[int]) -> Q:
    return Q(area_id__in=sorted(area_ids)) | Q(to_area_id__in=sorted(area_ids))


def _lit(light: str, today: date) -> Q:
    """The condition of a light; lights of closed cases compare with the day they were closed."""
    soon = soon_until(today)
    return {
        Light.LATE: _LIVE & Q(due_on__lt=today),
        Light.SOON: _LIVE & Q(due_on__gte=today, due_on__lte=soon),
        Light.TIME: _LIVE & Q(due_on__gt=soon),
        Light.PAUSED: _LIVE & Q(state=CaseState.CITIZEN),  # a case stands still exactly while in that state
        Light.NONE: Q(due_on=None) & ~Q(state=CaseState.CITIZEN),
        Light.IN_TIME: Q(closed_on__lte=F("due_on")),
        Light.OVERDUE: Q(closed_on__gt=F("due_on")),
    }[Light(light)]


def turn_of(actor: Actor) -> Q:
    """Cases in a state that this person can lead on: by role, side and state of each table; maker is not checker."""
    found = Q(pk=None)
    for flow, acts in FLOWS.items():
        for side in ("area", "to_area"):
            mine = [a for a in acts.values() if a.side == side and a.name not in _NOT_A_TURN and a.open_to(actor)]
            judged = {state for act in mine if act.name in _JUDGED for state in act.sources}
            plain = {state for act in mine if act.name not in _JUDGED for state in act.sources} - judged
            here = Q(state__in=plain) | Q(state__in=judged) & ~Q(prepared_by_id=actor.user_id)
            if (plain or judged) and not actor.wide:
                here &= Q(**{f"{side}_id__in": list(actor.area_ids)})
            if plain or judged:
                found |= Q(flow=flow) & here
    return found


_NOT_A_TURN = ("recall", "withdraw", "ask", "return", "send_back")
_JUDGED = ("decide", "refuse", "send")


@dataclass(frozen=True)
class CasePage:
    """Some cases, the soonest due first (closed ones the latest first), with counts of the whole list by light."""

    cases: Sequence[Case]
    by_light: dict[str, int]
    total: int
    more_after: bool
    more_before: bool

    @property
    def first_id(self) -> int | None:
        """The case at the upper edge."""
        return self.cases[0].pk if self.cases else None

    @property
    def last_id(self) -> int | None:
        """The case at the lower edge."""
        return self.cases[-1].pk if self.cases else None


def case_page(asked: CaseList, *, after: int | None = None, before: int | None = None) -> CasePage:
    """A page of the list: what follows one case, or goes before one; however long the list is, it costs the same."""
    lights = (Light.IN_TIME, Light.OVERDUE, Light.NONE) if asked.closed else _OPEN_LIGHTS
    counted = "closed_on" if asked.closed else "pk"  # what an index holds
    each = {light.value: Count(counted, filter=_lit(light, asked.today)) for light in lights}
    counts = replace(asked, light="").cases().aggregate(total=Count("*"), **each)
    related = ("area", "to_area", "owner")
    found = asked.cases().select_related(*related).defer("applicant", "asked", "because")
    back, edge = before is not None, before if before is not None else after
    if edge is not None:
        found = found.filter(_beyond(edge, closed=asked.closed, back=back))
    falling = asked.closed is not back
    day = _day(asked)
    first = day.desc(nulls_first=True) if falling else day.asc(nulls_last=True)
    rows = with_people(list(found.order_by(first, "-pk" if falling else "pk")[: PAGE + 1]))
    more, shown = len(rows) > PAGE, rows[:PAGE]
    total = counts.pop("total")
    if back:
        return CasePage(shown[::-1], counts, total, more_after=True, more_before=more)
    return CasePage(shown, counts, total, more_after=more, more_before=after is not None)


def _day(asked: CaseList) -> F | Func:
    """The day that the list goes by. Closed cases of few areas are fetched and sorted: along the days of the whole
    province's one would pass by a hundred of others' for each of theirs."""
    if not asked.closed:
        return F("due_on")
    if asked.actor.wide and asked.area_ids is None:
        return F("closed_on")
    return Func(F("closed_on"), Value(0), arg_joiner=" + ", template="(%(expressions)s)", output_field=DateField())


def _beyond(edge: int, *, closed: bool, back: bool) -> Q:
    """What lies beyond a case in the order of the list (closed: falling days), or before it; no day is the last."""
    field = "closed_on" if closed else "due_on"
    day = Case.objects.filter(pk=edge).values_list(field, flat=True).first()
    falling = closed is not back
    same = Q(**{field: day, "pk__lt" if falling else "pk__gt": edge})
    if day is None:
        return same | Q(**{f"{field}__isnull": False}) if falling else same
    if falling:
        return Q(**{f"{field}__lte": day}) & (Q(**{f"{field}__lt": day}) | same)
    later = Q(**{f"{field}__gt": day}) | same
    return later if closed else later | Q(**{f"{field}__isnull": True})


_OPEN_LIGHTS = (Light.LATE, Light.SOON, Light.TIME, Light.PAUSED, Light.NONE)


RELATED = (
    "area__parent", "to_area__parent", "owner", "received_by", "prepared_by", "decided_by", "decision__commune__parent",
    "decision__decided_by", "request", "follows",
)  # fmt: skip


def case_of(pk: int) -> Case | None:
    """One case with what hangs on it; None outside the acting person's areas."""
    found = with_people(list(Case.objects.select_related(*RELATED).filter(pk=pk)))
    return found[0] if found else None


def case_of_decision(decision_id: int) -> Case | None:
    """The file that a decision ended, or ended in one commune of two; none of what the month proposed."""
    found = Case.objects.select_related("area", "to_area").filter(Q(decision=decision_id) | Q(left_by=decision_id))
    return next(iter(with_people(list(found[:1]))), None)


def cases_numbered(number: int, year: int | None) -> list[Case]:
    """The files in sight with a number in a register of receipt, the latest year first."""
    found = Case.objects.filter(number=number).select_related("area").defer("applicant", "asked", "because")
    return with_people(list((found.filter(year=year) if year else found).order_by("-year", "pk")[:PAGE]))


def cases_of(person_id: int) -> list[Case]:
    """A person's cases, live ones first; of merged records too."""
    found = Case.objects.filter(person_id__in=under_any_name(person_id)).defer("applicant", "asked", "because")
    return list(found.order_by(F("closed_on").desc(nulls_first=True), "-pk")[:50])


def batch_of(actor: Actor, pk: int) -> CaseBatch | None:
    """An act of this person's on several cases; None for other people's."""
    return CaseBatch.objects.select_related("undoes").filter(pk=pk, by_id=actor.user_id).first()


def batch_lines(batch: CaseBatch) -> list[CaseBatchLine]:
    """Its cases as far as they are in sight, those that were refused first."""
    found = batch.lines.select_related("case__area", "case__decision", "step")
    lines = list(found.order_by(F("step_id").asc(nulls_first=True), "case_id"))
    with_people([line.case for line in lines])
    return lines


def undone_by(batch: CaseBatch) -> CaseBatch | None:
    """The one that took it back."""
    return CaseBatch.objects.filter(undoes=batch).first()


def proposals_of_case(case_id: int) -> QuerySet[Proposal]:
    """The proposals that belong to a case."""
    found = Proposal.objects.filter(case_id=case_id).exclude(state="withdrawn").defer("facts")
    return found.select_related("decision").order_by("programme", "-pk")


def programmes_received(person_id: int, month: date) -> list[str]:
    """The programmes that are paid to a person in a month (its first day)."""
    awards = Award.objects.filter(person_id__in=under_any_name(person_id), retracted_at=None, months__contains=month)
    return sorted(set(awards.values_list("programme", flat=True)))


def programmes_suspended(person_id: int) -> list[str]:
    """The programmes whose payment to a person is suspended."""
    held = Suspension.objects.filter(person_id__in=under_any_name(person_id), ended_by=None)
    return sorted(set(held.values_list("programme", flat=True)))


def cases_for_news(person_id: int, kind: str) -> list[Case]:
    """Live cases of a person that end in news of a kind and have none joined yet."""
    ending = [declared.code for declared in CASE_KINDS.values() if kind in declared.news]
    found = Case.objects.filter(person_id=person_id, kind__in=ending, request=None, closed_on=None)
    return list(found.defer("applicant", "asked", "because").order_by("pk"))


@dataclass(frozen=True)
class Waiting:
    """Live cases at a desk: ``turn`` wait for this person; of those ``late`` are past their day, ``today`` due by then.

    ``raised``: cases past their day that were raised to this person's level. ``live``: all in sight;
    ``late_elsewhere``: those past their day that wait for others.
    """

    turn: int
    late: int
    today: int
    raised: int
    live: int
    late_elsewhere: int


def waiting_cases(actor: Actor, today: date) -> Waiting:
    """What waits for the actor."""
    turn = turn_of(actor)
    level = 2 if actor.wide else 1
    counts = Case.objects.filter(closed_on=None).aggregate(
        turn=Count("pk", filter=turn),
        late=Count("pk", filter=turn & Q(step_due_on__lt=today)),
        today=Count("pk", filter=turn & Q(step_due_on=today)),
        raised=Count("pk", filter=Q(escalated__gte=level)),
        live=Count("pk"),
        late_elsewhere=Count("pk", filter=~turn & Q(due_on__lt=today)),
    )
    return Waiting(**counts)


@dataclass(frozen=True)
class Timeliness:
    """A commune's cases of a kind in a month. ``in_time`` and ``overdue`` were closed in it; ``open`` were live at its
    end (or today), of those ``late`` past their day."""

    area_id: int
    kind: str
    received: int
    in_time: int
    overdue: int
    withdrawn: int
    open: int
    late: int


_TIMELINESS = """
SELECT area_id, kind,
  count(*) FILTER (WHERE received_on BETWEEN %(first)s AND %(last)s),
  count(*) FILTER (WHERE closed_on BETWEEN %(first)s AND %(last)s AND state <> 'withdrawn'
    AND (due_on IS NULL OR closed_on <= due_on)),
  count(*) FILTER (WHERE closed_on BETWEEN %(first)s AND %(last)s AND state <> 'withdrawn' AND closed_on > due_on),
  count(*) FILTER (WHERE closed_on BETWEEN %(first)s AND %(last)s AND state = 'withdrawn'),
  count(*) FILTER (WHERE closed_on IS NULL OR closed_on > %(last)s),
  count(*) FILTER (WHERE (closed_on IS NULL OR closed_on > %(last)s) AND due_on < %(last)s)
FROM (
  SELECT area_id, kind, state, received_on, due_on, NULL::date AS closed_on FROM casework_case WHERE closed_on IS NULL
  UNION ALL
  SELECT area_id, kind, state, received_on, due_on, closed_on FROM casework_case WHERE closed_on >= %(first)s
) AS cases
WHERE received_on <= %(last)s AND (%(areas)s::bigint[] IS NULL OR area_id = ANY (%(areas)s::bigint[]))
GROUP BY 1, 2
"""


def timeliness(month: Month, today: date, *, area_ids: Sequence[int] | None = None) -> list[Timeliness]:
    """How a month's cases stood to their terms, by commune and kind; a month that goes on is looked at as of today."""
    given: dict[str, Any] = {
        "first": month.first,
        "last": min(month.last, today),
        "areas": list(area_ids) if area_ids is not None else None,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TIMELINESS, given)
        return [Timeliness(*row) for row in cursor.fetchall()]
