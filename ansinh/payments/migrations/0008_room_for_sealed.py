"""Columns that can hold sealed values; nothing is sealed yet."""

import ansinh.kernel.sealing.fields
from django.db import migrations, models

from ansinh.kernel.row_security import resealable


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0002_row_security'),
        ('payments', '0007_offices_go_over'),
        ('registry', '0008_room_for_sealed'),
    ]

    operations = [
        migrations.AlterField(
            model_name='payrollline',
            name='account',
            field=ansinh.kernel.sealing.fields.SealedField(blank=True, what='account', width=16),
        ),
        migrations.AlterField(
            model_name='payrollline',
            name='id_number',
            field=ansinh.kernel.sealing.fields.SealedField(blank=True, what='number', width=16),
        ),
        resealable("payments_line", but=("state", "reason"), sealed=("id_number", "account")),
    ]
