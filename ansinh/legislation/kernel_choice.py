"""Which of the two batch kernels answers: NumPy, or the one that Numba compiles. Their answers are the same."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

from ansinh.legislation import kernel as numpy_kernel
from ansinh.legislation.answer_room import AnswerRoom
from ansinh.legislation.batch import FactBatch
from ansinh.legislation.compiled import MonthRules
from ansinh.legislation.determinations import Determinations
from ansinh.legislation.errors import KernelError
from ansinh.legislation.unwritten import refuse_unwritten

KERNELS = ("auto", "numpy", "compiled")
SETTING = "ANSINH_KERNEL"
# Loading Numba and the compiled code takes about a second, in which the other kernel answers for millions of people.
LARGE = 5_000_000

Kernel = Callable[[FactBatch, MonthRules, AnswerRoom | None], Determinations]


def determine(
    batch: FactBatch, rules: MonthRules, kernel: str | None = None, room: AnswerRoom | None = None
) -> Determinations:
    """Answers for all people of a batch in one month. Raises NoLawForTitleError, and KernelError as ``chosen`` does."""
    found = chosen(batch.n, kernel)(batch, rules, room)
    refuse_unwritten(found.outcome, found.true_mask, found.known_mask, rules)
    return found


def chosen(people: int, kernel: str | None = None) -> Kernel:
    """The kernel of that name; without one as the environment says.

    "auto": the compiled one for very many people where Numba is installed. Raises KernelError for another name, and for
    "compiled" without Numba.
    """
    name = kernel or os.environ.get(SETTING) or "auto"
    if name not in KERNELS:
        raise KernelError(f"{SETTING} hoặc kernel={name!r}: chỉ nhận {', '.join(KERNELS)}.")
    if name == "numpy" or (name == "auto" and (people < LARGE or not has_numba())):
        return numpy_kernel.determine
    if not has_numba():
        raise KernelError(
            "Nhân tính biên dịch cần gói Numba: chạy sh requirements/prepare.sh fast, "
            f"hoặc bỏ {SETTING}=compiled (Numba is not installed)."
        )
    # by name, since Numba takes half a second and 90 MB in every process that only might want it
    found: Kernel = import_module("ansinh.legislation.fast.kernel").determine
    return found


def has_numba() -> bool:
    """Whether Numba is installed."""
    return find_spec("numba") is not None
