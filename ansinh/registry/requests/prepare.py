"""From what was typed at the counter to a request that can be kept: values, facts it would change, errors by field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from ansinh.registry.requests.around import around
from ansinh.registry.requests.assess import Row, later_move, rows_of
from ansinh.registry.requests.clean import Typed, Wrong, clean, day_of
from ansinh.registry.requests.kind import About, Field, Kind, Type
from ansinh.registry.requests.places import changes_told, not_there

LATEST_DAYS = 366
DOCUMENT = (
    Field("document_kind", "Giấy tờ", longest=120),
    Field("document_number", "Số", required=False, longest=60),
    Field("document_on", "Ngày ký", Type.DAY, required=False),
    Field("document_issuer", "Nơi cấp", longest=160),
    Field("note", "Ghi thêm", required=False, longest=500),
)
NEEDS_A_PLACE = ("Sinh, tử", "Nơi ở", "Hộ gia đình")


@dataclass(frozen=True)
class Prepared:
    """``about`` None: the day is not known, so nothing else is."""

    kind: Kind
    about: About | None
    values: Mapping[str, Any]
    document: Mapping[str, Any]
    rows: Sequence[Row] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)


def prepare(*, kind: Kind, area_id: int, person_id: int | None, typed: Typed, on: date) -> Prepared:
    """Read what was typed against the registry of its day; to be run as somebody who sees every row."""
    document, wrong = _document(typed, on)
    try:
        day = day_of(" ".join("".join(typed.get("effective_on", ("",))).split()) or "-")
        _check_day(kind, day, on)
    except Wrong as error:
        wrong["effective_on"] = str(error)
        return Prepared(kind, None, {}, document, wrong=wrong)
    about = around(area_id=area_id, person_id=person_id, day=day, values={})
    values, unclear = clean(kind.fields, typed, about)
    about = around(area_id=area_id, person_id=person_id, day=day, values=values)
    wrong |= unclear | _place(kind, about)
    if not unclear and "effective_on" not in wrong:
        wrong |= kind.checks(about)
    rows: list[Row] = []
    if not wrong:
        wrong |= _recorded(kind, about, rows)
    return Prepared(kind, about, values, document, rows, wrong)


def _recorded(kind: Kind, about: About, rows: list[Row]) -> dict[str, str]:
    """Fill the rows; or say what the day has to be instead."""
    changes = changes_told(kind, about)
    if unit := not_there(changes):
        since = f"{unit.valid.lower:%d/%m/%Y}"
        return {
            "effective_on": f"{unit.name} có từ ngày {since} và sổ không rõ nơi này trước đó thuộc xã nào: hãy ghi tin "
            f"từ ngày {since}, ngày thật ghi ở ô “Ghi thêm”."
        }
    rows += rows_of(changes)
    if later := later_move(rows):
        day = f"{later:%d/%m/%Y}"
        return {
            "effective_on": f"Sổ đã ghi nơi ở hoặc hộ khác từ ngày {day}, sau ngày này: hãy hoàn tác hoặc sửa tin đó "
            f"trước. Nếu không hoàn tác được nữa, hãy ghi tin này từ ngày {day}, ngày thật ghi ở ô “Ghi thêm”."
        }
    return {}


def _document(typed: Typed, on: date) -> tuple[dict[str, Any], dict[str, str]]:
    """A document cannot be signed tomorrow."""
    document, wrong = clean(DOCUMENT, typed, About(area_id=0, day=on, person_id=None, values={}))
    if document.get("document_on") and document["document_on"] > on.isoformat():
        wrong["document_on"] = "Giấy tờ không thể ký sau hôm nay."
    return document, wrong


def _check_day(kind: Kind, day: date, on: date) -> None:
    if day > on and not kind.may_be_later:
        raise Wrong("Ngày này chưa đến.")
    if day > on + timedelta(days=LATEST_DAYS):
        raise Wrong("Ngày này còn quá một năm nữa.")


def _place(kind: Kind, about: About) -> dict[str, str]:
    """The person was alive and lived here on the day."""
    if kind.newcomer or about.person_id is None:
        return {}
    born, died = about.person.get("born_on", ""), about.person.get("died_on")
    if about.day.isoformat() < born:
        return {"effective_on": "Ngày này ở trước ngày sinh đang ghi trong sổ."}
    if died and about.day.isoformat() > died and kind.code not in ("death", "correction", "paper"):
        return {"effective_on": "Ngày này ở sau ngày chết đang ghi trong sổ."}
    if kind.group in NEEDS_A_PLACE and (not about.rests or about.rests[0][0] > about.day):
        return {"effective_on": "Vào ngày này sổ chưa ghi người này sống ở tỉnh."}
    return {}
