"""Columns of payers' files, declared by areas; files that were read by one keep its mark."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.fields.json
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.joined_operations import joined
from ansinh.kernel.row_security import WRITE, scoped_table


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('payments', '0024_set_by_set'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("payments", [
        migrations.CreateModel(
            name='FileLayout',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=40)),
                ('direction', models.CharField(choices=[('out', 'Gửi đi'), ('in', 'Nhận về')], max_length=3)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('content', models.JSONField()),
                ('set_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'payments_file_layout',
            },
        ),
        migrations.AddConstraint(
            model_name='filelayout',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('area', '='), ('code', '='), ('valid', '&&')], name='file_layout_no_overlap'),
        ),
        migrations.AddConstraint(
            model_name='filelayout',
            constraint=models.CheckConstraint(condition=models.Q(('valid__isempty', False), ('valid__lower_inf', False)), name='file_layout_valid_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='filelayout',
            constraint=models.CheckConstraint(condition=models.Q(('direction__in', ['out', 'in'])), name='file_layout_direction'),
        ),
        migrations.AddConstraint(
            model_name='filelayout',
            constraint=models.CheckConstraint(condition=models.Q(('code__regex', '^[a-z0-9][a-z0-9-]{1,39}$')), name='file_layout_code'),
        ),
        migrations.AddConstraint(
            model_name='filelayout',
            constraint=models.CheckConstraint(condition=models.Q(('content__has_keys', ['code', 'direction', 'name', 'provider', 'columns']), ('code', django.db.models.fields.json.KeyTextTransform('code', 'content')), ('direction', django.db.models.fields.json.KeyTextTransform('direction', 'content'))), name='file_layout_content'),
        ),
        scoped_table("payments_file_layout", WRITE),
        migrations.AddField(
            model_name='returnimport',
            name='layout',
            field=models.CharField(blank=True, db_default='', default='', max_length=60),
        ),
        migrations.AlterField(
            model_name='returnimport',
            name='kind',
            field=models.CharField(choices=[('post_office', 'Danh sách bưu điện'), ('camt053', 'Sao kê ngân hàng (camt.053)'), ('pain002', 'Trả lời của ngân hàng (pain.002)'), ('gateway', 'Trả lời của cổng thanh toán'), ('scan', 'Quét danh sách ký nhận'), ('correction', 'Điều chỉnh kết quả'), ('layout', 'Tệp theo mẫu của đơn vị chi trả')], max_length=11),
        ),
        migrations.AddConstraint(
            model_name='returnimport',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'layout'), models.Q(('layout', ''), _negated=True)), models.Q(models.Q(('kind', 'layout'), _negated=True), ('layout', '')), _connector='OR'), name='return_import_layout_named'),
        ),
    ])  # fmt: skip
