"""What the database knows of the keys, and the leave to seal anew."""

import django.db.models.functions.datetime
from django.db import migrations, models

from ansinh.kernel.row_security import MAY_RESEAL, open_table


class Migration(migrations.Migration):

    dependencies = [
        ('kernel', '0003_progress_queued'),
    ]

    operations = [
        migrations.CreateModel(
            name='SealKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=5)),
                ('number', models.PositiveSmallIntegerField()),
                ('fingerprint', models.CharField(max_length=16)),
                ('in_force', models.BooleanField(default=False)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('retired_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'kernel_seal_key',
                'constraints': [models.UniqueConstraint(fields=('purpose', 'number'), name='seal_key_once'), models.UniqueConstraint(condition=models.Q(('in_force', True)), fields=('purpose',), name='seal_key_one_in_force'), models.CheckConstraint(condition=models.Q(('purpose__in', ['seal', 'index'])), name='seal_key_purpose'), models.CheckConstraint(condition=models.Q(('in_force', True), ('retired_at__isnull', False), _negated=True), name='seal_key_retired')],
            },
        ),
        migrations.RunSQL(MAY_RESEAL, "DROP FUNCTION kernel_may_reseal"),
        open_table("kernel_seal_key"),
    ]
