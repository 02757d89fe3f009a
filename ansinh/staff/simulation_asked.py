"""A simulation that was asked for, a draft or an outlook: found, answered, or still with the worker."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ansinh.oversight.models import Simulation
from ansinh.oversight.simulations import kept

SILENT = timedelta(minutes=15)
"""It reports every twentieth part, which is seconds: one that has not for so long was cut off with its worker."""
REFUSED = 422
"""A form that is shown again with what is wrong in it."""


def found_or_404(kind: str, pk: int) -> Simulation:
    """A simulation in sight of whoever asks."""
    found = kept.one(kind, pk)
    if found is None:
        raise Http404("Không có lần chạy này trong địa bàn của bạn.")
    return found


def answered_or_404(kind: str, pk: int) -> Simulation:
    """A simulation in sight that has a result."""
    found = found_or_404(kind, pk)
    if not hasattr(found, "result"):
        raise Http404("Lần chạy này chưa có kết quả.")
    return found


def waiting_page(request: HttpRequest, found: Simulation) -> HttpResponse:
    """Where the worker stands; asked by htmx, only that part."""
    step = kept.progress_of(found)
    stopped = step is not None and step.state == "running" and timezone.now() - step.updated_at > SILENT
    page = {"simulation": found, "step": step, "stopped": stopped}
    whole = "staff/simulations/waiting.html"
    part = "staff/simulations/progress.html"
    return render(request, part if request.htmx else whole, page)  # type: ignore[attr-defined]
