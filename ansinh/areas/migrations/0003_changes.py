"""Changes as dated transactions with what they carried, villages that went over, further classifications."""

import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models
from ansinh.kernel.joined_operations import joined


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0002_row_security'),
    ]

    operations = joined("areas", [
        migrations.CreateModel(
            name='Carried',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('what', models.CharField(max_length=30)),
                ('row_id', models.BigIntegerField()),
                ('unit_id', models.BigIntegerField(null=True)),
                ('until', models.DateField(null=True)),
                ('was', models.CharField(db_default='', default='', max_length=120)),
            ],
            options={
                'db_table': 'areas_carried',
            },
        ),
        migrations.CreateModel(
            name='Change',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('merge', 'Nhập'), ('split', 'Chia'), ('rename', 'Đổi tên'), ('move', 'Chuyển về đơn vị cấp trên khác'), ('end_level', 'Kết thúc cấp huyện'), ('reorganise', 'Sắp xếp')], max_length=10)),
                ('state', models.CharField(choices=[('prepared', 'Đã lập'), ('applied', 'Đã áp dụng'), ('undone', 'Đã hoàn tác'), ('dropped', 'Đã bỏ')], default='prepared', max_length=8)),
                ('on', models.DateField()),
                ('citation', models.CharField(max_length=200)),
                ('plan', models.JSONField()),
                ('figures', models.JSONField(default=dict)),
                ('prepared_by_id', models.BigIntegerField()),
                ('prepared_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('applied_by_id', models.BigIntegerField(null=True)),
                ('applied_at', models.DateTimeField(null=True)),
                ('undone_by_id', models.BigIntegerField(null=True)),
                ('undone_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'areas_change',
            },
        ),
        migrations.CreateModel(
            name='Classification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('village', models.CharField(blank=True, max_length=120)),
                ('kind', models.CharField(choices=[('terrain', 'Miền núi, vùng cao'), ('minority_area', 'Khu vực vùng đồng bào dân tộc thiểu số và miền núi')], max_length=13)),
                ('value', models.CharField(max_length=8)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('citation', models.CharField(max_length=200)),
            ],
            options={
                'db_table': 'areas_classification',
            },
        ),
        migrations.CreateModel(
            name='VillageShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('village', models.CharField(blank=True, max_length=120)),
                ('became', models.CharField(blank=True, max_length=120)),
                ('people', models.PositiveIntegerField()),
            ],
            options={
                'db_table': 'areas_village_share',
            },
        ),
        migrations.RemoveConstraint(
            model_name='unit',
            name='unit_valid_not_empty',
        ),
        migrations.AddField(
            model_name='succession',
            name='villages',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(blank=True, max_length=120), db_default=[], default=list, size=None),
        ),
        migrations.AddField(
            model_name='unit',
            name='withdrawn',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('valid__isempty', False), ('withdrawn', False)), models.Q(('valid__isempty', True), ('withdrawn', True)), _connector='OR'), name='unit_valid_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('citation', ''), _negated=True), name='area_change_rests_on_something'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(('applied_by_id', None), models.Q(('applied_by_id', models.F('prepared_by_id')), _negated=True), _connector='OR'), name='area_change_maker_is_not_checker'),
        ),
        migrations.AddConstraint(
            model_name='change',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('applied_by_id', None), ('state__in', ['prepared', 'dropped']), ('undone_by_id', None)), models.Q(('applied_at__isnull', False), ('applied_by_id__isnull', False), ('state', 'applied'), ('undone_by_id', None)), models.Q(('applied_by_id__isnull', False), ('state', 'undone'), ('undone_at__isnull', False), ('undone_by_id__isnull', False)), _connector='OR'), name='area_change_state'),
        ),
        migrations.AddField(
            model_name='carried',
            name='change',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.change'),
        ),
        migrations.AddField(
            model_name='succession',
            name='change',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.change'),
        ),
        migrations.AddField(
            model_name='classification',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit'),
        ),
        migrations.AddField(
            model_name='villageshare',
            name='predecessor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit'),
        ),
        migrations.AddField(
            model_name='villageshare',
            name='successor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit'),
        ),
        migrations.AddConstraint(
            model_name='carried',
            constraint=models.UniqueConstraint(fields=('change', 'what', 'row_id'), name='carried_once'),
        ),
        migrations.AddConstraint(
            model_name='classification',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('unit', '='), ('village', '='), ('kind', '='), ('valid', '&&')], name='classification_no_overlap'),
        ),
        migrations.AddConstraint(
            model_name='classification',
            constraint=models.CheckConstraint(condition=models.Q(('valid__isempty', False)), name='classification_valid_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='classification',
            constraint=models.CheckConstraint(condition=models.Q(('citation', ''), _negated=True), name='classification_rests_on_something'),
        ),
        migrations.AddConstraint(
            model_name='classification',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'terrain'), ('value__in', ['highland', 'mountain', 'none'])), models.Q(('kind', 'minority_area'), ('value__in', ['III', 'II', 'I', 'none']), ('village', '')), _connector='OR'), name='classification_value'),
        ),
        migrations.AddConstraint(
            model_name='villageshare',
            constraint=models.UniqueConstraint(fields=('predecessor', 'village'), name='village_share_once'),
        ),
        migrations.AddConstraint(
            model_name='villageshare',
            constraint=models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='village_share_other_unit'),
        ),
    ])  # fmt: skip
