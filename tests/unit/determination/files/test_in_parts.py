"""Several files, or one in parts: the rows of a run over each whole file; one refusal and nothing at all is written."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from click.testing import CliRunner, Result

from ansinh.cli.determine import command
from ansinh.determination.files.determine import determine_file
from ansinh.determination.files.in_parts import Runner, determine_in_parts
from ansinh.determination.files.parts import Part, determine_part
from ansinh.determination.files.read import Span
from ansinh.kernel.errors import Refusal
from tests.unit.determination.frames import write_folder

MONTH = "2026-11"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def whole(file: Path, out: Path, *, explain: bool = False) -> bytes:
    """The result of one run over one file."""
    determine_file(file, month=None, explain=explain, out=out, stdout=io.BytesIO())
    return out.read_bytes()


def part_of(file: Path, work: Path, number: int = 0, span: Span | None = None) -> Part:
    return Part(number, file, None, False, work, ".parquet", span or Span())


def write(file: Path, *rows: dict[str, object]) -> Path:
    pl.DataFrame([{"born": "1990", "month": MONTH} | row for row in rows]).write_parquet(file)
    return file


@pytest.mark.parametrize("pattern", ["", "*.parquet"])
def test_a_folder_gives_a_folder_of_the_same_rows(pattern: str, tmp_path: Path) -> None:
    files = write_folder(tmp_path / "facts")
    (tmp_path / "facts" / "_SUCCESS").touch()
    out = tmp_path / "out"
    assert run(tmp_path / "facts" / pattern, "--out", out).exit_code == 0
    assert sorted(path.name for path in out.iterdir()) == [file.name for file in files]
    for file in files:
        whole(file, tmp_path / "one.parquet")
        expected, got = pl.read_parquet(tmp_path / "one.parquet"), pl.read_parquet(out / file.name)
        assert got.schema == expected.schema
        assert got.equals(expected)
        assert set(got["outcome"].unique()) == {"eligible", "not_eligible", "undetermined"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts", "one.parquet", "out"]


@pytest.mark.parametrize("explain", [False, True])
@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet"])
def test_one_file_in_parts_is_one_file_again(suffix: str, explain: bool, tmp_path: Path) -> None:
    (file,) = write_folder(tmp_path / "facts", 1)
    expected = whole(file, tmp_path / f"one{suffix}", explain=explain)
    out = tmp_path / f"out{suffix}"
    rows = determine_in_parts(file, month=None, explain=explain, out=out, stdout=io.BytesIO(), rows_a_part=77)
    assert rows == pl.read_parquet(file).height > 5 * 77
    if suffix == ".parquet":
        one, parts = pl.read_parquet(tmp_path / "one.parquet"), pl.read_parquet(out)
        assert parts.schema == one.schema
        assert parts.equals(one)
    else:
        assert out.read_bytes() == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts", f"one{suffix}", f"out{suffix}"]


def test_without_out_all_files_are_printed_in_order(tmp_path: Path) -> None:
    files = write_folder(tmp_path / "facts")
    expected = b"".join(whole(file, tmp_path / "one.jsonl") for file in files)
    assert run(tmp_path / "facts").stdout_bytes == expected


def test_a_part_leaves_its_rows_and_may_be_run_again(tmp_path: Path) -> None:
    (file,) = write_folder(tmp_path / "facts", 1)
    whole(file, tmp_path / "one.parquet")
    part = part_of(file, tmp_path, span=Span(130, 50))
    for _ in range(2):
        done = determine_part(part)
        assert (done.rows, done.refused) == (50, None)
        assert pl.read_parquet(part.results).equals(pl.read_parquet(tmp_path / "one.parquet")[130:180])
        names = sorted(path.name for path in tmp_path.iterdir())
        assert names == ["000000.npy", "000000.parquet", "facts", "one.parquet"]


def test_a_part_names_the_row_of_the_file_and_those_after_it_have_nothing_to_do(tmp_path: Path) -> None:
    good: dict[str, object] = {"poverty": "none"}
    rows = [good | {"person_id": str(i), "poverty": "rich" if i == 7 else "none"} for i in range(10)]
    file = write(tmp_path / "bad.parquet", *rows)
    refused = determine_part(part_of(file, tmp_path, 1, Span(5, 5))).refused
    assert refused is not None
    assert refused.where == {"file": str(file), "row": 8, "column": "poverty", "value": "rich"}
    assert determine_part(part_of(file, tmp_path, 2, Span(0, 5))).rows == 0
    assert determine_part(part_of(file, tmp_path, 0, Span(0, 5))).rows == 5


def test_a_part_that_cannot_see_the_folder_says_so(tmp_path: Path) -> None:
    refused = determine_part(part_of(tmp_path / "a.parquet", tmp_path / "elsewhere")).refused
    assert refused is not None
    assert "mọi máy đều thấy" in refused.message


def test_the_first_refusal_in_order_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    write(facts / "a.parquet", {"person_id": "1"})
    write(facts / "b.parquet", {"person_id": "2"}, {"person_id": "3", "born": "1990-02-30"})
    write(facts / "c.parquet", {"person_id": "4", "colour": "red"})
    out = tmp_path / "out"
    out.mkdir()  # an empty folder is as good as none

    @contextmanager
    def backwards() -> Iterator[Runner]:
        def run_last_first(work: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
            return [work(item) for item in reversed(items)][::-1]

        yield run_last_first

    for runner in (None, backwards()):
        with pytest.raises(Refusal, match=r"b\.parquet, dòng 2, cột born, giá trị '1990-02-30'"):
            determine_in_parts(facts, month=None, explain=False, out=out, stdout=io.BytesIO(), runner=runner)
        assert sorted(path.name for path in tmp_path.rglob("*")) == [
            "a.parquet",
            "b.parquet",
            "c.parquet",
            "facts",
            "out",
        ]
    result = run(facts, "--out", out)
    assert (result.exit_code, result.stdout) == (2, "")
    assert run(facts).stdout == ""


def test_whatever_a_runner_fails_of_leaves_nothing(tmp_path: Path) -> None:
    (file,) = write_folder(tmp_path / "facts", 1)
    out = tmp_path / "out.parquet"
    out.write_bytes(b"earlier")

    @contextmanager
    def dying() -> Iterator[Runner]:
        def fail(work: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
            work(items[0])
            raise OSError("ổ đĩa đầy")

        yield fail

    with pytest.raises(OSError, match="đầy"):
        determine_in_parts(
            file, month=None, explain=False, out=out, stdout=io.BytesIO(), runner=dying(), rows_a_part=100
        )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts", "out.parquet"]
    assert out.read_bytes() == b"earlier"


@pytest.mark.parametrize("compared", [1, 2, 16_777_216])
def test_a_person_twice_in_a_month_is_found_across_files(
    compared: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ansinh.determination.files.uniqueness.AT_A_TIME", compared)
    facts = tmp_path / "facts"
    facts.mkdir()
    write(facts / "a.parquet", {"person_id": "9"}, {"person_id": "7"})
    pl.DataFrame({"person_id": [5, 7, 9], "born": "1990"}).write_parquet(facts / "b.parquet")  # numbers, no month
    assert run(facts, "--month", "2026-10", "--out", tmp_path / "two-months").exit_code == 0
    result = run(facts, "--month", MONTH, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "b.parquet, dòng 2, cột person_id, giá trị '7'" in result.stderr
    assert not (tmp_path / "out").exists()


def test_machines_that_hash_differently_are_not_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    write(facts / "a.parquet", {"person_id": "1"})
    write(facts / "b.parquet", {"person_id": "1"})
    number = iter(range(100))
    monkeypatch.setattr(
        pl.DataFrame, "hash_rows", lambda frame: pl.Series([next(number)] * frame.height, dtype=pl.UInt64)
    )
    result = run(facts, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "b.parquet, dòng 1" in result.stderr


def test_no_rows_is_no_error(tmp_path: Path) -> None:
    facts = tmp_path / "facts"
    facts.mkdir()
    pl.DataFrame(schema={"person_id": pl.String, "born": pl.Date}).write_parquet(facts / "a.parquet")
    assert run(facts, "--month", MONTH, "--out", tmp_path / "out").exit_code == 0
    assert pl.read_parquet(tmp_path / "out" / "a.parquet").height == 0


def test_places_that_would_mix_or_miss_something_are_refused(tmp_path: Path) -> None:
    facts, out = tmp_path / "facts", tmp_path / "out"
    facts.mkdir()
    assert "không có tệp nào" in run(facts, "--out", out).stderr
    assert "không có tệp nào" in run(tmp_path / "*.parquet", "--out", out).stderr
    write(facts / "a.parquet", {"person_id": "1"})
    assert "là một thư mục" in run(facts, "--out", tmp_path / "out.parquet").stderr
    assert "không có thư mục này" in run(facts, "--out", tmp_path / "absent" / "out").stderr
    assert "no law for 2012-01" in run(facts, "--month", "2012-01", "--out", out).stderr
    out.mkdir()
    (out / "earlier.parquet").touch()
    assert "đã có tệp" in run(facts, "--out", out).stderr
    other = tmp_path / "other"
    other.mkdir()
    write(other / "a.parquet", {"person_id": "2"})
    assert "trùng tên" in run(tmp_path / "[fo]*" / "a.parquet", "--out", tmp_path / "new").stderr
    for name in ("b.csv", "more"):
        (facts / name).mkdir()
        assert "chỉ được có tệp .parquet" in run(facts, "--out", tmp_path / "new").stderr
        (facts / name).rmdir()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["facts", "other", "out"]


def test_a_name_with_brackets_is_a_file_when_there_is_one(tmp_path: Path) -> None:
    file = write(tmp_path / "a[1].parquet", {"person_id": "1"})
    (row,) = run(file).stdout.splitlines()
    assert json.loads(row)["person_id"] == "1"


def test_spark_takes_parquet_only(tmp_path: Path) -> None:
    (tmp_path / "facts.jsonl").touch()
    with pytest.raises(Refusal, match=r"chỉ chia phần được tệp \.parquet"):
        determine_in_parts(tmp_path / "facts.jsonl", month=MONTH, explain=False, out=None, stdout=io.BytesIO())
    with pytest.raises(Refusal, match="không tìm thấy"):
        determine_in_parts(tmp_path / "absent.parquet", month=MONTH, explain=False, out=None, stdout=io.BytesIO())
