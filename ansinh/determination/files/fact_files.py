"""Which files FACTS names: one file, the Parquet files of a folder, or those that a pattern fits."""

from __future__ import annotations

from glob import glob, has_magic
from pathlib import Path

from ansinh.determination.files.problems import file_problem

_OF_OTHERS = ("_", ".")  # marks and checksums that programs leave beside their Parquet files


def names_several(facts: Path) -> bool:
    """Whether FACTS is a folder or a pattern, so that OUT is a folder."""
    return facts.is_dir() or (has_magic(str(facts)) and not facts.exists())


def fact_files(facts: Path) -> list[Path]:
    """The files, by name. Raises Refusal when there are none, or when something else lies among them.

    Whatever is not Parquet is refused, not passed over: people would be left out without a word.
    """
    if not names_several(facts):
        if not facts.is_file():
            raise file_problem(facts, "không tìm thấy tệp")
        if facts.suffix.lower() != ".parquet":
            raise file_problem(facts, "chỉ chia phần được tệp .parquet")
        return [facts]
    found = sorted(facts.iterdir() if facts.is_dir() else map(Path, glob(str(facts))))
    files = [file for file in found if not file.name.startswith(_OF_OTHERS)]
    if not files:
        raise file_problem(facts, "không có tệp nào")
    for file in files:
        if file.suffix.lower() != ".parquet" or not file.is_file():
            raise file_problem(file, f"{facts} chỉ được có tệp .parquet")
    names = [file.name for file in files]
    for file in files:
        if names.count(file.name) > 1:
            raise file_problem(file, f"hai tệp của {facts} trùng tên")
    return files
