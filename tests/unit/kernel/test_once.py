"""Idempotency keys and the outbox."""

from collections.abc import Mapping

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
def test_a_fact_that_waits_is_not_published_twice_when_once_is_enough() -> None:
    for number in (1, 1, 2):
        outbox.publish("thing.wanted", {"id": number}, once=True)
    assert outbox.dispatch({"thing.wanted": lambda _fact: None}) == 2
    outbox.publish("thing.wanted", {"id": 1}, once=True)
    assert outbox.waiting() == 1


@pytest.mark.django_db
def test_a_fact_is_handled_once_and_an_unknown_kind_is_kept() -> None:
    seen: list[Mapping[str, object]] = []
    outbox.publish("thing.happened", {"id": 7})
    assert outbox.dispatch({"thing.happened": seen.append}) == 1
    assert outbox.dispatch({"thing.happened": seen.append}) == 0
    assert [(fact["id"], set(fact)) for fact in seen] == [(7, {"id", "published_at"})]
    outbox.publish("nobody.listens", {})
    with pytest.raises(KeyError):
        outbox.dispatch({})
    assert outbox.waiting() == 1
