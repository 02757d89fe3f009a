"""Opening a person's page: found in one's areas, and the reading recorded."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone

from ansinh.access.public import Permission
from ansinh.oversight.queries_late_news import news_waits
from ansinh.registry.public import Merge, PairState, Person, kept_instead_of, merges_of
from ansinh.registry.public import queries_duplicates as duplicates
from ansinh.staff.guarded import opened_fields
from ansinh.staff.purpose import record_read


def opened_person(request: HttpRequest, pk: int, part: str, **more: object) -> dict[str, Any]:
    """The person of the address (404 outside the actor's areas), with the reading recorded."""
    people = Person.objects.select_related("area").annotate(late_news_waits=news_waits(), paired=duplicates.paired())
    person = get_object_or_404(people, pk=pk)
    pairs = duplicates.pairs_of(pk) if person.paired else []
    same = [pair.pk for pair in pairs if pair.state == PairState.SAME]
    merges = merges_of(same) if same else []
    absorbed = any(m.absorbed_id == pk and m.state == Merge.State.DONE for m in merges)
    opened = opened_fields(request)
    details = {"part": part, "sensitive": "sensitive" in opened, "shown": sorted(opened), **more}
    record_read(request, "person.read", object_id=pk, area_id=person.area_id, details=details)
    return {
        "person": person,
        "part": part,
        "open_sensitive": "sensitive" in opened,
        "opened": opened,
        "today": timezone.localdate(),
        "may_record": request.actor.may(Permission.RECORD_NEWS),  # type: ignore[attr-defined]
        "may_receive": "commune_officer" in request.actor.roles,  # type: ignore[attr-defined]
        "taken_up_by": kept_instead_of(pk) if absorbed else None,
        "merges": [merge for merge in merges if merge.kept_id == pk],
        "pairs": [pair for pair in pairs if pair.state != PairState.SAME],
    }


def end_of(day: date) -> datetime:
    """The last moment of a day in the office's time."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time())).astimezone(UTC)
