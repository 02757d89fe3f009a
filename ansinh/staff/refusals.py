"""Carrying out what a form asks for, and showing a refusal beside it instead of an error page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from ansinh.kernel.errors import Refusal
from ansinh.staff.filters import typed_number

REFUSED = 422
"""The page of a form that was refused."""


def back(request: HttpRequest, default: str) -> HttpResponse:
    """To the page that the form was on."""
    wanted = request.POST.get("next", "")
    return redirect(wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else default)


def shows_refusals(default: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view of a form: a Refusal is shown on the page the form was on. What was refused has been rolled back."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except Refusal as refusal:
                messages.error(request, refusal.said)
                return back(request, default)

        return shown

    return decorate


Shown = Callable[..., HttpResponse]


def refusals_stay(page: Shown) -> Callable[[Shown], Shown]:
    """A view of a form that is filled in: what was refused stays in it, the refusal beside the field that it names.

    ``page`` shows the page that the form is on, given the view's own arguments, ``typed`` (what the form held, by
    field; ``act``: which of the page's forms it was) and ``wrong`` (what is wrong, by field).
    """

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            try:
                return view(request, *args, **kwargs)
            except Refusal as refusal:
                messages.error(request, refusal.said)
                answer = page(request, *args, **kwargs, typed=request.POST.dict(), wrong=wrong_of(refusal))
                answer.status_code = REFUSED
                return answer

        return shown

    return decorate


def wrong_of(refusal: Refusal | None) -> dict[str, str]:
    """What a refusal says of the field that it names; empty where it names none."""
    return {str(refusal.where["field"]): refusal.said} if refusal and "field" in refusal.where else {}


def carry_out(request: HttpRequest, acts: Mapping[str, Callable[..., str]], *about: object) -> None:
    """Do the act that the form names and tell what was done. Raises Refusal for one that there is not."""
    act = acts.get(request.POST.get("act", ""))
    if act is None:
        raise Refusal("Không có việc này.", code="unknown_act")
    messages.success(request, act(request, request.actor, *about))  # type: ignore[attr-defined]


def chosen_ids(request: HttpRequest, name: str = "id") -> list[int]:
    """The ticked rows of a form. Raises Refusal for anything that is no number."""
    ids = [typed_number(text) for text in request.POST.getlist(name)]
    known = [pk for pk in ids if pk is not None]
    if len(known) < len(ids):
        raise _bad_choice()
    return known


def chosen_id(request: HttpRequest, name: str) -> int:
    """The one row that a form is about. Raises Refusal where there is none, and as ``chosen_ids``."""
    ids = chosen_ids(request, name)
    if not ids:
        raise _bad_choice()
    return ids[-1]


def optional_id(request: HttpRequest, name: str) -> int | None:
    """The same where there need not be one."""
    return chosen_id(request, name) if request.POST.get(name) else None


def _bad_choice() -> Refusal:
    return Refusal("Lựa chọn không hợp lệ.", code="bad_choice")
