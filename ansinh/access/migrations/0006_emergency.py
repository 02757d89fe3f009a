"""Wishes to read a record in an emergency, and the role that reads it."""

import datetime
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.access.emergency_guards_table import EMERGENCY_SQL


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0005_grants_go_over'),
        ('areas', '0002_row_security'),
    ]

    operations = [
        migrations.CreateModel(
            name='EmergencyAccess',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person_id', models.BigIntegerField()),
                ('reason', models.TextField()),
                ('hours', models.PositiveSmallIntegerField()),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('decided_at', models.DateTimeField(null=True)),
                ('granted', models.BooleanField(null=True)),
                ('until', models.DateTimeField(null=True)),
                ('read_count', models.PositiveIntegerField(default=0)),
                ('last_read_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'access_emergency',
                'indexes': [models.Index(fields=['asked_by', 'until'], name='emergency_in_force')],
                'constraints': [models.CheckConstraint(condition=models.Q(('decided_by', models.F('asked_by')), _negated=True), name='emergency_second_person'), models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('granted', None), ('until', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('granted', False), ('until', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('granted', True), ('until__isnull', False)), _connector='OR'), name='emergency_decided_whole'), models.CheckConstraint(condition=models.Q(('until', None), models.Q(('until__gt', models.F('decided_at')), ('until__lte', django.db.models.expressions.CombinedExpression(models.F('decided_at'), '+', models.Value(datetime.timedelta(days=1))))), _connector='OR'), name='emergency_ends'), models.CheckConstraint(condition=models.Q(('hours__gte', 1), ('hours__lte', 24)), name='emergency_hours'), models.CheckConstraint(condition=models.Q(('reason__length__gte', 20)), name='emergency_reason'), models.UniqueConstraint(condition=models.Q(('granted', None)), fields=('asked_by', 'person_id'), name='emergency_asked_once')],
            },
        ),
        migrations.RunSQL(EMERGENCY_SQL, migrations.RunSQL.noop),
    ]
