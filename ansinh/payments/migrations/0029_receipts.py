"""Receipts of paid lines, and what the page of verification is told of one."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.row_security import APPEND, append_only, scoped_through
from ansinh.payments.receipts_table import GUARDS_SQL, VERIFY_SQL

class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0028_signed_sheets'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20, unique=True)),
                ('printed_on', models.DateField()),
                ('printed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.payrollline')),
                ('printed_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'payments_receipt',
                'constraints': [models.CheckConstraint(condition=models.Q(('code__regex', '^[2-9A-HJ-NP-Z]{20}$')), name='receipt_code_form')],
            },
        ),
        scoped_through("payments_receipt", "payments_line", "line_id", APPEND),
        append_only("payments_receipt"),
        migrations.RunSQL([GUARDS_SQL, VERIFY_SQL], migrations.RunSQL.noop),
    ]
