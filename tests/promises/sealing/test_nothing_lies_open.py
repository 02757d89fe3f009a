"""Nothing that must be sealed lies open: not by the check, not by the database, not in a copy of all its tables."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.db import DatabaseError, IntegrityError, connection, transaction

from ansinh.cli.verify import verify
from ansinh.kernel.sealing.columns import sealed_columns, verify_sealed
from ansinh.kernel.sealing.fields import SealedField
from ansinh.kernel.sealing.values import seal_all
from tests import builders
from tests.builders import fact, period, registry
from tests.unit.registry.requests.counter import counter

pytestmark = [pytest.mark.django_db, pytest.mark.promise]
NUMBER, ACCOUNT = "015050004711", "88085004711"


@pytest.fixture
def who() -> registry.Person:
    """Somebody with a number, an account, a certificate, a people and three circumstances."""
    found = builders.person(builders.commune(), ethnicity="La Hủ")
    fact(registry.Paper, person=found, kind="personal", number=NUMBER, valid=period("2021-01-01"))
    fact(registry.PaymentChannel, person=found, kind="bank", account=ACCOUNT, valid=period("2021-01-01"))
    fact(registry.Disability, person=found, degree="severe", types=["mental"], valid=period("2021-01-01"))
    for kind, value in (("hiv", "yes"), ("marital", "married"), ("imprisoned", None)):
        builders.circumstance(found, kind, value, "2021-01-01")
    return found


@contextmanager
def unguarded(table: str) -> Iterator[None]:
    """As somebody with the rights of the owner who switches the guards off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c'", [table])
        for (name,) in cursor.fetchall():
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
    yield


def put(table: str, column: str, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET {column} = %s", [value])


def test_a_healthy_database_has_nothing_to_tell(who: registry.Person, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path  # what lies in the folder of stored files is looked at too
    verdict = verify_sealed()
    assert verdict.wrong == ()
    assert verdict.values >= 9
    assert CliRunner().invoke(verify, ["sealed"]).exit_code == 0


@pytest.mark.parametrize(
    ("table", "column", "value", "told"),
    [
        ("registry_paper", "number", NUMBER, "để rõ"),
        ("registry_paper", "number", "account-1." + "A" * 60, "để rõ"),
        ("registry_paper", "number_index", "AAAAAAAAAAAAAAAAAAAAAA==", "không khớp"),
        ("registry_payment_channel", "account", ACCOUNT, "để rõ"),
        ("registry_disability", "degree", "severe", "để rõ"),
        ("registry_identity", "ethnicity", "La Hủ", "để rõ"),
        ("registry_sealed_circumstance", "content", "hiv=yes", "để rõ"),
        ("registry_sealed_circumstance", "content", "circumstance-1." + "A" * 60, "không mở được"),
        ("registry_sealed_circumstance", "content", "circumstance-77." + "A" * 60, "không mở được"),
    ],
)
def test_what_lies_open_or_does_not_open_is_found(
    who: registry.Person, table: str, column: str, value: str, told: str
) -> None:
    with unguarded(table):
        put(table, column, value)
    found = [wrong for wrong in verify_sealed().wrong if (wrong.table, wrong.column) == (table, column)]
    assert [told in str(wrong) for wrong in found] == [True]
    assert value not in str(found[0])
    result = CliRunner().invoke(verify, ["sealed"])
    assert result.exit_code == 1
    assert value not in result.output


@pytest.mark.parametrize("column", sealed_columns(), ids=lambda c: f"{c.table}.{c.column}")
def test_the_database_refuses_a_value_in_clear(column: object) -> None:
    """Every sealed column has a constraint that says so."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'c' "
            "AND pg_get_constraintdef(oid) LIKE %s",
            [column.table, f"%{column.column} ~ '^{column.what}-%"],  # type: ignore[attr-defined]
        )
        (found,) = cursor.fetchone()
    if not found:  # varchar columns are cast in the definition
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT string_agg(pg_get_constraintdef(oid), ' ') FROM pg_constraint "
                "WHERE conrelid = %s::regclass AND contype = 'c'",
                [column.table],  # type: ignore[attr-defined]
            )
            (text,) = cursor.fetchone()
        without_pattern = rf"starts_with\(\(?{column.column}\)?(::text)?, '{column.what}-'"  # type: ignore[attr-defined]
        assert f"^{column.what}-[0-9]" in text or re.search(without_pattern, text)  # type: ignore[attr-defined]


def test_a_row_in_clear_is_refused(who: registry.Person) -> None:
    with (
        pytest.raises(IntegrityError, match="paper_number_sealed"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "INSERT INTO registry_paper (person_id, kind, number, number_index, valid, source_id) "
            "SELECT person_id, 'old', '123456789', 'x', valid, source_id FROM registry_paper"
        )


def test_the_application_may_not_seal_anew(who: registry.Person) -> None:
    """Only the owner, and only where the setting says so: else a number could be changed under that name."""
    value = str(seal_all("number", ["015050009999"])[0])
    change = "UPDATE registry_paper SET number = %s"
    as_the_application = f"SET LOCAL ROLE ansinh_wide; SET LOCAL ansinh.resealing = 'on'; {change}"
    for statement in (change, as_the_application):
        with connection.cursor() as cursor, pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            cursor.execute(statement.replace("%s", f"'{value}'"))


def test_wrong_values_are_refused_before_they_are_sealed(who: registry.Person) -> None:
    for model, fields in (
        (registry.Disability, {"degree": "terrible"}),
        (registry.Disability, {"degree": "severe", "types": ["wings"]}),
        (registry.Paper, {"kind": "old", "number": "12345678"}),
        (registry.Paper, {"kind": "personal", "number": "123456789"}),
        (registry.SealedCircumstance, {"content": "hiv=maybe"}),
        (registry.SealedCircumstance, {"content": "studying=yes"}),
    ):
        with pytest.raises(ValueError, match="không"), transaction.atomic():
            fact(model, person=who, valid=period("2020-01-01", "2020-02-01"), **fields)


def test_a_copy_of_all_tables_tells_nothing(who: registry.Person) -> None:
    copied = everything()
    for secret in (NUMBER, ACCOUNT, "hiv=", "La Hủ", '"mental"', "{mental}"):
        assert secret not in copied, secret
    assert who.full_name in copied  # the copy is one: names are not sealed


def everything() -> str:
    """All rows of all tables as text, as a dump has them, but the words that are in code as well: names of kinds."""
    parts = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT quote_ident(relname) FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
        )
        for (table,) in cursor.fetchall():
            buffer = io.BytesIO()
            with cursor.copy(f"COPY (SELECT * FROM {table}) TO STDOUT") as copy:
                for chunk in copy:
                    buffer.write(chunk)
            parts.append(buffer.getvalue().decode())
    return "\n".join(parts)


def test_models_of_people_have_no_open_field_of_a_sealed_name() -> None:
    """A new table with a number, an account or a people in it is sealed from its first day."""
    names = {"id_number", "number", "account", "bank_account", "ethnicity", "disability", "phone", "degree"}
    own = {"payments.PayingOffice", "casework.Decision", "payments.PayrollRun", "payments.RunOffice"}
    own |= {"oversight.Simulation", "determination.Enactment", "determination.Publication"}  # numbers of texts of law
    own |= {"payments.BankStatement"}  # the paying office's own account
    own |= {"payments.DeliveryRound"}  # the telephone at work of who carries money
    own |= {
        "payments.Settlement",
        "funds.Estimate",
        "funds.Handover",
        "funds.Stocktaking",
        "funds.GiftUse",
        "payments.FeeContract",
    }  # of papers
    bare = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model.__module__.startswith("ansinh.")
        for field in model._meta.local_fields
        if field.name in names
        and not isinstance(field, SealedField)
        and field.get_internal_type() in ("CharField", "TextField")
        and model._meta.label not in own
    }
    assert bare == set()


def test_news_and_what_it_would_change_lie_sealed_from_the_draft_on(db: None) -> None:
    at = counter()
    fact(registry.Disability, person=at.wife, degree="severe", types=["mental"], valid=period("2021-01-01"))
    at.send("paper", at.wife, "2026-11-03", number=NUMBER)
    at.send("channel", at.wife, "2026-11-03", channel="bank", bank="Agribank", account=ACCOUNT)
    one = at.done("disability", at.wife, "2026-11-04", degree="extremely_severe", types=["intellectual"])
    at.done("marriage", at.wife, "2026-11-05", marital="divorced")
    copied = everything()
    for secret in (NUMBER, ACCOUNT, "extremely_severe", '"severe"', "intellectual", "divorced"):
        assert secret not in copied, secret
    assert one.rows[0]["before"]["degree"] == "severe"
    assert verify_sealed().wrong == ()


def test_requests_survive_a_change_of_keys_and_still_cannot_be_changed(db: None) -> None:
    """The owner may seal anew what was asked and done; nothing else of a request changes under that name."""
    at = counter()
    one = at.done("paper", at.wife, "2026-11-03", number=NUMBER)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT set_config('ansinh.resealing', 'on', true)")
        value = seal_all("rows", ["[]"], width=256)[0]
        cursor.execute("UPDATE registry_change_request SET rows = %s WHERE id = %s", [value, one.pk])
        with pytest.raises(DatabaseError, match="asked"), transaction.atomic():
            cursor.execute("UPDATE registry_change_request SET title = 'khác' WHERE id = %s", [one.pk])
        cursor.execute("SELECT set_config('ansinh.resealing', 'off', true)")
        with pytest.raises(DatabaseError, match="done"), transaction.atomic():
            cursor.execute("UPDATE registry_change_request SET rows = %s WHERE id = %s", [f"{value[:-4]}AAAA", one.pk])
