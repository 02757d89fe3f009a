"""Former names of many people at once: read in one pass, not by looking up each record in turn.

As 0012 wrote it, what was undone was sought for each retracted row again; without the indexes that a big load sets aside
that took hours for twenty thousand rows.
"""

from django.db import migrations

FORMER_NAMES = """
CREATE OR REPLACE FUNCTION registry_refresh_former(people bigint[]) RETURNS void LANGUAGE sql AS $$
  WITH who AS MATERIALIZED (
    SELECT id, id AS record_id FROM unnest(people) AS id
    UNION SELECT id, alias.person_id FROM unnest(people) AS id JOIN registry_alias AS alias ON alias.kept_id = id
  ), rows_of AS MATERIALIZED (
    SELECT who.id AS whose, who.id = i.person_id AS own, i.id, i.person_id, i.source_id, i.retracted_at,
      registry_fold(i.full_name) AS name
    FROM registry_identity AS i JOIN who ON who.record_id = i.person_id
  ), undone AS (
    SELECT again.person_id, min(before.id) AS first, again.id AS last FROM rows_of AS again JOIN rows_of AS before
      ON before.person_id = again.person_id AND before.source_id = again.source_id AND before.id < again.id
    GROUP BY again.person_id, again.id
  ), found AS (
    SELECT whose, array_agg(DISTINCT name) AS names FROM rows_of AS i
    WHERE retracted_at IS NOT NULL AND name <> ''
      AND NOT EXISTS (SELECT FROM undone AS u WHERE u.person_id = i.person_id AND u.first < i.id AND u.last > i.id)
      AND NOT EXISTS (SELECT FROM rows_of AS now WHERE now.whose = i.whose AND now.own AND now.retracted_at IS NULL
        AND now.name = i.name)
    GROUP BY whose
  )
  UPDATE registry_person AS p SET former_names = coalesce(found.names, '{}')
  FROM unnest(people) AS asked (id) LEFT JOIN found ON found.whose = asked.id
  WHERE p.id = asked.id AND p.former_names IS DISTINCT FROM coalesce(found.names, '{}')
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0013_home_delivery")]

    operations = [migrations.RunSQL(FORMER_NAMES, migrations.RunSQL.noop)]
