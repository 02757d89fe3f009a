"""News of a certificate of disability may be approved for a later day: that on which the file is signed."""

from django.db import migrations

DATED_BY_SIGNING = """\
  -- A certificate counts from the day it is signed, which is not known when the news is written.
  IF OLD.kind = 'disability' AND OLD.state = 'open' AND NEW.state = 'approved'
      AND NEW.effective_on > OLD.effective_on THEN
    free := array_append(free, 'effective_on');
  END IF;
"""
GUARD = f"""
CREATE OR REPLACE FUNCTION registry_change_request_guard() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free text[] := ARRAY['state', 'rows', 'opened_at', 'decided_by_id', 'decided_at', 'because', 'source_id', 'applied_at',
                       'undone_by_id'];
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' THEN
      RAISE EXCEPTION 'registry_change_request_states: begins as a draft' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> NEW.state AND (OLD.state || '>' || NEW.state) <> ALL (ARRAY['draft>open', 'draft>withdrawn',
      'open>approved', 'open>refused', 'open>withdrawn', 'approved>applied', 'approved>open', 'approved>refused',
      'applied>undone']) THEN
    RAISE EXCEPTION 'registry_change_request_states: % to %', OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.person_id IS NULL THEN free := array_append(free, 'person_id'); END IF;
{DATED_BY_SIGNING}  IF OLD.state <> 'draft' AND (to_jsonb(NEW) - free) IS DISTINCT FROM (to_jsonb(OLD) - free) THEN
    RAISE EXCEPTION 'registry_change_request_asked: what was asked does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state IN ('applied', 'undone') AND NEW.rows IS DISTINCT FROM OLD.rows THEN
    RAISE EXCEPTION 'registry_change_request_done: what was recorded does not change' USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'open' AND NEW.state = 'approved' AND EXISTS (
      SELECT FROM registry_request_touch AS mine JOIN registry_request_touch AS other
        ON other.subject = mine.subject AND other.subject_id = mine.subject_id AND other.fact = mine.fact
        AND other.days && mine.days AND other.request_id <> mine.request_id
      JOIN registry_change_request AS older ON older.id = other.request_id
      WHERE mine.request_id = NEW.id AND older.state IN ('open', 'approved')
        AND (older.opened_at, older.id) < (NEW.opened_at, NEW.id)) THEN
    RAISE EXCEPTION 'registry_change_request_order: an older request about the same fact is undecided'
      USING ERRCODE = 'exclusion_violation';
  END IF;
  RETURN NEW;
END $$;
"""
AS_IT_WAS = GUARD.replace(DATED_BY_SIGNING, "").replace("'undone_by_id']", "'undone_by_id', 'scan']")


class Migration(migrations.Migration):
    dependencies = [("registry", "0017_request_scans_guarded")]

    operations = [migrations.RunSQL(GUARD, AS_IT_WAS)]
