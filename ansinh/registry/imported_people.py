"""Whom a list's acceptance concerns: newcomers, and people whose facts it changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import Min

from ansinh.intake import public as intake
from ansinh.registry.models import Person, Source

# Every table a list can write to, with its data columns.
FACTS = {
    "registry_identity": "person_id, full_name, born_on, born_precision, died_on, sex, ethnicity, citizen",
    "registry_residence": "person_id, unit_id, village, valid",
    "registry_paper": "person_id, kind, number, number_index, valid",
    "registry_membership": "person_id, household_id, is_head, relation, valid",
    "registry_poverty": "household_id, status, valid",
    "registry_disability": "person_id, degree, types, certified_on, valid",
    "registry_phone": "person_id, number, number_index, valid",
    "registry_payment_channel": "person_id, kind, bank, account, recipient_name, valid",
}
# People whose first identity came from these sources.
NEWCOMERS = (
    "SELECT i.person_id FROM registry_identity AS i WHERE i.source_id = ANY (%s) AND NOT EXISTS "
    "(SELECT FROM registry_identity AS e WHERE e.person_id = i.person_id AND e.id < i.id "
    "AND e.source_id <> i.source_id)"
)


@dataclass(frozen=True)
class ImportedPeople:
    """Ids of the people whom the acceptance of a file wrote facts about, and when its first fact was recorded."""

    ids: frozenset[int]
    since: datetime | None


def standing_sources(file: intake.SourceFile) -> list[int]:
    """The acceptances of the file since it was last undone."""
    undone = (
        Source.objects.filter(file_id=file.pk, kind=Source.Kind.SYSTEM)
        .order_by("-id")
        .values_list("id", flat=True)
        .first()
        or 0
    )
    found = Source.objects.filter(file_id=file.pk, kind=Source.Kind.IMPORT, id__gt=undone)
    return list(found.values_list("id", flat=True))


def imported_people(file: intake.SourceFile) -> ImportedPeople:
    """Also locks these people's rows until the end of the transaction, so that nobody decides on them meanwhile."""
    sources = standing_sources(file)
    ids = _written_about(sources)
    list(Person.objects.filter(pk__in=ids).order_by("pk").select_for_update().values_list("pk", flat=True))
    since = Source.objects.filter(pk__in=sources).aggregate(first=Min("at"))["first"]
    return ImportedPeople(ids=frozenset(ids), since=since)


def _written_about(sources: Sequence[int]) -> list[int]:
    personal = [table for table in FACTS if table != "registry_poverty"]
    parts = [f"SELECT person_id FROM {table} WHERE source_id = ANY (%(s)s)" for table in personal]  # noqa: S608 - our own names
    parts.append(
        "SELECT m.person_id FROM registry_poverty AS p JOIN registry_membership AS m USING (household_id) "
        "WHERE p.source_id = ANY (%(s)s) AND m.retracted_at IS NULL"
    )
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(parts), {"s": list(sources)})
        return [person for (person,) in cursor.fetchall()]
