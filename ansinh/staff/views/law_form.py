"""Entering a text of law: by a form, without YAML, or as a file; shown in words before it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext

from ansinh.access.public import Permission, allow
from ansinh.areas import public as areas
from ansinh.determination import public as determination
from ansinh.determination.files.law_texts import parse_yaml
from ansinh.determination.public import MOST_BYTES, Laid
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.staff import law_entry
from ansinh.staff.filters import known
from ansinh.staff.law_changes import changes_of
from ansinh.staff.law_entry import Entry, read_entry

REFUSED = 422


@allow(Permission.PREPARE_LAW)
def law_entry_form(request: HttpRequest) -> HttpResponse:
    """An empty form of one kind; shown in words when sent, kept when sent with "prepare"."""
    if request.method == "POST":
        return _file(request) if request.GET.get("loai") == "tep" else _form(request)
    kind = known(request, "loai", law_entry.KINDS) or "doi-tuong"
    return _page(request, Entry(kind, {}))


def _page(request: HttpRequest, entry: Entry, laid: Laid | None = None, refused: str = "") -> HttpResponse:
    today = timezone.localdate()
    province = areas.province(today)
    page = {
        "kinds": law_entry.KINDS,
        "kind": entry.kind,
        "typed": entry.typed,
        "wrong": entry.wrong,
        "refused": refused,
        "laid": laid,
        "changes": changes_of(laid.draft, laid.before, laid.after) if laid else [],
        "groups": law_entry.groups_with(entry.typed),
        "joins": law_entry.JOINS,
        "chosen": {name: entry.typed.get(f"dk-{name}", "") for name in law_entry.CONDITIONS},
        "own": law_entry.own_categories(determination.law_in_force(), province.code),
        "province": province,
        "month": Month.of(today).plus(1),
    }
    return render(request, "staff/law/form.html", page, status=REFUSED if entry.wrong or refused else 200)


def _form(request: HttpRequest) -> HttpResponse:
    today = timezone.localdate()
    kind = known(request, "loai", law_entry.KINDS) or "doi-tuong"
    typed = {name: str(value) for name, value in request.POST.items()}
    entry = read_entry(kind, typed, areas.province(today).code, determination.law_in_force())
    return _page(request, entry) if entry.wrong else _go_on(request, entry, entry.text)


def _file(request: HttpRequest) -> HttpResponse:
    """The text of a file, or of the field in which an earlier one stands to be corrected."""
    typed, upload = request.POST.get("text", ""), request.FILES.get("file")
    entry = Entry("tep", {"text": typed})
    try:
        if upload is not None:
            if upload.size is None or upload.size > MOST_BYTES:
                raise Refusal("Tệp dài quá %(most_bytes)s kB.", code="bad_yaml", most_bytes=MOST_BYTES // 1000)
            typed = upload.read().decode("utf-8-sig")
            entry = Entry("tep", {"text": typed})
        if not typed.strip():
            raise Refusal("Chọn tệp YAML, hoặc dán nội dung vào ô.", code="bad_yaml")
        return _go_on(request, entry, parse_yaml(typed, upload.name if upload and upload.name else gettext("Nội dung")))
    except UnicodeDecodeError:
        return _page(request, entry, refused=gettext("Tệp không phải là văn bản UTF-8."))
    except Refusal as refusal:
        return _page(request, entry, refused=refusal.said)


def _go_on(request: HttpRequest, entry: Entry, text: Mapping[str, Any]) -> HttpResponse:
    """Show what the text changes; keep it when that is what was asked."""
    try:
        laid = determination.lay_over_law(text)
        if request.POST.get("act") != "prepare":
            return _page(request, entry, laid)
        actor = request.actor  # type: ignore[attr-defined]
        found = determination.prepare_enactment(text=text, actor=actor, on=timezone.localdate())
    except Refusal as refusal:
        return _page(request, entry, refused=refusal.said)
    return redirect("enactment", found.pk)
