"""A refusal comes whole from another process."""

from __future__ import annotations

import pickle
from datetime import date

from ansinh.kernel.errors import AlreadyDone, Refusal


def test_a_refusal_survives_pickling() -> None:
    for kind in (Refusal, AlreadyDone):
        refusal = kind("tệp a.parquet, dòng 2", code="bad_fact_file", row=2, value=date(2026, 11, 1))
        again = pickle.loads(pickle.dumps(refusal))  # noqa: S301  # our own bytes
        assert type(again) is kind
        assert (again.message, again.code, again.where) == (refusal.message, refusal.code, refusal.where)
        assert again.args == refusal.args
