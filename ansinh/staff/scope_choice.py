"""Which commune a screen is about: chosen in the address, never outside what the actor sees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.http import Http404, HttpRequest

from ansinh.access.public import Actor
from ansinh.areas.public import Unit


def communes_of(actor: Actor, on: date) -> Sequence[Unit]:
    """The communes of a day that the actor may choose from, by name."""
    units = Unit.objects.filter(kind=Unit.Kind.COMMUNE, valid__contains=on)
    if not actor.wide:
        units = units.filter(pk__in=actor.area_ids)
    return sorted(units, key=lambda unit: unit.name.removeprefix("Xã ").removeprefix("Phường "))


def chosen_commune(request: HttpRequest, communes: Sequence[Unit]) -> Unit | None:
    """The commune named by ``?xa=CODE``; the only one when there is no choice. Unknown or foreign: not found."""
    code = request.GET.get("xa", "")
    if code:
        for unit in communes:
            if unit.code == code:
                return unit
        raise Http404("Không có xã, phường này trong địa bàn của bạn.")
    return communes[0] if len(communes) == 1 else None


def places_of(actor: Actor, on: date) -> Sequence[Unit]:
    """Where the actor may draw a list: the whole province first for a wide role, then the communes."""
    whole = list(Unit.objects.filter(kind=Unit.Kind.PROVINCE, valid__contains=on)) if actor.wide else []
    return [*whole, *communes_of(actor, on)]


def charged_areas(actor: Actor, on: date) -> Sequence[Unit]:
    """The provinces of a day in the actor's charge, then the communes: what settings may be made for."""
    whole = Unit.objects.filter(kind=Unit.Kind.PROVINCE, valid__contains=on)
    return [*(whole if actor.wide else whole.filter(pk__in=actor.area_ids)), *communes_of(actor, on)]
