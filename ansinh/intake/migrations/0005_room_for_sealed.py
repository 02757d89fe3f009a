"""Columns that can hold sealed values; nothing is sealed yet."""

import ansinh.kernel.sealing.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0002_row_security'),
        ('intake', '0004_files_go_over'),
        ('kernel', '0004_sealing'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='row',
            name='intake_row_id',
        ),
        migrations.AlterField(
            model_name='problem',
            name='message',
            field=ansinh.kernel.sealing.fields.SealedField(what='message', width=64),
        ),
        migrations.AlterField(
            model_name='problem',
            name='value',
            field=ansinh.kernel.sealing.fields.SealedField(what='cell', width=64),
        ),
        migrations.AlterField(
            model_name='row',
            name='bank_account',
            field=ansinh.kernel.sealing.fields.SealedField(null=True, what='account', width=16),
        ),
        migrations.AlterField(
            model_name='row',
            name='category_text',
            field=ansinh.kernel.sealing.fields.SealedField(null=True, what='category', width=64),
        ),
        migrations.AlterField(
            model_name='row',
            name='disability',
            field=ansinh.kernel.sealing.fields.SealedField(null=True, what='degree', width=16),
        ),
        migrations.AlterField(
            model_name='row',
            name='disability_type',
            field=ansinh.kernel.sealing.fields.SealedList(null=True, what='types', width=64),
        ),
        migrations.AlterField(
            model_name='row',
            name='ethnicity',
            field=ansinh.kernel.sealing.fields.SealedField(null=True, what='ethnicity', width=16),
        ),
        migrations.AlterField(
            model_name='row',
            name='id_number',
            field=ansinh.kernel.sealing.fields.SealedField(null=True, what='number', width=16),
        ),
        migrations.AlterField(
            model_name='row',
            name='note',
            field=ansinh.kernel.sealing.fields.SealedField(null=True, what='note', width=64),
        ),
        migrations.AlterField(
            model_name='row',
            name='phone',
            field=ansinh.kernel.sealing.fields.SealedField(null=True, what='phone', width=16),
        ),
        migrations.AlterField(
            model_name='notice',
            name='value',
            field=ansinh.kernel.sealing.fields.SealedField(what='cell', width=64),
        ),
        migrations.AlterField(
            model_name='notice',
            name='text',
            field=ansinh.kernel.sealing.fields.SealedField(blank=True, what='cell', width=64),
        ),
        migrations.AlterField(
            model_name='notice',
            name='message',
            field=ansinh.kernel.sealing.fields.SealedField(what='message', width=64),
        ),
    ]
