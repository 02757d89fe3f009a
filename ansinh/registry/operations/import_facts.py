"""Writing accepted rows into the registry's tables, set-based."""

from __future__ import annotations

from typing import Any

import polars

from ansinh.kernel.copy_rows import copy_frame
from ansinh.kernel.crash import crash_here
from ansinh.registry.operations.supersede import supersede

_TABLE = """
CREATE TEMP TABLE accepted (position integer, kind text, person_id bigint, from_day date, changed text, full_name text,
name_fold text,
  name_sort text COLLATE "C", born_on date, born_precision text, died date, sex text, ethnicity text, id_number text,
  paper_kind text, number_index text, village text, poverty text,
  disability text, types text, recipient text, phone text, phone_index text, bank_account text, bank text,
  head_fold text, village_key text, household_id bigint)
ON COMMIT DROP
"""
_PEOPLE = """
INSERT INTO registry_person (id, full_name, name_fold, name_sort, born_on, born_precision, died_on, sex, ethnicity,
area_id, village)
SELECT person_id, full_name, name_fold, name_sort, born_on, born_precision, died, sex, coalesce(ethnicity, ''),
%(area)s, coalesce(village, '')
FROM accepted WHERE kind = 'new'
"""
_NEW_IDENTITIES = """
INSERT INTO registry_identity (person_id, full_name, born_on, born_precision, died_on, sex, ethnicity, citizen,
source_id)
SELECT person_id, full_name, born_on, born_precision, died, sex, coalesce(ethnicity, ''), true, %(source)s FROM
accepted WHERE kind = 'new'
"""
_FORMER_IDENTITIES = """
CREATE TEMP TABLE former ON COMMIT DROP AS
SELECT i.* FROM registry_identity AS i JOIN accepted AS a ON a.person_id = i.person_id AND a.kind = 'changed'
WHERE i.retracted_at IS NULL AND string_to_array(a.changed, ',') && '{full_name,born,sex,ethnicity,died}'
"""
_RETRACT_IDENTITIES = """
UPDATE registry_identity SET retracted_at = statement_timestamp(), retracted_by_id = %(source)s WHERE id IN (SELECT id
FROM former)
"""
_CHANGED_IDENTITIES = """
INSERT INTO registry_identity (person_id, full_name, born_on, born_precision, died_on, sex, ethnicity, citizen,
source_id)
SELECT a.person_id, CASE WHEN 'full_name' = ANY (k.keys) THEN a.full_name ELSE f.full_name END,
  CASE WHEN 'born' = ANY (k.keys) THEN a.born_on ELSE f.born_on END,
  CASE WHEN 'born' = ANY (k.keys) THEN a.born_precision ELSE f.born_precision END,
  coalesce(a.died, f.died_on), coalesce(a.sex, f.sex), coalesce(a.ethnicity, f.ethnicity), f.citizen, %(source)s
FROM accepted AS a JOIN former AS f USING (person_id) CROSS JOIN LATERAL (SELECT string_to_array(a.changed, ',') AS
keys) AS k
"""
_PROJECT = """
UPDATE registry_person AS p SET full_name = i.full_name, born_on = i.born_on, born_precision = i.born_precision,
died_on = i.died_on,
  sex = i.sex, ethnicity = i.ethnicity,
  name_fold = CASE WHEN p.full_name = i.full_name THEN p.name_fold ELSE a.name_fold END,
  name_sort = CASE WHEN p.full_name = i.full_name THEN p.name_sort ELSE a.name_sort END
FROM registry_identity AS i JOIN accepted AS a USING (person_id) WHERE i.person_id = p.id AND i.retracted_at IS NULL
AND i.source_id = %(source)s
  AND a.kind = 'changed'
"""
_KNOWN_HOUSEHOLDS = """
UPDATE accepted AS a SET household_id = m.household_id FROM registry_membership AS m
WHERE m.person_id = a.person_id AND m.retracted_at IS NULL AND m.valid @> a.from_day
"""
_HOUSEHOLDS_OF_HEADS = """
UPDATE accepted AS a SET household_id = h.household_id FROM (
  SELECT p.name_fold, p.village, min(m.household_id) AS household_id FROM registry_membership AS m JOIN
  registry_person AS p ON p.id = m.person_id
  WHERE m.is_head AND m.retracted_at IS NULL AND upper(m.valid) IS NULL AND p.area_id = %(area)s GROUP BY 1, 2 HAVING
  count(*) = 1
) AS h WHERE a.household_id IS NULL AND a.kind = 'new' AND a.head_fold <> a.name_fold AND h.name_fold = a.head_fold AND
h.village = coalesce(a.village, '')
"""
_FRESH_HOUSEHOLDS = """
CREATE TEMP TABLE fresh ON COMMIT DROP AS SELECT nextval(pg_get_serial_sequence('registry_household', 'id')) AS id, k.*
FROM (
  SELECT head_fold, village_key, coalesce(min(village), '') AS village FROM accepted
  WHERE household_id IS NULL AND (kind = 'new' OR 'poverty' = ANY (string_to_array(changed, ','))) GROUP BY 1, 2
) AS k
"""
_STATEMENTS = (
    "INSERT INTO registry_household (id, area_id, village) SELECT id, %(area)s, village FROM fresh",
    "UPDATE accepted AS a SET household_id = f.id FROM fresh AS f WHERE a.household_id IS NULL AND a.head_fold = "
    "f.head_fold "
    "AND a.village_key = f.village_key AND (a.kind = 'new' OR 'poverty' = ANY (string_to_array(a.changed, ',')))",
    "INSERT INTO registry_membership (person_id, household_id, is_head, relation, valid, source_id) "
    "SELECT person_id, household_id, head_fold = name_fold AND household_id IN (SELECT id FROM fresh), '', "
    "daterange(from_day, NULL), %(source)s "
    "FROM accepted AS a WHERE household_id IS NOT NULL "
    "AND NOT EXISTS (SELECT FROM registry_membership AS m WHERE m.person_id = a.person_id AND m.retracted_at IS NULL "
    "AND m.valid && daterange(a.from_day, NULL))",
    "UPDATE registry_person AS p SET village = a.village FROM accepted AS a "
    "WHERE a.person_id = p.id AND a.kind = 'changed' AND 'village' = ANY (string_to_array(a.changed, ','))",
)
_HAS = "'{key}' = ANY (string_to_array(a.changed, ','))"


def write_import(cursor: Any, frame: polars.DataFrame, *, source_id: int, area_id: int) -> None:
    """Write new people and changed facts of a frame of `import_rows.accepted_frame`; every fact names the source."""
    given = {"source": source_id, "area": area_id}
    cursor.execute(_TABLE)
    copy_frame(cursor, "accepted", frame)
    cursor.execute("ANALYZE accepted")  # else a long list is joined row by row
    cursor.execute(_PEOPLE, given)
    cursor.execute(_NEW_IDENTITIES, given)
    cursor.execute(_FORMER_IDENTITIES)
    cursor.execute(_RETRACT_IDENTITIES, given)
    cursor.execute(_CHANGED_IDENTITIES, given)
    cursor.execute(_PROJECT, given)
    crash_here("accept_import.people")
    _households(cursor, given)
    _facts(cursor, given)
    cursor.execute("DROP TABLE accepted, former, fresh")


def _households(cursor: Any, given: dict[str, int]) -> None:
    cursor.execute(_KNOWN_HOUSEHOLDS)
    cursor.execute(_HOUSEHOLDS_OF_HEADS, given)
    cursor.execute(_FRESH_HOUSEHOLDS)
    for statement in _STATEMENTS:
        cursor.execute(statement, given)


def _facts(cursor: Any, given: dict[str, int]) -> None:
    source = given["source"]
    supersede(
        cursor,
        table="registry_residence",
        key=("person_id",),
        values=("unit_id", "village"),
        query=f"SELECT person_id, from_day, %(area)s::bigint AS unit_id, coalesce(village, '') AS village FROM "  # noqa: S608 - our own names
        f"accepted AS a "
        f"WHERE kind = 'new' OR {_HAS.format(key='village')}",
        given=given,
        source_id=source,
    )
    supersede(
        cursor,
        table="registry_paper",
        key=("person_id", "kind"),
        values=("number", "number_index"),
        query="SELECT person_id, from_day, paper_kind AS kind, id_number AS number, number_index "  # noqa: S608 - our own names
        f"FROM accepted AS a WHERE {_HAS.format(key='id_number')}",
        given=given,
        source_id=source,
    )
    supersede(
        cursor,
        table="registry_poverty",
        key=("household_id",),
        values=("status",),
        query="SELECT DISTINCT ON (household_id) household_id, from_day, poverty AS status FROM accepted AS a "  # noqa: S608 - our own names
        f"WHERE household_id IS NOT NULL AND {_HAS.format(key='poverty')} ORDER BY household_id, position",
        given=given,
        source_id=source,
    )
    supersede(
        cursor,
        table="registry_phone",
        key=("person_id",),
        values=("number", "number_index"),
        query="SELECT person_id, from_day, phone AS number, phone_index AS number_index FROM accepted AS a "  # noqa: S608 - our own names
        f"WHERE phone IS NOT NULL AND {_HAS.format(key='phone')}",
        given=given,
        source_id=source,
    )
    _disability_and_channel(cursor, given)


def _disability_and_channel(cursor: Any, given: dict[str, int]) -> None:
    supersede(
        cursor,
        table="registry_disability",
        key=("person_id",),
        values=("degree", "types", "certified_on"),
        query=f"""
SELECT person_id, from_day, coalesce(a.disability, d.degree) AS degree, coalesce(a.types, d.types, '') AS types,
  CASE WHEN a.disability IS NULL OR NOT {_HAS.format(key="disability")} THEN d.certified_on END AS certified_on
FROM accepted AS a LEFT JOIN LATERAL (SELECT * FROM registry_disability AS d WHERE d.person_id = a.person_id
  AND d.retracted_at IS NULL AND d.valid @> a.from_day) AS d USING (person_id)
WHERE {_HAS.format(key="disability")} OR {_HAS.format(key="disability_type")}
""",  # noqa: S608 - our own names
        given=given,
        source_id=given["source"],
    )
    supersede(
        cursor,
        table="registry_payment_channel",
        key=("person_id",),
        values=("kind", "bank", "account", "recipient_name"),
        query=f"""
SELECT person_id, from_day, CASE
    WHEN coalesce(a.bank_account, c.account, '') = '' THEN CASE c.kind WHEN 'home' THEN c.kind ELSE 'post_office' END
    WHEN c.kind = 'social_account' THEN c.kind ELSE 'bank' END AS kind,
  coalesce(a.bank, c.bank, '') AS bank, coalesce(a.bank_account, c.account, '') AS account,
  coalesce(a.recipient, c.recipient_name, '') AS recipient_name
FROM accepted AS a LEFT JOIN LATERAL (SELECT * FROM registry_payment_channel AS c WHERE c.person_id = a.person_id
  AND c.retracted_at IS NULL AND c.valid @> a.from_day) AS c USING (person_id)
WHERE {_HAS.format(key="recipient")} OR {_HAS.format(key="bank_account")} OR {_HAS.format(key="bank")}
""",  # noqa: S608 - our own names
        given=given,
        source_id=given["source"],
    )
