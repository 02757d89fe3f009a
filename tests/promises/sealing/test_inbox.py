"""Files that communes sent lie sealed, before and after they are taken in; one that lies open is found."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from ansinh.access.public import SYSTEM, acting_as
from ansinh.cli.inbox import inbox
from ansinh.cli.verify import verify
from ansinh.flows.month_files import take_in_lists
from ansinh.intake import public as intake
from ansinh.jobs.hourly.seal_inbox import run
from ansinh.kernel.crash import CRASHED
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.kernel.sealing.files import PIECE, FileBroken, open_file, seal_file
from ansinh.kernel.sealing.rotation import rotate_seal
from tests import builders
from tests.promises.child import killed
from tests.unit.intake.lists import HEADINGS, workbook

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise, pytest.mark.usefixtures("own_places")]
MONTH, ON = Month(2026, 11), date(2026, 11, 20)
NUMBER = "015050004712"


@pytest.fixture
def put(settings: Any) -> Path:
    """A list of one person, put down by their commune yesterday."""
    area = builders.commune()
    path = settings.INBOX / str(MONTH) / area.code / "Danh sách.xlsx"
    path.parent.mkdir(parents=True)
    row = (1, "Giàng A Páo", "12/05/1950", "Nam", "Mông", NUMBER, "Nậm Khắt", "x", "", "Vận động", "Nặng")
    workbook(path, [("DANH SÁCH THÁNG 11 NĂM 2026",), HEADINGS, row])
    aged(path, timedelta(days=1))
    return path


def aged(path: Path, by: timedelta) -> None:
    moment = (datetime.now(UTC) - by).timestamp()
    os.utime(path, (moment, moment))


def checked(command: str = "sealed") -> tuple[int, str]:
    result = CliRunner().invoke(verify, [command])
    return result.exit_code, result.output


def in_store() -> list[bytes]:
    names = [path for path in Path(default_storage.path("")).rglob("*") if path.is_file()]
    return [path.read_bytes() for path in names]


@pytest.mark.parametrize("command", ["sealed", "registry"])
def test_a_file_that_lies_open_is_found_and_sealed_by_the_hour(put: Path, command: str) -> None:
    code, told = checked(command)
    assert code == 1
    assert f"✗ {put}: tệp để rõ" in told
    content = put.read_bytes()
    assert run(ON) == "1 tệp trong hộp nhận đã mã hóa"
    assert not put.exists()
    assert checked(command)[0] == 0
    (stored,) = in_store()
    assert content[:64] not in stored
    with acting_as(SYSTEM):
        (waiting,) = intake.waiting_files(MONTH)
        assert (waiting.name, intake.content_of(waiting)) == (put.name, content)
    assert AuditEntry.objects.filter(action="inbox.seal").count() == 1


def test_what_came_a_moment_ago_is_told_and_left_for_the_next_hour(put: Path, settings: Any) -> None:
    aged(put, timedelta(0))
    code, told = checked()
    assert (code, "vừa gửi đến" in told) == (0, True)
    assert run(ON) == "0 tệp trong hộp nhận đã mã hóa"
    assert put.exists()
    answer = settings.RETURNS / "2026-10" / "7-sao-ke.xml"
    answer.parent.mkdir(parents=True)
    answer.write_text("<Document/>")
    aged(answer, timedelta(days=1))
    assert f"✗ {answer}: tệp để rõ" in checked()[1]


def test_a_month_takes_in_what_waits_and_recognises_it(put: Path, settings: Any) -> None:
    opened = set(Path(tempfile.gettempdir()).glob(f"{intake.OPENED}*"))
    first = take_in_lists(None, MONTH, (), on=ON, by=SYSTEM)
    assert (first["files"], first["changes"], put.exists()) == (1, 1, False)
    with acting_as(SYSTEM):
        waiting = intake.waiting_files(MONTH)[0]
        assert waiting.file is not None
        assert waiting.file.name == put.name
    for stored in Path(settings.MEDIA_ROOT).rglob("*"):
        if stored.is_file():
            stored.write_bytes(b"gone")  # not needed a second time
    again = take_in_lists(None, MONTH, (), on=ON, by=SYSTEM)
    assert (again["files"], again["changes"]) == (1, 0)
    assert set(Path(tempfile.gettempdir()).glob(f"{intake.OPENED}*")) <= opened


def test_a_stored_file_that_was_changed_or_lies_open_is_found(put: Path, settings: Any) -> None:
    intake.seal_inbox(settings.INBOX)
    with acting_as(SYSTEM):
        (waiting,) = intake.waiting_files(MONTH)
    with open(default_storage.path(waiting.stored), "r+b") as stream:
        stream.seek(40)
        stream.write(b"\0\0\0")
    planted = Path(default_storage.path("hop-nhan/quen.xlsx"))
    planted.write_bytes(b"PK\x03\x04 danh sach")
    code, told = checked()
    assert code == 1
    assert f"intake_waiting_file.stored: 1 giá trị tệp không mở được (bản ghi {waiting.pk})" in told
    assert "hop-nhan/quen.xlsx: 1 giá trị tệp để rõ" in told
    with pytest.raises(Refusal, match="bị sửa"):
        intake.content_of(waiting)
    with pytest.raises(Refusal, match="bị sửa"), intake.opened(waiting):
        pass


def test_a_change_of_keys_reaches_the_files_without_touching_them(put: Path, settings: Any) -> None:
    content = put.read_bytes()
    intake.seal_inbox(settings.INBOX)
    before = in_store()
    assert rotate_seal(told=lambda _: None) >= 2
    assert in_store() == before
    with acting_as(SYSTEM):
        assert intake.content_of(intake.waiting_files(MONTH)[0]) == content
    assert checked()[0] == 0


@pytest.mark.parametrize("place", ["inbox.sealed", "put_down.committed"])
def test_killed_anywhere_the_file_is_kept_once(put: Path, settings: Any, place: str) -> None:
    content = put.read_bytes()
    code = (
        "from pathlib import Path\nfrom django.test.utils import override_settings\n"
        "from ansinh.intake.public import seal_inbox\n"
        f"with override_settings(MEDIA_ROOT={str(settings.MEDIA_ROOT)!r}):\n"
        f"    seal_inbox(Path({str(settings.INBOX)!r}))"
    )
    assert killed(place, code) == CRASHED
    assert put.exists()
    intake.seal_inbox(settings.INBOX)
    with acting_as(SYSTEM):
        assert [intake.content_of(one) for one in intake.waiting_files(MONTH)] == [content]
    assert not put.exists()


def test_what_nobody_can_place_is_left_and_named(put: Path, settings: Any) -> None:
    strange = [
        settings.INBOX / name for name in ("a.xlsx", "2026-11/99999/a.xlsx", "2026-11/04465/a.docx", "x/04465/a.csv")
    ]
    for path in strange:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    done = intake.seal_inbox(settings.INBOX)
    assert (done.sealed, set(done.left)) == (1, set(strange))
    assert CliRunner().invoke(inbox, ["seal"]).output.count("✗") == len(strange)
    with pytest.raises(Refusal, match=r"04465/a\.docx"):
        take_in_lists(None, MONTH, (), on=ON, by=SYSTEM)
    assert take_in_lists(None, Month(2026, 12), (), on=ON, by=SYSTEM)["files"] == 0


def test_opening_one_by_command_is_recorded(put: Path, settings: Any, tmp_path: Path) -> None:
    content = put.read_bytes()
    assert "chưa mã hóa" in CliRunner().invoke(inbox, ["list", "2026-11"]).output
    intake.seal_inbox(settings.INBOX)
    listed = CliRunner().invoke(inbox, ["list", "2026-11"]).output
    number, out = listed.split()[0], tmp_path / "xem.xlsx"
    assert CliRunner().invoke(inbox, ["open", number, "--out", str(out)]).exit_code == 0
    assert out.read_bytes() == content
    entry = AuditEntry.objects.get(action="inbox.open")
    assert entry.object_id == number
    with pytest.raises(Refusal, match="đã có tệp"):
        CliRunner().invoke(inbox, ["open", number, "--out", str(out)], catch_exceptions=False)


def test_a_large_file_is_sealed_and_opened_in_pieces_and_never_passes_when_cut() -> None:
    pieces = [bytes([n]) * PIECE for n in range(3)] + [b"end"]
    kept = seal_file(iter(pieces), "large")
    assert kept.size == 3 * PIECE + 3
    found = list(open_file(kept.stored, kept.key))
    assert b"".join(found) == b"".join(pieces)
    assert max(map(len, found)) <= PIECE
    os.truncate(default_storage.path(kept.stored), 2 * PIECE)
    with pytest.raises(FileBroken):
        list(open_file(kept.stored, kept.key))


def test_the_database_refuses_a_file_without_its_key(put: Path, settings: Any) -> None:
    intake.seal_inbox(settings.INBOX)
    with acting_as(SYSTEM), pytest.raises(IntegrityError, match="kept_or_emptied"), transaction.atomic():
        intake.WaitingFile.objects.update(key="")
