"""A mark that was closed by hand can be taken up again; who had closed it, and why, stays."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.joined_operations import joined
from ansinh.kernel.row_security import APPEND, append_only, scoped_through


class Migration(migrations.Migration):

    dependencies = [
        ('oversight', '0006_reconciled'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("oversight", [
        migrations.CreateModel(
            name='LateNewsReopening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('closed_at', models.DateTimeField()),
                ('closed_because', models.CharField(max_length=500)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('because', models.CharField(max_length=500)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('news', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reopenings', to='oversight.latenews')),
            ],
            options={
                'db_table': 'oversight_late_news_reopening',
                'constraints': [models.UniqueConstraint(fields=('news', 'closed_at'), name='reopening_once'), models.CheckConstraint(condition=models.Q(models.Q(('because', ''), _negated=True), models.Q(('closed_because', ''), _negated=True)), name='reopening_says_why'), models.CheckConstraint(condition=models.Q(('at__gte', models.F('closed_at'))), name='reopening_after_closing')],
            },
        ),
        scoped_through("oversight_late_news_reopening", "oversight_late_news", "news_id", APPEND),
        append_only("oversight_late_news_reopening"),
    ])  # fmt: skip
