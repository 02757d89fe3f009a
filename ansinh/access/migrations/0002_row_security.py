"""Accounts and grants: read by all (who signed what is public inside the office), written by the owner."""

from django.db import migrations

from ansinh.kernel.row_security import KEEP, open_table

SESSIONS = "GRANT SELECT, INSERT, UPDATE, DELETE ON django_session TO ansinh_app, ansinh_wide;"
LOGIN = "GRANT UPDATE (last_login) ON access_user TO ansinh_app, ansinh_wide;"


class Migration(migrations.Migration):
    dependencies = [
        ("access", "0001_initial"),
        ("kernel", "0002_row_security"),
        ("sessions", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [
        open_table("access_user"),
        open_table("access_grant"),
        open_table("django_content_type", KEEP),
        migrations.RunSQL(SESSIONS, migrations.RunSQL.noop),
        migrations.RunSQL(LOGIN, migrations.RunSQL.noop),
    ]
