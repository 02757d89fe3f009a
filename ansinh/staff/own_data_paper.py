"""What is held about one person as a PDF to hand over and sign for, with the same content as the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.utils import translation

from ansinh.flows.own_data import OwnData
from ansinh.kernel.languages import SOURCE
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.kernel.printing.typesetting import typeset
from ansinh.staff.action_words import ACTIONS
from ansinh.staff.fact_words import read_out
from ansinh.staff.form_boxes import declared_words
from ansinh.staff.words import TABLES, local

TEMPLATE = Path(__file__).resolve().parent / "own_data.typ"
TAGGED_ROWS = 500  # tags for screen readers treble a file; beyond this it would not go over a poor line


def own_data_paper(data: OwnData, asked: str) -> bytes:
    """The PDF as bytes, in Vietnamese. ``asked``: the request that it answers."""
    with translation.override(SOURCE):
        return _paper(data, asked)


def _paper(data: OwnData, asked: str) -> bytes:
    who, area = data.person, data.person.area
    parts = [_facts(data), _awards(data), _lines(data), _forms(data), _reads(data)]
    at = local(data.made_at)
    shown = {
        "title": "DỮ LIỆU ĐANG LƯU VỀ CÁ NHÂN",
        "who": f"{who.full_name}, sinh {_born(who.born)}, {', '.join(filter(None, (who.village, area.name)))}",
        "asked": f"Lập lúc {at:%H:%M ngày %d/%m/%Y} theo yêu cầu: {asked}",
        "unit": f"Ủy ban nhân dân {area.name[:1].lower()}{area.name[1:]}",
        "parent": f"Ủy ban nhân dân {area.parent.name[:1].lower()}{area.parent.name[1:]}" if area.parent else "",
        "foot": f"Hồ sơ số {who.pk}",
        "dated": f"{area.name}, ngày {at:%d} tháng {at:%m} năm {at:%Y}",
        "parts": parts,
    }
    return typeset(TEMPLATE, shown, tags=sum(len(part["rows"]) for part in parts) <= TAGGED_ROWS)


def _part(
    title: str, columns: Sequence[tuple[str, float]], rows: Sequence[Sequence[str]], nothing: str
) -> dict[str, Any]:
    heads, widths = zip(*columns, strict=True)
    right = [place for place, head in enumerate(heads) if "đồng" in head]  # amounts stand under each other
    return {"title": title, "head": heads, "widths": widths, "right": right, "rows": rows, "nothing": nothing}


def _facts(data: OwnData) -> dict[str, Any]:
    columns = (("Loại", 1.1), ("Nội dung", 2.2), ("Có hiệu lực", 1.4), ("Ghi nhận, rút lại", 1.5), ("Nguồn", 1.6))
    rows = [
        (
            TABLES["fact"][fact.kind],
            text,
            f"{_day(fact.since)} – {_last_day(fact.until)}" if fact.since else "",
            f"{_moment(fact.recorded_at)}{f'; rút lại {_moment(fact.retracted_at)}' if fact.retracted_at else ''}",
            f"{TABLES['source'][fact.source_kind]}{f': {fact.source}' if fact.source else ''}",
        )
        for fact, text in read_out(data.facts)
    ]
    return _part("1. Thông tin đã ghi nhận và nguồn", columns, rows, "Chưa ghi nhận thông tin nào.")


def _awards(data: OwnData) -> dict[str, Any]:
    columns = (("Đối tượng", 2.4), ("Mức (đồng)", 1.0), ("Các tháng", 1.6), ("Quyết định", 1.8))
    rows = [
        (
            TABLES["category"][award.category],
            format_dong(award.amount_vnd),
            f"từ {_month(award.months.lower)}"
            + (f" đến hết {Month.of(award.months.upper).minus(1).vietnamese}" if award.months.upper else ""),
            f"{award.decision.symbol} ngày {_day(award.decision.decided_on)}"
            + (" (đã thay)" if award.retracted_at else ""),
        )
        for award in data.awards
    ]
    return _part("2. Quyết định trợ cấp", columns, rows, "Chưa có quyết định nào.")


def _lines(data: OwnData) -> dict[str, Any]:
    columns = (("Tháng", 0.8), ("Số tiền (đồng)", 1.1), ("Cách nhận", 2.6), ("Kết quả", 1.5))
    rows = [
        (
            _month(line.month),
            format_dong(line.amount_vnd),
            " ".join(filter(None, (TABLES["channel"][line.channel], line.bank, line.account))),
            TABLES["line_state"][line.state],
        )
        for line in data.lines
    ]
    return _part("3. Các khoản chi trả", columns, rows, "Chưa có khoản chi trả nào.")


def _forms(data: OwnData) -> dict[str, Any]:
    columns = (("Tờ khai", 1.4), ("Nội dung", 2.0), ("Đã khai", 2.6))
    rows = [
        (f"{form.code}, lưu {_moment(form.saved_at)}", label, text)
        for form in data.forms
        for label, text in declared_words(form)
    ]
    return _part("4. Tờ khai", columns, rows, "Chưa có tờ khai nào.")


def _reads(data: OwnData) -> dict[str, Any]:
    columns = (("Lúc", 1.2), ("Tài khoản", 1.2), ("Việc", 2.2), ("Mục đích", 2.2))
    rows = [
        (_moment(entry.at), entry.actor_name, ACTIONS.get(entry.action, entry.action), entry.purpose)
        for entry in data.reads
    ]
    return _part("5. Ai đã xem, ai đã làm gì với hồ sơ", columns, rows, "Chưa có ai.")


def _day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else ""


def _last_day(until: date | None) -> str:
    """Of days whose open end is given."""
    return _day(date.fromordinal(until.toordinal() - 1)) if until else "nay"


def _moment(value: datetime) -> str:
    return f"{local(value):%d/%m/%Y %H:%M}"


def _month(value: date) -> str:
    return Month.of(value).vietnamese


def _born(text: str) -> str:
    return "/".join(reversed(text.split("-")))
