"""Removing the contents of lists past their term."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.row_security import WRITE, scoped_table


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0002_row_security'),
        ('intake', '0007_sealed_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='sourcefile',
            name='emptied_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.CreateModel(
            name='Removal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.DateField()),
                ('file_count', models.PositiveIntegerField()),
                ('row_count', models.PositiveIntegerField()),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'intake_removal',
                'constraints': [models.CheckConstraint(condition=models.Q(('confirmed_by', models.F('asked_by')), _negated=True), name='removal_second_person'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='removal_confirmed_whole'), models.UniqueConstraint(condition=models.Q(('confirmed_by', None)), fields=('area',), name='removal_one_waits')],
            },
        ),
        scoped_table("intake_removal", WRITE),
        migrations.RunSQL(
            """
            GRANT UPDATE (emptied_at) ON intake_source_file TO ansinh_app, ansinh_wide;
            GRANT UPDATE (value, message) ON intake_problem TO ansinh_app, ansinh_wide;
            GRANT UPDATE (value, text, message) ON intake_notice TO ansinh_app, ansinh_wide;
            """,
            migrations.RunSQL.noop,
        ),
    ]
