"""What handing money over costs: contracts with dates, and what each run costs by them."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.joined_operations import joined
from ansinh.kernel.row_security import APPEND, WRITE, append_only, scoped_table
from ansinh.payments.fees_table import FEE_GUARDS_SQL


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('payments', '0025_layouts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("payments", [
        migrations.CreateModel(
            name='FeeContract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('post_office', 'Bưu điện'), ('home', 'Chi trả tại nhà'), ('bank', 'Tài khoản ngân hàng'), ('social_account', 'Tài khoản an sinh xã hội')], max_length=15)),
                ('provider', models.CharField(max_length=140)),
                ('number', models.CharField(max_length=60)),
                ('signed_on', models.DateField()),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('per_line_vnd', models.BigIntegerField(default=0)),
                ('per_million_vnd', models.BigIntegerField(default=0)),
                ('rounding', models.CharField(choices=[('half_up', 'làm tròn, từ nửa đồng trở lên thành một đồng'), ('up', 'làm tròn lên'), ('down', 'bỏ phần lẻ')], default='half_up', max_length=7)),
                ('minimum_vnd', models.BigIntegerField(default=0)),
                ('maximum_vnd', models.BigIntegerField(null=True)),
                ('bearer', models.CharField(choices=[('budget', 'Ngân sách (chi phí chi trả)'), ('provider', 'Đơn vị chi trả tự chịu')], max_length=8)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'payments_fee_contract',
            },
        ),
        migrations.CreateModel(
            name='RunFee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line_count', models.IntegerField()),
                ('lines_vnd', models.BigIntegerField()),
                ('fee_vnd', models.BigIntegerField()),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.feecontract')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.payrollrun')),
            ],
            options={
                'db_table': 'payments_run_fee',
            },
        ),
        migrations.AddConstraint(
            model_name='feecontract',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('area', '='), ('channel', '='), ('valid', '&&')], name='fee_contract_no_overlap'),
        ),
        migrations.AddConstraint(
            model_name='feecontract',
            constraint=models.CheckConstraint(condition=models.Q(('valid__isempty', False), ('valid__lower_inf', False), ('valid__upper_inf', False)), name='fee_contract_from_to'),
        ),
        migrations.AddConstraint(
            model_name='feecontract',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('provider', ''), _negated=True), models.Q(('number', ''), _negated=True)), name='fee_contract_named'),
        ),
        migrations.AddConstraint(
            model_name='feecontract',
            constraint=models.CheckConstraint(condition=models.Q(('minimum_vnd__gte', 0), ('per_line_vnd__gte', 0), ('per_million_vnd__gte', 0), ('per_million_vnd__lte', 1000000), models.Q(('maximum_vnd', None), ('maximum_vnd__gte', models.F('minimum_vnd')), _connector='OR')), name='fee_contract_amounts'),
        ),
        migrations.AddConstraint(
            model_name='feecontract',
            constraint=models.CheckConstraint(condition=models.Q(('bearer__in', ['budget', 'provider']), ('rounding__in', ['half_up', 'up', 'down'])), name='fee_contract_choices'),
        ),
        migrations.AddConstraint(
            model_name='runfee',
            constraint=models.UniqueConstraint(fields=('run', 'commune', 'contract'), name='run_fee_once'),
        ),
        migrations.AddConstraint(
            model_name='runfee',
            constraint=models.CheckConstraint(condition=models.Q(('fee_vnd__gte', 0), ('line_count__gt', 0), ('lines_vnd__gt', 0)), name='run_fee_sound'),
        ),
        scoped_table("payments_fee_contract", WRITE),
        scoped_table("payments_run_fee", APPEND, "commune_id"),
        append_only("payments_fee_contract", but=("valid",)),
        append_only("payments_run_fee"),
        migrations.RunSQL(FEE_GUARDS_SQL, migrations.RunSQL.noop),
    ])  # fmt: skip
