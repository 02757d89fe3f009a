"""Payers' answers that were put down for runs, sealed as they came."""

import ansinh.kernel.sealing.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from ansinh.kernel.joined_operations import joined
from ansinh.kernel.row_security import WRITE, append_only, resealable, scoped_through


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0035_fee_invoices'),
    ]

    operations = joined("payments", [
        migrations.CreateModel(
            name='WaitingAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', ansinh.kernel.sealing.fields.SealedField(what='filename', width=64)),
                ('size_bytes', models.BigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('key', ansinh.kernel.sealing.fields.SealedField(what='filekey', width=64)),
                ('stored', models.CharField(max_length=200)),
                ('put_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.returnimport')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.payrollrun')),
            ],
            options={
                'db_table': 'payments_waiting_answer',
                'constraints': [models.UniqueConstraint(fields=('run', 'sha256'), name='waiting_answer_once'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$'), models.Q(('stored', ''), _negated=True), models.Q(('key', ''), _negated=True)), name='waiting_answer_kept'), models.CheckConstraint(condition=models.Q(('name', None), ('name', ''), ('name__regex', '^filename-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='waiting_answer_name_sealed'), models.CheckConstraint(condition=models.Q(('key', None), ('key', ''), ('key__regex', '^filekey-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='waiting_answer_key_sealed')],
            },
        ),
        scoped_through("payments_waiting_answer", "payments_run", "run_id", WRITE),
        append_only("payments_waiting_answer", but=("file_id",)),
        resealable("payments_waiting_answer", but=("file_id",), sealed=("name", "key")),
    ])  # fmt: skip
