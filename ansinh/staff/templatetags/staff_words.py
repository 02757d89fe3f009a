"""How figures, days and codes are written for people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django import template
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from ansinh.areas import public as areas
from ansinh.kernel import languages
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry.public import history
from ansinh.staff import device_words, fact_words, guarded, law_words, manual, words
from ansinh.staff.navigation import menu_for
from ansinh.staff.purpose import purpose_of
from ansinh.staff.script_words import script_words

register = template.Library()


@register.filter
def dong(amount: Any) -> str:
    """1.234.567; a dash when there is none."""
    return "–" if amount in (None, "") else format_dong(int(amount))


@register.filter
def count(number: Any) -> str:
    """A number of people or lines with points between thousands."""
    return "–" if number in (None, "") else format_dong(int(number))


@register.filter
def signed(amount: Any) -> str:
    """+1.234.567, −1.234.567 or 0: a difference."""
    if amount in (None, ""):
        return "–"
    sign = "+" if int(amount) > 0 else "−" if int(amount) < 0 else ""
    return f"{sign}{format_dong(abs(int(amount)))}"


@register.filter
def figure(value: Any) -> str:
    """A number with points between thousands; a text as it is."""
    return format_dong(value) if isinstance(value, int) else str(value)


@register.filter
def lower_first(text: str) -> str:
    """Tỉnh Lào Cai → tỉnh Lào Cai, within a sentence."""
    return text[:1].lower() + text[1:]


@register.filter
def day(value: date | None) -> str:
    """31/12/2026."""
    return f"{value:%d/%m/%Y}" if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """31/12/2026 14:05, in local time."""
    return f"{words.local(value):%d/%m/%Y %H:%M}" if value else ""


@register.filter
def clock(value: datetime | None) -> str:
    """14:05, in local time."""
    return f"{words.local(value):%H:%M}" if value else ""


@register.filter
def month(value: date | Month | str | None) -> str:
    """11/2026."""
    if not value:
        return ""
    if isinstance(value, str):
        value = Month.parse(value[:7])
    return (value if isinstance(value, Month) else Month.of(value)).vietnamese


@register.filter
def month_before(value: date | None) -> Month | None:
    """The last month of a period whose open end is given."""
    return Month.of(value).minus(1) if value else None


@register.filter
def span(months: Any) -> str:
    """A range of months in words: từ 07/2026, or 05/2024 – 06/2024."""
    first = Month.of(months.lower).vietnamese
    return (
        f"{first} – {Month.of(months.upper).minus(1).vietnamese}"
        if months.upper
        else gettext("từ %(first)s") % {"first": first}
    )


@register.filter
def stretches(months: Sequence[date]) -> str:
    """Months (first days, in order) in words, those that follow each other as one: 01/2026 – 03/2026, 05/2026."""
    found: list[list[Month]] = []
    for month in map(Month.of, months):
        if found and found[-1][-1].plus(1) == month:
            found[-1].append(month)
        else:
            found.append([month])
    ends = (dict.fromkeys((part[0].vietnamese, part[-1].vietnamese)) for part in found)
    return ", ".join(" – ".join(each) for each in ends)


@register.filter
def day_before(value: date | None) -> date | None:
    """The last day of a period whose open end is given."""
    return value - timedelta(days=1) if value else None


@register.filter
def born(text: str) -> str:
    """A birth as far as it is known: 1950, 06/1950 or 30/06/1950."""
    return "/".join(reversed(text.split("-")))


@register.filter
def word(code: Any, table: str) -> str:
    """The text of a code in one of the tables of words; an unknown code is an error, not a blank."""
    return words.TABLES[table][code]


@register.filter
def condition(text: str) -> str:
    """A condition of the law; ages of any number are conditions too."""
    return law_words.condition_said(text)


@register.filter
def criteria(found: Sequence[Mapping[str, Any]]) -> SafeString:
    """Criteria of a category with what they came to, as a list."""
    return law_words.criteria_list(found)


@register.filter
def device(agent: str) -> str:
    """A device as it was kept, by browser and system."""
    return device_words.device_said(agent)


@register.filter
def said(text: Any) -> str:
    """A word or sentence that a package keeps in Vietnamese, in the language of the page; nothing for none."""
    return languages.said(text) if text else ""


@register.filter
def coefficient(tenths: int | None) -> str:
    """25 → 2,5; none where the law names an amount."""
    return "–" if tenths is None else f"{tenths // 10},{tenths % 10}"


@register.filter
def origin(fact: history.Fact) -> str:
    """Where a fact came from, and who entered it."""
    return fact_words.origin(fact.source_kind, fact.source, fact.who)


@register.filter
def unlocal(number: float) -> str:
    """A number for a drawing: with a point, whatever the language."""
    return f"{number:g}"


@register.filter
def decimal_comma(text: str) -> str:
    """2.5 → 2,5."""
    return str(text).replace(".", ",")


@register.filter
def quantity(amount: Decimal | None) -> str:
    """1.250 or −12,5: a quantity of goods without needless noughts."""
    if amount is None:
        return "–"
    whole, _, part = f"{abs(amount):f}".partition(".")
    text = format_dong(int(whole)) + (f",{part.rstrip('0')}" if part.rstrip("0") else "")
    return f"−{text}" if amount < 0 else text


@register.filter
def masked(text: str | None) -> str:
    """A number or account with its last digits only."""
    return guarded.masked(text or "")


@register.filter
def minus(amount: int, less: int) -> int:
    """A difference of whole numbers."""
    return int(amount) - int(less)


@register.filter
def share(part: int, whole: int) -> str:
    """A share in whole per cent; below one, that it is."""
    if not whole:
        return "–"
    percent = 100 * part / whole
    return gettext("dưới 1%") if 0 < percent < 1 else f"{percent:.0f}%"


@register.filter
def percent(part: float) -> str:
    """A share between 0 and 1 with one decimal: 2,3%."""
    return f"{100 * part:.1f}%".replace(".", ",")


@register.filter
def permille(number: int) -> str:
    """Thousandths as per cent without needless noughts: 30 → 3%, 25 → 2,5%."""
    return f"{number / 10:g}%".replace(".", ",")


@register.filter
def receipt_parts(lines: int) -> list[tuple[int, int, int]]:
    """The files in which the receipts of so many lines are printed: (part, first, last)."""
    return payments.parts_of(lines)


@register.filter
def item(table: dict[Any, Any], key: Any) -> Any:
    """The value of a key; nothing when it is absent."""
    return table.get(key)


@register.simple_tag(takes_context=True)
def query(context: template.Context, **changes: Any) -> str:
    """The address's filters with some changed; an empty value drops one, and paging starts anew."""
    parameters: QueryDict = context["request"].GET.copy()
    for edge in ("sau", "truoc"):
        parameters.pop(edge, None)
    for name, value in ((name.replace("_", "-"), value) for name, value in changes.items()):
        if value in ("", None):
            parameters.pop(name, None)
        else:
            parameters[name] = str(value)
    text = parameters.urlencode()
    return f"?{text}" if text else "?"


@register.simple_tag
def words_for_scripts() -> str:
    """The texts of the scripts in the language of the page, for words.js."""
    words = script_words()
    return json_script(words, "script-words") if words else ""


@register.inclusion_tag("staff/parts/side.html", takes_context=True)
def side(context: template.Context) -> dict[str, Any]:
    """The menu, who is signed in, and the province as it was called on the day whose areas a screen shows."""
    request: HttpRequest = context["request"]
    actor = request.actor  # type: ignore[attr-defined]
    return {
        "province": _former_province(context.get("areas_on")),
        "groups": menu_for(actor, request.path),
        "actor": actor,
        "roles": words.roles_text(actor),
        "purpose": purpose_of(request),
        "request": request,
        "help": _help(context),
    }


def _former_province(on: date | None) -> str:
    """What the province was called then; empty where as today, and where nothing is known of the day."""
    if on is None or not areas.OLD_UNITS_FROM <= on < areas.TWO_LEVELS_FROM:
        return ""
    try:
        return lower_first(areas.province(on).name)
    except areas.Unit.DoesNotExist:
        return ""


def _help(context: template.Context) -> str:
    """The address of the manual's page about what the screen shows."""
    code = manual.page_for(context.get("kind"))
    return reverse("manual") if code == manual.INDEX else reverse("manual_page", args=(code,))


@register.inclusion_tag("staff/parts/kind.html")
def kind_mark(kind: str) -> dict[str, str]:
    """Thêm mới, Điều chỉnh, Thôi hưởng or Điều chỉnh hồi tố, by word and tint."""
    return {"tint": words.TINTS[kind], "text": word(kind, "proposal_kind")}


@register.inclusion_tag("staff/parts/kind.html")
def state_mark(state: Any, table: str) -> dict[str, str]:
    """A state, by word and tint."""
    return {"tint": words.TINTS.get(str(state), ""), "text": word(state, table)}
