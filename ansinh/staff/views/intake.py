"""Lists from Excel: received, compared with the registry, accepted row by row or whole, undone."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.areas.public import with_parts_and_predecessors
from ansinh.determination.public import law_in_force
from ansinh.flows.accept_list import accept_list
from ansinh.flows.undo_list import undo_list
from ansinh.intake import public as intake
from ansinh.kernel.errors import Refusal
from ansinh.legislation import base_steps
from ansinh.oversight import intake_files
from ansinh.registry.public import queries as people
from ansinh.staff.filters import edge_of, known
from ansinh.staff.intake_changes import changes_of
from ansinh.staff.intake_words import COLUMN_KEYS, NOTICES
from ansinh.staff.purpose import record_read
from ansinh.staff.refusals import back, chosen_ids, shows_refusals
from ansinh.staff.scope_choice import communes_of
from ansinh.staff.words import TABLES

LARGEST = 50 * 1024 * 1024
ENDINGS = (".xlsx", ".xls", ".ods", ".csv")


@allow(Permission.IMPORT_LISTS)
def files(request: HttpRequest) -> HttpResponse:
    """The files received, and a form for another."""
    communes = communes_of(request.actor, timezone.localdate())  # type: ignore[attr-defined]
    return render(request, "staff/intake/files.html", {"files": intake_files.files(), "communes": communes})


def _received(actor: Actor, upload: UploadedFile | None, code: str) -> intake.SourceFile:
    """Keep an uploaded file's rows and how they stand to the registry."""
    today = timezone.localdate()
    area = next((unit for unit in communes_of(actor, today) if unit.code == code), None)
    name = Path(upload.name or "").name if upload else ""
    if area is None or upload is None or Path(name).suffix.lower() not in ENDINGS:
        raise Refusal("Hãy chọn xã, phường và một tệp .xlsx, .xls, .ods hoặc .csv.", code="no_file")
    if (upload.size or 0) > LARGEST:
        raise Refusal("Tệp lớn hơn 50 MB.", code="too_big", file=name)
    with tempfile.TemporaryDirectory(prefix=intake.OPENED) as folder:
        path = Path(folder) / f"tep{Path(name).suffix.lower()}"
        with path.open("wb") as stream:
            stream.writelines(upload.chunks())
        file = intake.receive_file(
            actor=actor, path=path, area=area, on=today, bases=base_steps(law_in_force()), name=name
        )
    areas = sorted(with_parts_and_predecessors([area.pk]))
    intake.record_standing(file=file, standing=people.file_standing(file, area_ids=areas, on=today))
    return file


@allow(Permission.IMPORT_LISTS)
@require_POST
@shows_refusals("/nap-danh-sach/")
def receive(request: HttpRequest) -> HttpResponse:
    """Take a file in; nothing is written to the registry yet."""
    file = _received(request.actor, request.FILES.get("file"), request.POST.get("xa", ""))  # type: ignore[attr-defined]
    return redirect("intake_file", file.pk)


def _file(pk: int) -> intake.SourceFile:
    found = intake_files.file(pk)
    if found is None:
        raise Http404("Không có tệp này trong địa bàn của bạn.")
    return found


@allow(Permission.IMPORT_LISTS)
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The preview: each row with its status, what would change, and its problems beside it."""
    found = _file(pk)
    status = known(request, "trang-thai", TABLES["row_status"])
    page = intake_files.rows(pk, status=status, after=edge_of(request, "sau"))
    changes = changes_of(page.rows, timezone.localdate())
    if changes:  # the registry is read beside the list
        record_read(
            request, "person.list", area_id=found.area_id, details={"shown": len(changes), "list": f"file:{pk}"}
        )
    shown = {
        "file": found,
        "page": page,
        "changes": changes,
        "status": status,
        "statuses": TABLES["row_status"],
        "columns": intake_files.columns(pk),
        "keys": COLUMN_KEYS,
        "noticed": [(n, NOTICES[code]) for code, n in intake_files.notice_counts(pk).items()],
        "total": sum(page.by_status.values()),
        "waiting": page.by_decision.get("pending", 0),
        "accepted": page.by_decision.get("accepted", 0),
    }
    return render(request, "staff/intake/file.html", shown)


def _accept(request: HttpRequest, actor: Actor, file: intake.SourceFile, positions: list[int] | None) -> str:
    done, suspected = accept_list(
        actor=actor, file=file, positions=positions, on=timezone.localdate(), at=timezone.now()
    )
    said = gettext(
        "Đã nhận %(accepted)s dòng: %(new)s người mới, %(changed)s thay đổi, %(unchanged)s không đổi. "
        "Còn %(left)s dòng chưa duyệt."
    ) % {
        "accepted": done.accepted,
        "new": done.new,
        "changed": done.changed,
        "unchanged": done.unchanged,
        "left": done.left,
    }
    return (
        gettext("%(said)s %(suspected)s cặp nghi trùng, xem ở mục Nghi trùng.") % {"said": said, "suspected": suspected}
        if suspected
        else said
    )


def _chosen(request: HttpRequest, actor: Actor, file: intake.SourceFile) -> str:
    positions = chosen_ids(request, "position")
    if not positions:
        raise Refusal("Chưa chọn dòng nào.", code="nothing_chosen")
    return _accept(request, actor, file, positions)


def _all(request: HttpRequest, actor: Actor, file: intake.SourceFile) -> str:
    return _accept(request, actor, file, None)


def _reject(request: HttpRequest, actor: Actor, file: intake.SourceFile) -> str:
    rejected = intake.Row.Decision.REJECTED
    count = intake.settle_rows(actor=actor, file=file, positions=chosen_ids(request, "position"), decision=rejected)
    return gettext("Đã bỏ qua %(count)s dòng.") % {"count": count}


def _undo(request: HttpRequest, actor: Actor, file: intake.SourceFile) -> str:
    count = undo_list(actor=actor, file=file)
    return gettext("Đã hoàn tác: %(count)s thông tin trở lại như trước khi nhận tệp.") % {"count": count}


def _map(request: HttpRequest, actor: Actor, file: intake.SourceFile) -> str:
    signature = request.POST.get("signature", "")
    letters = {c.letter for c in intake_files.columns(file.pk) if c.signature == signature}
    chosen = {letter: request.POST.get(f"key-{letter}", "") for letter in letters}
    intake.remember_columns(actor=actor, area=file.area, signature=signature, columns=chosen)
    return gettext("Đã nhớ cách đọc các cột; danh sách sau có cùng tiêu đề sẽ được đọc như vậy.")


_ACTS: dict[str, Callable[[HttpRequest, Actor, intake.SourceFile], str]] = {
    "accept": _chosen,
    "accept_all": _all,
    "reject": _reject,
    "undo": _undo,
    "map": _map,
}


@allow(Permission.IMPORT_LISTS)
@require_POST
@shows_refusals("/nap-danh-sach/")
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept, leave out or undo."""
    name = request.POST.get("act", "")
    if name not in _ACTS:
        raise Refusal("Không có việc này.", code="unknown_act")
    messages.success(request, _ACTS[name](request, request.actor, _file(pk)))  # type: ignore[attr-defined]
    return back(request, f"/nap-danh-sach/{pk}/")
