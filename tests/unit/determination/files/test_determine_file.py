"""`ansinh determine`: every format in and out, the same answers, errors that say where, nothing left behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from ansinh.cli.determine import command
from ansinh.legislation import determine_one
from tests.unit.determination.frames import NAMES, frame_of
from tests.unit.legislation.people import people

MONTH = "2026-11"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def rows_in(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def write_jsonl(rows: list[dict[str, object]], file: Path) -> None:
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def write_csv(rows: list[dict[str, object]], file: Path) -> None:
    frame_of(rows, typed=False).write_csv(file)


def write_parquet(rows: list[dict[str, object]], file: Path) -> None:
    frame_of(rows, typed=True).write_parquet(file)


def write_text_parquet(rows: list[dict[str, object]], file: Path) -> None:
    frame_of(rows, typed=False).write_parquet(file)


def write_xlsx(rows: list[dict[str, object]], file: Path) -> None:
    with xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Dữ kiện")
        sheet.write_row(0, 0, NAMES)
        for i, row in enumerate(rows, 1):
            for j, name in enumerate(NAMES):
                if row[name] is not None:
                    sheet.write(i, j, int(str(row[name])) if name == "province" else row[name])


WRITERS: dict[str, tuple[str, Callable[[list[dict[str, object]], Path], None]]] = {
    "jsonl": (".jsonl", write_jsonl),
    "csv": (".csv", write_csv),
    "parquet": (".parquet", write_parquet),
    "text parquet": (".parquet", write_text_parquet),
    "xlsx": (".xlsx", write_xlsx),
}


@pytest.fixture
def rows() -> list[dict[str, object]]:
    found = people(300, 5, MONTH, 0.03)
    for i, row in enumerate(found):
        # Unsorted, of several months, and with unknown yes/no only where typed columns can hold them.
        row["person_id"] = f"p{(i * 7919) % 300:04d}"
        row["month"] = ("2026-11", "2024-06", "2025-08")[i % 3]
    return found


def answers(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return [determine_one(row, str(row["month"])) for row in rows]


@pytest.mark.parametrize("kind", WRITERS)
def test_every_input_gives_the_same_answers_in_order(kind: str, rows: list[dict[str, object]], tmp_path: Path) -> None:
    suffix, write = WRITERS[kind]
    file, out = tmp_path / f"facts{suffix}", tmp_path / "out.jsonl"
    write(rows, file)
    assert run(file, "--out", out).exit_code == 0
    assert rows_in(out.read_text(encoding="utf-8")) == answers(rows)


def test_outputs_agree(rows: list[dict[str, object]], tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    write_jsonl(rows, file)
    expected = answers(rows)
    assert rows_in(run(file).stdout) == expected
    for suffix in (".parquet", ".csv"):
        assert run(file, "--out", tmp_path / f"out{suffix}").exit_code == 0
    assert pl.read_parquet(tmp_path / "out.parquet").to_dicts() == expected
    table = pl.read_csv(tmp_path / "out.csv", infer_schema=False).to_dicts()
    for got, want in zip(table, expected, strict=True):
        assert json.loads(got["benefits"]) == want["benefits"]
        assert json.loads(got["missing"]) == want["missing"]
        assert got["total_vnd"] == (None if want["total_vnd"] is None else str(want["total_vnd"]))


def test_explain_gives_every_category(tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    write_jsonl([{"person_id": "1", "born": "1949-03-15", "poverty": "poor", "support": "none"}], file)
    (row,) = rows_in(run(file, "--month", MONTH, "--explain").stdout)
    reasons = row["because"]
    assert isinstance(reasons, list)
    assert {r["category"] for r in reasons} >= {"elderly_alone", "pension_75", "disability"}
    assert {"fact", "value", "parameters", "held", "article"} <= set(reasons[0]["criteria"][0])
    out = tmp_path / "out.parquet"
    assert run(file, "--month", MONTH, "--explain", "--out", out).exit_code == 0
    assert json.loads(pl.read_parquet(out)["because"][0]) == reasons


def test_absent_names_take_defaults_and_nulls_are_unknown(tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    base = {"born": "1949-03-15", "support": "none"}
    write_jsonl(
        [
            {"person_id": "1", **base, "poverty": "poor", "marital": None, "children_under_16": 1},
            {"person_id": "2", **base},
            {"person_id": "3", **base, "poverty": None},
            {"person_id": "4", "born": "2010-01-01", "poverty": "poor", "children_under_16": 1},
        ],
        file,
    )
    found = rows_in(run(file, "--month", "2024-08").stdout)
    assert [(row["outcome"], row["missing"]) for row in found] == [
        ("undetermined", ["marital"]),
        ("not_eligible", []),
        ("undetermined", ["poverty"]),
        ("eligible", []),  # below 18 the default is single
    ]


def test_month_of_the_row_goes_before_the_option(tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    write_jsonl([{"person_id": "1", "born": "1940", "month": "2024-06"}, {"person_id": "1", "born": "1940"}], file)
    assert [row["month"] for row in rows_in(run(file, "--month", "2024-07").stdout)] == ["2024-06", "2024-07"]


BAD: dict[str, tuple[dict[str, object], tuple[str, ...]]] = {
    "unknown column": ({"colour": "red"}, ("dòng 2", "cột colour", "'red'")),
    "value outside the list": ({"poverty": "rich"}, ("dòng 2", "cột poverty", "'rich'")),
    "negative number": ({"pension_vnd": -1}, ("dòng 2", "cột pension_vnd", "-1")),
    "impossible date": ({"born": "1990-02-30"}, ("dòng 2", "cột born", "1990-02-30")),
    "partial day of death": ({"died": "2026-11"}, ("dòng 2", "cột died", "2026-11")),
    "not a month": ({"month": "2026-13"}, ("dòng 2", "cột month", "2026-13")),
    "no month": ({"month": None}, ("dòng 2", "cột month", "(trống)")),
    "not a province": ({"province": "99"}, ("dòng 2", "cột province", "'99'")),
    "not yes or no": ({"hiv": "maybe"}, ("dòng 2", "cột hiv", "'maybe'")),
    "died before birth": ({"died": "1900-01-01"}, ("dòng 2", "cột died", "1900-01-01")),
    "no person": ({"person_id": None}, ("dòng 2", "cột person_id")),
    "person twice": ({"person_id": "1"}, ("dòng 2", "cột person_id", "'1'")),
    "before the first regime": ({"month": "2012-05"}, ("no law for 2012-05",)),
}


@pytest.mark.parametrize("kind", ["jsonl", "csv", "text parquet", "xlsx"])
@pytest.mark.parametrize("bad", BAD)
def test_bad_input_is_named_and_nothing_written(kind: str, bad: str, tmp_path: Path) -> None:
    change, expected = BAD[bad]
    good = {"person_id": "1", "month": MONTH, "born": "1980-01-01", "died": None, "poverty": "none", "pension_vnd": 0}
    good |= {"province": "15", "hiv": False}
    second = good | {"person_id": "2"} | change
    rows = [good | dict.fromkeys(set(change) - set(good)), second]
    names = list(second)
    suffix = WRITERS[kind][0]
    file, out = tmp_path / f"facts{suffix}", tmp_path / "out.parquet"
    texts = [{n: None if row[n] is None else str(row[n]).lower() for n in names} for row in rows]
    if kind == "jsonl":
        write_jsonl([good, second], file)
    elif kind == "xlsx":
        with xlsxwriter.Workbook(file) as book:
            sheet = book.add_worksheet()
            for i, row in enumerate([names, *([row[n] for n in names] for row in texts)]):
                for j, cell in enumerate(row):
                    if cell is not None:
                        sheet.write_string(i, j, cell)
    else:
        frame = pl.DataFrame(texts, schema=dict.fromkeys(names, pl.String))
        frame.write_csv(file) if kind == "csv" else frame.write_parquet(file)
    result = run(file, "--out", out)
    assert result.exit_code == 2
    for part in (file.name, *expected):
        if part == "dòng 2" and bad == "unknown column" and kind != "jsonl":
            continue  # a column is in every row of a table
        if part in {"'red'"} and kind != "jsonl":
            continue
        assert part in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [file.name]
    assert run(file).stdout == ""


def test_an_earlier_result_survives_a_failure(tmp_path: Path) -> None:
    file, out = tmp_path / "facts.jsonl", tmp_path / "out.jsonl"
    out.write_text("earlier\n", encoding="utf-8")
    write_jsonl([{"person_id": "1", "born": "không rõ", "month": MONTH}], file)
    assert run(file, "--out", out).exit_code == 2
    assert out.read_text(encoding="utf-8") == "earlier\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("facts.txt", b""),
        ("facts.jsonl", b"{not json}\n"),
        ("facts.jsonl", b"[1]\n"),
        ("facts.jsonl", b"\xff\xfe\n"),
        ("facts.parquet", b"PAR1 nothing"),
        ("facts.xlsx", b"not a workbook"),
        ("facts.csv", b""),
        ("facts.csv", b"person_id,born,born\n1,1990,1990\n"),
    ],
)
def test_unreadable_files_are_refused(name: str, content: bytes, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    result = run(file, "--month", MONTH)
    assert result.exit_code == 2
    assert name in result.stderr
    assert result.stdout == ""


def test_other_refusals(tmp_path: Path) -> None:
    file = tmp_path / "facts.jsonl"
    assert run(file).exit_code == 2  # absent
    write_jsonl([{"person_id": "1", "born": "1990"}], file)
    assert "--month" in run(file).stderr
    assert "no law for 2012-01" in run(file, "--month", "2012-01").stderr
    assert run(file, "--month", MONTH, "--out", tmp_path / "out.txt").exit_code == 2
    assert run(file, "--month", MONTH, "--out", tmp_path / "absent" / "out.csv").exit_code == 2


def test_no_rows_is_no_error(tmp_path: Path) -> None:
    for name, content in (("facts.jsonl", ""), ("facts.csv", "person_id,born\n")):
        (tmp_path / name).write_text(content, encoding="utf-8")
        for out in ("out.jsonl", "out.parquet", "out.csv"):
            assert run(tmp_path / name, "--month", MONTH, "--out", tmp_path / out).exit_code == 0
        assert pl.read_parquet(tmp_path / "out.parquet").height == 0


@pytest.mark.parametrize("hashes_at_a_time", [1000, 13])
def test_repeated_person_is_found_across_batches(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hashes_at_a_time: int
) -> None:
    monkeypatch.setattr("ansinh.determination.files.read.ROWS_AT_A_TIME", 10)
    monkeypatch.setattr("ansinh.determination.files.uniqueness.AT_A_TIME", hashes_at_a_time)
    rows = [{"person_id": f"{i:03d}", "born": "1990", "month": MONTH} for i in range(50)]
    rows[45]["person_id"] = "002"
    frame = pl.DataFrame(rows)
    for name in ("facts.parquet", "facts.csv", "facts.jsonl"):
        file = tmp_path / name
        {".parquet": frame.write_parquet, ".csv": frame.write_csv, ".jsonl": frame.write_ndjson}[file.suffix](file)
        result = run(file)
        assert result.exit_code == 2
        assert "dòng 46" in result.stderr
        assert "'002'" in result.stderr


def test_the_same_person_in_two_months_is_two_rows(tmp_path: Path) -> None:
    file = tmp_path / "facts.csv"
    file.write_text("person_id,month,born\n1,2024-06,1940\n1,2024-07,1940\n", encoding="utf-8")
    assert [row["total_vnd"] for row in rows_in(run(file).stdout)] == [360_000, 500_000]


def test_a_title_of_a_law_that_is_not_written_down_is_named_by_its_row(tmp_path: Path) -> None:
    file, out = tmp_path / "old.jsonl", tmp_path / "out.jsonl"
    disabled = {"disability": "severe", "disability_certified": "2012-06-15"}
    rows = [
        {"person_id": "1", "month": "2013-05", "born": "1980-01-01", **disabled},
        {"person_id": "2", "month": "2026-11", "born": "1980-01-01"},
        {"person_id": "3", "month": "2013-05", "born": "1930-01-01"},
    ]
    write_jsonl(rows, file)
    refused = run(file, "--out", out)
    assert refused.exit_code == 2
    assert "dòng 3" in refused.stderr
    assert "elderly_80" in refused.stderr
    assert "no law for 2013-05" in refused.stderr
    assert not out.exists()
    write_jsonl(rows[:2], file)
    assert [row["total_vnd"] for row in rows_in(run(file).stdout)] == [270_000, 0]
