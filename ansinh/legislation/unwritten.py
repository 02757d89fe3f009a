"""Nobody is told that the law gives nothing when an older law, which is not written down here, may have given."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from ansinh.legislation.compiled import MonthRules
from ansinh.legislation.decide import any_term, maybe_of
from ansinh.legislation.determinations import NOT_ELIGIBLE
from ansinh.legislation.errors import NoLawForTitleError

Array = npt.NDArray[Any]


def refuse_unwritten(outcome: Array, true: Array, known: Array, rules: MonthRules) -> None:
    """Raises NoLawForTitleError with the first row (counted from 0) whose "not eligible" would be a guess."""
    if not rules.unwritten:
        return
    nothing = outcome == NOT_ELIGIBLE
    maybe = maybe_of(true, known, rules)
    for title in rules.unwritten:
        found = np.flatnonzero(nothing & any_term(title.terms, maybe, true))
        if len(found):
            raise NoLawForTitleError(rules.month, title.first, title.code, int(found[0]))
