"""An award goes along with its person when their commune is split: who is in charge of it may change, nothing else."""

from django.db import migrations

GUARD = """
DROP TRIGGER casework_award_no_update ON casework_award;
CREATE TRIGGER casework_award_no_update BEFORE UPDATE ON casework_award FOR EACH ROW
  WHEN ((to_jsonb(OLD) - ARRAY['retracted_at', 'retracted_by_id', 'area_id'])
    IS DISTINCT FROM (to_jsonb(NEW) - ARRAY['retracted_at', 'retracted_by_id', 'area_id']))
  EXECUTE FUNCTION casework_award_is_append_only();
"""


class Migration(migrations.Migration):
    dependencies = [("casework", "0004_indexes_for_lists")]

    operations = [migrations.RunSQL(GUARD, migrations.RunSQL.noop)]
