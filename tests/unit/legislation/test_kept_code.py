"""Compiled code that is kept: by version of the sources, so that an update in place meets nothing of before."""

from __future__ import annotations

import ast
import shutil
from pathlib import Path

import numba
import numpy as np
import pytest
from numba.core import caching, config

from ansinh.legislation.fast import ahead, keeping, loops
from ansinh.legislation.fast.compiling import compiled

COMPILED = [each for each in vars(loops).values() if hasattr(each, "py_func")]


def test_the_loops_are_compiled_from_sources_that_the_version_covers() -> None:
    assert len(COMPILED) > 15
    for each in [*COMPILED, ahead.fetch]:
        function = getattr(each, "py_func", None) or each._defn
        taken = {name: function.__globals__.get(name) for name in function.__code__.co_names}
        home = Path(function.__code__.co_filename).parent
        assert home == Path(keeping.__file__).parent
        for name, value in taken.items():
            whose = (getattr(value, "__module__", None) or getattr(value, "__name__", "")).split(".")[0]
            assert value is None or name in declared_in(home) or whose in {"numpy", "numba", "llvmlite", "typing"}, name


def declared_in(folder: Path) -> set[str]:
    """Names that the modules of a folder give a value themselves."""
    found: set[str] = set()
    for statement in (each for source in folder.glob("*.py") for each in ast.parse(source.read_text("utf-8")).body):
        if isinstance(statement, ast.FunctionDef | ast.ClassDef):
            found.add(statement.name)
        elif isinstance(statement, ast.Assign | ast.AnnAssign):
            found |= {
                each.id
                for each in ast.walk(statement)
                if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)
            }
    return found


def test_each_version_of_the_sources_has_its_own_name(tmp_path: Path) -> None:
    own = Path(keeping.__file__).parent
    copy = tmp_path / "fast"
    shutil.copytree(own, copy, ignore=shutil.ignore_patterns("__pycache__"))
    assert keeping.name_of(copy) == keeping.name_of(own) == keeping.version()
    (copy / "ahead.py").write_text("LINE = 32\n", encoding="utf-8")
    assert keeping.name_of(copy) != keeping.version()


def test_it_is_compiled_without_keeping_where_no_folder_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(caching._CacheLocator, "ensure_cache_path", full)
    doubled = compiled(twice)
    assert doubled(21) == 42
    assert doubled.stats.cache_path is None  # type: ignore[attr-defined]


def test_what_others_compile_is_left_to_them() -> None:
    assert config.CACHE_LOCATOR_CLASSES == ""
    assert Path(compiled(twice).stats.cache_path).name == f"compiled-{keeping.version()}"  # type: ignore[attr-defined]
    assert Path(numba.njit(cache=True)(twice).stats.cache_path).name == "__pycache__"
    assert np.array_equal(compiled(twice)(np.arange(3)), [0, 2, 4])


def twice(number: int) -> int:
    return number + number
