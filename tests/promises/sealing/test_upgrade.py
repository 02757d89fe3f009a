"""A database with data is sealed in batches; killed in between, it says what is left and the same call finishes."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction

from ansinh.kernel.crash import CRASHED
from ansinh.kernel.sealing.columns import verify_sealed
from ansinh.kernel.sealing.sealing_up import seal_column
from ansinh.kernel.sealing.values import FORM
from tests import builders
from tests.builders import registry
from tests.promises.child import killed

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise]
PEOPLES = ("Mông", "Dao", "Tày")
SEAL = """
from ansinh.kernel.sealing import columns
from ansinh.kernel.sealing.sealing_up import seal_column
columns.BATCH = 3
seal_column("registry_person", "ethnicity", "ethnicity")
"""
CLOSE = (
    "ALTER TABLE registry_person ADD CONSTRAINT person_ethnicity_sealed CHECK "
    f"(ethnicity = '' OR ethnicity ~ '{FORM.format(what='ethnicity')}')"
)


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def in_clear() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM registry_person WHERE ethnicity = ANY (%s)", [list(PEOPLES)])
        return int(cursor.fetchone()[0])


def test_sealing_an_old_table_killed_halfway_goes_on(capsys: pytest.CaptureFixture[str]) -> None:
    area = builders.commune()
    for number in range(10):
        builders.person(area, name=f"Vàng A {number}", ethnicity=PEOPLES[number % 3])
    run("ALTER TABLE registry_person DROP CONSTRAINT person_ethnicity_sealed")
    try:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE registry_person SET ethnicity = (%s::text[])[1 + id %% 3]", [list(PEOPLES)])
        assert in_clear() == 10
        assert killed("seal.registry_person.ethnicity", SEAL) == CRASHED
        assert in_clear() == 7  # one batch is kept
        (left,) = verify_sealed().wrong
        assert (left.column, left.count) == ("ethnicity", 7)
        with pytest.raises(IntegrityError), transaction.atomic():
            run(CLOSE)  # the upgrade cannot end before everything is sealed
        assert seal_column("registry_person", "ethnicity", "ethnicity") == 7
        assert seal_column("registry_person", "ethnicity", "ethnicity") == 0
    finally:
        run(CLOSE)
    assert in_clear() == 0
    assert verify_sealed().wrong == ()
    assert set(registry.Person.objects.values_list("ethnicity", flat=True)) == set(PEOPLES)
    assert "Mông" not in capsys.readouterr().out
