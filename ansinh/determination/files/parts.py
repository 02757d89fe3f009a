"""A part of the work: some rows of a file of facts, determined wherever there is a processor for it.

What another process or machine runs is ``determine_part`` and ``join_parts``: paths go there, and a few numbers or a
refusal come back. People's facts are read and written where they are computed.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import polars as pl

from ansinh.determination.files.determine import Run
from ansinh.determination.files.problems import file_problem
from ansinh.determination.files.read import WHOLE, Span
from ansinh.determination.files.uniqueness import KeyHashes
from ansinh.determination.files.write import PARQUET, copy_bytes, write_results
from ansinh.kernel.errors import Refusal

_FAILED = ".failed"


@dataclass(frozen=True)
class Part:
    """Some rows of a file. ``work``: the folder, seen by all, in which every part leaves its results.

    ``law``: texts laid over the written law; they go to the task as they are.
    """

    number: int
    file: Path
    month: str | None
    explain: bool
    work: Path
    suffix: str
    span: Span = WHOLE
    law: tuple[str, ...] = ()

    @property
    def results(self) -> Path:
        """Where the results go; whole once the file is there."""
        return self.work / f"{self.number:06d}{self.suffix}"

    @property
    def keys(self) -> Path:
        """Where the hashes of the keys go."""
        return self.work / f"{self.number:06d}.npy"


@dataclass(frozen=True)
class Done:
    """What became of a part: its rows, or why there are none."""

    number: int
    rows: int
    refused: Refusal | None = None


@dataclass(frozen=True)
class Joint:
    """Results of the parts of one file, in order, that are to be one file again."""

    pieces: tuple[Path, ...]
    target: Path


def determine_part(part: Part) -> Done:
    """Determine the rows of a part. Leaves its results and its keys in the folder; a refusal is returned, not raised.

    May be run again, or twice at a time: what it leaves is the same and comes into place at once. Once a part before
    it is refused there is nothing to do: the first refusal, in the order of the files, is what people are told.
    """
    if not part.work.is_dir():
        reason = "tiến trình tính không thấy thư mục này: dữ kiện và kết quả phải ở nơi mọi máy đều thấy"
        return Done(part.number, 0, file_problem(part.work, reason))
    if _refused_before(part):
        return Done(part.number, 0)
    keys = KeyHashes()
    run = Run(part.file, part.month, part.explain, part.span, keys, part.law)
    try:
        write_results(run, out=part.results, stdout=sys.stdout.buffer)
    except Refusal as refusal:
        (part.work / f"{part.number:06d}{_FAILED}").touch()
        return Done(part.number, 0, refusal)
    keys.save(part.keys)
    return Done(part.number, run.rows - part.span.first)


def _refused_before(part: Part) -> bool:
    return any(int(mark.stem) < part.number for mark in part.work.glob(f"[0-9]*{_FAILED}"))


def join_parts(joint: Joint) -> Path:
    """Put the results of a file's parts together; returns where they are. May be run again, as ``determine_part``."""
    attempt = joint.target.with_name(f".{joint.target.name}.{uuid4().hex}")
    suffix = joint.pieces[0].suffix
    if suffix == ".parquet":
        pl.scan_parquet(list(joint.pieces), glob=False).sink_parquet(attempt, **PARQUET)
    else:
        with attempt.open("wb") as target:
            for place, piece in enumerate(joint.pieces):
                copy_bytes(piece, target, skip_line=suffix == ".csv" and place > 0)
    return attempt.replace(joint.target)
