"""Sealing what was put into the inbox: communes' files lie open no longer than until the next hour."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from ansinh.access.public import SYSTEM, acting_as
from ansinh.areas import public as areas
from ansinh.intake.inbox import KINDS
from ansinh.intake.models import SourceFile, WaitingFile
from ansinh.intake.preview import content_hash
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.kernel.sealing.put_down import SealedFolder, seal_as_it_lies, seal_folder, take_away


def seal_inbox(folder: Path, *, until: datetime | None = None) -> SealedFolder:
    """Seal every file ``folder/YYYY-MM/<commune code>/name``, put it down for that month, and take the open one away.

    ``until``: only those that nobody has written to since. A file is gone from the folder only once its sealed copy is
    on the disk and its row is committed; killed in between, the next call finds it known and takes it away. Files of a
    folder that names no month or commune, and of other kinds than lists, are left and named.
    """
    return seal_folder(folder, lambda path: _seal(path, _place(path.relative_to(folder))), until)


def _place(path: Path) -> tuple[Month, areas.Unit] | None:
    if len(path.parts) != 3 or path.suffix.lower() not in KINDS:
        return None
    try:
        month = Month.parse(path.parts[0])
        return month, areas.commune(path.parts[1], month.first)
    except (ValueError, Refusal):
        return None


def _seal(path: Path, place: tuple[Month, areas.Unit] | None) -> bool | None:
    """Whether the file was unknown; None when it names no place.

    One that is being written to is left for the next hour, which finds it whole.
    """
    if place is None:
        return None
    month, area = place
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('intake.inbox'))")  # one at a time
        digest = content_hash(path)
        known = WaitingFile.objects.filter(area=area, month=month.first, sha256=digest).exists()
        if not known and not _keep(path, month, area, digest):
            return False
        transaction.on_commit(partial(take_away, path))
    return not known


def _keep(path: Path, month: Month, area: areas.Unit, digest: str) -> bool:
    kept = seal_as_it_lies(path, digest, f"{settings.SEALED_INBOX}/{month}/{area.code}/{digest[:16]}")
    if kept is None:
        return False
    made = WaitingFile.objects.create(
        area=area, month=month.first, sha256=digest, name=path.name[:255], size_bytes=kept.size, key=kept.key,
        stored=kept.stored, file=SourceFile.objects.filter(area=area, sha256=digest).first(),
    )  # fmt: skip
    crash_here("inbox.sealed")
    audit.record(
        actor=None, action="inbox.seal", object_kind="waiting_file", object_id=made.pk, area_id=area.pk,
        details={"month": str(month), "sha256": digest, "bytes": kept.size},
    )  # fmt: skip
    return True
