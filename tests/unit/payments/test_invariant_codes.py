"""Findings are told by the code of their invariant."""

from __future__ import annotations

from ansinh.payments.verification import CHECKED


def test_each_code_names_one_invariant() -> None:
    codes = [one.code for one in CHECKED]
    assert len(set(codes)) == len(codes) >= 30
