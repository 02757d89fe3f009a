"""The folder is the schedule; every run leaves its result."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import croniter
import pytest
from django.core.management import call_command
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from ansinh.jobs import places
from ansinh.jobs.hourly import verify_audit_chain
from ansinh.jobs.nightly import anchor_audit_chain
from ansinh.jobs.recorded_run import recorded_run
from ansinh.jobs.schedule import FOLDERS, LOCAL, jobs
from ansinh.kernel import audit, progress
from ansinh.kernel.errors import Refusal

TODAY = date(2026, 11, 24)


def test_every_job_is_described_in_vietnamese_and_known_to_the_queue() -> None:
    known = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    listed = list(jobs())
    assert {job.name for job in listed} >= {"hourly.verify_audit_chain", "nightly.anchor_audit_chain"}
    for job in listed:
        assert known[job.name] == job.cron
        assert job.description.endswith(".")


@pytest.mark.parametrize(
    ("folder", "expected"),
    [
        ("every_minute", "2026-11-24 09:31"),
        ("hourly", "2026-11-24 10:05"),
        ("nightly", "2026-11-25 02:00"),
        ("monthly", "2026-12-01 03:00"),
    ],
)
def test_folders_mean_vietnamese_hours(folder: str, expected: str) -> None:
    start = datetime(2026, 11, 24, 2, 30, tzinfo=UTC)
    after = croniter.croniter(FOLDERS[folder][0]).get_next(ret_type=float, start_time=start.timestamp())
    assert datetime.fromtimestamp(after, tz=LOCAL).strftime("%Y-%m-%d %H:%M") == expected


@pytest.mark.django_db
def test_a_run_leaves_its_line() -> None:
    assert recorded_run("nightly.x", lambda today: f"xong {today}", TODAY) == "xong 2026-11-24"
    (row,) = progress.of("nightly.x")
    assert (row.state, row.message) == (progress.State.DONE, "2026-11-24: xong 2026-11-24")


@pytest.mark.django_db
def test_a_failure_is_recorded_and_goes_on() -> None:
    def fail(today: date) -> str:
        raise ZeroDivisionError("hỏng")

    with pytest.raises(ZeroDivisionError):
        recorded_run("nightly.x", fail, TODAY)
    (row,) = progress.of("nightly.x")
    assert (row.state, row.message) == (progress.State.FAILED, "2026-11-24: hỏng")


@pytest.mark.django_db(transaction=True)
def test_the_worker_runs_what_was_put_off() -> None:
    job = app.configure_task("nightly.forget_finished_jobs").defer(timestamp=1_790_000_000)
    call_command("procrastinate", "worker", "--one-shot")
    assert ProcrastinateJob.objects.get(pk=job).status == "succeeded"
    assert [row.state for row in progress.of("nightly.forget_finished_jobs")] == [progress.State.DONE]


@pytest.mark.django_db(transaction=True)
def test_an_anchored_chain_that_lost_its_tail_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (places, verify_audit_chain, anchor_audit_chain):
        monkeypatch.setattr(module, "AUDIT_ANCHORS", tmp_path / "anchors.jsonl")
    audit.record(actor=None, action="test.write", object_kind="nothing")
    assert "không có gì sai" in verify_audit_chain.run(TODAY)
    anchor_audit_chain.run(TODAY)
    assert "không có gì sai" in verify_audit_chain.run(TODAY)
    (tmp_path / "anchors.jsonl").write_text('{"seq": 99, "hash": "00", "at": "2026-11-24"}\n')
    with pytest.raises(Refusal, match="99"):
        verify_audit_chain.run(TODAY)
