"""From what was typed to plain values, with what is wrong beside each field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Q

from ansinh.areas import public as areas
from ansinh.kernel.sealing.blind import blind
from ansinh.kernel.typed_day import read_day
from ansinh.registry.models import Paper, Person
from ansinh.registry.phone_numbers import plain_phone
from ansinh.registry.requests.kind import About, Field, Type

Typed = Mapping[str, Sequence[str]]
Cleaner = Callable[[Field, str, About], Any]
MOST_VND = 999_999_999


class Wrong(ValueError):
    """A field holds something it cannot mean; the text says what, for whoever typed it."""


def clean(fields: Sequence[Field], typed: Typed, about: About) -> tuple[dict[str, Any], dict[str, str]]:
    """Values by field, and the fields that are wrong. An empty field is None, or an empty list."""
    values: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for field in fields:
        try:
            values[field.name] = _value(field, [" ".join(text.split()) for text in typed.get(field.name, ())], about)
        except Wrong as error:
            wrong[field.name] = str(error)
    return values, wrong


def _value(field: Field, texts: Sequence[str], about: About) -> Any:
    given = [text for text in texts if text]
    if field.type in (Type.CHOICES, Type.MEMBERS, Type.RELATIONS):
        return [_CLEANERS[field.type](field, text, about) for text in given]
    if not given:
        if field.required:
            raise Wrong(f"Hãy điền “{field.label}”.")
        return "" if field.type is Type.VILLAGE else None
    return _CLEANERS[field.type](field, given[0], about)


def day_of(text: str) -> date:
    """YYYY-MM-DD, as a date field sends it, or dd/mm/yyyy, as people write it. Raises Wrong."""
    try:
        return read_day(text)
    except ValueError:
        raise Wrong("Không có ngày này trong lịch; hãy ghi ngày/tháng/năm.") from None


def _text(field: Field, text: str, about: About) -> str:
    if len(text) > field.longest:
        raise Wrong(f"Dài quá {field.longest} ký tự.")
    return text


def _day(field: Field, text: str, about: About) -> str:
    return day_of(text).isoformat()


def _birth(field: Field, text: str, about: About) -> str:
    if found := re.fullmatch(r"(?:(\d{1,2})[/.-])?(\d{4})", text):
        if found[1] and not 1 <= int(found[1]) <= 12:
            raise Wrong("Không có tháng này.")
        return f"{found[2]}-{int(found[1]):02d}" if found[1] else found[2]
    if re.fullmatch(r"\d{4}-\d{2}", text):
        return text
    born = day_of(text)
    if born > about.day:
        raise Wrong("Ngày sinh ở sau ngày của tin.")
    return born.isoformat()


def _choice(field: Field, text: str, about: About) -> str:
    if text not in {code for code, _ in field.choices}:
        raise Wrong("Hãy chọn trong danh sách.")
    return text


def _money(field: Field, text: str, about: About) -> int:
    digits = text.replace(".", "").replace(" ", "").removesuffix("đ")
    if not digits.isdigit() or int(digits) > MOST_VND:
        raise Wrong("Hãy ghi số đồng, ví dụ 3.200.000.")
    return int(digits)


def _number(field: Field, text: str, about: About) -> str:
    digits = text.replace(" ", "")
    if not re.fullmatch(r"\d{12}|\d{9}", digits):
        raise Wrong("Số định danh có 12 số; chứng minh nhân dân cũ có 9 số.")
    return digits


def _phone(field: Field, text: str, about: About) -> str:
    number = plain_phone(text)
    if number is None:
        raise Wrong("Số điện thoại có 10 hoặc 11 số, bắt đầu bằng số 0.")
    return number


def _member(field: Field, text: str, about: About) -> int:
    if not text.isdigit() or about.member(int(text)) is None:
        raise Wrong("Hãy chọn một người trong hộ vào ngày đó.")
    return int(text)


def _relation(field: Field, text: str, about: About) -> str:
    """A member's number and what they are to the head, as ``12:Vợ``."""
    who, _, relation = text.partition(":")
    return f"{_member(field, who, about)}:{_choice(field, relation, about)}"


def _commune(field: Field, text: str, about: About) -> int:
    unit = areas.Unit.objects.filter(pk=int(text) if text.isdigit() else 0, kind=areas.Unit.Kind.COMMUNE).first()
    if unit is None or about.day not in unit.valid:
        raise Wrong("Hãy chọn xã, phường trong danh sách của ngày đó.")
    return unit.pk


def _person(field: Field, text: str, about: About) -> int:
    digits = text.replace(" ", "")
    if not digits.isdigit() or len(digits) > 18:
        raise Wrong("Hãy ghi số hồ sơ hoặc số định danh.")
    papers = Paper.objects.filter(number_index=blind("number", digits), retracted_at=None).values("person_id")
    wanted = Q(pk__in=papers) if len(digits) in (9, 12) else Q(pk=int(digits))
    found = Person.objects.filter(wanted, area_id=about.area_id, died_on=None).exclude(pk=about.person_id).first()
    if found is None:
        raise Wrong("Không có người nào mang số này trong xã.")
    return found.pk


_CLEANERS: dict[Type, Cleaner] = {
    Type.TEXT: _text,
    Type.VILLAGE: _text,
    Type.DAY: _day,
    Type.BIRTH: _birth,
    Type.CHOICE: _choice,
    Type.CHOICES: _choice,
    Type.MONEY: _money,
    Type.NUMBER: _number,
    Type.PHONE: _phone,
    Type.MEMBER: _member,
    Type.MEMBERS: _member,
    Type.RELATIONS: _relation,
    Type.COMMUNE: _commune,
    Type.PERSON: _person,
}
