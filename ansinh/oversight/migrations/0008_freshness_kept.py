"""How fresh a commune's facts are is kept with its figures, so that its board need not count while somebody waits."""

import django.db.models.deletion
from django.db import migrations, models

from ansinh.kernel.joined_operations import joined
from ansinh.kernel.row_security import READ, scoped_table


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('oversight', '0007_late_news_reopened'),
    ]

    operations = joined("oversight", [
        migrations.CreateModel(
            name='FreshnessFigure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=30)),
                ('people', models.PositiveIntegerField()),
                ('known', models.PositiveIntegerField()),
                ('latest', models.DateTimeField()),
                ('source_kind', models.CharField(max_length=10)),
                ('source', models.CharField(max_length=200)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
            ],
            options={
                'db_table': 'oversight_freshness',
                'constraints': [models.UniqueConstraint(fields=('area', 'code'), name='freshness_once'), models.CheckConstraint(condition=models.Q(('known__lte', models.F('people')), ('people__gt', 0)), name='freshness_people')],
            },
        ),
        scoped_table("oversight_freshness", READ),
    ])
