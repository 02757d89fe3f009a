"""A second person confirms: the contents of lists past their term are removed."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from ansinh.access.public import Actor, Permission
from ansinh.intake.models import Notice, Problem, Removal, Row, SourceFile, WaitingFile
from ansinh.intake.past_term import files_past_term
from ansinh.kernel import audit
from ansinh.kernel.errors import AlreadyDone, Refusal

CONTENTS = (
    "full_name", "born", "sex", "ethnicity", "id_number", "village", "household_head", "poverty", "disability_type",
    "disability", "category_text", "coefficient", "amount_vnd", "from_month", "died", "recipient", "phone",
    "bank_account", "bank", "note",
)  # fmt: skip


@transaction.atomic
def confirm_removal(*, actor: Actor, removal_id: int, at: datetime) -> Removal:
    """Empty the rows of every list of the commune that was past its term when it was asked and still is.

    The files as they came go too. What stays: the file's name, hash and rows with their decision and the person they
    were about, since facts name the file as their source. Facts are never touched. Raises Refusal for who asked,
    outside areas or rights; AlreadyDone.
    """
    removal = Removal.objects.select_for_update().filter(pk=removal_id).first()
    if removal is None or not actor.may(Permission.DECIDE) or not (actor.wide or removal.area_id in actor.area_ids):
        raise Refusal("Bạn không xác nhận việc xóa này được.", code="not_allowed")
    if removal.asked_by_id == actor.user_id:
        raise Refusal("Người đề nghị không tự xác nhận.", code="maker_is_checker")
    if removal.confirmed_by_id is not None:
        raise AlreadyDone("Việc xóa này đã được xác nhận.", code="confirmed")
    files = list(files_past_term(removal.before, removal.area_id).select_for_update())
    rows = Row.objects.filter(file__in=files)
    removal.file_count, removal.row_count = len(files), rows.count()
    for model in (Problem, Notice):
        model._default_manager.filter(row__file__in=files).update(value="", message="")
    Notice.objects.filter(row__file__in=files).update(text="")
    rows.update(**dict.fromkeys(CONTENTS))
    _forget_originals(files, at)
    for file in files:
        file.emptied_at = at
        file.save(update_fields=["emptied_at"])
    removal.confirmed_by_id, removal.confirmed_at = actor.user_id, at
    removal.save(update_fields=["file_count", "row_count", "confirmed_by", "confirmed_at"])
    audit.record(
        actor=actor,
        action="removal.confirm",
        object_kind="removal",
        object_id=removal.pk,
        area_id=removal.area_id,
        details={"files": removal.file_count, "rows": removal.row_count, "before": removal.before.isoformat()},
    )
    return removal


def _forget_originals(files: list[SourceFile], at: datetime) -> None:
    """Without its key a file opens in no copy; the stored one goes once that is for good."""
    waiting = WaitingFile.objects.filter(emptied_at=None).filter(
        Q(file__in=files) | Q(sha256__in=[file.sha256 for file in files], area__in=[file.area_id for file in files])
    )
    stored = list(waiting.values_list("stored", flat=True))
    waiting.update(key="", stored="", emptied_at=at)
    for name in stored:
        transaction.on_commit(partial(default_storage.delete, name))
