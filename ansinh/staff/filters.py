"""Reading the filters of an address: an unknown value is an error, never "all"."""

from __future__ import annotations

from collections.abc import Container
from datetime import date

from django.http import Http404, HttpRequest

from ansinh.kernel.period import Month

LONGEST_ID = 18
"""Digits for which the database has room in every id."""


def known(request: HttpRequest, name: str, values: Container[str]) -> str:
    """The value of a filter; empty when it is not set. One that is not in the list is not found."""
    value = request.GET.get(name, "")
    if value and value not in values:
        raise Http404(f"Không có giá trị “{value}” cho bộ lọc này.")
    return value


def month_of(request: HttpRequest, name: str = "thang") -> date | None:
    """The first day of the month given as YYYY-MM."""
    text = request.GET.get(name, "")
    try:
        return Month.parse(text).first if text else None
    except ValueError as wrong:
        raise Http404(f"“{text}” không phải là tháng.") from wrong


def day_of(request: HttpRequest, name: str, default: date) -> date:
    """A day given as YYYY-MM-DD."""
    text = request.GET.get(name, "")
    try:
        return date.fromisoformat(text) if text else default
    except ValueError as wrong:
        raise Http404(f"“{text}” không phải là ngày.") from wrong


def optional_day(request: HttpRequest, name: str) -> date | None:
    """A day given as YYYY-MM-DD; none when the field is empty."""
    return day_of(request, name, date.min) if request.GET.get(name) else None


def typed_day(text: str) -> date | None:
    """A day typed into a form as YYYY-MM-DD; none when it is no day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def typed_number(text: str, longest: int = LONGEST_ID) -> int | None:
    """A number typed into a form or named by an address: the digits 0 to 9 alone; none when it is anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= longest else None


def edge_of(request: HttpRequest, name: str) -> int | None:
    """The id at the edge of the page before or after."""
    text = request.GET.get(name, "")
    edge = typed_number(text)
    if text and edge is None:
        raise Http404("Trang không hợp lệ.")
    return edge
