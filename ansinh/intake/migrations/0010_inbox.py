"""Files that wait in the inbox, sealed as they came."""

import ansinh.kernel.sealing.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from ansinh.kernel.joined_operations import joined
from ansinh.kernel.row_security import WRITE, scoped_table


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('intake', '0009_past_term'),
    ]

    operations = joined("intake", [
        migrations.CreateModel(
            name='WaitingFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('month', models.DateField()),
                ('name', ansinh.kernel.sealing.fields.SealedField(what='filename', width=64)),
                ('size_bytes', models.BigIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('key', ansinh.kernel.sealing.fields.SealedField(blank=True, what='filekey', width=64)),
                ('stored', models.CharField(blank=True, max_length=200)),
                ('put_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('emptied_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='intake.sourcefile')),
            ],
            options={
                'db_table': 'intake_waiting_file',
                'constraints': [models.UniqueConstraint(fields=('area', 'month', 'sha256'), name='waiting_file_once'), models.CheckConstraint(condition=models.Q(('month__day', 1)), name='waiting_file_first_of_month'), models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='waiting_file_hash'), models.CheckConstraint(condition=models.Q(models.Q(('emptied_at', None), models.Q(('stored', ''), _negated=True), models.Q(('key', ''), _negated=True)), models.Q(('emptied_at__isnull', False), ('key', ''), ('stored', '')), _connector='OR'), name='waiting_file_kept_or_emptied'), models.CheckConstraint(condition=models.Q(('name', None), ('name', ''), ('name__regex', '^filename-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='waiting_file_name_sealed'), models.CheckConstraint(condition=models.Q(('key', None), ('key', ''), ('key__regex', '^filekey-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='waiting_file_key_sealed')],
            },
        ),
        scoped_table("intake_waiting_file", WRITE),
    ])  # fmt: skip
