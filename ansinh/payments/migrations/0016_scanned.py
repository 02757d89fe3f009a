"""Results scanned from signed lists, until they are handed in."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.row_security import KEEP, scoped_through

HANDED_IN_STAYS = """
CREATE FUNCTION payments_scan_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'scan %: it was handed in', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER payments_scan_stays BEFORE UPDATE OR DELETE ON payments_scan
  FOR EACH ROW WHEN (OLD.file_id IS NOT NULL) EXECUTE FUNCTION payments_scan_stays();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0015_statements'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='returnimport',
            name='kind',
            field=models.CharField(choices=[('post_office', 'Danh sách bưu điện'), ('camt053', 'Sao kê ngân hàng (camt.053)'), ('pain002', 'Trả lời của ngân hàng (pain.002)'), ('gateway', 'Trả lời của cổng thanh toán'), ('scan', 'Quét danh sách ký nhận')], max_length=11),
        ),
        migrations.CreateModel(
            name='ScannedReturn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(max_length=8)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('scanned_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.returnimport')),
                ('line', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.payrollline')),
                ('scanned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'payments_scan',
                'constraints': [models.UniqueConstraint(condition=models.Q(('file', None)), fields=('line',), name='scan_once'), models.CheckConstraint(condition=models.Q(('outcome__in', ['paid', 'returned'])), name='scan_outcome'), models.CheckConstraint(condition=models.Q(('outcome', 'paid'), models.Q(('reason', ''), _negated=True), _connector='OR'), name='scan_reason')],
            },
        ),
        scoped_through("payments_scan", "payments_line", "line_id", KEEP),
        migrations.RunSQL(HANDED_IN_STAYS, migrations.RunSQL.noop),
    ]
