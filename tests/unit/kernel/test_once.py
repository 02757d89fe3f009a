"""Idempotency keys and the outbox."""

import pytest

from ansinh.kernel import idempotency, outbox
from ansinh.kernel.errors import Refusal


@pytest.mark.django_db
def test_work_is_done_once_and_a_repeat_gets_the_first_answer() -> None:
    calls: list[int] = []

    def work() -> int:
        calls.append(1)
        return 42

    assert [idempotency.once("test", "k1", {"a": 1}, work) for _ in range(3)] == [42, 42, 42]
    assert len(calls) == 1


@pytest.mark.django_db
def test_a_key_used_for_something_else_is_refused() -> None:
    idempotency.once("test", "k1", {"a": 1}, lambda: 1)
    with pytest.raises(Refusal) as refusal:
        idempotency.once("test", "k1", {"a": 2}, lambda: 2)
    assert refusal.value.code == "idempotency_mismatch"


@pytest.mark.django_db
def test_a_fact_is_handled_once_and_an_unknown_kind_is_kept() -> None:
    seen: list[object] = []
    outbox.publish("thing.happened", {"id": 7})
    assert outbox.dispatch({"thing.happened": seen.append}) == 1
    assert outbox.dispatch({"thing.happened": seen.append}) == 0
    assert seen == [{"id": 7}]
    outbox.publish("nobody.listens", {})
    with pytest.raises(KeyError):
        outbox.dispatch({})
    assert outbox.waiting() == 1
