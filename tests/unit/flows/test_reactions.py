"""Every fact that is published has a reaction, and reactions do what they say."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import ansinh
from ansinh.flows.reactions import REACTIONS, react
from ansinh.kernel import outbox, progress


def _published() -> set[str]:
    kinds = set()
    for path in Path(ansinh.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == "publish":
                kinds |= {arg.value for arg in node.args[:1] if isinstance(arg, ast.Constant)}
    return kinds


def test_every_published_kind_of_fact_has_a_reaction_and_none_reacts_to_nothing() -> None:
    assert _published() == set(REACTIONS)


@pytest.mark.django_db
def test_returned_payments_are_noted_for_review_once() -> None:
    outbox.publish("payment.returned", {"run_id": 7, "lines": 3, "amount_vnd": 1_620_000})
    assert (react(), react()) == (1, 0)
    (note,) = progress.of("returns:7")
    assert (note.state, note.total) == ("waiting", 3)
    assert "1.620.000" in note.message
