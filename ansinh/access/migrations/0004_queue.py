"""The web server puts jobs into the queue; only the worker, as owner, takes them out."""

from django.db import migrations

SQL = """
GRANT SELECT, INSERT ON procrastinate_jobs TO ansinh_app, ansinh_wide;
GRANT SELECT, INSERT ON procrastinate_events TO ansinh_app, ansinh_wide;
GRANT USAGE, SELECT ON SEQUENCE procrastinate_jobs_id_seq, procrastinate_events_id_seq TO ansinh_app, ansinh_wide;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0003_province_accountant"),
        ("procrastinate", "0041_post_retry_failed_job"),
    ]

    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
