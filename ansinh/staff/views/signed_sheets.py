"""Photographs of the sheets that people signed: which sheets lack theirs, handing them in, opening them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.kernel.attached_files import LARGEST
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from ansinh.payments.public import signed_sheets
from ansinh.staff.downloads import shown_file
from ansinh.staff.filters import known, typed_number
from ansinh.staff.opened_run import opened_run
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import back, shows_refusals
from ansinh.staff.run_steps import PAYROLL

CHANNELS = ("post_office", "home")


def _address(pk: int, one: signed_sheets.ListToSign) -> str:
    return f"{reverse('payroll_signed', args=[pk])}?xa={one.commune.code}&kenh={one.channel}"


def _chosen(request: HttpRequest, found: list[signed_sheets.ListToSign]) -> signed_sheets.ListToSign | None:
    """The list that the address names; the only one when there is no choice."""
    code, channel = request.GET.get("xa", ""), known(request, "kenh", CHANNELS)
    if not code and not channel:
        return found[0] if len(found) == 1 else None
    for one in found:
        if (one.commune.code, one.channel) == (code, channel or one.channel):
            return one
    raise Http404("Không có danh sách này trong địa bàn của bạn.")


@allow(*PAYROLL)
def signed(request: HttpRequest, pk: int) -> HttpResponse:
    """The lists to sign of a run; of one its sheets, each with its copies or without."""
    found = opened_run(pk)
    lists = signed_sheets.lists_to_sign(pk) if found.state in ("released", "settled") else []
    one = _chosen(request, lists)
    page: dict[str, Any] = {
        "run": found,
        "lists": [(item, _address(pk, item)) for item in lists],
        "lacking": signed_sheets.lacking_of(lists),
        "one": one,
        "code": payments.run_code(found),
        "may_keep": request.actor.may(Permission.RECORD_RETURNS),  # type: ignore[attr-defined]
    }
    return render(request, "staff/payroll/signed.html", page | (_sheets(found, one) if one else {}))


def _sheets(run: payments.PayrollRun, one: signed_sheets.ListToSign) -> dict[str, Any]:
    sheets = signed_sheets.plan_sheets(run, one.commune, one.channel)
    copies = signed_sheets.copies_of(run.pk, one.commune.pk, one.channel)
    standing = [copy for copy in copies if copy.taken_back_at is None]
    rows, before = [], 0
    for sheet in sheets:
        own = [(copy, copy.pages.index(sheet.page) + 1) for copy in standing if sheet.page in copy.pages]
        rows.append((sheet, before + 1, before + len(sheet.keys), own))
        before += len(sheet.keys)
    lacking = [sheet.page for sheet, _first, _last, own in rows if not own]
    return {
        "sheets": rows,
        "copies": copies,
        "pages_lacking": lacking,
        "next_pages": lacking[0] if lacking else "",
        "address": _address(run.pk, one),
    }


@allow(Permission.RECORD_RETURNS)
@require_POST
@shows_refusals("/chi-tra/")
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand in copies (several files go to as many pages, one each), or take one back."""
    found, post = opened_run(pk), request.POST
    if number := typed_number(post.get("take_back", "")):
        signed_sheets.take_back_copy(actor=request.actor, copy_id=number, because=post.get(f"because-{number}", ""))  # type: ignore[attr-defined]
        messages.success(request, gettext("Đã bỏ bản ký; trang này lại được tính là còn thiếu."))
        return back(request, f"/chi-tra/{pk}/ban-ky/")
    lists = {f"{one.commune.code} {one.channel}": one for one in signed_sheets.lists_to_sign(pk)}
    one = lists.get(post.get("list", ""))
    files = request.FILES.getlist("file")
    if one is None or not files:
        raise Refusal("Hãy chọn danh sách và tệp ảnh hoặc bản quét.", code="no_file")
    for file, pages in zip(files, _pages_of(files, post.get("pages", "")), strict=True):
        signed_sheets.keep_signed_copy(
            actor=request.actor, run_id=found.pk, commune=one.commune, channel=one.channel, pages=pages,  # type: ignore[attr-defined]
            name=file.name or "", content=file.read(LARGEST + 1),
        )  # fmt: skip
    messages.success(request, gettext("Đã nhận %(n)s bản ký.") % {"n": len(files)})
    return redirect(_address(pk, one))


def _pages_of(files: list[Any], typed: str) -> list[str]:
    """One file has the pages that were typed; of several each has the next one from the first on."""
    if len(files) == 1:
        return [typed]
    first = typed_number(typed.split("-", maxsplit=1)[0].split(",", maxsplit=1)[0].strip(), longest=4)
    if first is None:
        raise Refusal("Chọn nhiều ảnh thì ghi trang của ảnh đầu tiên, ví dụ 1.", code="bad_pages", value=typed[:60])
    return [str(first + n) for n in range(len(files))]


@allow(*PAYROLL)
@asks_purpose
@shows_refusals("/chi-tra/")
def copy(request: HttpRequest, pk: int, copy_id: int) -> HttpResponse:
    """The picture or scan, shown to whoever may see the list; opening it is recorded."""
    found = opened_run(pk)
    kept = signed_sheets.SignedCopy.objects.filter(run=found, pk=copy_id).first()
    if kept is None:
        raise Http404("Không có bản ký này.")
    details = {"copy": kept.pk, "pages": kept.pages}
    record_read(
        request, "payroll.read_copy", object_kind="payroll_run", object_id=pk, area_id=kept.commune_id, details=details
    )
    return shown_file(signed_sheets.copy_content(kept), f"ban-ky-{pk}-{kept.pk}.{kept.type}")


@allow(*PAYROLL)
def of_line(request: HttpRequest, pk: int, line_id: int) -> HttpResponse:
    """From a line to the sheet that it was signed on."""
    found = opened_run(pk)
    line = payments.PayrollLine.objects.filter(run=found, pk=line_id).select_related("commune").first()
    if line is None or line.channel not in CHANNELS or found.state not in ("released", "settled"):
        raise Http404("Khoản này không có bản ký.")
    signed_sheets.plan_sheets(found, line.commune, line.channel)
    sheet = signed_sheets.sheet_of(line)
    page = f"#trang-{sheet.page}" if sheet else ""
    query = f"?xa={line.commune.code}&kenh={line.channel}&dong={line.pk}"
    return redirect(f"{reverse('payroll_signed', args=[pk])}{query}{page}")
