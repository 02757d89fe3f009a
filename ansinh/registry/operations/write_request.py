"""Bringing news: a request is drafted, put before somebody else, or withdrawn."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.kernel import attached_files, audit
from ansinh.kernel.errors import Refusal
from ansinh.registry.models import ChangeRequest, Person, RequestScan
from ansinh.registry.operations.apply_request import apply_now
from ansinh.registry.operations.keep_touches import keep_touches
from ansinh.registry.request_policies import check_may_record, locked, reaches
from ansinh.registry.requests.clean import Typed
from ansinh.registry.requests.kind import Approval, Kind
from ansinh.registry.requests.kinds import REQUEST_KINDS
from ansinh.registry.requests.prepare import Prepared, prepare
from ansinh.registry.states import State


class Unclear(Refusal):
    """``where["wrong"]``: what is wrong, by field."""

    def __init__(self, wrong: Mapping[str, str]) -> None:
        super().__init__("Tin chưa gửi được: hãy xem các ô có lỗi.", code="unclear", wrong=dict(wrong))


@transaction.atomic
def draft_request(
    *,
    actor: Actor,
    kind: str,
    person_id: int | None,
    area_id: int,
    typed: Typed,
    on: date,
    scan: bytes = b"",
    draft_id: int | None = None,
) -> ChangeRequest:
    """Keep what was typed as a draft, or in place of an earlier one. Raises Unclear with what is wrong by field."""
    found = REQUEST_KINDS[kind]
    person = Person.objects.filter(pk=person_id).first() if person_id else None
    if person is None and not found.newcomer:
        raise Refusal("Không có người này trong địa bàn của bạn.", code="unknown_person")
    if person is not None and not reaches(actor, person.area_id):
        raise Refusal("Không có người này trong địa bàn của bạn.", code="unknown_person")
    area = person.area_id if person else area_id
    check_may_record(actor, area)
    with acting_as(SYSTEM):
        prepared = prepare(kind=found, area_id=area, person_id=person_id, typed=typed, on=on)
    wrong = dict(prepared.wrong)
    scanned_as = _type_of(scan, wrong)
    if wrong:
        raise Unclear(wrong)
    request = _draft(actor, draft_id) if draft_id else ChangeRequest(made_by_id=actor.user_id)
    _fill(request, found, prepared, person, area)
    request.save()
    if scanned_as:
        _keep_scan(request, scan, scanned_as)
    keep_touches(request, prepared.rows)
    return request


@transaction.atomic
def submit_request(*, actor: Actor, request_id: int, on: date) -> ChangeRequest:
    """Put a draft before somebody else; where nobody has to approve it, it is recorded at once (or on its day)."""
    request = locked(request_id, "submit", actor)
    ChangeRequest.objects.filter(pk=request.pk).update(state=State.OPEN, opened_at=Now())
    request.refresh_from_db()
    _note(actor, "request.submit", request)
    if not request.needs_approval:
        apply_now(request, actor=actor, on=on)
    return request


@transaction.atomic
def withdraw_request(*, actor: Actor, request_id: int) -> None:
    """Take news back before it is decided on."""
    request = locked(request_id, "withdraw", actor)
    ChangeRequest.objects.filter(pk=request.pk).update(state=State.WITHDRAWN)
    _note(actor, "request.withdraw", request)


def _draft(actor: Actor, draft_id: int) -> ChangeRequest:
    request = ChangeRequest.objects.filter(pk=draft_id, state=State.DRAFT, made_by_id=actor.user_id).first()
    if request is None:
        raise Refusal("Bản đang soạn này không còn, hoặc của người khác.", code="unknown_request")
    return request


def _fill(request: ChangeRequest, kind: Kind, prepared: Prepared, person: Person | None, area_id: int) -> None:
    values, document = prepared.values, prepared.document
    request.kind = kind.code
    request.person = person
    request.title = values["full_name"] if kind.newcomer or kind.code == "birth" else person.full_name if person else ""
    request.area_id = area_id
    request.to_area_id = values["to_unit"] if kind.approval is Approval.RECEIVER else None
    request.effective_on = prepared.about.day if prepared.about else date.min
    request.values = dict(values)
    request.rows = list(prepared.rows)
    request.needs_approval = kind.approval is not Approval.NOBODY
    for name in ("document_kind", "document_number", "document_issuer", "note"):
        setattr(request, name, document[name] or "")
    request.document_on = document["document_on"]


def _type_of(scan: bytes, wrong: dict[str, str]) -> str:
    """What a scan is by its own content; empty without one, and where it is wrong."""
    if not scan:
        return ""
    if len(scan) > attached_files.LARGEST:
        wrong["scan"] = "Bản chụp lớn hơn 10 MB."
        return ""
    try:
        found = attached_files.type_of(scan)
    except Refusal:
        found = ""
    if found not in RequestScan.Type.values:
        wrong["scan"] = "Bản chụp phải là tệp PDF, JPG hoặc PNG."
    return found


def _keep_scan(request: ChangeRequest, content: bytes, scanned_as: str) -> None:
    """In place of an earlier one of the draft, whose file nobody can open once its key is written over."""
    digest = hashlib.sha256(content).hexdigest()
    stored, key = attached_files.keep(content, f"tin-moi/{request.pk}/{digest}")
    RequestScan.objects.update_or_create(
        request=request,
        defaults={"type": scanned_as, "size": len(content), "sha256": digest, "key": key, "stored": stored},
    )


def _note(actor: Any, action: str, request: ChangeRequest) -> None:
    audit.record(
        actor=actor, action=action, object_kind="change_request", object_id=request.pk, area_id=request.area_id,
        details={"kind": request.kind},
    )  # fmt: skip
