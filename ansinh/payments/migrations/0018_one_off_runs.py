"""Runs that pay what was decided once, and runs for one way of being paid only."""

import ansinh.kernel.sealing.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.row_security import resealable
from ansinh.payments.guards_table import RUN_STATES_SQL


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('casework', '0014_documents'),
        ('payments', '0017_home_delivery'),
        ('registry', '0012_former_names'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='linepart',
            name='payroll_part_rests_on_award',
        ),
        migrations.RemoveConstraint(
            model_name='payrollline',
            name='payroll_line_one_live',
        ),
        migrations.RemoveConstraint(
            model_name='payrollrun',
            name='payroll_run_kind',
        ),
        migrations.AddField(
            model_name='payrollline',
            name='one_off',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.oneoffaward'),
        ),
        migrations.AddField(
            model_name='payrollline',
            name='payee',
            field=ansinh.kernel.sealing.fields.SealedField(blank=True, db_default='', default='', what='payee', width=64),
        ),
        migrations.AddField(
            model_name='payrollrun',
            name='channel',
            field=models.CharField(blank=True, db_default='', default='', max_length=15),
        ),
        migrations.AlterField(
            model_name='linepart',
            name='kind',
            field=models.CharField(choices=[('current', 'Trợ cấp tháng này'), ('arrears', 'Truy lĩnh'), ('carried_over', 'Chưa nhận kỳ trước chuyển sang'), ('set_off', 'Bù trừ trong cùng tháng'), ('recovery', 'Thu hồi khoản đã chi vượt'), ('one_off', 'Trợ cấp, hỗ trợ một lần')], max_length=12),
        ),
        migrations.AlterField(
            model_name='payrollrun',
            name='kind',
            field=models.CharField(choices=[('monthly', 'Hằng tháng'), ('supplementary', 'Bổ sung'), ('correction', 'Điều chỉnh'), ('one_off', 'Một lần')], max_length=13),
        ),
        migrations.AlterField(
            model_name='runtotal',
            name='kind',
            field=models.CharField(choices=[('current', 'Trợ cấp tháng này'), ('arrears', 'Truy lĩnh'), ('carried_over', 'Chưa nhận kỳ trước chuyển sang'), ('set_off', 'Bù trừ trong cùng tháng'), ('recovery', 'Thu hồi khoản đã chi vượt'), ('one_off', 'Trợ cấp, hỗ trợ một lần')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='linepart',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount_vnd__gt', 0), ('award__isnull', False), ('overpayment', None), models.Q(('kind__in', ['set_off', 'recovery', 'one_off']), _negated=True)), models.Q(('amount_vnd__lt', 0), ('kind', 'set_off'), ('overpayment', None)), models.Q(('amount_vnd__lt', 0), ('award', None), ('kind', 'recovery'), ('overpayment__isnull', False)), models.Q(('amount_vnd__gt', 0), ('award', None), ('kind', 'one_off'), ('overpayment', None)), _connector='OR'), name='payroll_part_rests_on_award'),
        ),
        migrations.AddConstraint(
            model_name='payrollline',
            constraint=models.UniqueConstraint(condition=models.Q(('one_off', None), ('state__in', ('queued', 'sent', 'paid', 'unknown'))), fields=('person', 'programme', 'month', 'number'), name='payroll_line_one_live'),
        ),
        migrations.AddConstraint(
            model_name='payrollline',
            constraint=models.UniqueConstraint(condition=models.Q(('one_off__isnull', False), ('state__in', ('queued', 'sent', 'paid', 'unknown'))), fields=('one_off',), name='payroll_line_one_off_once'),
        ),
        migrations.AddConstraint(
            model_name='payrollline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('one_off__isnull', False), ('programme', 'one_off')), models.Q(models.Q(('programme', 'one_off'), _negated=True), ('one_off', None), ('payee', '')), _connector='OR'), name='payroll_line_of_one_off'),
        ),
        migrations.AddConstraint(
            model_name='payrollline',
            constraint=models.CheckConstraint(condition=models.Q(('payee', None), ('payee', ''), ('payee__regex', '^payee-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='payroll_line_payee_sealed'),
        ),
        migrations.AddConstraint(
            model_name='payrollrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'monthly'), ('number', 0)), models.Q(('kind__in', ['supplementary', 'correction', 'one_off']), ('number__gt', 0)), _connector='OR'), name='payroll_run_kind'),
        ),
        migrations.AddConstraint(
            model_name='payrollrun',
            constraint=models.CheckConstraint(condition=models.Q(('channel', ''), ('number__gt', 0), _connector='OR'), name='payroll_run_channel'),
        ),
        migrations.AddIndex(
            model_name='payrollline',
            index=models.Index(condition=models.Q(('one_off__isnull', False)), fields=['one_off'], name='payroll_line_one_off'),
        ),
        resealable("payments_line", but=("state", "reason"), sealed=("id_number", "account", "payee")),
        migrations.RunSQL(RUN_STATES_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(
            "ALTER FUNCTION payments_check_run_state() SET plan_cache_mode = force_custom_plan", migrations.RunSQL.noop
        ),
    ]
