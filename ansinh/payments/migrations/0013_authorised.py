"""Authorising is a step of its own, by a fourth person. Runs that were handed over before keep their three."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.row_security import also_writable
from ansinh.payments.guards_table import RUN_STATES_SQL

# A column that a trigger looks at cannot get another length.
BEGINS = """
CREATE TRIGGER payments_run_begins_results AFTER UPDATE ON payments_run
  FOR EACH ROW WHEN (OLD.state = 'draft' AND NEW.state = 'locked') EXECUTE FUNCTION payments_begin_results();
"""
BY_THREE = """
ALTER TABLE payments_run DISABLE TRIGGER payments_run_no_update;
UPDATE payments_run SET by_three = true WHERE state IN ('released', 'settled');
ALTER TABLE payments_run ENABLE TRIGGER payments_run_no_update;
SET CONSTRAINTS ALL IMMEDIATE;
"""

class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('payments', '0012_gateway'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL("DROP TRIGGER payments_run_begins_results ON payments_run", BEGINS),
        migrations.RemoveConstraint(
            model_name='payrollrun',
            name='payroll_run_state',
        ),
        migrations.RemoveConstraint(
            model_name='payrollrun',
            name='payroll_approved_as_locked',
        ),
        migrations.AddField(
            model_name='payrollrun',
            name='authorised_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='payrollrun',
            name='authorised_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='payrollrun',
            name='by_three',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AlterField(
            model_name='payrollrun',
            name='state',
            field=models.CharField(choices=[('draft', 'Mới mở'), ('locked', 'Đã chốt danh sách'), ('approved', 'Đã duyệt'), ('authorised', 'Đã chuẩn chi'), ('released', 'Đã chuyển đơn vị chi trả'), ('settled', 'Đã đối chiếu xong'), ('cancelled', 'Đã hủy')], default='draft', max_length=10),
        ),
        migrations.RunSQL(BEGINS, migrations.RunSQL.noop),
        migrations.RunSQL(RUN_STATES_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(
            "ALTER FUNCTION payments_check_run_state() SET plan_cache_mode = force_custom_plan", migrations.RunSQL.noop
        ),
        migrations.RunSQL(BY_THREE, migrations.RunSQL.noop),
        also_writable(
            "payments_run",
            but=(
                "state", "manifest_sha256", "drawn_at", "locked_at", "approved_by_id", "approved_at",
                "authorised_by_id", "authorised_at", "released_by_id", "released_at", "settled_at", "cancelled_at",
                "cancelled_because",
            ),
        ),
        migrations.AddConstraint(
            model_name='payrollrun',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'locked', 'approved', 'authorised', 'released', 'settled', 'cancelled'])), name='payroll_run_state'),
        ),
        migrations.AddConstraint(
            model_name='payrollrun',
            constraint=models.CheckConstraint(condition=models.Q(('authorised_by', None), models.Q(models.Q(('authorised_by', models.F('made_by')), _negated=True), models.Q(('authorised_by', models.F('approved_by')), _negated=True)), _connector='OR'), name='payroll_authorised_by_another'),
        ),
        migrations.AddConstraint(
            model_name='payrollrun',
            constraint=models.CheckConstraint(condition=models.Q(('released_by', None), ('authorised_by', None), models.Q(('released_by', models.F('authorised_by')), _negated=True), _connector='OR'), name='payroll_authoriser_is_not_payer'),
        ),
        migrations.AddConstraint(
            model_name='payrollrun',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['authorised', 'released', 'settled']), _negated=True), ('by_three', True), models.Q(('authorised_at__isnull', False), ('authorised_by__isnull', False)), _connector='OR'), name='payroll_authorised_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='payrollrun',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'cancelled']), models.Q(('locked_at__isnull', False), ('state', 'locked'), ('manifest_sha256__regex', '^[0-9a-f]{64}$')), models.Q(('approved_at__isnull', False), ('approved_by__isnull', False), ('manifest_sha256__regex', '^[0-9a-f]{64}$'), ('state__in', ['approved', 'authorised', 'released', 'settled'])), _connector='OR'), name='payroll_approved_as_locked'),
        ),
    ]
