"""Fees of what was received, and papers by which a provider is paid what is owed."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.joined_operations import joined
from ansinh.kernel.row_security import WRITE, also_writable, append_only, scoped_table
from ansinh.payments.fees_table import PAYMENT_GUARDS_SQL
from ansinh.payments.guards_table import OVERPAID_STATES_SQL


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('payments', '0031_lines_move_in_place'),
        ('funds', '0010_fee_payments'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("payments", [
        migrations.CreateModel(
            name='FeePayment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField()),
                ('until', models.DateField()),
                ('gross_vnd', models.BigIntegerField()),
                ('set_off_vnd', models.BigIntegerField()),
                ('state', models.CharField(choices=[('drawn', 'Chờ duyệt'), ('approved', 'Đã duyệt, chờ chuyển tiền'), ('paid', 'Đã trả'), ('cancelled', 'Đã hủy')], default='drawn', max_length=9)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('approved_at', models.DateTimeField(null=True)),
                ('paid_on', models.DateField(null=True)),
                ('document', models.CharField(default='', max_length=60)),
                ('because', models.CharField(default='', max_length=200)),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.feecontract')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('paid_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'payments_fee_payment',
            },
        ),
        migrations.AddConstraint(
            model_name='feepayment',
            constraint=models.CheckConstraint(condition=models.Q(('gross_vnd__gt', models.F('set_off_vnd')), ('set_off_vnd__gte', 0)), name='fee_payment_pays'),
        ),
        migrations.AddConstraint(
            model_name='feepayment',
            constraint=models.CheckConstraint(condition=models.Q(('since__day', 1), ('until__day', 1), ('until__gte', models.F('since')), ('until__year', models.F('since__year'))), name='fee_payment_months'),
        ),
        migrations.AddConstraint(
            model_name='feepayment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_by', models.F('made_by')), _negated=True), models.Q(('paid_by', models.F('made_by')), _negated=True), models.Q(('paid_by', models.F('approved_by')), _negated=True)), name='fee_payment_by_three'),
        ),
        migrations.AddConstraint(
            model_name='feepayment',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('approved_by', None), ('paid_by', None), ('state', 'drawn')), models.Q(('approved_by__isnull', False), ('paid_by', None), ('state', 'approved')), models.Q(('approved_by__isnull', False), ('paid_by__isnull', False), ('paid_on__isnull', False), ('state', 'paid'), models.Q(('document', ''), _negated=True)), models.Q(('paid_by', None), ('state', 'cancelled'), models.Q(('because', ''), _negated=True)), _connector='OR'), name='fee_payment_signed'),
        ),
        migrations.RemoveConstraint(
            model_name='feecontract',
            name='fee_contract_choices',
        ),
        migrations.RemoveConstraint(
            model_name='runfee',
            name='run_fee_once',
        ),
        migrations.RemoveConstraint(
            model_name='runfee',
            name='run_fee_sound',
        ),
        migrations.AddField(
            model_name='feecontract',
            name='due',
            field=models.CharField(choices=[('released', 'mọi khoản đã chuyển chi'), ('received', 'chỉ khoản người hưởng đã nhận')], default='released', max_length=8),
        ),
        migrations.AddField(
            model_name='runfee',
            name='file',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.returnimport'),
        ),
        migrations.AddConstraint(
            model_name='feecontract',
            constraint=models.CheckConstraint(condition=models.Q(('bearer__in', ['budget', 'provider']), ('due__in', ['released', 'received']), ('rounding__in', ['half_up', 'up', 'down'])), name='fee_contract_choices'),
        ),
        migrations.AddField(
            model_name='runfee',
            name='payment',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.feepayment'),
        ),
        migrations.AddConstraint(
            model_name='runfee',
            constraint=models.UniqueConstraint(condition=models.Q(('file', None)), fields=('run', 'commune', 'contract'), name='run_fee_once'),
        ),
        migrations.AddConstraint(
            model_name='runfee',
            constraint=models.UniqueConstraint(condition=models.Q(('line_count__gt', 0)), fields=('file', 'commune', 'contract'), name='run_fee_owed_once'),
        ),
        migrations.AddConstraint(
            model_name='runfee',
            constraint=models.UniqueConstraint(condition=models.Q(('line_count__lt', 0)), fields=('file', 'commune', 'contract'), name='run_fee_back_once'),
        ),
        migrations.AddConstraint(
            model_name='runfee',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('fee_vnd__gte', 0), ('line_count__gt', 0), ('lines_vnd__gt', 0)), models.Q(('fee_vnd__lte', 0), ('file__isnull', False), ('line_count__lt', 0), ('lines_vnd__lt', 0)), _connector='OR'), name='run_fee_sound'),
        ),
        scoped_table("payments_fee_payment", WRITE),
        append_only("payments_fee_payment", but=(
            "state", "approved_by_id", "approved_at", "paid_by_id", "paid_on", "document", "because")),
        also_writable("payments_run_fee", ("payment_id",)),
        migrations.RunSQL("GRANT UPDATE (payment_id) ON payments_run_fee TO ansinh_wide", migrations.RunSQL.noop),
        migrations.RunSQL(PAYMENT_GUARDS_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(OVERPAID_STATES_SQL, migrations.RunSQL.noop),
    ])  # fmt: skip
