"""`ansinh one-off`: every format in and out, the same answers, errors that say where, nothing left behind."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from click.testing import CliRunner, Result

from ansinh.cli.one_off import command
from ansinh.legislation.one_off import EVENT_COLUMNS, KINDS, NoLawForEventError, one_off
from tests.unit.legislation.one_off.events import event

NAMES = [column.name for column in EVENT_COLUMNS]
TYPED = {"yes_no": pl.Boolean, "count": pl.Int16, "days": pl.Int32, "km": pl.Int32, "people": pl.Int64,
         "amount": pl.Int64}  # fmt: skip


def run(*arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def rows_in(text: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in text.splitlines()]


def text_of(value: object) -> str | None:
    return None if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def frame_of(rows: list[dict[str, object]], names: list[str]) -> pl.DataFrame:
    return pl.DataFrame([{n: text_of(row[n]) for n in names} for row in rows], schema=dict.fromkeys(names, pl.String))


def write_jsonl(rows: list[dict[str, object]], file: Path, names: list[str]) -> None:
    texts = (json.dumps({name: row[name] for name in names}, ensure_ascii=False) for row in rows)
    file.write_text("".join(text + "\n" for text in texts), encoding="utf-8")


def write_csv(rows: list[dict[str, object]], file: Path, names: list[str]) -> None:
    frame_of(rows, names).write_csv(file)


def write_parquet(rows: list[dict[str, object]], file: Path, names: list[str]) -> None:
    frame = frame_of(rows, names)
    columns = [column for column in EVENT_COLUMNS if column.name in names]
    casts = [pl.col(c.name).str.to_date() for c in columns if "date" in c.kind]
    casts += [(pl.col(c.name) == "true").alias(c.name) for c in columns if c.kind == "yes_no"]
    casts += [pl.col(c.name).cast(TYPED[c.kind]) for c in columns if c.kind in TYPED and c.kind != "yes_no"]
    frame.with_columns(casts).write_parquet(file)


def write_xlsx(rows: list[dict[str, object]], file: Path, names: list[str]) -> None:
    days = {column.name for column in EVENT_COLUMNS if "date" in column.kind}
    with xlsxwriter.Workbook(file, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Sự việc")
        sheet.write_row(0, 0, names)
        for i, row in enumerate(rows, 1):
            for j, name in enumerate(names):
                if row[name] is None:
                    continue
                if name in days:
                    sheet.write_datetime(i, j, date.fromisoformat(str(row[name])))
                else:
                    sheet.write(i, j, int(str(row[name])) if name == "province" else row[name])


WRITERS: dict[str, Callable[[list[dict[str, object]], Path, list[str]], None]] = {
    ".jsonl": write_jsonl,
    ".csv": write_csv,
    ".parquet": write_parquet,
    ".xlsx": write_xlsx,
}


@pytest.fixture(scope="module")
def events() -> list[dict[str, object]]:
    """Events of every kind, some facts unknown, none of a day without law."""
    chance = random.Random(11)
    found: list[dict[str, object]] = []
    while len(found) < 200:
        facts = event(chance, chance.choice(KINDS).code, chance.choice(("2024-09-10", "2026-08-15", "2026-10-05")), 0.1)
        facts["event_id"] = f"sv-{len(found):03d}"
        try:
            one_off(facts)
        except NoLawForEventError:
            continue
        found.append(facts)
    return found


@pytest.mark.parametrize("suffix", WRITERS)
def test_every_input_gives_the_same_answers_in_order(
    suffix: str, events: list[dict[str, object]], tmp_path: Path
) -> None:
    file, out = tmp_path / f"events{suffix}", tmp_path / "out.jsonl"
    WRITERS[suffix](events, file, NAMES)
    assert run(file, "--out", out).exit_code == 0
    assert rows_in(out.read_text(encoding="utf-8")) == [one_off(facts) for facts in events]


def test_outputs_agree(events: list[dict[str, object]], tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    write_jsonl(events, file, NAMES)
    expected = [one_off(facts) for facts in events]
    assert rows_in(run(file).stdout) == expected
    for suffix in (".parquet", ".csv"):
        assert run(file, "--out", tmp_path / f"out{suffix}").exit_code == 0
    assert pl.read_parquet(tmp_path / "out.parquet").to_dicts() == expected
    for got, want in zip(pl.read_csv(tmp_path / "out.csv", infer_schema=False).to_dicts(), expected, strict=True):
        assert (json.loads(got["benefits"]), json.loads(got["missing"])) == (want["benefits"], want["missing"])
        assert (got["amount_vnd"], got["kg"]) == (text_of(want["amount_vnd"]), text_of(want["kg"]))


def test_explain_gives_every_title(tmp_path: Path) -> None:
    file, out = tmp_path / "events.jsonl", tmp_path / "out.parquet"
    facts = {"event_id": "1", "kind": "injury", "happened": "2024-09-10", "cause": "fire", "treatment_days": 2}
    write_jsonl([facts], file, list(facts))
    (row,) = rows_in(run(file, "--explain").stdout)
    assert row == one_off(facts, explain=True)
    assert [reason["title"] for reason in row["because"]] == ["injured", "injured_away"]  # type: ignore[attr-defined]
    assert run(file, "--explain", "--out", out).exit_code == 0
    assert json.loads(pl.read_parquet(out)["because"][0]) == row["because"]


def test_absent_names_take_defaults_and_nulls_are_unknown(tmp_path: Path) -> None:
    file = tmp_path / "events.jsonl"
    base: dict[str, object] = {"kind": "funeral", "happened": "2024-09-10", "cause": "ordinary"}
    rows = [
        {"event_id": "1", **base, "allowance": "receiving"},
        {"event_id": "2", **base},
        {"event_id": "3", **base, "allowance": None},
        {"event_id": "4", "kind": "rice", "happened": "2024-02-05", "cause": "tet", "short_of_food": True},
        {"event_id": "5", "kind": "rice", "happened": "2024-02-05", "cause": "tet"},
    ]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert [(row["outcome"], row["missing"]) for row in rows_in(run(file).stdout)] == [
        ("eligible", []),
        ("not_eligible", []),
        ("undetermined", ["allowance"]),
        ("eligible", []),
        ("undetermined", ["short_of_food"]),
    ]


BAD: dict[str, tuple[dict[str, object], tuple[str, ...]]] = {
    "unknown column": ({"colour": "red"}, ("cột colour",)),
    "value outside the list": ({"cause": "flood"}, ("dòng 2", "cột cause", "'flood'")),
    "unknown kind": ({"kind": "wedding"}, ("dòng 2", "cột kind", "'wedding'")),
    "no kind": ({"kind": None}, ("dòng 2", "cột kind", "(trống)")),
    "no day": ({"happened": None}, ("dòng 2", "cột happened", "(trống)")),
    "impossible date": ({"happened": "2024-02-30"}, ("dòng 2", "cột happened", "2024-02-30")),
    "a month is not a day": ({"happened": "2024-02"}, ("dòng 2", "cột happened", "2024-02")),
    "negative number": ({"treatment_days": -1}, ("dòng 2", "cột treatment_days", "-1")),
    "not a province": ({"province": "99"}, ("dòng 2", "cột province", "'99'")),
    "not yes or no": ({"unclaimed": "maybe"}, ("dòng 2", "cột unclaimed", "'maybe'")),
    "born later": ({"born": "2024-09-11"}, ("dòng 2", "cột born", "2024-09-11")),
    "no id": ({"event_id": None}, ("dòng 2", "cột event_id")),
    "id twice": ({"event_id": "1"}, ("dòng 2", "cột event_id", "'1'")),
    "before the first law": ({"happened": "2014-12-31"}, ("dòng 2", "cột happened", "no law for 2014-12-31")),
    "before the law of the title": (
        {"happened": "2020-05-05", "in_facility": True},
        ("dòng 2", "cột happened", "no law for 2020-05-05"),
    ),
}


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".parquet", ".xlsx"])
@pytest.mark.parametrize("bad", BAD)
def test_bad_input_is_named_and_nothing_written(suffix: str, bad: str, tmp_path: Path) -> None:
    change, expected = BAD[bad]
    good: dict[str, object] = {"event_id": "1", "kind": "funeral", "happened": "2024-09-10", "cause": "ordinary",
                               "province": "15", "treatment_days": 3, "unclaimed": False, "born": "1950-01-01",
                               "in_facility": False}  # fmt: skip
    rows = [good | dict.fromkeys(set(change) - set(good)), good | {"event_id": "2"} | change]
    names = list(rows[1])
    file, out = tmp_path / f"events{suffix}", tmp_path / "out.parquet"
    if suffix == ".jsonl":
        write_jsonl(rows, file, names)
    elif suffix == ".xlsx":
        with xlsxwriter.Workbook(file) as book:
            sheet = book.add_worksheet()
            for i, cells in enumerate([names, *([text_of(row[name]) for name in names] for row in rows)]):
                for j, cell in enumerate(cells):
                    if cell is not None:
                        sheet.write_string(i, j, str(cell))
    else:
        frame = frame_of(rows, names)
        frame.write_csv(file) if suffix == ".csv" else frame.write_parquet(file)
    result = run(file, "--out", out)
    assert result.exit_code == 2
    for part in (file.name, *expected):
        assert part in result.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [file.name]
    assert run(file).stdout == ""


def test_an_earlier_result_survives_a_failure(tmp_path: Path) -> None:
    file, out = tmp_path / "events.csv", tmp_path / "out.jsonl"
    out.write_text("earlier\n", encoding="utf-8")
    file.write_text("event_id,kind,happened\n1,rice,không rõ\n", encoding="utf-8")
    assert run(file, "--out", out).exit_code == 2
    assert out.read_text(encoding="utf-8") == "earlier\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("events.txt", b""),
        ("events.jsonl", b"{not json}\n"),
        ("events.parquet", b"PAR1 nothing"),
        ("events.xlsx", b"not a workbook"),
        ("events.csv", b""),
        ("events.csv", b"event_id,kind\n1,rice\n"),
        ("events.csv", b"event_id,kind,happened,born,born\n1,rice,2024-09-10,1990,1990\n"),
    ],
)
def test_unreadable_files_are_refused(name: str, content: bytes, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    result = run(file)
    assert (result.exit_code, result.stdout) == (2, "")
    assert name in result.stderr


def test_no_rows_is_no_error(tmp_path: Path) -> None:
    for name, content in (("events.jsonl", ""), ("events.csv", "event_id,kind,happened\n")):
        (tmp_path / name).write_text(content, encoding="utf-8")
        for out in ("out.jsonl", "out.parquet", "out.csv"):
            assert run(tmp_path / name, "--out", tmp_path / out).exit_code == 0
        assert pl.read_parquet(tmp_path / "out.parquet").height == 0


def test_rows_are_counted_across_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ansinh.determination.files.read.ROWS_AT_A_TIME", 10)
    rows = [{"event_id": f"{i:03d}", "kind": "rice", "happened": "2024-09-10"} for i in range(50)]
    for change, said in (
        ({"event_id": "002"}, "'002'"),
        ({"happened": "2014-01-01"}, "no law"),
        ({"kind": "x"}, "'x'"),
    ):
        frame = pl.DataFrame([row | (change if i == 45 else {}) for i, row in enumerate(rows)])
        for name in ("events.parquet", "events.csv", "events.jsonl"):
            file = tmp_path / name
            {".parquet": frame.write_parquet, ".csv": frame.write_csv, ".jsonl": frame.write_ndjson}[file.suffix](file)
            result = run(file)
            assert result.exit_code == 2
            assert "dòng 46" in result.stderr
            assert said in result.stderr
