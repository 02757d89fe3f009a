"""Columns that can hold sealed values; nothing is sealed yet."""

import ansinh.kernel.sealing.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0002_row_security'),
        ('casework', '0005_awards_go_over'),
        ('registry', '0008_room_for_sealed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='proposal',
            name='facts',
            field=ansinh.kernel.sealing.fields.SealedJson(what='facts', width=64),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='reason',
            field=ansinh.kernel.sealing.fields.SealedField(what='reason', width=64),
        ),
    ]
