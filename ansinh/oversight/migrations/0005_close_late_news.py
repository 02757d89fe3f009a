"""Late news can be closed by hand, by those who see it: with who, and why."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.row_security import ROLES, also_writable

END = ("resolution", "resolved_at", "decision_id", "closed_by_id", "closed_because")
GRANT = f"GRANT UPDATE ({', '.join(END)}) ON oversight_late_news TO {', '.join(ROLES)}"

class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0009_past_months'),
        ('oversight', '0004_late_news_row_security'),
        ('registry', '0011_lent'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='latenews',
            name='late_news_resolution',
        ),
        migrations.AddField(
            model_name='latenews',
            name='closed_because',
            field=models.CharField(blank=True, db_default='', max_length=500),
        ),
        migrations.AddField(
            model_name='latenews',
            name='closed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='latenews',
            name='resolution',
            field=models.CharField(blank=True, choices=[('no_consequence', 'Không làm thay đổi kết quả'), ('in_force', 'Quyết định đang có hiệu lực đã đúng'), ('decision', 'Đã có quyết định'), ('later_news', 'Đã có tin mới hơn'), ('by_hand', 'Đã xem, không phải điều chỉnh')], max_length=14),
        ),
        migrations.AddConstraint(
            model_name='latenews',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decision', None), ('resolution', ''), ('resolved_at', None)), models.Q(('decision__isnull', False), ('resolution', 'decision'), ('resolved_at__isnull', False)), models.Q(('decision', None), ('resolution__in', ['no_consequence', 'in_force', 'later_news', 'by_hand']), ('resolved_at__isnull', False)), _connector='OR'), name='late_news_resolution'),
        ),
        migrations.AddConstraint(
            model_name='latenews',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_by__isnull', False), ('resolution', 'by_hand'), models.Q(('closed_because', ''), _negated=True)), models.Q(models.Q(('resolution', 'by_hand'), _negated=True), ('closed_because', ''), ('closed_by', None)), _connector='OR'), name='late_news_closed_by_hand'),
        ),
        also_writable("oversight_late_news", END),
        migrations.RunSQL(GRANT, migrations.RunSQL.noop),
    ]
