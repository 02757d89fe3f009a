"""Payers' answers that were put down lie sealed before and after they are read; of nobody else's is one made up."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from ansinh.access.public import SYSTEM, acting_as
from ansinh.cli.answers import answers
from ansinh.cli.month import answering
from ansinh.cli.verify import verify
from ansinh.flows.cast import Cast
from ansinh.flows.month_payment import take_answers
from ansinh.jobs.hourly.seal_answers import run as seal_hourly
from ansinh.kernel.crash import CRASHED
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from ansinh.kernel.sealing.rotation import rotate_seal
from ansinh.payments import public as payments
from tests.promises.child import killed
from tests.promises.payments.many import statement_of
from tests.unit.payments.payroll import Office, office_of_three, released

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise, pytest.mark.usefixtures("own_places")]
ON = date(2026, 11, 20)


@pytest.fixture
def here() -> Office:
    return office_of_three()


@pytest.fixture
def put(here: Office, settings: Any) -> Path:
    """A bank's answer for a run that was handed over, put down yesterday."""
    run = released(here)
    path: Path = settings.RETURNS / "2026-11" / f"{run.pk}-sao-ke.xml"
    path.parent.mkdir(parents=True)
    path.write_bytes(statement_of(run.pk))
    moment = (timezone.now() - timedelta(days=1)).timestamp()
    os.utime(path, (moment, moment))
    return path


def run_of(path: Path) -> int:
    return int(path.name.split("-")[0])


def in_store() -> list[bytes]:
    return [path.read_bytes() for path in Path(default_storage.path("")).rglob("*") if path.is_file()]


def waiting(run_id: int) -> list[Any]:
    with acting_as(SYSTEM):
        return list(payments.answers.waiting_answers(run_id))


def settled(at: Office, run_id: int, answer: Any = None) -> dict[str, int]:
    cast = Cast(preparer=at.maker, decider=at.chair, authoriser=at.holder, payer=at.accountant)
    return take_answers([run_id], answer, on=ON, cast=cast)


def test_the_hour_seals_what_lies_there_and_a_change_of_keys_reaches_it(put: Path) -> None:
    told = CliRunner().invoke(verify, ["sealed"])
    assert (told.exit_code, f"✗ {put}: tệp để rõ" in told.output) == (1, True)
    content = put.read_bytes()
    assert seal_hourly(ON) == "1 tệp kết quả đã mã hóa"
    (stored,) = in_store()
    assert (put.exists(), content[:64] in stored) == (False, False)
    assert rotate_seal(told=lambda _: None) >= 2
    assert in_store() == [stored]
    (one,) = waiting(run_of(put))
    assert (one.name, payments.answers.answer_content(one)) == (put.name, content)
    assert CliRunner().invoke(verify, ["sealed"]).exit_code == 0
    assert AuditEntry.objects.filter(action="answers.seal").count() == 1


def test_settling_reads_what_was_put_down_a_moment_ago_once_and_asks_nobody_else(
    put: Path, here: Office, settings: Any
) -> None:
    ends = settled(here, run_of(put), lambda _run: pytest.fail("an answer was there"))
    assert (ends["paid"], ends["returned"], put.exists()) == (2, 1, False)
    (one,) = waiting(run_of(put))
    assert payments.ReturnImport.objects.get(pk=one.file_id).name == put.name
    for stored in Path(settings.MEDIA_ROOT).rglob("*"):
        if stored.is_file():
            stored.write_bytes(b"gone")  # not needed a second time
    assert settled(here, run_of(put)) == ends


def test_without_an_answer_nobody_is_said_to_have_received_anything(put: Path, here: Office, tmp_path: Path) -> None:
    put.unlink()
    answer = answering(tmp_path)
    assert answer is None  # made-up payers answer in made-up provinces alone
    ends = settled(here, run_of(put), answer)
    assert (ends["paid"], ends["returned"], ends["unknown"]) == (0, 0, 3)


@pytest.mark.parametrize("place", ["answers.sealed", "put_down.committed"])
def test_killed_anywhere_the_file_is_kept_once(put: Path, settings: Any, place: str) -> None:
    content = put.read_bytes()
    code = (
        "from pathlib import Path\nfrom django.test.utils import override_settings\n"
        "from ansinh.payments.public import answers\n"
        f"with override_settings(MEDIA_ROOT={str(settings.MEDIA_ROOT)!r}):\n"
        f"    answers.seal_answers(Path({str(settings.RETURNS)!r}))"
    )
    assert killed(place, code) == CRASHED
    assert put.exists()
    payments.answers.seal_answers(settings.RETURNS)
    assert [payments.answers.answer_content(one) for one in waiting(run_of(put))] == [content]
    assert not put.exists()


def test_what_names_no_run_of_the_month_is_left_and_named(put: Path, settings: Any) -> None:
    number = run_of(put)
    names = ("sao-ke.xml", "2026-11/sao-ke.xml", f"2026-10/{number}-a.xml", "2026-11/999999999-a.xml", f"x/{number}-a")
    strange = {settings.RETURNS / name for name in names}
    for path in strange:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    told = CliRunner().invoke(answers, ["seal"]).output
    assert (told.count("✗"), "Đã mã hóa 1 tệp." in told) == (len(strange), True)
    assert all(path.exists() for path in strange)


def test_opening_one_by_command_is_recorded_and_a_broken_one_is_refused(
    put: Path, settings: Any, tmp_path: Path
) -> None:
    content = put.read_bytes()
    assert "chưa mã hóa" in CliRunner().invoke(answers, ["list", "2026-11"]).output
    payments.answers.seal_answers(settings.RETURNS)
    number, out = CliRunner().invoke(answers, ["list", "2026-11"]).output.split()[0], tmp_path / "xem.xml"
    assert CliRunner().invoke(answers, ["open", number, "--out", str(out)]).exit_code == 0
    assert out.read_bytes() == content
    assert AuditEntry.objects.filter(action="answers.open").count() == 1
    (one,) = waiting(run_of(put))
    os.truncate(default_storage.path(one.stored), 40)
    with pytest.raises(Refusal, match="bị sửa"):
        payments.answers.answer_content(one)


def test_the_database_keeps_a_file_with_its_key_and_run(put: Path, settings: Any) -> None:
    payments.answers.seal_answers(settings.RETURNS)
    found = payments.answers.WaitingAnswer.objects.filter(run_id=run_of(put))
    for change in ({"key": ""}, {"stored": "elsewhere"}, {"put_at": timezone.now()}):
        refused = pytest.raises(IntegrityError, match=r"append-only|waiting_answer")
        with acting_as(SYSTEM), refused, transaction.atomic():
            found.update(**change)
