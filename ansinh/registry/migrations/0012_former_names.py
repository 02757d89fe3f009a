"""Names that a person was recorded under before are kept beside the present one, with keys of their own to find by."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
from django.db import migrations, models

# Folded names of what is believed no more, the record's own and those of records that it took up. What was undone
# leaves none: undoing records again what stood before, under its old source. Triggers keep them: every way of correcting
# a name retracts an identity, every merge and undoing changes the state of a merge.
REFRESH = """
CREATE FUNCTION registry_fold(written text) RETURNS text LANGUAGE sql STABLE STRICT PARALLEL SAFE RETURN
  btrim(regexp_replace(lower(unaccent(normalize(written, NFC))), '\\s+', ' ', 'g'));

CREATE FUNCTION registry_refresh_former(people bigint[]) RETURNS void LANGUAGE sql AS $$
  UPDATE registry_person AS p SET former_names = found.names FROM (
    SELECT who.id, coalesce(array_agg(DISTINCT registry_fold(i.full_name)) FILTER (
      WHERE registry_fold(i.full_name) <> ''
        AND registry_fold(i.full_name) IS DISTINCT FROM registry_fold(now.full_name)), '{}') AS names
    FROM (
      SELECT id, id AS record_id FROM unnest(people) AS id
      UNION SELECT id, alias.person_id FROM unnest(people) AS id JOIN registry_alias AS alias ON alias.kept_id = id
    ) AS who
    LEFT JOIN registry_identity AS i ON i.person_id = who.record_id AND i.retracted_at IS NOT NULL
      AND NOT EXISTS (
        SELECT FROM registry_identity AS again JOIN registry_identity AS before
          ON before.person_id = again.person_id AND before.source_id = again.source_id AND before.id < i.id
        WHERE again.person_id = i.person_id AND again.id > i.id)
    LEFT JOIN registry_identity AS now ON now.person_id = who.id AND now.retracted_at IS NULL
    GROUP BY who.id
  ) AS found
  WHERE p.id = found.id AND p.former_names IS DISTINCT FROM found.names
$$;
REVOKE EXECUTE ON FUNCTION registry_refresh_former FROM PUBLIC;
"""
TRIGGERS = """
CREATE FUNCTION registry_identity_former() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  people bigint[];
BEGIN
  SELECT array_agg(DISTINCT w.person_id) INTO people FROM written AS w WHERE EXISTS (
    SELECT FROM registry_identity AS i WHERE i.person_id = w.person_id AND i.retracted_at IS NOT NULL);
  IF people IS NOT NULL THEN
    PERFORM registry_refresh_former(people);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER registry_identity_former_new AFTER INSERT ON registry_identity
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION registry_identity_former();
CREATE TRIGGER registry_identity_former_changed AFTER UPDATE ON registry_identity
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION registry_identity_former();

CREATE FUNCTION registry_merge_former() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  people bigint[];
BEGIN
  SELECT array_agg(DISTINCT who.id) INTO people FROM written AS w
  LEFT JOIN registry_alias AS alias ON alias.person_id = w.kept_id
  CROSS JOIN LATERAL unnest(ARRAY[w.kept_id, w.absorbed_id, alias.kept_id]) AS who (id) WHERE who.id IS NOT NULL;
  IF people IS NOT NULL THEN
    PERFORM registry_refresh_former(people);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER registry_merge_former_changed AFTER UPDATE ON registry_merge
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION registry_merge_former();
CREATE TRIGGER registry_merge_former_new AFTER INSERT ON registry_merge
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION registry_merge_former();
REVOKE EXECUTE ON FUNCTION registry_identity_former, registry_merge_former FROM PUBLIC;
"""
SO_FAR = """
SELECT registry_refresh_former(array_agg(DISTINCT person_id)) FROM (
  SELECT person_id FROM registry_identity WHERE retracted_at IS NOT NULL
  UNION SELECT kept_id FROM registry_alias) AS changed
"""
KEYS = """
CREATE FUNCTION registry_former_keys(names text[], born_on date, village text, area_id bigint) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  keys integer[] := '{}';
  name text;
BEGIN
  FOREACH name IN ARRAY names LOOP
    keys := keys || registry_name_keys(name, born_on, village, area_id);
  END LOOP;
  RETURN keys;
END $$;
"""
# As before (0004_finding), and where former names are asked for, those who share the keys by one of these.
BY_KEYS = """
DROP FUNCTION registry_people_with_keys(jsonb, integer);
CREATE FUNCTION registry_people_with_keys(ways jsonb, most integer, former boolean) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp SET enable_seqscan = off AS $$
DECLARE
  test text;
  everywhere boolean := current_setting('role') = 'ansinh_wide' OR session_user = current_user;
BEGIN
  SELECT string_agg('(' || all_of || ')', ' OR ') INTO test FROM (
    SELECT (SELECT string_agg(format('name_keys && %L::integer[]', translate(keys::text, '[]', '{}')), ' AND ')
            FROM jsonb_array_elements(way) AS keys) AS all_of
    FROM jsonb_array_elements(ways) AS way) AS found;
  IF test IS NULL THEN RETURN; END IF;
  IF former THEN
    test := format('%s OR (former_keys <> ''{}'' AND (%s))', test, replace(test, 'name_keys', 'former_keys'));
  END IF;
  IF current_setting('role') = 'ansinh_app' OR NOT everywhere THEN
    test := format('(%s) AND area_id = ANY (%L::bigint[])', test,
      coalesce(nullif(current_setting('ansinh.areas', true), ''), '{}'));
  END IF;
  RETURN QUERY EXECUTE format('SELECT id FROM registry_person WHERE %s LIMIT %s', test, most);
END $$;
REVOKE EXECUTE ON FUNCTION registry_people_with_keys FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry_people_with_keys TO ansinh_app, ansinh_wide;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0011_lent")]

    operations = [
        migrations.AddField(
            model_name="person",
            name="former_names",
            field=django.contrib.postgres.fields.ArrayField(
                models.TextField(), blank=True, db_default=[], default=list
            ),
        ),
        migrations.RunSQL(REFRESH, migrations.RunSQL.noop),
        migrations.RunSQL(SO_FAR, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(KEYS, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="person",
            name="former_keys",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    *map(models.F, ("former_names", "born_on", "village", "area_id")), function="registry_former_keys"
                ),
                output_field=django.contrib.postgres.fields.ArrayField(models.IntegerField()),
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["former_keys"], name="person_former_keys", condition=~models.Q(former_keys=[])
            ),
        ),
        migrations.RunSQL(TRIGGERS, migrations.RunSQL.noop),
        migrations.RunSQL(BY_KEYS, migrations.RunSQL.noop),
    ]
