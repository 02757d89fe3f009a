"""Keeping photographs of the sheets that people signed, and taking back one that was wrong."""

from __future__ import annotations

import hashlib
import re

from django.db import connection

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.areas.public import Unit
from ansinh.kernel import audit
from ansinh.kernel.attached_files import keep, named, type_of
from ansinh.kernel.errors import Refusal
from ansinh.payments.exports import pages_to_sign
from ansinh.payments.models import PayrollRun, SignedCopy, SignSheet
from ansinh.payments.operations.take_back_file import take_back_file
from ansinh.payments.policies import check_scope, responsible
from ansinh.payments.states import CASH, RunState
from ansinh.payments.taken import taken, taken_run

MOST_COPIES = 200
_PICTURES = ("pdf", "jpg", "png")
_SOME = re.compile(r"(\d{1,4})(?:\s*[-–]\s*(\d{1,4}))?")


def plan_sheets(run: PayrollRun, commune: Unit, channel: str) -> list[SignSheet]:
    """The sheets of a list to sign, put down once the run is handed over; those there are, when there are any.

    Whoever asks: which page a line stands on does not depend on what they may see. Raises Refusal before release, and
    when nobody there is paid that way.
    """
    if channel not in CASH:
        raise Refusal("Chỉ danh sách tiền mặt mới có bản ký.", code="no_list", channel=channel)
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('sign sheets'), %s)", [run.pk % 2**31])
        found = list(SignSheet.objects.filter(run=run, commune=commune, channel=channel).order_by("page"))
        if found:
            return found
        if run.state not in (RunState.RELEASED, RunState.SETTLED):
            raise Refusal("Kỳ chi trả chưa chuyển đơn vị chi trả nên chưa có bản ký.", code="state", run=run.pk)
        sheets: dict[int, SignSheet] = {}
        for key, amount, page in pages_to_sign(run, commune, channel):
            blank = SignSheet(run=run, commune=commune, channel=channel, page=page, keys=[], amount_vnd=0)
            sheet = sheets.setdefault(page, blank)
            sheet.keys.append(key)
            sheet.amount_vnd += amount
        return SignSheet.objects.bulk_create([sheets[page] for page in sorted(sheets)])


def keep_signed_copy(
    *, actor: Actor, run_id: int, commune: Unit, channel: str, pages: str, name: str, content: bytes
) -> SignedCopy:
    """Keep a picture (JPEG, PNG) or scan (PDF) of sheets: ``pages`` as "3" or "1-4, 7".

    Raises Refusal for another kind of file, one that is too large or there already, pages that the list does not have,
    before the run is handed over, and outside the actor's area or rights.
    """
    check_scope(actor, Permission.RECORD_RETURNS, commune.pk)
    kind, digest = type_of(content), hashlib.sha256(content).hexdigest()
    if kind not in _PICTURES:
        raise Refusal("Bản ký chỉ nhận ảnh JPEG, PNG hoặc tệp PDF.", code="unknown_type", file=name)
    with acting_as(SYSTEM):
        run = taken_run(run_id)
        sheets = plan_sheets(run, commune, channel)
        chosen = pages_in(pages, {sheet.page for sheet in sheets})
        there = SignedCopy.objects.filter(run=run, commune=commune, channel=channel, taken_back_at=None)
        if there.filter(sha256=digest).exists():
            raise Refusal("Tệp này đã được đính vào danh sách.", code="attached_already", file=name)
        if there.count() >= MOST_COPIES:
            raise Refusal("Mỗi danh sách không quá %(most)s bản ký.", code="too_many", most=MOST_COPIES)
        stored, key = keep(content, f"ban-ky/{run.pk}/{commune.pk}/{digest}")
        made = SignedCopy.objects.create(
            run=run, commune=commune, channel=channel, pages=chosen, name=named(name, kind, "ban-ky"),
            type=kind, size=len(content), sha256=digest, key=key, stored=stored, by_id=responsible(actor),
        )  # fmt: skip
        audit.record(
            actor=actor, action="payroll.signed_copy", object_kind="payroll_run", object_id=run.pk, area_id=commune.pk,
            details={"copy": made.pk, "pages": chosen, "sha256": digest, "bytes": len(content)},
        )  # fmt: skip
    return made


def take_back_copy(*, actor: Actor, copy_id: int, because: str) -> SignedCopy:
    """A copy that does not show what it should no longer counts; it stays, with the reason. Raises Refusal."""
    with acting_as(SYSTEM):
        found = taken(SignedCopy.objects.all(), copy_id, "bản ký")
        take_back_file(
            found, actor=actor, permission=Permission.RECORD_RETURNS, area_id=found.commune_id, because=because
        )
        audit.record(
            actor=actor, action="payroll.take_back_copy", object_kind="payroll_run", object_id=found.run_id,
            area_id=found.commune_id, details={"copy": found.pk, "pages": found.pages},
        )  # fmt: skip
    return found


def pages_in(text: str, there: set[int]) -> list[int]:
    """ "1-3, 7" as [1, 2, 3, 7]. Raises Refusal for what is no pages, and for pages that the list does not have."""
    chosen: set[int] = set()
    for piece in (piece.strip() for piece in text.split(",")):
        found = _SOME.fullmatch(piece)
        if found is None:
            raise Refusal("Hãy ghi trang nào có trong tệp, ví dụ 3 hoặc 1-4, 7.", code="bad_pages", value=text[:60])
        first, last = int(found[1]), int(found[2] or found[1])
        chosen |= set(range(first, last + 1)) or {0}
    if strange := sorted(chosen - there):
        raise Refusal(
            "Danh sách này không có trang %(page)s: chỉ có trang %(first)s đến %(last)s.",
            code="no_page", value=text[:60], page=strange[0], first=min(there), last=max(there),
        )  # fmt: skip
    return sorted(chosen)
