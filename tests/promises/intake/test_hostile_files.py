"""Whatever a file contains, it is read or refused in one sentence: no crash, no flood of memory, no partial import."""

from __future__ import annotations

import os
import random
import resource
import signal
from datetime import date
from pathlib import Path

import pytest

from ansinh.intake.reading.read_file import read_file
from ansinh.intake.reading.read_sheet import Circumstances
from ansinh.intake.reading.refusal import NotReadable
from ansinh.intake.reading.separate_process import read_in_child
from tests.hostile_workbooks import HARMLESS, NAMES, hostile_from
from tests.unit.intake.files import ods, xls
from tests.unit.intake.lists import ON, people, workbook

LIMITED = 9
ROWS = [
    ("STT", "Họ và tên", "Năm sinh", "Dân tộc"),
    *((n, f"Lò A Sử {n}", 1950 + n % 50, "Mông") for n in range(1, 60)),
]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workbook(tmp_path_factory.mktemp("good") / "good.xlsx", ROWS)


@pytest.fixture(scope="module")
def hostile(good: Path) -> dict[str, bytes]:
    return hostile_from(good.read_bytes())


CODES = {
    "an encrypted workbook": "encrypted",
    "a bomb": "too_big",
    "a cell at the far corner": "too_big",
    "six thousand parts": "too_big",
    "a list without names": "no_list",
}


@pytest.mark.parametrize("name", NAMES)
def test_hostile_files_are_refused_in_one_sentence(hostile: dict[str, bytes], tmp_path: Path, name: str) -> None:
    path = tmp_path / "tep.xlsx"
    path.write_bytes(hostile[name])
    refused = _refusal(path)
    if name in HARMLESS:
        assert refused is None
        return
    assert refused is not None
    assert "\n" not in refused.message_vi
    assert refused.message_vi.endswith(".")
    if name in CODES:
        assert refused.code == CODES[name]


def _refusal(path: Path) -> NotReadable | None:
    try:
        with read_in_child(path, on=ON, wall_seconds=60):
            return None
    except NotReadable as refused:
        return refused


def test_the_list_of_hostile_files_is_whole(hostile: dict[str, bytes]) -> None:
    assert tuple(hostile) == NAMES


def test_too_little_memory_is_a_refusal(good: Path, tmp_path: Path) -> None:
    big = workbook(tmp_path / "a.xlsx", [ROWS[0], *((n, f"Lò A Sử {n}", 1950, "Mông") for n in range(60_000))])
    with pytest.raises(NotReadable) as refused, read_in_child(big, on=ON, memory_bytes=90 * 2**20):
        pass
    assert refused.value.code == "too_big"


def test_too_little_time_is_a_refusal(good: Path) -> None:
    with pytest.raises(NotReadable) as refused, read_in_child(good, on=ON, wall_seconds=0.001):
        pass
    assert refused.value.code == "too_slow"


@pytest.mark.parametrize("kind", ["xlsx", "xls", "ods", "csv"])
def test_two_hundred_corruptions(good: Path, tmp_path: Path, kind: str) -> None:
    """Bytes flipped, cut out and doubled; seeds are the numbers 0 to 49, so a failure names its seed."""
    path = tmp_path / f"goc.{kind}"
    if kind == "csv":
        path.write_text("\n".join(",".join(map(str, row)) for row in ROWS), encoding="utf-8")
    else:
        {"xlsx": workbook, "xls": xls, "ods": ods}[kind](path, ROWS[:20])
    whole = path.read_bytes()
    known = Circumstances(on=date(2026, 11, 20), base_of=lambda month: 540_000)
    for seed in range(50):
        dice = random.Random(seed)
        content = bytearray(whole)
        for _ in range(dice.randint(1, 8)):
            place = dice.randrange(len(content))
            match dice.randrange(3):
                case 0:
                    content[place] ^= 1 << dice.randrange(8)
                case 1:
                    del content[place : place + dice.randint(1, 40)]
                case _:
                    content[place:place] = content[place : place + dice.randint(1, 40)]
        path.write_bytes(content)
        assert _read_under_limits(path, known) in (0, LIMITED, -signal.SIGABRT, -signal.SIGXCPU), f"seed {seed}"


def _read_under_limits(path: Path, known: Circumstances) -> int:
    """Read in a fork with a gigabyte and five seconds, as the reading process has: a damaged workbook may ask for
    tens of gigabytes. 0 also for a refusal; LIMITED when memory ran out; 1 is a fault of ours."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    ended = 1
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # Rust says on standard error why it gives up
        resource.setrlimit(resource.RLIMIT_AS, (2**30, 2**30))
        resource.setrlimit(resource.RLIMIT_CPU, (5, 6))
        read_file(path, known)
        ended = 0
    except NotReadable:
        ended = 0
    except MemoryError:
        ended = LIMITED
    finally:
        os._exit(ended)


def test_formulas_stay_text(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("STT,Họ và tên,Năm sinh,Ghi chú\n1,Lò A Sử,1950,=cmd|'/c calc'!A0\n", encoding="utf-8")
    assert people(path)[0]["note"] == "=cmd|'/c calc'!A0"
