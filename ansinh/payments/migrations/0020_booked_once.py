"""A line has one booking an outcome, also one that confirms a list; what is paid comes back by a booking or a correction."""

from django.conf import settings
from django.db import migrations, models

from ansinh.payments.guards_table import LINE_STATES_SQL

# A second booking of a line, or of one booking, that was taken for a confirmation: somebody has to look at it.
SECOND = """
ALTER TABLE payments_return_row DISABLE TRIGGER USER;
UPDATE payments_return_row AS w SET status = 'problem', problem = 'booked_twice',
  message = 'Khoản này đã được ghi nhận một lần bằng bút toán khác: có thể bị chi hai lần.'
FROM (
  SELECT id, row_number() OVER (PARTITION BY line_id, outcome ORDER BY status = 'confirmed', id) AS of_line,
    row_number() OVER (PARTITION BY reference ORDER BY status = 'confirmed', id) AS of_booking
  FROM payments_return_row WHERE status IN ('matched', 'confirmed') AND reference <> ''
) AS counted
WHERE counted.id = w.id AND w.status = 'confirmed' AND (counted.of_line > 1 OR counted.of_booking > 1);
ALTER TABLE payments_return_row ENABLE TRIGGER USER;
SET CONSTRAINTS ALL IMMEDIATE;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('payments', '0019_recoveries_posted'),
        ('registry', '0012_former_names'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(SECOND, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name='returnrow',
            name='booking_matched_once',
        ),
        migrations.RemoveConstraint(
            model_name='settlement',
            name='settlement_one_live',
        ),
        migrations.AlterField(
            model_name='returnimport',
            name='kind',
            field=models.CharField(choices=[('post_office', 'Danh sách bưu điện'), ('camt053', 'Sao kê ngân hàng (camt.053)'), ('pain002', 'Trả lời của ngân hàng (pain.002)'), ('gateway', 'Trả lời của cổng thanh toán'), ('scan', 'Quét danh sách ký nhận'), ('correction', 'Điều chỉnh kết quả')], max_length=11),
        ),
        migrations.AddConstraint(
            model_name='returnrow',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['matched', 'confirmed']), models.Q(('reference', ''), _negated=True)), fields=('reference',), name='booking_matched_once'),
        ),
        migrations.AddConstraint(
            model_name='returnrow',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['matched', 'confirmed']), models.Q(('reference', ''), _negated=True)), fields=('line', 'outcome'), name='line_booked_once_an_outcome'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'recover'), ('state__in', ['proposed', 'decided'])), fields=('person', 'programme'), name='settlement_one_live'),
        ),
        migrations.AddConstraint(
            model_name='settlement',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'proposed')), fields=('person', 'programme'), name='settlement_one_proposed'),
        ),
        migrations.RunSQL(LINE_STATES_SQL, migrations.RunSQL.noop),
    ]
