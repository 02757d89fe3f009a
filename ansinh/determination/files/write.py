"""Puts a stream of result rows into a file; nothing is left behind when something is wrong on the way."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, Protocol

import polars as pl
from polars.io.plugins import register_io_source

from ansinh.determination.files.problems import file_problem
from ansinh.determination.files.unfinished import unfinished_file
from ansinh.kernel.errors import Refusal

OUTPUTS = (".jsonl", ".parquet", ".csv")
PARQUET: Mapping[str, Any] = {"compression": "zstd", "compression_level": 1}
Schema = Mapping[str, pl.DataType | type[pl.DataType]]


class Results(Protocol):
    """Rows of results, with columns ``benefits`` and ``missing``; with ``explain`` also ``because`` (JSON)."""

    schema: Schema
    explain: bool

    def frames(self) -> Iterator[pl.DataFrame]:
        """The rows in order. Raises Refusal."""
        ...


def write_results(results: Results, *, out: Path | None, stdout: IO[bytes]) -> None:
    """Write all rows. ``out`` None: JSON Lines to ``stdout``. Raises Refusal; then nothing was written."""
    if out is not None and out.suffix.lower() not in OUTPUTS:
        raise file_problem(out, f"kết quả chỉ ghi được dạng {', '.join(OUTPUTS)}")
    folder = out.parent if out is not None else Path(tempfile.gettempdir())
    if not folder.is_dir():
        raise file_problem(folder, "không có thư mục này")
    suffix = out.suffix.lower() if out is not None else ".jsonl"
    with unfinished_file(folder, suffix) as written:
        _WRITERS[suffix](results, written)
        if out is not None:
            written.chmod(0o644)
            written.replace(out)
        else:
            copy_bytes(written, stdout)


def copy_bytes(file: Path, target: IO[bytes], *, skip_line: bool = False) -> None:
    """Append the content of a file, or all but its first line, to what is being written."""
    with file.open("rb") as content:
        if skip_line:
            content.readline()
        shutil.copyfileobj(content, target, 1 << 20)


def _write_jsonl(results: Results, written: Path) -> None:
    with written.open("wb") as target:
        for frame in results.frames():
            if not results.explain:
                frame.write_ndjson(target)
                continue
            for row in frame.iter_rows(named=True):
                reasons = json.loads(row["because"])
                target.write(json.dumps({**row, "because": reasons}, ensure_ascii=False).encode() + b"\n")


def _write_csv(results: Results, written: Path) -> None:
    first = True
    with written.open("wb") as target:
        for frame in results.frames():
            _as_text(frame).write_csv(target, include_header=first)
            first = False
        if first:
            _as_text(pl.DataFrame(schema=results.schema)).write_csv(target)


def _as_text(frame: pl.DataFrame) -> pl.DataFrame:
    lines = pl.col("benefits").list.eval(pl.element().struct.json_encode()).list.join(",")
    quoted = pl.col("missing").list.eval(pl.format('"{}"', pl.element())).list.join(",")
    return frame.with_columns(pl.format("[{}]", lines).alias("benefits"), pl.format("[{}]", quoted).alias("missing"))


def _write_parquet(results: Results, written: Path) -> None:
    schema = {**results.schema, **({"because": pl.String} if results.explain else {})}
    failures: list[Refusal] = []  # polars would wrap them

    def source(
        columns: list[str] | None, predicate: pl.Expr | None, rows: int | None, size: int | None
    ) -> Iterator[pl.DataFrame]:
        try:
            yield from results.frames()
        except Refusal as refusal:
            failures.append(refusal)
            raise

    try:
        register_io_source(source, schema=schema).sink_parquet(written, **PARQUET)
    except pl.exceptions.PolarsError as error:
        if failures:
            raise failures[0] from error
        raise


_WRITERS = {".jsonl": _write_jsonl, ".csv": _write_csv, ".parquet": _write_parquet}
