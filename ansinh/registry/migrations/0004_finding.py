"""Finding people: keys of a name with year and village, the words that occur, keys that very many share, phones."""

import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.functions.datetime
from django.db import migrations, models
from django.db.models.deletion import PROTECT

from ansinh.kernel.row_security import APPEND, KEEP, append_only, open_table, scoped_through
from ansinh.registry.models.dated import no_overlap, sound

# The same sums as ansinh.registry.finding.keys; a test compares them.
KEYS = """
CREATE FUNCTION registry_name_key(word text) RETURNS integer
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE RETURN ('x' || left(md5(word), 8))::bit(32)::integer;

CREATE FUNCTION registry_name_keys(name_fold text, born_on date, village text, area_id bigint) RETURNS integer[]
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  words text[];
  keys integer[] := '{}';
  year text := extract(year FROM born_on)::integer::text;
  i integer;
  j integer;
BEGIN
  SELECT array_agg(DISTINCT word COLLATE "C" ORDER BY word COLLATE "C") INTO words
  FROM unnest((string_to_array(name_fold, ' '))[:12]) AS word WHERE word <> '';
  FOR i IN 1 .. coalesce(array_length(words, 1), 0) LOOP
    keys := keys || ('x' || left(md5(words[i]), 8))::bit(32)::integer
                 || ('x' || left(md5(words[i] || '@' || year), 8))::bit(32)::integer
                 || ('x' || left(md5(words[i] || '/' || area_id), 8))::bit(32)::integer;
    IF village <> '' THEN
      keys := keys || ('x' || left(md5(words[i] || '#' || village), 8))::bit(32)::integer;
    END IF;
    FOR j IN i + 1 .. array_length(words, 1) LOOP
      keys := keys || ('x' || left(md5(words[i] || ' ' || words[j]), 8))::bit(32)::integer;
    END LOOP;
  END LOOP;
  RETURN keys;
END $$;
"""
# Row-level security lets no index answer "has one of these keys": the operator might tell of rows that are hidden. So
# the index is asked by this function of the owner, which gives numbers of files alone, and those only of the areas of
# whoever asks. What is behind a number is then read under the policies, as ever.
BY_KEYS = """
CREATE FUNCTION registry_people_with_keys(ways jsonb, most integer) RETURNS SETOF bigint
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
  IF current_setting('role') = 'ansinh_app' OR NOT everywhere THEN
    test := format('(%s) AND area_id = ANY (%L::bigint[])', test,
      coalesce(nullif(current_setting('ansinh.areas', true), ''), '{}'));
  END IF;
  RETURN QUERY EXECUTE format('SELECT id FROM registry_person WHERE %s LIMIT %s', test, most);
END $$;
REVOKE EXECUTE ON FUNCTION registry_people_with_keys FROM PUBLIC;
GRANT EXECUTE ON FUNCTION registry_people_with_keys TO ansinh_app, ansinh_wide;
"""
# A word is written once and stays: it is a spelling, not a person. So a search for "trang" knows that there are "chang".
WORDS = """
CREATE FUNCTION registry_village_word(village text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE RETURN
  regexp_replace(regexp_replace(btrim(lower(unaccent(normalize(village, NFC)))), '\\s+', ' ', 'g'),
    '^(thon|ban|xom|to dan pho|tdp|khu pho|khu|lang|ap|buon|to) ', '');
CREATE FUNCTION registry_person_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO registry_name_word (kind, written, word)
  SELECT 'name', word, word FROM (SELECT DISTINCT unnest(string_to_array(name_fold, ' ')) AS word FROM written) AS w
  WHERE word <> '' AND NOT EXISTS (SELECT FROM registry_name_word AS k WHERE k.kind = 'name' AND k.written = w.word)
  UNION ALL
  SELECT 'village', village, registry_village_word(village) FROM (SELECT DISTINCT village FROM written) AS v
  WHERE village <> ''
    AND NOT EXISTS (SELECT FROM registry_name_word AS k WHERE k.kind = 'village' AND k.written = v.village)
  ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER registry_person_words_new AFTER INSERT ON registry_person
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION registry_person_words();
CREATE TRIGGER registry_person_words_changed AFTER UPDATE ON registry_person
  REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION registry_person_words();
"""
WORDS_SO_FAR = """
INSERT INTO registry_name_word (kind, written, word)
SELECT DISTINCT 'name', w, w FROM registry_person, unnest(string_to_array(name_fold, ' ')) AS w WHERE w <> ''
UNION ALL
SELECT 'village', village, registry_village_word(village) FROM (
  SELECT DISTINCT village FROM registry_person WHERE village <> '') AS v;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0003_citizen_default"), ("kernel", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="NameWord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=[("name", "Chữ trong tên"), ("village", "Thôn, bản")], max_length=7)),
                ("written", models.CharField(db_collation="C", max_length=120)),
                ("word", models.CharField(db_collation="C", max_length=120)),
            ],
            options={
                "db_table": "registry_name_word",
                "indexes": [
                    models.Index(fields=["kind", "word"], name="name_word"),
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["word"], name="name_word_trgm", opclasses=["gin_trgm_ops"]
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=["kind", "written"], name="name_word_once"),
                    models.CheckConstraint(condition=models.Q(kind__in=["name", "village"]), name="name_word_kind"),
                ],
            },
        ),
        migrations.CreateModel(
            name="CommonNameKey",
            fields=[
                ("key", models.IntegerField(primary_key=True, serialize=False)),
                ("people", models.PositiveIntegerField()),
            ],
            options={"db_table": "registry_common_name_key"},
        ),
        open_table("registry_name_word", APPEND),
        open_table("registry_common_name_key", KEEP),
        migrations.RunSQL(KEYS, "DROP FUNCTION registry_name_keys; DROP FUNCTION registry_name_key;"),
        migrations.AddField(
            model_name="person",
            name="name_keys",
            field=models.GeneratedField(
                db_persist=True,
                expression=models.Func(
                    *map(models.F, ("name_fold", "born_on", "village", "area_id")), function="registry_name_keys"
                ),
                output_field=django.contrib.postgres.fields.ArrayField(models.IntegerField()),
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(fields=["name_keys"], name="person_name_keys"),
        ),
        migrations.RunSQL(BY_KEYS, "DROP FUNCTION registry_people_with_keys;"),
        migrations.RunSQL(WORDS + WORDS_SO_FAR, "DROP FUNCTION registry_person_words CASCADE; DROP FUNCTION registry_village_word;"),
        migrations.CreateModel(
            name="Phone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid", django.contrib.postgres.fields.ranges.DateRangeField()),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("retracted_at", models.DateTimeField(null=True)),
                ("number", models.CharField(max_length=11)),
                *(
                    (name, models.ForeignKey(null=null, on_delete=PROTECT, related_name="+", to=f"registry.{to}"))
                    for name, to, null in (
                        ("person", "person", False), ("retracted_by", "source", True), ("source", "source", False),
                    )
                ),
            ],
            options={
                "db_table": "registry_phone",
                "indexes": [models.Index(fields=["number"], name="phone_number")],
                "constraints": [
                    no_overlap("phone_one_at_a_time", "person"),
                    sound("phone_sound"),
                    models.CheckConstraint(
                        condition=models.Q(number__regex=r"^0\d{9,10}$"), name="phone_number_form"
                    ),
                ],
            },
        ),
        scoped_through("registry_phone", "registry_person", "person_id"),
        append_only("registry_phone", but=("retracted_at", "retracted_by_id")),
    ]
