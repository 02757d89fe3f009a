"""Sealing payers' answers where they are put down: they name people's accounts and lie open no longer than an hour."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from ansinh.access.public import SYSTEM, acting_as
from ansinh.intake.public import content_hash
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.sealing.put_down import SealedFolder, seal_as_it_lies, seal_folder, take_away
from ansinh.payments.models import PayrollRun, ReturnImport, WaitingAnswer

_PLACE = re.compile(r"(\d{4}-\d{2})/(\d{1,18})-[^/]+")


def seal_answers(folder: Path, *, until: datetime | None = None) -> SealedFolder:
    """Seal every file ``folder/YYYY-MM/<run>-name``, put it down for that run, and take the open one away.

    ``until``: only those that nobody has written to since. A file is gone from the folder only once its sealed copy is
    on the disk and its row is committed; killed in between, the next call finds it known and takes it away. What names
    no run of that month is left and named.
    """
    return seal_folder(folder, lambda path: _seal(path, path.relative_to(folder)), until)


def _run_of(path: Path) -> PayrollRun | None:
    place = _PLACE.fullmatch(path.as_posix())
    run = PayrollRun.objects.filter(pk=int(place[2])).first() if place else None
    return run if place and run and f"{run.month:%Y-%m}" == place[1] else None


def _seal(path: Path, named: Path) -> bool | None:
    """Whether the file was unknown and is sealed now; None when it names no run of its month.

    One that is being written to is left for the next time.
    """
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('payments.answers'))")  # one at a time
        run = _run_of(named)
        if run is None:
            return None
        digest = content_hash(path)
        known = WaitingAnswer.objects.filter(run=run, sha256=digest).exists()
        if not known and not _keep(path, run, digest):
            return False
        transaction.on_commit(partial(take_away, path))
    return not known


def _keep(path: Path, run: PayrollRun, digest: str) -> bool:
    kept = seal_as_it_lies(path, digest, f"{settings.SEALED_RETURNS}/{run.month:%Y-%m}/{run.pk}/{digest[:16]}")
    if kept is None:
        return False
    made = WaitingAnswer.objects.create(
        run=run, sha256=digest, name=path.name[:255], size_bytes=kept.size, key=kept.key, stored=kept.stored,
        file=ReturnImport.objects.filter(run=run, sha256=digest).first(),
    )  # fmt: skip
    crash_here("answers.sealed")
    audit.record(
        actor=None, action="answers.seal", object_kind="payroll_run", object_id=run.pk, area_id=run.area_id,
        details={"waiting": made.pk, "sha256": digest, "bytes": kept.size},
    )  # fmt: skip
    return True
