"""Asking the memory for what the loops look at next. It changes how long they wait, never what they find."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy.typing as npt
from llvmlite import ir  # type: ignore[import-untyped]
from numba.core import cgutils, types
from numba.extending import intrinsic

from ansinh.legislation.fast.compiling import inner

Array = npt.NDArray[Any]
LINE = 64  # bytes of the processor's cache that come at once


def _fetch(context: Any, array: Any, place: Any) -> Any:
    """Ask the memory for what stands at a place of an array, into the processor's second cache, without waiting."""

    def generated(target: Any, builder: Any, signature: Any, given: Any) -> Any:
        held = target.make_array(signature.args[0])(target, builder, given[0])
        number, byte = ir.IntType(32), ir.IntType(8).as_pointer()
        kind = ir.FunctionType(ir.VoidType(), [byte, number, number, number])
        asked = cast(Any, cgutils).get_or_insert_function(builder.module, kind, "llvm.prefetch.p0i8")
        address = builder.bitcast(builder.gep(held.data, [given[1]]), byte)
        builder.call(asked, [address, number(0), number(2), number(1)])  # to read, level, data
        return target.get_dummy_value()

    return types.void(array, types.intp), generated


fetch: Callable[[Array, int], None] = cast(Any, intrinsic(_fetch))


@inner
def fetch_piece(column: Array, start: int, many: int) -> None:
    """Ask for a piece of a column, a line of the cache after another."""
    for j in range(start, min(start + many, len(column)), LINE // column.itemsize):
        fetch(column, j)
