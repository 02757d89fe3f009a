"""A request knows its scan by the row alone, and what was sent keeps the scan it was sent with."""

from django.db import migrations

# Sealing the key anew changes nothing that was handed in.
GUARD = """
CREATE FUNCTION registry_request_scan_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM registry_change_request WHERE id = NEW.request_id AND state = 'draft') THEN
    RAISE EXCEPTION 'registry_request_scan_sent: the scan of what was sent does not change'
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER registry_request_scan_new BEFORE INSERT ON registry_request_scan
  FOR EACH ROW EXECUTE FUNCTION registry_request_scan_guard();
CREATE TRIGGER registry_request_scan_kept BEFORE UPDATE ON registry_request_scan FOR EACH ROW
  WHEN ((to_jsonb(OLD) - 'key') IS DISTINCT FROM (to_jsonb(NEW) - 'key') OR NOT kernel_may_reseal())
  EXECUTE FUNCTION registry_request_scan_guard();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0016_seal_request_scans'),
    ]

    operations = [
        migrations.RemoveField(model_name='changerequest', name='open_scan'),
        migrations.RunSQL(GUARD, "DROP FUNCTION registry_request_scan_guard() CASCADE;"),
    ]
