"""Late news is seen where the person is seen; the reactions of the outbox write it, and only its end is written later."""

from django.db import migrations

from ansinh.kernel.row_security import READ, append_only, scoped_table, scoped_through


class Migration(migrations.Migration):
    dependencies = [
        ("oversight", "0003_late_news_and_quality"),
        ("kernel", "0002_row_security"),
        ("registry", "0002_row_security"),
    ]

    operations = [
        scoped_through("oversight_late_news", "registry_person", "person_id", READ),
        scoped_through("oversight_late_news_line", "oversight_late_news", "news_id", READ),
        scoped_table("oversight_quality", READ),
        append_only("oversight_late_news", but=("resolution", "resolved_at", "decision_id")),
        append_only("oversight_late_news_line"),
    ]
