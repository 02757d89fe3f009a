"""Overpayments are recovered by instalments, paid back or written off; single lines can be held back."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.row_security import WRITE, APPEND, append_only, also_writable, scoped_table, scoped_through
from ansinh.payments.guards_table import LINE_STATES_SQL, OVERPAID_SQL
from ansinh.kernel.joined_operations import joined


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('casework', '0008_sealed_only'),
        ('payments', '0013_authorised'),
        ('registry', '0011_lent'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("payments", [
        migrations.CreateModel(
            name='LineHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('because', models.CharField(max_length=500)),
                ('held_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('lifted_at', models.DateTimeField(null=True)),
                ('lifted_because', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'db_table': 'payments_hold',
            },
        ),
        migrations.CreateModel(
            name='Refund',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('category', models.CharField(max_length=40)),
                ('amount_vnd', models.BigIntegerField()),
                ('received_on', models.DateField()),
                ('receipt', models.CharField(max_length=60)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'db_table': 'payments_refund',
            },
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.CharField(max_length=30)),
                ('kind', models.CharField(choices=[('recover', 'Thu hồi dần vào trợ cấp hằng tháng'), ('write_off', 'Xóa khoản phải thu hồi')], max_length=9)),
                ('share_percent', models.PositiveSmallIntegerField(null=True)),
                ('because', models.CharField(max_length=500)),
                ('state', models.CharField(choices=[('proposed', 'Chờ người khác quyết định'), ('decided', 'Đã quyết định'), ('refused', 'Không đồng ý'), ('ended', 'Đã kết thúc')], default='proposed', max_length=8)),
                ('proposed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('decided_at', models.DateTimeField(null=True)),
                ('number', models.CharField(blank=True, max_length=60)),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_because', models.CharField(blank=True, max_length=500)),
            ],
            options={
                'db_table': 'payments_settlement',
            },
        ),
        migrations.RemoveConstraint(
            model_name='linepart',
            name='payroll_part_rests_on_award',
        ),
        migrations.RemoveConstraint(
            model_name='overpayment',
            name='overpayment_open_once',
        ),
        migrations.RemoveConstraint(
            model_name='payrollline',
            name='payroll_line_state',
        ),
        migrations.RemoveConstraint(
            model_name='payrollrun',
            name='payroll_run_kind',
        ),
        migrations.AddField(
            model_name='linepart',
            name='overpayment',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.overpayment'),
        ),
        migrations.AlterField(
            model_name='linepart',
            name='kind',
            field=models.CharField(choices=[('current', 'Trợ cấp tháng này'), ('arrears', 'Truy lĩnh'), ('carried_over', 'Chưa nhận kỳ trước chuyển sang'), ('set_off', 'Bù trừ trong cùng tháng'), ('recovery', 'Thu hồi khoản đã chi vượt')], max_length=12),
        ),
        migrations.AlterField(
            model_name='overpayment',
            name='state',
            field=models.CharField(choices=[('open', 'Chờ xử lý'), ('recovering', 'Đang thu hồi dần'), ('recovered', 'Đã thu hồi đủ'), ('waived', 'Đã xóa theo quyết định'), ('superseded', 'Không còn thừa')], default='open', max_length=10),
        ),
        migrations.AlterField(
            model_name='payrollline',
            name='state',
            field=models.CharField(choices=[('queued', 'Chờ chi trả'), ('sent', 'Đã gửi đơn vị chi trả'), ('paid', 'Đã nhận'), ('returned', 'Chưa nhận'), ('unknown', 'Chưa rõ'), ('held', 'Giữ lại, chưa chi'), ('cancelled', 'Đã hủy')], default='queued', max_length=9),
        ),
        migrations.AlterField(
            model_name='payrollrun',
            name='kind',
            field=models.CharField(choices=[('monthly', 'Hằng tháng'), ('supplementary', 'Bổ sung'), ('correction', 'Điều chỉnh')], max_length=13),
        ),
        migrations.AlterField(
            model_name='runresult',
            name='state',
            field=models.CharField(choices=[('queued', 'Chờ chi trả'), ('sent', 'Đã gửi đơn vị chi trả'), ('paid', 'Đã nhận'), ('returned', 'Chưa nhận'), ('unknown', 'Chưa rõ'), ('held', 'Giữ lại, chưa chi'), ('cancelled', 'Đã hủy')], max_length=9),
        ),
        migrations.AlterField(
            model_name='runtotal',
            name='kind',
            field=models.CharField(choices=[('current', 'Trợ cấp tháng này'), ('arrears', 'Truy lĩnh'), ('carried_over', 'Chưa nhận kỳ trước chuyển sang'), ('set_off', 'Bù trừ trong cùng tháng'), ('recovery', 'Thu hồi khoản đã chi vượt')], max_length=12),
        ),
        migrations.AddIndex(
            model_name='linepart',
            index=models.Index(condition=models.Q(('overpayment__isnull', False)), fields=['overpayment'], name='payroll_part_overpayment'),
        ),
        migrations.AddConstraint(
            model_name='linepart',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount_vnd__gt', 0), ('award__isnull', False), ('overpayment', None), models.Q(('kind__in', ['set_off', 'recovery']), _negated=True)), models.Q(('amount_vnd__lt', 0), ('kind', 'set_off'), ('overpayment', None)), models.Q(('amount_vnd__lt', 0), ('award', None), ('kind', 'recovery'), ('overpayment__isnull', False)), _connector='OR'), name='payroll_part_rests_on_award'),
        ),
        migrations.AddConstraint(
            model_name='payrollline',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['queued', 'sent', 'paid', 'returned', 'unknown', 'held', 'cancelled'])), name='payroll_line_state'),
        ),
        migrations.AddConstraint(
            model_name='payrollrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'monthly'), ('number', 0)), models.Q(('kind__in', ['supplementary', 'correction']), ('number__gt', 0)), _connector='OR'), name='payroll_run_kind'),
        ),
        migrations.AddField(
            model_name='linehold',
            name='held_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='linehold',
            name='lifted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='linehold',
            name='line',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.payrollline'),
        ),
        migrations.AddField(
            model_name='refund',
            name='overpayment',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.overpayment'),
        ),
        migrations.AddField(
            model_name='refund',
            name='received_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='settlement',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit'),
        ),
        migrations.AddField(
            model_name='settlement',
            name='decided_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='settlement',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AddField(
            model_name='settlement',
            name='proposed_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='overpayment',
            name='settlement',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.settlement'),
        ),
        migrations.AddConstraint(
            model_name='overpayment',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'recovering', 'recovered'])), fields=('person', 'programme', 'for_month'), name='overpayment_current_once'),
        ),
        migrations.AddConstraint(
            model_name='overpayment',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'superseded']), ('state', 'recovered'), models.Q(('settlement__isnull', False), ('state__in', ['recovering', 'waived'])), _connector='OR'), name='overpayment_settled_by_decision'),
        ),
        migrations.AddIndex(
            model_name='linehold',
            index=models.Index(condition=models.Q(('lifted_at', None)), fields=['line'], name='hold_open'),
        ),
        migrations.AddConstraint(
            model_name='linehold',
            constraint=models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='hold_reason'),
        ),
        migrations.AddConstraint(
            model_name='linehold',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lifted_at', None), ('lifted_because', ''), ('lifted_by', None)), models.Q(('lifted_at__gte', models.F('held_at')), ('lifted_by__isnull', False), models.Q(('lifted_because', ''), _negated=True)), _connector='OR'), name='hold_lifted'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.UniqueConstraint(fields=('overpayment', 'category', 'receipt'), name='refund_once'),
        ),
        migrations.AddConstraint(
            model_name='refund',
            constraint=models.CheckConstraint(condition=models.Q(('amount_vnd__gt', 0), models.Q(('receipt', ''), _negated=True)), name='refund_figures'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'proposed'), models.Q(('kind', 'recover'), ('state', 'decided')), _connector='OR'), fields=('person', 'programme'), name='settlement_one_live'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'recover'), ('share_percent__gte', 1), ('share_percent__lte', 50)), models.Q(('kind', 'write_off'), ('share_percent', None)), _connector='OR'), name='settlement_share'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='settlement_reason'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('decided_by', models.F('proposed_by')), _negated=True), _connector='OR'), name='settlement_maker_is_not_checker'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('state', 'proposed')), models.Q(models.Q(('state', 'proposed'), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False)), _connector='OR'), name='settlement_decided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['decided', 'ended']), _negated=True), models.Q(('number', ''), _negated=True), _connector='OR'), name='settlement_numbered'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('kind', 'recover'), ('state', 'ended')), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_at', None)), _connector='OR'), name='settlement_ended'),
        ),
        migrations.RunSQL(LINE_STATES_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(OVERPAID_SQL, migrations.RunSQL.noop),
        also_writable("payments_overpayment", but=("state", "settlement_id")),
        scoped_table("payments_settlement", WRITE),
        append_only(
            "payments_settlement",
            but=("state", "decided_by_id", "decided_at", "number", "ended_at", "ended_because"),
        ),
        scoped_through("payments_refund", "payments_overpayment", "overpayment_id", APPEND),
        append_only("payments_refund"),
        scoped_through("payments_hold", "payments_line", "line_id", WRITE),
        append_only("payments_hold", but=("lifted_by_id", "lifted_at", "lifted_because")),
    ])  # fmt: skip
