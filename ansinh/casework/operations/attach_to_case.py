"""Attaching a scan or document to a case."""

from __future__ import annotations

import hashlib

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.casework.case_policies import kind_of, procedure_of_case
from ansinh.casework.models import Case, CaseAttachment
from ansinh.kernel import audit
from ansinh.kernel.attached_files import keep, named, type_of
from ansinh.kernel.errors import Refusal

MOST = 30


@transaction.atomic
def attach_to_case(*, actor: Actor, case_id: int, name: str, content: bytes, paper: str = "") -> CaseAttachment:
    """Keep a file, for a paper of the checklist or none. Raises Refusal for what may not be attached."""
    case = Case.objects.filter(pk=case_id).select_for_update(of=("self",)).first()
    if case is None:
        raise Refusal("Không có hồ sơ này trong địa bàn của bạn.", code="unknown_case")
    if paper and paper not in {one.code for one in kind_of(case).papers_of(procedure_of_case(case).code)}:
        raise Refusal("Hồ sơ này không có giấy tờ đó.", code="unknown_paper")
    kind, digest = type_of(content), hashlib.sha256(content).hexdigest()
    if case.attachments.filter(sha256=digest).exists():
        raise Refusal("Tệp này đã đính kèm.", code="attached_already")
    if case.attachments.count() >= MOST:
        raise Refusal("Mỗi hồ sơ đính kèm không quá %(most)s tệp.", code="too_many", most=MOST)
    stored, key = keep(content, f"ho-so/{case.pk}/{digest}")
    found = CaseAttachment.objects.create(
        case=case, paper=paper, name=named(name, kind, "tep"), type=kind, size=len(content), sha256=digest, key=key,
        stored=stored, by_id=actor.user_id,
    )  # fmt: skip
    audit.record(
        actor=actor, action="case.attach", object_kind="case", object_id=case.pk, area_id=case.area_id,
        details={"attachment": found.pk, "type": kind, "bytes": len(content)},
    )  # fmt: skip
    return found
