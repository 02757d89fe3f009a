"""The form of a kind of news: what each field looks like, with what it is filled and what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from ansinh.access.public import Actor
from ansinh.areas import public as areas
from ansinh.registry import public as registry
from ansinh.registry.public import queries, queries_requests
from ansinh.staff.guarded import ask_for, cover_of

_INPUTS = {
    registry.Type.CHOICE: "select",
    registry.Type.MEMBER: "select",
    registry.Type.COMMUNE: "select",
    registry.Type.CHOICES: "ticks",
    registry.Type.MEMBERS: "ticks",
    registry.Type.RELATIONS: "relations",
    registry.Type.DAY: "day",
    registry.Type.VILLAGE: "village",
    registry.Type.MONEY: "digits",
    registry.Type.NUMBER: "digits",
    registry.Type.PHONE: "digits",
    registry.Type.PERSON: "digits",
}


@dataclass(frozen=True)
class Box:
    """A field as it is drawn: ``input`` names the control, ``options`` its choices, ``texts`` what is in it.

    ``each``: of a field that asks about every member, the choices by the member's name.
    ``ask``: what the address has to say to fill in what is known but covered; empty when nothing is.
    """

    field: registry.Field
    input: str
    options: Sequence[tuple[str, str]]
    texts: Sequence[str]
    wrong: str = ""
    ask: str = ""
    each: Sequence[tuple[str, Sequence[tuple[str, str]]]] = ()

    @property
    def text(self) -> str:
        """The one value."""
        return self.texts[0] if self.texts else ""


Typed = dict[str, list[str]]


def typed_of(request: HttpRequest) -> Typed:
    """Everything that was typed."""
    return {name: request.POST.getlist(name) for name in request.POST}


def typed_again(draft: registry.ChangeRequest) -> Typed:
    """A draft as it would be typed."""
    values = {name: [str(one) for one in value] if isinstance(value, list) else _texts(value)
              for name, value in draft.values.items()}  # fmt: skip
    document = {
        "document_kind": draft.document_kind,
        "document_number": draft.document_number,
        "document_on": draft.document_on.isoformat() if draft.document_on else "",
        "document_issuer": draft.document_issuer,
        "note": draft.note,
        "effective_on": draft.effective_on.isoformat(),
    }
    return values | {name: [text] for name, text in document.items()}


def boxes_of(
    kind: registry.Kind,
    person: registry.Person | None,
    area: areas.Unit,
    *,
    today: date,
    opened: frozenset[str],
    typed: Typed | None = None,
    wrong: Mapping[str, str] | None = None,
) -> dict[str, list[Box]]:
    """The form in two parts, the news and its document; filled with what was typed, else with what is known.

    A number, an account or a certificate that is known is filled in only when somebody asked for it.
    """
    about = queries_requests.around_person(person, _day(typed, today)) if person else None
    start = {} if typed is not None or about is None else queries_requests.filled_in(kind, about)
    day_field = registry.Field("effective_on", kind.day_label, registry.Type.DAY, hint=kind.day_hint)
    issuer = {"document_issuer": f"UBND {area.name[0].lower()}{area.name[1:]}"}

    def box(field: registry.Field) -> Box:
        options = _options(field, kind, person, about, area, _day(typed, today))
        texts = typed.get(field.name, []) if typed is not None else _texts((start | issuer).get(field.name))
        covered = _cover(field) if start and texts else ""
        if covered and covered not in opened:
            return Box(field, _INPUTS.get(field.type, "text"), options, [], ask=ask_for(covered, opened))
        named = "documents" if field.name == "document_kind" else _INPUTS.get(field.type, "text")
        each = _each(field, kind, person, about) if named == "relations" else ()
        return Box(field, named, options, texts, (wrong or {}).get(field.name, ""), each=each)

    return {"news": [box(day_field), *map(box, kind.fields)], "document": list(map(box, registry.DOCUMENT))}


def same_fact(
    actor: Actor, kind: registry.Kind, person: registry.Person | None, today: date, draft_id: int | None = None
) -> list[tuple[registry.ChangeRequest, registry.Kind]]:
    """Other news, not in the registry yet, about what this kind would change of the person."""
    if person is None:
        return []
    found = queries_requests.foreseen(actor, kind, queries_requests.around_person(person, today))
    return [(one, registry.REQUEST_KINDS[one.kind]) for one in found if one.pk != draft_id]


def _cover(field: registry.Field) -> str:
    """The covered field that shows through; empty when none does. Who collects, and at which bank, lies open."""
    fact, column = field.shows or ("", "")
    if (fact, column) == ("channel", "account"):
        return "channel"
    kind, _, code = fact.partition(":")
    return cover_of(kind, code) if kind in ("disability", "circumstance", "phone") else ""


def _texts(value: Any) -> list[str]:
    if value is None or value == "":
        return []
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]


def _day(typed: Typed | None, today: date) -> date:
    """The day of which the household is shown: the typed one as soon as it is a day."""
    try:
        return date.fromisoformat((typed or {}).get("effective_on", [""])[0])
    except ValueError:
        return today


def _each(
    field: registry.Field, kind: registry.Kind, person: registry.Person | None, about: Any
) -> Sequence[tuple[str, Sequence[tuple[str, str]]]]:
    """The choices for each member who may come under another head, told from their namesakes."""
    gone = {person.pk} if person and kind.code == "death" else set()
    members = [one for one in about.members if one.id not in gone] if about else []
    return [(_known(one), [(f"{one.id}:{code}", label) for code, label in field.choices]) for one in members]


def _known(one: Any) -> str:
    """A member with what they are now and the year of birth."""
    relation = gettext("chủ hộ") if one.is_head else one.relation.lower()
    return f"{one.name} ({', '.join(part for part in (relation, one.born_on[:4]) if part)})"


def _options(
    field: registry.Field,
    kind: registry.Kind,
    person: registry.Person | None,
    about: Any,
    area: areas.Unit,
    day: date,
) -> Sequence[tuple[str, str]]:
    if field.name == "document_kind":
        return [(text, text) for text in kind.documents]
    if field.type is registry.Type.VILLAGE:
        return [(name, name) for name in queries.villages(area.pk)]
    if field.type is registry.Type.COMMUNE:
        return [(str(unit.pk), unit.name) for unit in areas.communes(day) if unit.pk != area.pk]
    if field.type is registry.Type.MEMBER and about:
        found = [
            (str(m.id), gettext("%(name)s (chủ hộ)") % {"name": m.name} if m.is_head else m.name) for m in about.members
        ]
        skip = {"remaining_head", "spouse"} & {field.name}
        return [option for option in found if not skip or option[0] != str(person and person.pk)]
    if field.type is registry.Type.MEMBERS and about:
        return [(str(m.id), m.name) for m in about.members if person is None or m.id != person.pk]
    return field.choices
