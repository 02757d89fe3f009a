"""How the loops are compiled: once each, or into whoever calls them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

from ansinh.legislation.fast.keeping import kept_by_version

_F = TypeVar("_F", bound=Callable[..., Any])


def compiled(function: _F) -> _F:
    """Compile when first called, keep the result on disk (if a folder can be written), let go of Python's lock."""
    try:
        with kept_by_version():
            return cast(_F, numba.njit(nogil=True, cache=True)(function))
    except RuntimeError:  # no folder can be written
        return cast(_F, numba.njit(nogil=True)(function))


def inner(function: _F) -> _F:
    """As ``compiled``, put into whoever calls it: the law's tables are not handed on at each call."""
    return cast(_F, numba.njit(nogil=True, forceinline=True)(function))
