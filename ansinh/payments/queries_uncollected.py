"""Reading what was not collected: the queue, one stretch with its lists and visits, the news that a visit leads to."""

from __future__ import annotations

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from ansinh.casework.public import Suspension
from ansinh.payments.models import HomeVisit, PayrollLine, Uncollected
from ansinh.payments.uncollected_states import WAITING, Found, Moved
from ansinh.registry.public import under_any_name

_MOVES = {Moved.WITHIN: "move_within", Moved.COMMUNE: "move_commune", Moved.AWAY: "move_out"}
PAPER = "Biên bản xác minh tại nhà"
"""What news from a visit rests on."""


def unanswered(state: str = "") -> QuerySet[Uncollected]:
    """Stretches that wait (in one of their states), but those that a suspension or a death has answered meanwhile.

    The night writes down that these are over. Until then they wait for nobody, and wait again if the death is undone.
    """
    found = Uncollected.objects.filter(state__in=[state] if state else WAITING, person__died_on=None)
    live = Suspension.objects.filter(person=OuterRef("person"), programme=OuterRef("programme"), ended_by=None)
    return found.filter(~Exists(live))


def answered_by(stretch: Uncollected) -> str:
    """What has answered a stretch that the night has not closed yet: ``dead``, ``suspended`` or nothing (empty)."""
    if stretch.state not in WAITING:
        return ""
    if stretch.person.died_on is not None:
        return "dead"
    held = Suspension.objects.filter(person=stretch.person_id, programme=stretch.programme, ended_by=None)
    return "suspended" if held.exists() else ""


def stretches(*, state: str = "", commune_id: int | None = None) -> QuerySet[Uncollected]:
    """Stretches in a state (empty: those that wait), the visits that are due first; as far as one sees."""
    found = unanswered(state) if not state or state in WAITING else Uncollected.objects.filter(state=state)
    if commune_id is not None:
        found = found.filter(area_id=commune_id)
    return found.select_related("person", "area", "case").order_by("due_on", "person__name_sort", "id")


def waiting_figures(on: date) -> dict[str, int]:
    """Stretches to be visited, of them late, those visited that wait for what follows, and đồng that lie."""
    found = unanswered().aggregate(
        open=Count("id", filter=Q(state="open")),
        late=Count("id", filter=Q(state="open", due_on__lt=on)),
        visited=Count("id", filter=Q(state="visited")),
        amount_vnd=Sum("amount_vnd"),
    )
    return {name: int(value or 0) for name, value in found.items()}


def stretch_of(pk: int) -> Uncollected | None:
    """One stretch with its person; None out of sight."""
    return Uncollected.objects.select_related("person", "area", "case", "closed_by").filter(pk=pk).first()


def lines_of(stretch: Uncollected) -> list[PayrollLine]:
    """The person's lines of the programme since the first month that was not collected, in order."""
    found = PayrollLine.objects.filter(
        person_id__in=under_any_name(stretch.person_id),
        programme=stretch.programme,
        month__gte=stretch.months.lower,
    ).exclude(state="cancelled")
    return list(found.select_related("run").order_by("month", "number"))


def visits_of(stretch: Uncollected) -> list[HomeVisit]:
    """Its visits, the latest first."""
    return list(stretch.visits.select_related("by", "request").order_by("-visited_on", "-id"))


def visit_of(pk: int, person_id: int) -> HomeVisit | None:
    """A visit to a person that has led to no news yet; None for any other."""
    found = HomeVisit.objects.filter(pk=pk, request=None, uncollected__person_id=person_id)
    return found.select_related("uncollected__area").first()


def news_kind_of(visit: HomeVisit) -> str:
    """The kind of news that a visit leads to; empty when it leads to none."""
    if visit.found == Found.MOVED:
        return _MOVES[Moved(visit.told["moved"])]
    return {Found.DEAD: "death", Found.HOUSEBOUND: "channel"}.get(Found(visit.found), "")


def news_from(visit: HomeVisit, on: date) -> dict[str, list[str]]:
    """The form of that news as it would be typed from the visit."""
    told, area = visit.told, visit.uncollected.area.name
    typed = {
        "document_kind": PAPER,
        "document_on": visit.visited_on.isoformat(),
        "document_issuer": f"UBND {area[:1].lower()}{area[1:]}",
        "note": visit.remark,
    }
    if visit.found == Found.DEAD:
        typed["effective_on"] = told["died_on"]
    elif visit.found == Found.MOVED:
        typed["effective_on"] = told["moved_on"]
        typed |= {"to_unit": told.get("to_unit", ""), "village": told.get("village", "")}
        typed["destination"] = told.get("where", "")
    elif visit.found == Found.HOUSEBOUND:
        typed |= {"effective_on": on.isoformat(), "channel": "home", "recipient_name": _recipient(visit)}
    return {name: [text] for name, text in typed.items() if text}


def _recipient(visit: HomeVisit) -> str:
    """Who collects by what was listed last: the change of channel takes nobody's place away."""
    lines = lines_of(visit.uncollected)
    return lines[-1].recipient_name if lines else ""


def by_commune() -> list[tuple[str, str, int, int]]:
    """(code, name, stretches waiting, of them not visited) by commune, most first."""
    found = unanswered().values(code=F("area__code"), name=F("area__name"))
    counted = found.annotate(n=Count("id"), unseen=Count("id", filter=Q(state="open"))).order_by("-n", "code")
    return [(row["code"], row["name"], int(row["n"]), int(row["unseen"])) for row in counted]
