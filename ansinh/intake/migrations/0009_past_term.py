"""What the night finds past its term, by commune."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from ansinh.kernel.row_security import READ, scoped_table


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('intake', '0008_removal'),
    ]

    operations = [
        migrations.CreateModel(
            name='PastTermListing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.DateField()),
                ('file_count', models.PositiveIntegerField()),
                ('row_count', models.PositiveIntegerField()),
                ('oldest', models.DateField()),
                ('listed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('area', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
            ],
            options={
                'db_table': 'intake_past_term',
                'constraints': [models.CheckConstraint(condition=models.Q(('file_count__gt', 0)), name='past_term_has_files'), models.CheckConstraint(condition=models.Q(('oldest__lt', models.F('before'))), name='past_term_is_past')],
            },
        ),
        scoped_table("intake_past_term", READ),
    ]
