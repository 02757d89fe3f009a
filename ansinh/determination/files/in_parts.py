"""Several files of facts, or a large one in parts: each is determined by itself, all are put in place together."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from itertools import groupby
from pathlib import Path
from typing import IO, Protocol, TypeVar

import polars as pl

from ansinh.determination.files.determine import check_month
from ansinh.determination.files.fact_files import fact_files, names_several
from ansinh.determination.files.parts import Done, Joint, Part, determine_part, join_parts
from ansinh.determination.files.problems import file_problem, twice_in_a_month
from ansinh.determination.files.read import WHOLE, Span
from ansinh.determination.files.unfinished import unfinished_folder
from ansinh.determination.files.uniqueness import first_repeated, may_repeat
from ansinh.determination.files.write import OUTPUTS, copy_bytes

Item = TypeVar("Item")
Result = TypeVar("Result")


class Runner(Protocol):
    """Runs a function over items, anywhere, in any order; the results come in the order of the items."""

    def __call__(self, work: Callable[[Item], Result], items: Sequence[Item], /) -> list[Result]: ...


def in_turn(work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """One after another, in this process."""
    return [work(item) for item in items]


def determine_in_parts(
    facts: Path,
    *,
    month: str | None,
    explain: bool,
    out: Path | None,
    stdout: IO[bytes],
    law: tuple[str, ...] = (),
    runner: AbstractContextManager[Runner] | None = None,
    rows_a_part: int | None = None,
) -> int:
    """Determine every row of all files that ``facts`` names; returns the number of rows.

    ``out``: a folder when ``facts`` is a folder or a pattern, with a file of results for each file, of the same name;
    else one file; None: JSON Lines to ``stdout``, file after file. ``rows_a_part`` None: a file is one part.
    ``law``: texts laid over the written law. ``runner`` None: in turn; entered only when there is something to run.
    Raises Refusal; then nothing was written.
    """
    files = [file.absolute() for file in fact_files(facts)]
    check_month(facts, month, law)
    out = _checked_out(facts, out)
    suffix = ".jsonl" if out is None else ".parquet" if names_several(facts) else out.suffix.lower()
    beside = out.parent if out is not None else Path(tempfile.gettempdir())  # comes into place by renaming
    with unfinished_folder(beside) as work, runner or nullcontext(in_turn) as run:
        spans = [(file, span) for file in files for span in _spans(file, rows_a_part)]
        parts = [Part(i, file, month, explain, work, suffix, span, law) for i, (file, span) in enumerate(spans)]
        rows = _checked(run(determine_part, parts))
        _check_nobody_twice(files, parts, month)
        _put_in_place(facts, _one_a_file(parts, work, run), out, stdout)
    return rows


def _checked_out(facts: Path, out: Path | None) -> Path | None:
    """Where the results can go without being mixed with others. Raises Refusal."""
    if out is None:
        return None
    out = out.absolute()
    if not out.parent.is_dir():
        raise file_problem(out.parent, "không có thư mục này")
    if not names_several(facts):
        if out.suffix.lower() not in OUTPUTS:
            raise file_problem(out, f"kết quả chỉ ghi được dạng {', '.join(OUTPUTS)}")
        return out
    if out.suffix.lower() in OUTPUTS or out.is_file():
        raise file_problem(out, "dữ kiện ở nhiều tệp thì kết quả là một thư mục")
    if out.is_dir() and any(out.iterdir()):
        raise file_problem(out, "thư mục kết quả đã có tệp; hãy chọn thư mục mới hoặc thư mục trống")
    return out.resolve()


def _spans(file: Path, rows_a_part: int | None) -> list[Span]:
    """The file in spans of equal numbers of rows. One that cannot be read is left whole, for its part to say why."""
    if rows_a_part is None:
        return [WHOLE]
    try:
        rows = int(pl.scan_parquet(file, glob=False).select(pl.len()).collect().item())
    except (pl.exceptions.PolarsError, OSError):
        return [WHOLE]
    return [Span(first, rows_a_part) for first in range(0, rows, rows_a_part)] if rows > rows_a_part else [WHOLE]


def _checked(done: Sequence[Done]) -> int:
    """The number of rows. Raises the first refusal in the order of the files."""
    for part in sorted(done, key=lambda part: part.number):
        if part.refused is not None:
            raise part.refused
    return sum(part.rows for part in done)


def _check_nobody_twice(files: Sequence[Path], parts: Sequence[Part], month: str | None) -> None:
    if not may_repeat([part.keys for part in parts]):
        return
    found = first_repeated([pl.scan_parquet(file, glob=False) for file in files], month=month)
    if found is not None:
        source, row, person = found
        raise twice_in_a_month(files[source], row, person)


def _one_a_file(parts: Sequence[Part], work: Path, run: Runner) -> list[Path]:
    """The results of each file, under its name, in a folder of their own."""
    folder = work / "results"
    folder.mkdir()
    pieces = {file: [part.results for part in of_file] for file, of_file in groupby(parts, key=lambda part: part.file)}
    joints = [Joint(tuple(found), folder / file.name) for file, found in pieces.items()]
    run(join_parts, [joint for joint in joints if len(joint.pieces) > 1])
    for joint in joints:
        if len(joint.pieces) == 1:
            joint.pieces[0].replace(joint.target)
    return [joint.target for joint in joints]


def _put_in_place(facts: Path, results: Sequence[Path], out: Path | None, stdout: IO[bytes]) -> None:
    if out is None:
        for file in results:
            copy_bytes(file, stdout)
    elif names_several(facts):
        results[0].parent.replace(out)
    else:
        results[0].replace(out)
