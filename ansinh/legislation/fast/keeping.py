"""Where compiled code is kept: a folder for each version of the sources, within the place that Numba finds for itself.

Numba reads a kept index, which names the classes of the arguments, before it looks whether the source has changed, and
it looks at no file but the function's own. So an index of other sources must never be met: it may name a class that has
moved, and what was compiled with another file beside it would be taken for fresh.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Any

import llvmlite  # type: ignore[import-untyped]
import numba
import numpy as np
from numba.core import caching, config

_PREFIX = "compiled-"


@cache
def version() -> str:
    """A name for the sources of this folder, from which alone the loops are compiled (a test holds them to it)."""
    return name_of(Path(__file__).parent)


def name_of(folder: Path) -> str:
    """A name for a folder's sources and for what compiles them; Python and the processor are kept apart by Numba."""
    found = hashlib.sha256(repr((numba.__version__, llvmlite.__version__, np.__version__)).encode())
    for source in sorted(folder.glob("*.py")):
        found.update(source.name.encode() + b"\0" + source.read_bytes() + b"\0")
    return found.hexdigest()[:20]


class _OfThisVersion:
    """Before one of Numba's locators: a folder within its folder; what other versions left there is thrown away."""

    def get_cache_path(self) -> str:
        return str(Path(super().get_cache_path()) / f"{_PREFIX}{version()}")  # type: ignore[misc]

    def get_source_stamp(self) -> str:
        return version()

    def ensure_cache_path(self) -> None:
        super().ensure_cache_path()  # type: ignore[misc]
        throw_away_others(Path(self.get_cache_path()))


class Given(_OfThisVersion, caching.UserProvidedCacheLocator):
    """In the folder that NUMBA_CACHE_DIR names."""


class BesideSources(_OfThisVersion, caching.InTreeCacheLocator):
    """In ``__pycache__``."""


class OfUser(_OfThisVersion, caching.UserWideCacheLocator):
    """In the account's own folder for such things, where the sources may not be written beside."""


@contextmanager
def kept_by_version() -> Iterator[None]:
    """Functions that are declared meanwhile keep their compiled form here; those of other packages are left alone."""
    settings: Any = config  # filled from the environment, so that its names are not declared
    before = settings.CACHE_LOCATOR_CLASSES
    settings.CACHE_LOCATOR_CLASSES = ",".join(f"{__name__}.{each.__name__}" for each in (Given, BesideSources, OfUser))
    try:
        yield
    finally:
        settings.CACHE_LOCATOR_CLASSES = before


def throw_away_others(kept: Path) -> None:
    """Delete what other versions of the sources left beside the folder, as far as it can be."""
    for other in set(kept.parent.glob(f"{_PREFIX}*")) - {kept}:
        shutil.rmtree(other, ignore_errors=True)
    for file in kept.parent.glob("*.nb[ci]"):  # from before there were folders
        with suppress(OSError):
            file.unlink()
