"""What is typed into the forms of simulations, and the words beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Any

from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext

from ansinh.areas.public import Unit
from ansinh.determination.public import law_in_force
from ansinh.kernel.errors import Refusal
from ansinh.kernel.languages import SOURCE
from ansinh.kernel.period import Month
from ansinh.legislation import PROGRAMMES
from ansinh.oversight.models.simulation import MOST_YEARS
from ansinh.oversight.simulations.outlook import shipped_assumptions
from ansinh.staff.filters import typed_number

LARGEST_DRAFT = 400_000
_AROUND = 2


@dataclass(frozen=True)
class Asked:
    """A form as it was filled in."""

    month: Month
    years: int
    area: Unit
    draft: str


def read_asked(request: HttpRequest, places: Sequence[Unit], draft: str) -> Asked:
    """Month, years and place of a form, with the draft. Raises Refusal naming what is missing or wrong."""
    area = next((unit for unit in places if unit.code == request.POST.get("pham-vi", "")), None)
    years = typed_number(request.POST.get("so-nam", ""), longest=2)
    try:
        month = Month.parse(request.POST.get("thang", ""))
    except ValueError as wrong:
        raise Refusal("Hãy chọn tháng.", code="bad_month") from wrong
    if area is None:
        raise Refusal("Hãy chọn phạm vi trong địa bàn của bạn.", code="bad_choice")
    if years is None or not 1 <= years <= MOST_YEARS:
        raise Refusal("Số năm từ 1 đến %(most_years)s.", code="bad_years", most_years=MOST_YEARS)
    return Asked(month, years, area, draft)


def draft_text(request: HttpRequest) -> str:
    """The draft that was uploaded, otherwise the one in the box. Raises Refusal for what is no text."""
    upload = request.FILES.get("tep")
    if upload is None:
        return request.POST.get("draft", "")
    if (upload.size or 0) > LARGEST_DRAFT:
        raise Refusal("Tệp dự thảo lớn hơn 400 KB.", code="too_big")
    try:
        return upload.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal("Tệp này không phải là văn bản YAML (UTF-8).", code="bad_yaml") from error


def example_draft() -> str:
    """The draft to begin with."""
    return files("ansinh.oversight.simulations").joinpath("example.yaml").read_text(encoding="utf-8")


def lines_around(text: str, line: object) -> list[tuple[int, str, bool]]:
    """The lines about a line: number, text, whether it is that one."""
    if not isinstance(line, int):
        return []
    lines = text.replace("\r\n", "\n").split("\n")
    start = max(1, line - _AROUND)
    return [(n, lines[n - 1], n == line) for n in range(start, min(len(lines), line + _AROUND) + 1)]


def vocabulary() -> dict[str, list[tuple[str, str, str]]]:
    """The names a draft may use, with their words: amounts, categories (with programme), conditions."""
    book = law_in_force()
    return {
        "categories": [(c.code, c.label_vi, PROGRAMMES[c.programme]) for c in book.categories],
        "conditions": [(c.name, c.text_vi, "") for c in book.conditions],
    }


@dataclass(frozen=True)
class Rate:
    """Deaths in a year per 100,000 from an age on: what stands in the boxes, what the package says."""

    age: int
    label: str
    men: str
    women: str
    shipped: tuple[int, int]

    @property
    def changed(self) -> bool:
        """Whether it is not the package's."""
        return (self.men, self.women) != tuple(map(str, self.shipped))


@dataclass(frozen=True)
class Supposed:
    """The assumptions of a form or of a kept outlook."""

    rates: Sequence[Rate]
    births: str
    shipped_births: int
    sources: Mapping[str, str]
    unchanged: Sequence[str]

    @property
    def changed(self) -> int:
        """How many rates are not the package's."""
        return sum(rate.changed for rate in self.rates) + (self.births != str(self.shipped_births))


def supposed_of(text: Mapping[str, Any] | None = None) -> Supposed:
    """Assumptions in the form of the package's file, beside the package's."""
    shipped = shipped_assumptions()
    text = text or shipped
    ages = {int(age): pair for age, pair in text["deaths"]["by_age"].items()}
    return _supposed(
        {age: (str(men), str(women)) for age, (men, women) in ages.items()},
        str(text["births"]["per_year_percent"]),
        {"deaths": text["deaths"]["source"], "births": text["births"]["source"]},
        text["unchanged"],
    )


def _supposed(
    rates: Mapping[int, tuple[str, str]], births: str, sources: Mapping[str, str], unchanged: Sequence[str]
) -> Supposed:
    shipped = shipped_assumptions()
    own = {int(age): tuple(pair) for age, pair in shipped["deaths"]["by_age"].items()}
    ages = sorted(rates)
    ends = {age: after - 1 for age, after in pairwise(ages)}
    rows = [
        Rate(age, _ages(age, ends.get(age)), *rates[age], shipped=own.get(age, (0, 0)))
        for age in ages
    ]  # fmt: skip
    return Supposed(rows, births, int(shipped["births"]["per_year_percent"]), sources, unchanged)


def _ages(first: int, last: int | None) -> str:
    if last is None:
        return gettext("Từ %(first)s tuổi") % {"first": first}
    return gettext("Dưới 1 tuổi") if last == 0 else gettext("%(first)s–%(last)s tuổi") % {"first": first, "last": last}


def typed_supposed(request: HttpRequest) -> Supposed:
    """What was typed for the rates, kept as it was typed so that a wrong one can be shown again."""
    shipped = supposed_of()
    rates = {
        rate.age: (
            request.POST.get(f"nam-{rate.age}", rate.men).strip(),
            request.POST.get(f"nu-{rate.age}", rate.women).strip(),
        )
        for rate in shipped.rates
    }
    return _supposed(rates, request.POST.get("sinh", shipped.births).strip(), shipped.sources, shipped.unchanged)


def _edited(typed: Supposed) -> list[str]:
    """The ages whose rates were changed, in the language in which it is kept."""
    with translation.override(SOURCE):
        kept = _supposed({rate.age: (rate.men, rate.women) for rate in typed.rates}, "0", {}, ())
    return [rate.label.lower() for rate in kept.rates if rate.changed]


def assumptions_of(typed: Supposed) -> dict[str, Any]:
    """The assumptions to keep; rates that were changed say so in their source. Raises Refusal for what is no number."""
    numbers = [typed.births, *(text for rate in typed.rates for text in (rate.men, rate.women))]
    if any(typed_number(text, longest=6) is None for text in numbers):
        raise Refusal("Tỷ suất sinh, chết phải là số nguyên, không dấu chấm phẩy.", code="bad_assumptions")
    edited = _edited(typed)
    deaths = f"Người lập sửa cho lần này: {', '.join(edited)}. Gốc: " if edited else ""
    births = (
        f"Người lập sửa cho lần này (gốc {typed.shipped_births} %). "
        if typed.births != str(typed.shipped_births)
        else ""
    )
    return {
        "deaths": {
            "source": deaths + typed.sources["deaths"],
            "by_age": {str(rate.age): [int(rate.men), int(rate.women)] for rate in typed.rates},
        },
        "births": {"source": births + typed.sources["births"], "per_year_percent": int(typed.births)},
        "unchanged": list(typed.unchanged),
    }
