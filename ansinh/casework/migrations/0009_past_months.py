"""Corrections of months that have passed and of nothing after: one live a person and programme, beside what goes on."""

import django.contrib.postgres.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('casework', '0008_sealed_only'),
        ('registry', '0011_lent'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='proposal',
            name='proposal_one_live',
        ),
        migrations.RemoveConstraint(
            model_name='proposal',
            name='proposal_kind_fits_amounts',
        ),
        migrations.AddField(
            model_name='proposal',
            name='past_months',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.DateField(), default=list, size=None),
        ),
        migrations.AlterField(
            model_name='decision',
            name='kind',
            field=models.CharField(choices=[('start', 'Thêm mới'), ('adjust', 'Điều chỉnh'), ('stop', 'Thôi hưởng'), ('past', 'Điều chỉnh hồi tố')], max_length=6),
        ),
        migrations.AlterField(
            model_name='proposal',
            name='kind',
            field=models.CharField(choices=[('start', 'Thêm mới'), ('adjust', 'Điều chỉnh'), ('stop', 'Thôi hưởng'), ('past', 'Điều chỉnh hồi tố')], max_length=6),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('open', 'submitted', 'returned')), models.Q(('kind', 'past'), _negated=True)), fields=('person', 'programme'), name='proposal_one_live'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'past'), ('state__in', ('open', 'submitted', 'returned'))), fields=('person', 'programme'), name='proposal_one_past'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('after_vnd__gt', 0), ('before_vnd', 0), ('kind', 'start')), models.Q(('after_vnd__gt', 0), ('before_vnd__gt', 0), ('kind', 'adjust')), models.Q(('after_vnd', 0), ('before_vnd__gt', 0), ('kind', 'stop')), models.Q(('after_vnd__gte', 0), ('before_vnd__gte', 0), ('kind', 'past'), models.Q(('after_vnd', 0), ('before_vnd', 0), _negated=True)), _connector='OR'), name='proposal_kind_fits_amounts'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_month', models.F('past_months__0')), ('kind', 'past'), ('past_months__len__gt', 0)), models.Q(models.Q(('kind', 'past'), _negated=True), ('past_months', [])), _connector='OR'), name='proposal_past_months'),
        ),
    ]
