"""The inbox: where communes' files are put down, which wait sealed, and reading one of them."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.db.models import QuerySet

from ansinh.intake.models import WaitingFile
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.kernel.sealing.files import FileBroken, open_file

KINDS = (".xlsx", ".xls", ".ods", ".csv")
OPENED = "ansinh-intake-"
"""How the folders begin in which files lie while they are read; only their owner may look into them."""


def waiting_files(month: Month, area_ids: Sequence[int] = ()) -> QuerySet[WaitingFile]:
    """What was sent for a month (by communes), as far as one sees, by commune and name of folder; also what is in."""
    found = WaitingFile.objects.filter(month=month.first, emptied_at=None).select_related("area", "file")
    return (found.filter(area_id__in=area_ids) if area_ids else found).order_by("area__code", "pk")


def content_of(waiting: WaitingFile) -> bytes:
    """The whole file, for handing it out. Raises Refusal as ``opened``."""
    return b"".join(_pieces(waiting))


@contextmanager
def opened(waiting: WaitingFile) -> Iterator[Path]:
    """The file, readable for as long as the context lasts. Raises Refusal when it is gone or was tampered with."""
    with tempfile.TemporaryDirectory(prefix=OPENED) as folder:
        path = Path(folder) / f"tep{Path(waiting.name).suffix.lower()}"
        with path.open("wb") as stream:
            stream.writelines(_pieces(waiting))
        yield path


def _pieces(waiting: WaitingFile) -> Iterator[bytes]:
    try:
        yield from open_file(waiting.stored, waiting.key)
    except FileBroken:
        raise Refusal(
            "Tệp %(name)s trong hộp nhận không còn hoặc đã bị sửa.", code="file_broken", name=waiting.name
        ) from None


def sweep_opened(until: datetime) -> None:
    """Take away what readings that were killed left behind: folders of ours that nobody has written to since."""
    for folder in Path(tempfile.gettempdir()).glob(f"{OPENED}*"):
        about = folder.lstat()
        if folder.is_dir() and about.st_uid == os.geteuid() and about.st_mtime <= until.timestamp():
            shutil.rmtree(folder, ignore_errors=True)
