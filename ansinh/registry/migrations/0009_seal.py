"""Seal what lies open: in batches, each kept; called again after a kill, it goes on with what is left."""

from django.db import connection, migrations, transaction

from ansinh.kernel.joined_operations import RunWithoutModels
from ansinh.kernel.sealing.blind import blind_all
from ansinh.kernel.sealing.columns import batches
from ansinh.kernel.sealing.sealing_up import rewrite_tables, seal_column, told, write_column
from ansinh.kernel.sealing.values import open_all, seal_all

KINDS = ("abandoned", "father", "mother", "hiv", "marital", "pregnant", "imprisoned")
# (table, column, kind of value, width, how the text to seal is read from what is stored)
COLUMNS = (
    ("registry_person", "ethnicity", "ethnicity", 16, str),
    ("registry_identity", "ethnicity", "ethnicity", 16, str),
    ("registry_paper", "number", "number", 16, str),
    ("registry_phone", "number", "phone", 16, str),
    ("registry_payment_channel", "account", "account", 16, str),
    ("registry_disability", "degree", "degree", 16, str),
    ("registry_disability", "types", "types", 64, lambda text: text.strip("{}")),
    ("registry_disability", "certified_on", "certified", 16, str),
    ("registry_change_request", "values", "asked", 256, str),
    ("registry_change_request", "rows", "rows", 256, str),
    ("registry_merge", "choices", "choices", 256, str),
)
MOVE = """
WITH gone AS (DELETE FROM registry_circumstance WHERE id = ANY (%s) RETURNING *)
INSERT INTO registry_sealed_circumstance
  (person_id, content, slot, valid, recorded_at, retracted_at, source_id, retracted_by_id)
SELECT person_id, n.content, n.slot, valid, recorded_at, retracted_at, source_id, retracted_by_id
FROM gone JOIN unnest(%s::bigint[], %s::text[], %s::text[]) AS n (id, content, slot) USING (id)
"""


def seal(apps, schema_editor):
    # A certificate without types was an empty array; empty texts are not sealed.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('ansinh.resealing', 'on', true)")
        cursor.execute("UPDATE registry_disability SET types = '' WHERE types = '{}'")
    done = sum(seal_column(t, c, what, width=width, read=read) for t, c, what, width, read in COLUMNS)
    done += _index_numbers() + _move_circumstances()
    if done:
        rewrite_tables(*dict.fromkeys(table for table, *_ in COLUMNS), "registry_circumstance")


def _index_numbers():
    done = 0
    for table, kind in (("registry_paper", "number"), ("registry_phone", "phone")):
        for rows in batches(table, ["number"], "number_index IS NULL"):
            with transaction.atomic():
                indexes = blind_all(kind, open_all(number for _, number in rows))
                done += write_column(table, "number_index", [pk for pk, _ in rows], indexes)
            told(f"{table}.number_index: {done}")
    return done


def _move_circumstances():
    done = 0
    kinds = ", ".join(f"'{kind}'" for kind in KINDS)
    for rows in batches("registry_circumstance", ["person_id", "kind", "value"], f"kind IN ({kinds})"):
        contents = seal_all("circumstance", [f"{kind}={value or ''}" for _, _, kind, value in rows], width=32)
        slots = blind_all("circumstance", [f"{person}|{kind}" for _, person, kind, _ in rows])
        ids = [pk for pk, *_ in rows]
        with transaction.atomic(), connection.cursor() as cursor:
            # A move within the registry: nothing that was recorded is lost.
            cursor.execute("ALTER TABLE registry_circumstance DISABLE TRIGGER registry_circumstance_no_delete")
            cursor.execute(MOVE, [ids, ids, contents, slots])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE registry_circumstance ENABLE TRIGGER registry_circumstance_no_delete")
        done += len(rows)
        told(f"registry_circumstance: {done}")
    return done


class Migration(migrations.Migration):
    atomic = False

    dependencies = [("registry", "0008_room_for_sealed")]

    operations = [RunWithoutModels(seal, RunWithoutModels.noop)]
