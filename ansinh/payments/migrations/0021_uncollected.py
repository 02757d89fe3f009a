"""Months in a row that were not collected, and visits at home."""

import ansinh.kernel.sealing.fields
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.row_security import WRITE, append_only, resealable, scoped_table, scoped_through
from ansinh.payments.guards_table import UNCOLLECTED_SQL
from ansinh.kernel.joined_operations import joined


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('casework', '0014_documents'),
        ('payments', '0020_booked_once'),
        ('registry', '0013_home_delivery'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("payments", [
        migrations.CreateModel(
            name='Uncollected',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.CharField(max_length=30)),
                ('months', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('amount_vnd', models.BigIntegerField()),
                ('cash', models.BooleanField()),
                ('article', models.CharField(blank=True, max_length=200)),
                ('found_on', models.DateField()),
                ('due_on', models.DateField()),
                ('state', models.CharField(choices=[('open', 'Chờ đến nhà xác minh'), ('visited', 'Đã xác minh, chờ xử lý'), ('collected', 'Đã nhận lại'), ('closed', 'Đã xử lý')], default='open', max_length=9)),
                ('closed_on', models.DateField(null=True)),
                ('because', models.CharField(blank=True, max_length=300)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
            options={
                'db_table': 'payments_uncollected',
            },
        ),
        migrations.CreateModel(
            name='HomeVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('visited_on', models.DateField()),
                ('found', models.CharField(choices=[('found', 'Gặp, sẽ nhận tiền'), ('housebound', 'Không đi lại được, cần chi trả tại nhà'), ('moved', 'Đã chuyển nơi ở'), ('dead', 'Đã chết'), ('refused', 'Từ chối nhận'), ('absent', 'Không gặp ai, sẽ đến lại')], max_length=10)),
                ('remark', ansinh.kernel.sealing.fields.SealedField(blank=True, what='remark', width=128)),
                ('told', ansinh.kernel.sealing.fields.SealedJson(what='visit', width=128)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.changerequest')),
                ('uncollected', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='payments.uncollected')),
            ],
            options={
                'db_table': 'payments_visit',
            },
        ),
        migrations.AddIndex(
            model_name='uncollected',
            index=models.Index(condition=models.Q(('closed_on', None)), fields=['area', 'due_on'], name='uncollected_waiting'),
        ),
        migrations.AddConstraint(
            model_name='uncollected',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('person', '='), ('programme', '='), ('months', '&&')], name='uncollected_once'),
        ),
        migrations.AddConstraint(
            model_name='uncollected',
            constraint=models.CheckConstraint(condition=models.Q(('months__endswith__day', 1), ('months__isempty', False), ('months__startswith__day', 1)), name='uncollected_whole_months'),
        ),
        migrations.AddConstraint(
            model_name='uncollected',
            constraint=models.CheckConstraint(condition=models.Q(('amount_vnd__gt', 0)), name='uncollected_amount'),
        ),
        migrations.AddConstraint(
            model_name='uncollected',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'visited', 'collected', 'closed'])), name='uncollected_state'),
        ),
        migrations.AddConstraint(
            model_name='uncollected',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('state__in', ['open', 'visited'])), models.Q(('closed_on__isnull', False), ('state__in', ['collected', 'closed']), models.Q(('because', ''), _negated=True)), _connector='OR'), name='uncollected_closed_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='uncollected',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'visited'])), fields=('person', 'programme'), name='uncollected_one_waiting'),
        ),
        migrations.AddConstraint(
            model_name='homevisit',
            constraint=models.CheckConstraint(condition=models.Q(('found__in', ['found', 'housebound', 'moved', 'dead', 'refused', 'absent'])), name='visit_found'),
        ),
        migrations.AddConstraint(
            model_name='homevisit',
            constraint=models.CheckConstraint(condition=models.Q(('remark', None), ('remark', ''), ('remark__regex', '^remark-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='visit_remark_sealed'),
        ),
        migrations.AddConstraint(
            model_name='homevisit',
            constraint=models.CheckConstraint(condition=models.Q(('told', None), ('told', ''), ('told__regex', '^visit-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='visit_told_sealed'),
        ),
        scoped_table("payments_uncollected", WRITE),
        migrations.RunSQL(UNCOLLECTED_SQL, migrations.RunSQL.noop),
        scoped_through("payments_visit", "payments_uncollected", "uncollected_id", WRITE),
        append_only("payments_visit", but=("request_id",)),
        resealable("payments_visit", but=("request_id",), sealed=("remark", "told")),
    ])  # fmt: skip
