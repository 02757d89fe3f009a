"""Taking in, accepting and undoing a list, killed at any named place: the same command finishes the job, once."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.conf import settings
from django.db import connection, connections

from ansinh.access.public import SYSTEM
from ansinh.areas.public import Unit
from ansinh.cli.intake import command
from ansinh.intake import public as intake
from ansinh.kernel.crash import CRASHED
from ansinh.kernel.errors import Refusal
from ansinh.legislation import WRITTEN_BOOK, base_steps
from ansinh.registry import public as registry
from tests import builders
from tests.promises.child import environment_of_test
from tests.unit.intake.lists import HEADINGS, workbook

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise]
ON = date(2026, 11, 20)
FACTS = ("identity", "residence", "paper", "membership", "poverty", "disability", "payment_channel")
ACCEPT_PLACES = (
    "intake.loaded", "intake.received", "intake.committed", "accept_import.people", "accept_import.facts",
    "accept_import.settled", "accept_import.committed",
)  # fmt: skip
UNDO_PLACES = ("undo_import.facts", "undo_import.committed")


def a_list(folder: Path, index: int = 0, *, name: str = "ds") -> Path:
    """Two people, one with a number of the commune's own."""
    number = f"0150500{index:05d}"
    return workbook(
        folder / f"{name}-{index}.xlsx",
        [
            ("DANH SÁCH THÁNG 11 NĂM 2026",),
            HEADINGS,
            (1, "Giàng A Páo", "12/05/1950", "Nam", "Mông", number, "Nậm Khắt", "x", "", "Vận động", "Nặng"),
            (2, "Vàng Thị Chư", 1960, "Nữ", "Mông", "", "Nậm Khắt", "", "x", "", ""),
        ],
    )


def arguments(path: Path, area: Unit, *what: str) -> list[str]:
    return [str(path), "--commune", area.code, "--on", ON.isoformat(), *what]


def ansinh(*words: str, crash_at: str = "") -> subprocess.CompletedProcess[str]:
    """The command as a person runs it, in the test's database."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "ansinh", "intake", *words],
        env=environment_of_test(ANSINH_CRASH_AT=crash_at, PYTHONPATH=str(settings.ROOT)),
        cwd="/",
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )


def again(*words: str) -> None:
    """The same command in this process; an undo that had already been committed says so."""
    try:
        CliRunner().invoke(command, list(words), catch_exceptions=False)
    except Refusal as refusal:
        if refusal.code != "nothing_to_undo":
            raise


def picture(area: Unit) -> dict[str, Any]:
    """What is believed about a commune's people, without ids and times."""
    people = list(registry.queries.live_people().filter(area=area).order_by("name_sort"))
    ids = [person.pk for person in people]
    facts = Counter[str]()
    with connection.cursor() as cursor:
        for fact in FACTS:
            mine = (
                "household_id IN (SELECT household_id FROM registry_membership WHERE person_id = ANY (%s))"
                if fact == "poverty"
                else "person_id = ANY (%s)"
            )
            cursor.execute(f"SELECT count(*) FROM registry_{fact} WHERE retracted_at IS NULL AND {mine}", [ids])
            facts[fact] = cursor.fetchone()[0]
    return {
        "people": [(p.full_name, p.born, p.sex, p.ethnicity, p.village) for p in people],
        "facts": facts,
        "files": intake.SourceFile.objects.filter(area=area).count(),
        "rows": list(intake.Row.objects.filter(area=area).order_by("position").values_list("status", "decision")),
    }


def test_killed_anywhere_the_same_command_finishes_the_job(tmp_path: Path) -> None:
    """Every place in a commune of its own, beside one commune that nothing happened to."""
    undisturbed = builders.commune(0)
    path = a_list(tmp_path, 0)
    again(*arguments(path, undisturbed, "--accept", "all"))
    accepted = picture(undisturbed)
    again(*arguments(path, undisturbed, "--undo"))
    undone = picture(undisturbed)
    assert len(accepted["people"]) == 2
    assert undone["people"] == []
    ends = {}
    for index, place in enumerate((*ACCEPT_PLACES, *UNDO_PLACES), start=1):
        area, path = builders.commune(index), a_list(tmp_path, index)
        what = ("--undo",) if place in UNDO_PLACES else ("--accept", "all")
        if place in UNDO_PLACES:
            again(*arguments(path, area, "--accept", "all"))
        before = picture(area)
        assert ansinh(*arguments(path, area, *what), crash_at=place).returncode == CRASHED, place
        if not place.endswith("committed"):
            assert picture(area) == before, place
        again(*arguments(path, area, *what))
        ends[place] = picture(area)
    assert ends == dict.fromkeys(ACCEPT_PLACES, accepted) | dict.fromkeys(UNDO_PLACES, undone)


def test_the_same_file_twice_adds_nothing(tmp_path: Path) -> None:
    area, path = builders.commune(), a_list(tmp_path)
    again(*arguments(path, area, "--accept", "all"))
    before = picture(area)
    copy = tmp_path / "ban sao.xlsx"
    copy.write_bytes(path.read_bytes())
    done = ansinh(*arguments(copy, area, "--accept", "all"))
    assert done.returncode == 0, done.stderr
    assert "đã nhận 0 dòng" in done.stderr
    assert picture(area) == before


def _at_once(*works: Callable[[], object]) -> None:
    start = threading.Barrier(len(works))

    def run(work: Callable[[], object]) -> None:
        try:
            start.wait()
            work()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def _received(path: Path, area: Unit) -> intake.SourceFile:
    return intake.receive_file(actor=SYSTEM, path=path, area=area, on=ON, bases=base_steps(WRITTEN_BOOK))


def _accepting(file: intake.SourceFile) -> Callable[[], object]:
    return lambda: registry.accept_import(actor=SYSTEM, file=file, positions=None, on=ON)


def test_two_who_accept_one_file_at_once_accept_it_once(tmp_path: Path) -> None:
    area = builders.commune()
    file = _received(a_list(tmp_path), area)
    _at_once(_accepting(file), _accepting(file))
    assert [name for name, *_ in picture(area)["people"]] == ["Vàng Thị Chư", "Giàng A Páo"]


def test_two_overlapping_lists_accepted_at_once_double_nobody(tmp_path: Path) -> None:
    area = builders.commune()
    one = _received(a_list(tmp_path), area)
    rows = [HEADINGS, (1, "Vàng Thị Chư", 1960, "Nữ", "Mông", "", "Nậm Khắt", "", "x", "", "")]
    other = _received(workbook(tmp_path / "khac.xlsx", rows), area)
    _at_once(_accepting(one), _accepting(other))
    assert [name for name, *_ in picture(area)["people"]] == ["Vàng Thị Chư", "Giàng A Páo"]


def test_two_who_send_one_file_at_once_send_it_once(tmp_path: Path) -> None:
    area, path = builders.commune(), a_list(tmp_path)
    _at_once(lambda: _received(path, area), lambda: _received(path, area))
    assert intake.SourceFile.objects.count() == 1
    assert intake.Row.objects.count() == 2


def test_what_cannot_be_read_is_one_sentence_and_exit_2(tmp_path: Path) -> None:
    area, good = builders.commune(), a_list(tmp_path)
    picture_file = tmp_path / "anh.xlsx"
    picture_file.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    half = tmp_path / "nua.xlsx"
    half.write_bytes(good.read_bytes()[:2_000])
    locked = tmp_path / "khoa.xlsx"
    locked.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(3_000)
    )
    for words in (
        *(arguments(path, area, "--preview") for path in (picture_file, half, locked, tmp_path / "khong-co.xlsx")),
        [str(good), "--commune", "99999", "--preview"],
        arguments(half, area, "--accept", "all"),
    ):
        done = ansinh(*words)
        said = done.stderr.strip()
        assert done.returncode == 2, (words, said)
        assert "Traceback" not in said
        assert said.endswith("."), said
    assert not intake.SourceFile.objects.exists()
    assert not registry.Person.objects.exists()
