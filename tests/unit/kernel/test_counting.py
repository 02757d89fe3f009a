"""Several queries counted in one statement."""

from __future__ import annotations

from typing import Any

import pytest

from ansinh.kernel.counting import counted
from ansinh.kernel.models import OutboxFact

pytestmark = pytest.mark.django_db


def test_each_query_is_counted_as_by_itself_and_all_in_one_statement(django_assert_num_queries: Any) -> None:
    for kind in ("one", "one", "other"):
        OutboxFact.objects.create(kind=kind, payload={})
    facts = OutboxFact.objects.order_by("-id")
    queries = [
        facts.filter(kind="one"), facts.values("kind").distinct(), facts.filter(kind="none"), facts.filter(pk__in=[]),
    ]  # fmt: skip
    with django_assert_num_queries(1):
        assert counted(queries) == [2, 2, 0, 0]


def test_no_query_asks_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert counted([]) == []
