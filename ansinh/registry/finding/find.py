"""Find people by what was typed into the one box; the best first, within what the acting person sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Exists, OuterRef, Q

from ansinh.kernel.vietnamese import fold
from ansinh.registry.finding import candidates as look
from ansinh.registry.finding import keys
from ansinh.registry.finding.candidates import Candidate, Sought
from ansinh.registry.finding.numbers import people_with_number, people_with_phone
from ansinh.registry.finding.ranking_table import BEGINS, FORMER, NUMBER, SOUND_PART, SURE
from ansinh.registry.finding.spellings import (
    LEVELS,
    level_of,
    like_villages,
    places_named,
    spellings_of,
)
from ansinh.registry.finding.typed import Typed, readings
from ansinh.registry.merging import whose_records
from ansinh.registry.models import Identity, Person, Residence

PAGE = 20
FEW = 5
"""With so few who are written as typed, those who sound or look alike are shown below them."""


@dataclass(frozen=True)
class Hit:
    """Somebody found. ``how``: number, phone, name, former, sound, near; ``parts``: words of the name, whether each
    agrees; ``formerly``: the names they were recorded under before that were meant."""

    person: Person
    how: str
    parts: tuple[tuple[str, bool], ...]
    born_agrees: bool = False
    village_agrees: bool = False
    moved: bool = False
    formerly: tuple[str, ...] = ()


@dataclass(frozen=True)
class Found:
    """What was understood, who was found, whether there are others, and shorter texts that would find somebody."""

    typed: Typed
    hits: tuple[Hit, ...] = ()
    more: bool = False
    suggestions: tuple[str, ...] = ()


def find_people(text: str, *, on: date, area_ids: Sequence[int] | None = None, size: int = PAGE) -> Found:
    """The people an officer may mean, at most ``size``. ``area_ids``: look only there; row-level security holds anyway.

    Nobody outside the acting person's areas is found, counted or suggested.
    """
    first, *others = readings(text)
    by_number = _by_number(first, area_ids, on)
    if by_number:
        return Found(first, by_number[:size], more=len(by_number) > size)
    if not first.words:
        return Found(first)
    found, best, more = first, *_by_name(_sought(first, area_ids))
    if not _sure(best):
        for other in _with_places(others, area_ids):
            answer, many = _by_name(other)
            if _sure(answer):
                found, best, more = other.typed, answer, many
                break
    hits = _hits(found, best[:size], on)
    suggestions = () if hits else _suggestions(first, area_ids)
    return Found(found, hits, more=more or len(best) > size, suggestions=suggestions)


def _sure(answer: Sequence[Candidate]) -> bool:
    return bool(answer) and answer[0].name_points >= SURE


def _sought(typed: Typed, area_ids: Sequence[int] | None) -> Sought:
    words = tuple(dict.fromkeys(typed.folded))
    if not (typed.village or typed.commune):
        return Sought(typed, words, area_ids=area_ids)
    named = places_named([typed.village], [typed.commune])
    villages = typed.village and (named.villages(typed.village) or like_villages(typed.village))
    return Sought(typed, words, villages or (), named.communes(typed.commune), area_ids)


def _with_places(others: Sequence[Typed], area_ids: Sequence[int] | None) -> list[Sought]:
    """The other readings that make sense: those whose last words are a village or commune there is."""
    found = []
    places = [typed for typed in others if typed.village]
    named = places_named([one.village for one in places], [one.commune for one in places]) if places else None
    for typed in others:
        words = tuple(dict.fromkeys(typed.folded))
        if named is None or not typed.village:
            found.append(Sought(typed, words, area_ids=area_ids))
            continue
        villages, communes = named.villages(typed.village), named.communes(typed.commune)
        if villages or communes:
            meant = replace(typed, village=typed.village if villages else "", commune=typed.commune if communes else "")
            found.append(Sought(meant, words, villages, communes, area_ids))
    return found


def _by_name(sought: Sought) -> tuple[list[Candidate], bool]:
    """Candidates, best first: as typed, then by initials, unfinished or alike; whether there are more."""
    asked = {key for group in keys.together([{word} for word in sought.words]) for key in group}
    near, common = spellings_of(sought.words, sorted(asked))
    best, more = look.as_typed(sought, common)
    if len(best) < PAGE:
        seen = [candidate.person_id for candidate in best]
        best = sorted(
            [*best, *look.loosely(sought, near, seen, only_begun=len(best) >= FEW)], key=lambda one: -one.points
        )
    return best, more


def _by_number(typed: Typed, area_ids: Sequence[int] | None, on: date) -> tuple[Hit, ...]:
    """Those who hold the number of a paper or are reached at the telephone."""
    held = people_with_number(typed.numbers) if typed.numbers else {}
    called = people_with_phone(typed.phone) if typed.phone else set()
    answer = [Candidate(pk, NUMBER, NUMBER, False, False) for pk in [*held, *sorted(called - set(held))]]
    hits = _hits(typed, answer, on, area_ids)
    return tuple(replace(hit, how="number" if hit.person.pk in held else "phone") for hit in hits)


def _hits(
    typed: Typed, answer: Sequence[Candidate], on: date, area_ids: Sequence[int] | None = None
) -> tuple[Hit, ...]:
    ids = [candidate.person_id for candidate in answer]
    if not ids:
        return ()
    believed = Identity.objects.filter(person_id__in=ids, retracted_at=None).values("person_id")
    lasting = Q(valid__upper_inf=True) | Q(valid__endswith__gt=on)
    homes = Residence.objects.filter(lasting, retracted_at=None, person_id=OuterRef("pk"))
    people = Person.objects.filter(pk__in=believed).select_related("area").defer("name_keys", "former_keys")
    people = people.annotate(settled=Exists(homes))
    if area_ids is not None:
        people = people.filter(area_id__in=area_ids)
    known = {person.pk: person for person in people}
    formerly = _formerly([one.person_id for one in answer if one.name_points == FORMER], typed.folded)
    return tuple(
        Hit(
            person=known[one.person_id],
            how=_how(one.name_points),
            parts=_parts(known[one.person_id].full_name, typed.folded),
            born_agrees=one.born_agrees,
            village_agrees=one.village_agrees,
            moved=not known[one.person_id].settled and known[one.person_id].died_on is None,  # type: ignore[attr-defined]
            formerly=formerly.get(one.person_id, ()),
        )
        for one in answer
        if one.person_id in known
    )


def _how(points: int) -> str:
    if points == FORMER:
        return "former"
    return "name" if points >= BEGINS else "sound" if points >= SOUND_PART else "near"


def _formerly(ids: Sequence[int], typed: Sequence[str]) -> dict[int, tuple[str, ...]]:
    """Of these people the names, as written, that were believed before and hold all the words typed."""
    if not ids:
        return {}
    whose = whose_records(ids)
    found: dict[int, set[str]] = {}
    before = Identity.objects.filter(person_id__in=list(whose), retracted_at__isnull=False)
    for record, name in before.values_list("person_id", "full_name"):
        if set(typed) <= set(fold(name).split()):
            found.setdefault(whose[record], set()).add(name)
    return {person: tuple(sorted(names)) for person, names in found.items()}


def _parts(full_name: str, typed: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """The words of a name, each with whether a word typed answers it, as well as any word of the name does."""
    words = [(word, fold(word)) for word in full_name.split()]
    best = [min((LEVELS.index(level_of(one, folded)) for _, folded in words), default=-1) for one in typed]
    return tuple(
        (word, any(LEVELS[at] and level_of(one, folded) == LEVELS[at] for one, at in zip(typed, best, strict=True)))
        for word, folded in words
    )


def _suggestions(typed: Typed, area_ids: Sequence[int] | None) -> tuple[str, ...]:
    """Of a name that nobody bears, the words that somebody here bears, at most three."""
    words = list(dict.fromkeys(typed.words))
    if len(words) < 2:
        return ()
    borne = [word for word in words if look.anybody(Sought(Typed(words=(word,)), (fold(word),), area_ids=area_ids))]
    return tuple(borne[-3:])
