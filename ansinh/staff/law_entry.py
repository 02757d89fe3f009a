"""The form in which a province's amount or category is entered, turned into a text of law; what is wrong by field."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext

from ansinh.kernel.period import Month
from ansinh.legislation import RuleBook
from ansinh.legislation.conditions import family, health, household
from ansinh.legislation.conditions.age import age_condition
from ansinh.legislation.formula import Condition

KINDS = {
    "doi-tuong": "Đối tượng của tỉnh",
    "muc-chuan": "Mức chuẩn của tỉnh",
    "huu-tri": "Mức hưu trí xã hội của tỉnh",
    "ket-thuc": "Kết thúc một đối tượng",
    "tep": "Tệp YAML",
}
AMOUNT = {"muc-chuan": "base", "huu-tri": "social_pension"}
TITLES = {"muc-chuan": "Mức chuẩn trợ giúp xã hội của tỉnh", "huu-tri": "Mức trợ cấp hưu trí xã hội của tỉnh"}
JOINS = {"": "không xét", "all_of": "phải có", "none_of": "không được có", "any_of": "một trong số này"}
# Being alive, born and free is asked of everybody; ages have fields of their own.
GROUPS: tuple[tuple[str, tuple[Condition, ...]], ...] = tuple(
    (
        label,
        tuple(v for v in vars(module).values() if isinstance(v, Condition) and v.name != "imprisoned"),
    )
    for label, module in (
        ("Hộ, nơi ở, thu nhập, học tập", household),
        ("Gia đình", family),
        ("Sức khỏe, chăm sóc", health),
    )
)
CONDITIONS = {condition.name: condition for _, group in GROUPS for condition in group}
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")
_COEFFICIENT = re.compile(r"\d{1,2}([.,]\d)?")
_VND = re.compile(r"\d{1,9}")


@dataclass
class Entry:
    """What was typed, by field, and what is wrong with it; ``text`` is the draft as far as it is right."""

    kind: str
    typed: Mapping[str, str]
    wrong: dict[str, str] = field(default_factory=dict)
    text: dict[str, Any] = field(default_factory=dict)

    def value(self, name: str) -> str:
        """What stands in a field, without doubled blanks."""
        return " ".join(self.typed.get(name, "").split())


def read_entry(kind: str, typed: Mapping[str, str], province: str, book: RuleBook) -> Entry:
    """A form as a text of law. ``book``: the law that categories to end are looked for in."""
    entry = Entry(kind, typed)
    head = {
        "title": _title(entry, book),
        "number": _needed(entry, "number", gettext("Ghi số, ký hiệu của nghị quyết.")),
    }
    head["from"] = _month(entry)
    if issued_on := _issued_on(entry):
        head["issued_on"] = issued_on
    if issued_by := entry.value("issued_by"):
        head["issued_by"] = issued_by
    if kind in AMOUNT:
        change: dict[str, Any] = {AMOUNT[kind]: {"vnd": _vnd(entry, by_ten=True), "citation": _citation(entry)}}
    elif kind == "ket-thuc":
        change = {"categories": [_ending(entry, province, book)]}
    else:
        change = {"categories": [_category(entry)]}
    entry.text = head | {"provinces": {province: change}}
    return entry


def groups_with(typed: Mapping[str, str]) -> list[tuple[str, tuple[Condition, ...], bool]]:
    """The groups of conditions, each with whether it is worth unfolding: the first, and where something is chosen."""
    return [
        (label, group, place == 0 or any(typed.get(f"dk-{condition.name}") for condition in group))
        for place, (label, group) in enumerate(GROUPS)
    ]


def own_categories(book: RuleBook, province: str) -> dict[str, str]:
    """The categories of a province that still hold or will, by code."""
    return {
        category.code: category.label_vi
        for category in book.categories
        if category.province == province and category.versions and category.versions[-1].stretch.last is None
    }


def _title(entry: Entry, book: RuleBook) -> str:
    if entry.kind in TITLES:
        return TITLES[entry.kind]
    if entry.kind == "ket-thuc":
        return f"Kết thúc: {book.labels.get(entry.value('code'), entry.value('code'))}"
    return entry.value("label")


def _needed(entry: Entry, name: str, sentence: str) -> str:
    if not entry.value(name):
        entry.wrong[name] = sentence
    return entry.value(name)


def _citation(entry: Entry) -> str:
    """The article, with the resolution that it is an article of."""
    article = _needed(entry, "citation", gettext("Ghi điều, khoản của nghị quyết."))
    number = entry.value("number")
    if not number or number in article:
        return article
    named = number.lower().startswith(("nghị quyết", "quyết định", "dự thảo"))
    return f"{article} {number}" if named else f"{article} Nghị quyết {number}"


def _month(entry: Entry) -> str:
    text = _needed(entry, "from", gettext("Chọn tháng bắt đầu có hiệu lực."))
    try:
        return str(Month.parse(text)) if text else ""
    except ValueError:
        entry.wrong["from"] = gettext("Tháng ghi dạng 2027-01.")
        return ""


def _issued_on(entry: Entry) -> str:
    text = entry.value("issued_on")
    try:
        return date.fromisoformat(text).isoformat() if text else ""
    except ValueError:
        entry.wrong["issued_on"] = gettext("Không có ngày này.")
        return ""


def _vnd(entry: Entry, *, by_ten: bool = False) -> int:
    text = re.sub(r"[.\s]", "", entry.value("vnd"))
    if not _VND.fullmatch(text) or not 0 < int(text) <= 100_000_000:
        entry.wrong["vnd"] = gettext("Ghi số đồng một tháng, ví dụ 300.000.")
        return 0
    if by_ten and int(text) % 10:
        entry.wrong["vnd"] = gettext("Số đồng phải tròn chục.")
    return int(text)


def _ending(entry: Entry, province: str, book: RuleBook) -> dict[str, Any]:
    code = entry.value("code")
    if code not in own_categories(book, province):
        entry.wrong["code"] = gettext("Chọn đối tượng của tỉnh đang còn hiệu lực.")
    return {"code": code, "end": True}


def _category(entry: Entry) -> dict[str, Any]:
    code = _needed(entry, "code", gettext("Ghi mã, ví dụ yen_bai_75."))
    if code and not _CODE.fullmatch(code):
        entry.wrong["code"] = gettext(
            "Chỉ gồm chữ thường không dấu, chữ số, gạch dưới; bắt đầu bằng chữ; tối đa 40 ký tự."
        )
    label = _needed(entry, "label", gettext("Ghi tên đối tượng như trong nghị quyết."))
    rule: dict[str, Any] = {"code": code, "label_vi": label, "citation": _citation(entry)}
    joined: dict[str, list[str]] = {"all_of": _ages(entry), "any_of": [], "none_of": []}
    for name in CONDITIONS:
        join = entry.value(f"dk-{name}")
        if join in joined:
            joined[join].append(name)
        elif join:
            entry.wrong["criteria"] = gettext("Không hiểu lựa chọn “%(join)s”.") % {"join": join}
    rule |= {join: names for join, names in joined.items() if names}
    if not joined["all_of"] and not joined["any_of"]:
        entry.wrong.setdefault("criteria", gettext("Chọn ít nhất một điều kiện phải có, hoặc một độ tuổi."))
    if len(joined["any_of"]) == 1:
        entry.wrong["criteria"] = gettext("“Một trong số này” cần từ hai điều kiện; nếu chỉ có một thì chọn “phải có”.")
    rule |= _measure(entry)
    if entry.value("paid_from") == "title":
        rule["paid_from"] = "title"
    return rule


def _ages(entry: Entry) -> list[str]:
    found = []
    for name in ("full", "under"):
        text = entry.value(name)
        if text and age_condition(f"{name}_{text}") is None:
            entry.wrong[name] = gettext("Số tuổi từ 1 đến 119.")
        elif text:
            found.append(f"{name}_{text}")
    if len(found) == 2 and not entry.wrong and int(entry.value("full")) >= int(entry.value("under")):
        entry.wrong["under"] = gettext("Tuổi này phải lớn hơn tuổi bắt đầu.")
    return found


def _measure(entry: Entry) -> dict[str, Any]:
    if entry.value("measure") == "coefficient":
        text = entry.value("coefficient").replace(",", ".")
        if not _COEFFICIENT.fullmatch(text) or not 0 < float(text) <= 100:
            entry.wrong["coefficient"] = gettext("Ghi hệ số, ví dụ 1,5.")
            return {}
        return {"coefficient": text if "." in text else f"{text}.0"}
    if entry.value("measure") == "vnd":
        return {"vnd": _vnd(entry)}
    entry.wrong["measure"] = gettext("Chọn hệ số hoặc số tiền.")
    return {}
