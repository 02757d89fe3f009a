"""What a text changes in the law, and what the law is in a month, arranged for reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext

from ansinh import legislation
from ansinh.determination.public import AMOUNTS, Criterion, criteria_of, measure_in_month, measure_in_words
from ansinh.kernel.languages import said
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.legislation import Category, Draft, RuleBook
from ansinh.staff.words import TABLES


@dataclass(frozen=True)
class Change:
    """One thing that a text says: what it is about, in one line what becomes of it, and the rule where there is one."""

    about: str
    becomes: str
    citation: str
    criteria: tuple[Criterion, ...] = ()
    measure: tuple[str, ...] = ()
    start: str = ""


@dataclass(frozen=True)
class Shown:
    """A category in a month: ``own``: by a resolution of the province."""

    code: str
    label: str
    programme: str
    own: bool
    coefficient: str
    amount: str
    citation: str
    since: str
    criteria: tuple[Criterion, ...]
    start: str


def changes_of(draft: Draft, before: RuleBook, after: RuleBook) -> list[Change]:
    """What a text changes, thing by thing, against the law without it."""
    text = draft.text
    found = [*_amounts("", text.get("amounts") or {}, before.amounts, after.amounts, draft.first)]
    for name, change in (text.get("readings") or {}).items():
        found.append(
            Change(gettext("Cách hiểu “%(name)s”") % {"name": name}, str(change["value"]), str(change["source"]))
        )
    for code, change in (text.get("provinces") or {}).items():
        found += _province(str(code), change, before, after, draft.first)
    for entry in text.get("categories") or []:
        found.append(_category(str(entry["code"]), bool(entry.get("end")), before, after, draft.first))
    return found


def law_of_month(book: RuleBook, month: Month, province: str) -> list[tuple[str, list[Shown]]]:
    """The categories in force in a month for the people of a province, by programme, in the order of the law."""
    by_programme: dict[str, list[Shown]] = {}
    for category in book.categories:
        version = category.version(str(month))
        if version is None or category.province not in (None, province):
            continue
        coefficient, amount = measure_in_month(book, version, str(month), province)
        shown = Shown(
            code=category.code,
            label=category.label_vi,
            programme=category.programme,
            own=category.province is not None,
            coefficient=coefficient,
            amount=amount,
            citation=version.citation,
            since=version.stretch.first,
            criteria=criteria_of(version.when, str(month)),
            start=_start(version.paid_from_title),
        )
        by_programme.setdefault(category.programme, []).append(shown)
    return [(TABLES["programme"][programme], rows) for programme, rows in by_programme.items()]


def _province(
    code: str, change: Mapping[str, object], before: RuleBook, after: RuleBook, first: str
) -> Iterator[Change]:
    province = after.provinces[code]
    old = before.provinces.get(code)
    mine = {"base": province.base, "social_pension": province.social_pension}
    was = {"base": old.base if old else (), "social_pension": old.social_pension if old else ()}
    for name in (name for name in mine if name in change):
        (found,) = _amounts(province.name_vi, [name], was, mine, first)
        national, own = (legislation.in_force(values, first) for values in (after.amounts[name], mine[name]))
        idle = national is not None and own is not None and int(own.value) <= int(national.value)
        state = (
            gettext("; mức của Nhà nước là %(value)s đồng") % {"value": format_dong(int(national.value))}
            if national
            else ""
        )
        state += gettext(", không thấp hơn nên không thay đổi gì") if idle else ""
        yield replace(found, becomes=found.becomes + state)
    categories = change.get("categories")
    for entry in categories if isinstance(categories, list) else ():
        yield _category(str(entry["code"]), bool(entry.get("end")), before, after, first)


def _amounts(
    whose: str,
    named: Iterable[str],
    before: Mapping[str, tuple[legislation.Dated, ...]],
    after: Mapping[str, tuple[legislation.Dated, ...]],
    first: str,
) -> Iterator[Change]:
    for name in named:
        new = legislation.in_force(after[name], first)
        was = legislation.in_force(before.get(name, ()), first)
        later = [value for value in after[name] if value.first > first]
        words = gettext("%(value)s đồng một tháng từ tháng %(month)s") % {
            "value": format_dong(int(new.value)) if new else "–",
            "month": _month(first),
        }
        words += gettext("; đang là %(value)s đồng") % {"value": format_dong(int(was.value))} if was else ""
        if later:
            words += gettext("; từ tháng %(month)s đã có mức %(value)s đồng") % {
                "month": _month(later[0].first),
                "value": format_dong(int(later[0].value)),
            }
        about = gettext("%(amount)s của %(whose)s") if whose else "%(amount)s"
        yield Change(about % {"amount": said(AMOUNTS[name]), "whose": whose}, words, new.citation if new else "")


def _category(code: str, ends: bool, before: RuleBook, after: RuleBook, first: str) -> Change:
    category, known = after.category(code), code in before.labels
    version = category.version(first)
    if ends or version is None:
        return Change(category.label_vi, gettext("không còn từ tháng %(month)s") % {"month": _month(first)}, "")
    known = known and before.category(code).version(first) is not None
    until = version.stretch.last
    return Change(
        category.label_vi,
        _becomes(known, until is not None) % {"month": _month(first), "last": _month(until) if until else ""},
        version.citation,
        criteria_of(version.when, first),
        _measure(after, category, first),
        _start(version.paid_from_title) if category.province else "",
    )


def _becomes(known: bool, ends: bool) -> str:
    if known:
        return (
            gettext("thay đổi từ tháng %(month)s đến hết tháng %(last)s")
            if ends
            else gettext("thay đổi từ tháng %(month)s")
        )
    if ends:
        return gettext("mới được hưởng từ tháng %(month)s đến hết tháng %(last)s")
    return gettext("mới được hưởng từ tháng %(month)s")


def _measure(book: RuleBook, category: Category, first: str) -> tuple[str, ...]:
    version = category.version(first)
    if version is None:
        return ()
    if category.province is None:
        return tuple(line.removeprefix("- ") for line in measure_in_words(book, version).splitlines() if line)
    coefficient, amount = measure_in_month(book, version, first, category.province)
    return (
        gettext("Hệ số %(coefficient)s: %(amount)s đồng một tháng") % {"coefficient": coefficient, "amount": amount}
        if coefficient
        else gettext("%(amount)s đồng một tháng") % {"amount": amount},
    )


def _start(from_title: bool) -> str:
    if from_title:
        return gettext("Hưởng từ tháng đủ điều kiện, kể cả khi quyết định ký sau.")
    return gettext("Hưởng từ tháng ký quyết định.")


def _month(text: str) -> str:
    return Month.parse(text).vietnamese
