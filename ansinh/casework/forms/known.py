"""What the registry and the awards say of a person on a day, as answers to the fields of forms (``Field.shows``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db.models import Q

from ansinh.casework import queries
from ansinh.casework.forms.declaration import Answer, Field, Form, Kind
from ansinh.registry.public import KINDS as CIRCUMSTANCES
from ansinh.registry.public import Person, Upbringing, history, records_of

UNDER_36_MONTHS = 3
KEYS = frozenset(
    {"full_name", "born", "sex", "ethnicity", "died_on", "residence", "number", "phone", "poverty", "head", "members"}
    | {"disabled", "degree", "types", "certified_on", "draws", "pension_vnd", "pension_since", "allowance_vnd"}
    | {"allowance_since", "merit_since", "children", "children_under_16", "children_16_up", "small_children"}
    | {"father_name", "father_born", "father_state", "mother_name", "mother_born", "mother_state", "studying"}
    | {"marital", "support", "hiv", "pregnant", "abandoned", "stable_income", "care"}
)
"""All that a field may show."""
_FLAGS = {"yes": "yes", "no": "no"}
_STUDYING = {"yes": "yes", "interrupted": "stopped"}
_SAME = {kind.code: {value: value for value in kind.values} for kind in CIRCUMSTANCES}
_CIRCUMSTANCES = {
    "father": ("father_state", _SAME["father"]),
    "mother": ("mother_state", _SAME["mother"]),
    "studying": ("studying", _STUDYING),
    "marital": ("marital", _SAME["marital"]),
    "support": ("support", _SAME["support"]),
    "hiv": ("hiv", _FLAGS),
    "pregnant": ("pregnant", _FLAGS),
    "abandoned": ("abandoned", _FLAGS),
    "stable_income": ("stable_income", _FLAGS),
    "care": ("care", _SAME["care"]),
}


def known_about(person_id: int, *, on: date, known_at: datetime) -> dict[str, Answer]:
    """Answers by what fields show. What is not known has no answer."""
    facts = history.person_as_of(person_id, on, known_at).facts
    found: dict[str, Answer] = {}
    for fact in facts:
        found |= _of_fact(fact)
    found["draws"] = [code for code in ("pension", "merit") if code in found]
    found |= _household(person_id, on, known_at)
    found |= _children(facts, on) | _parents(person_id, on, known_at)
    found.setdefault("number", found.get("old_number", ""))
    found |= _awards(person_id, on, found)
    return {key: value for key, value in found.items() if value and key in KEYS}


def answers_from(form: Form, known: Mapping[str, Answer]) -> dict[str, Answer]:
    """The answers of a form that are known, asked yet or not; codes that this form does not offer are left out."""
    found = {field.name: _fitting(field, known[field.shows]) for field in form.fields.values() if field.shows in known}
    return {name: answer for name, answer in found.items() if answer}


def _fitting(field: Field, answer: Answer) -> Answer:
    if field.kind is Kind.TABLE:
        names = {column.name for column in field.columns}
        rows = [row for row in answer if isinstance(row, dict)]
        return [{name: text for name, text in row.items() if name in names} for row in rows]
    if field.kind not in (Kind.CHOICE, Kind.TICKS):
        return answer
    codes = [code for code, _ in field.choices]
    if isinstance(answer, str):
        return answer if answer in codes else ""
    return [code for code in codes if code in answer]


def _of_fact(fact: history.Fact) -> dict[str, Answer]:
    match fact.kind:
        case "identity":
            return _identity(fact.value)
        case "residence":
            return {"residence": fact.value}
        case "paper":
            return {"number": fact.value} if fact.code == "personal" else {"old_number": fact.value}
        case "poverty":
            return {"poverty": fact.value}
        case "disability":
            return _disability(fact)
        case "pension":
            since = fact.since.isoformat()[:7] if fact.since else ""
            return {"pension": "yes", "pension_vnd": fact.value, "pension_since": since}
        case "phone":
            return {"phone": fact.value}
        case "circumstance":
            return _circumstance(fact)
    return {}


def _identity(text: str) -> dict[str, Answer]:
    """The parts of an identity as ``history`` tells them: name, precision and day of birth, sex, ethnicity, death."""
    name, *parts = text.split(" · ")
    found: dict[str, Answer] = {"full_name": name}
    for part in parts:
        head, _, rest = part.partition(":")
        if head in ("day", "month", "year") and rest:
            found["born"] = rest[: {"day": 10, "month": 7, "year": 4}[head]]
        elif head == "died" and rest:
            found["died_on"] = rest
        elif part in ("male", "female"):
            found["sex"] = part
        elif head not in ("foreign", "citizen"):
            found["ethnicity"] = part
    return found


def _disability(fact: history.Fact) -> dict[str, Answer]:
    degree, _, certified = fact.value.partition("|")
    if degree in ("", "none"):
        return {"disabled": "no"} if degree else {}
    types = [code for code in fact.code.split(",") if code]
    return {"disabled": "yes", "degree": degree, "types": types, "certified_on": certified}


def _circumstance(fact: history.Fact) -> dict[str, Answer]:
    if fact.code == "merit_allowance":
        since = fact.since.isoformat()[:7] if fact.since else ""
        return {"merit": "yes", "merit_since": since} if fact.value == "yes" else {}
    if fact.code not in _CIRCUMSTANCES:
        return {}
    key, values = _CIRCUMSTANCES[fact.code]
    return {key: values[fact.value]} if fact.value in values else {}


def _household(person_id: int, on: date, known_at: datetime) -> dict[str, Answer]:
    home = history.household_as_of(person_id, on, known_at)
    if home is None:
        return {}
    heads = [member.full_name for member in home.members if member.is_head]
    return {"head": heads[0] if heads else "", "members": str(len(home.members))}


def _children(facts: Iterable[history.Fact], on: date) -> dict[str, Answer]:
    """The children whom the person raises, the eldest first."""
    ids = [int(fact.code) for fact in facts if fact.kind == "upbringing"]
    children = list(Person.objects.filter(pk__in=ids, died_on=None).select_related("area").order_by("born_on", "pk"))
    rows = [{"name": one.full_name, "born": one.born, "lives_at": one.area.name} for one in children]
    ages = [_age(one.born_on, on) for one in children]
    young, small = sum(age < 16 for age in ages), sum(age < UNDER_36_MONTHS for age in ages)
    return {
        "children": rows,
        "children_under_16": str(young) if young else "",
        "children_16_up": str(len(ages) - young) if len(ages) > young else "",
        "small_children": str(small) if small else "",
    }


def _parents(person_id: int, on: date, known_at: datetime) -> dict[str, Answer]:
    """Who raises the person as an own child, as believed then."""
    believed = Q(retracted_at=None) | Q(retracted_at__gt=known_at)
    raised = Upbringing.objects.filter(believed, child_id=person_id, valid__contains=on, recorded_at__lte=known_at)
    found: dict[str, Answer] = {}
    for one in raised.select_related("person").order_by("pk"):
        which = "father" if one.person.sex == "male" else "mother"
        found |= {f"{which}_name": one.person.full_name, f"{which}_born": one.person.born}
    return found


def _age(born: date, on: date) -> int:
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def _awards(person_id: int, on: date, known: Mapping[str, Answer]) -> dict[str, Answer]:
    """What is paid now: the sum a month, and the first month of the oldest of these awards."""
    paid = queries.paid_now(records_of([person_id]), on.replace(day=1))
    awards = [award for rows in paid.values() for award in rows]
    if not awards:
        return {}
    drawn = known.get("draws")
    return {
        "draws": [*(drawn if isinstance(drawn, list) else []), "allowance"],
        "allowance_vnd": str(sum(award.amount_vnd for award in awards)),
        "allowance_since": min(award.months.lower for award in awards).isoformat()[:7],
    }
