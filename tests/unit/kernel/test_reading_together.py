"""Several querysets read in one statement."""

from __future__ import annotations

from typing import Any

import pytest
from django.db.models import Exists, OuterRef

from ansinh.access.public import User
from ansinh.areas.models import Unit
from ansinh.kernel.models import OutboxFact
from ansinh.kernel.reading_together import read_together, rows_together
from ansinh.registry.models import Person, Residence
from tests import builders

pytestmark = pytest.mark.django_db


def _values(thing: Any) -> dict[str, Any]:
    return {field.attname: thing.__dict__[field.attname] for field in type(thing)._meta.concrete_fields
            if field.attname in thing.__dict__}  # fmt: skip


def test_each_gives_what_it_gives_by_itself_and_all_in_one_statement(django_assert_num_queries: Any) -> None:
    here = builders.commune()
    for name in ('Giàng "A" Páo\\n', "Sùng Thị Mỷ"):
        builders.person(here, name=name, born="1950-02-03")
    builders.officer("commune_officer", here, "can-bo")
    living = Residence.objects.filter(person_id=OuterRef("pk"), retracted_at=None)
    queries = [
        Person.objects.select_related("area").annotate(lives=Exists(living)).order_by("-pk"),
        User.objects.order_by("pk"),
        Residence.objects.filter(recorded_at__isnull=False).order_by("pk").values_list("person_id", "recorded_at"),
        Person.objects.filter(pk__in=[]),
        Unit.objects.filter(code="none"),
    ]
    alone = [list(query) for query in queries]
    with django_assert_num_queries(1):
        people, users, homes, nobody, nowhere = read_together(queries)
        assert [(_values(p), _values(p.area), p.lives) for p in people] == [
            (_values(p), _values(p.area), p.lives) for p in alone[0]
        ]
    assert [_values(user) for user in users] == [_values(user) for user in alone[1]]
    assert homes == alone[2]
    assert homes
    assert (nobody, nowhere) == ([], [])


def test_statements_give_their_rows_in_order_with_columns_of_one_name(django_assert_num_queries: Any) -> None:
    asked = (
        "SELECT n, n * %(many)s, 'Lò “Thị”' FROM generate_series(1, 2) AS n ORDER BY 1 DESC",
        "SELECT sum(n), sum(n), NULL FROM generate_series(1, 3) AS n",
        "SELECT 1 WHERE false",
    )
    with django_assert_num_queries(1):
        counted, twice, nothing = rows_together(asked, {"many": 4_000_000_000})
    assert counted == [(2, 8_000_000_000, "Lò “Thị”"), (1, 4_000_000_000, "Lò “Thị”")]
    assert (twice, nothing) == ([(6, 6, None)], [])


def test_no_query_asks_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert read_together([]) == []
        assert read_together([Person.objects.none()]) == [[]]


def test_what_would_come_back_as_something_else_is_refused() -> None:
    with pytest.raises(TypeError, match="JSONField"):
        read_together([OutboxFact.objects.all()])
    with pytest.raises(TypeError, match="prefetch"):
        read_together([User.objects.prefetch_related("groups")])
