"""Nothing lies open any more: the database itself refuses to add these while one value does."""

import ansinh.kernel.sealing.fields
import ansinh.registry.models.dated
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0009_seal'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='merge',
            constraint=models.CheckConstraint(condition=models.Q(('choices', None), ('choices', ''), ('choices__regex', '^choices-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='merge_choices_sealed'),
        ),
        migrations.AddConstraint(
            model_name='changerequest',
            constraint=models.CheckConstraint(condition=models.Q(('values', None), ('values', ''), ('values__regex', '^asked-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='request_values_sealed'),
        ),
        migrations.AddConstraint(
            model_name='changerequest',
            constraint=models.CheckConstraint(condition=models.Q(('rows', None), ('rows', ''), ('rows__regex', '^rows-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='request_rows_sealed'),
        ),
        migrations.AlterField(
            model_name='phone',
            name='number_index',
            field=ansinh.kernel.sealing.fields.BlindIndexField(editable=False, kind='phone', max_length=24, sources=('number',)),
        ),
        migrations.AddIndex(
            model_name='phone',
            index=models.Index(fields=['number_index'], name='phone_number_index'),
        ),
        migrations.AddConstraint(
            model_name='phone',
            constraint=models.CheckConstraint(condition=models.Q(('number', ''), _negated=True), name='phone_has_number'),
        ),
        migrations.AddConstraint(
            model_name='phone',
            constraint=models.CheckConstraint(condition=models.Q(('number', None), ('number', ''), ('number__regex', '^phone-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='phone_number_sealed'),
        ),
        migrations.AlterField(
            model_name='paper',
            name='number_index',
            field=ansinh.kernel.sealing.fields.BlindIndexField(editable=False, kind='number', max_length=24, sources=('kind', 'number')),
        ),
        migrations.AddIndex(
            model_name='paper',
            index=models.Index(fields=['number_index'], name='paper_number_index'),
        ),
        migrations.AddConstraint(
            model_name='circumstance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'studying'), models.Q(('value', None), ('value__in', ('no', 'yes', 'interrupted')), _connector='OR')), models.Q(('kind', 'had_orphan_allowance'), models.Q(('value', None), ('value__in', ('yes', 'no')), _connector='OR')), models.Q(('kind', 'had_single_parent_allowance'), models.Q(('value', None), ('value__in', ('yes', 'no')), _connector='OR')), models.Q(('kind', 'support'), models.Q(('value', None), ('value__in', ('none', 'on_allowance', 'present')), _connector='OR')), models.Q(('kind', 'facility_eligible'), models.Q(('value', None), ('value__in', ('yes', 'no')), _connector='OR')), models.Q(('kind', 'merit_allowance'), models.Q(('value', None), ('value__in', ('yes', 'no')), _connector='OR')), models.Q(('kind', 'stable_income'), models.Q(('value', None), ('value__in', ('yes', 'no')), _connector='OR')), models.Q(('kind', 'spouse_has_parent_support'), models.Q(('value', None), ('value__in', ('yes', 'no')), _connector='OR')), models.Q(('kind', 'care'), models.Q(('value', None), ('value__in', ('none', 'own_household', 'foster')), _connector='OR')), models.Q(('kind', 'in_facility'), models.Q(('value', None), ('value__in', ('yes', 'no')), _connector='OR')), _connector='OR'), name='circumstance_known_value'),
        ),
        migrations.AddConstraint(
            model_name='disability',
            constraint=models.CheckConstraint(condition=models.Q(('degree', None), ('degree', ''), ('degree__regex', '^degree-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='disability_degree_sealed'),
        ),
        migrations.AddConstraint(
            model_name='disability',
            constraint=models.CheckConstraint(condition=models.Q(('types', None), ('types', ''), ('types__regex', '^types-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='disability_types_sealed'),
        ),
        migrations.AddConstraint(
            model_name='disability',
            constraint=models.CheckConstraint(condition=models.Q(('certified_on', None), ('certified_on', ''), ('certified_on__regex', '^certified-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='disability_certified_sealed'),
        ),
        migrations.AddConstraint(
            model_name='identity',
            constraint=models.CheckConstraint(condition=models.Q(('ethnicity', None), ('ethnicity', ''), ('ethnicity__regex', '^ethnicity-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='identity_ethnicity_sealed'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('number_index', '='), ('valid', '&&'), (ansinh.registry.models.dated.Recorded(), '&&')], name='paper_one_person_a_number'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['personal', 'old'])), name='paper_kind'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('number', ''), _negated=True), name='paper_has_number'),
        ),
        migrations.AddConstraint(
            model_name='paper',
            constraint=models.CheckConstraint(condition=models.Q(('number', None), ('number', ''), ('number__regex', '^number-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='paper_number_sealed'),
        ),
        migrations.AddConstraint(
            model_name='paymentchannel',
            constraint=models.CheckConstraint(condition=models.Q(('account', None), ('account', ''), ('account__regex', '^account-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='channel_account_sealed'),
        ),
        migrations.AddConstraint(
            model_name='person',
            constraint=models.CheckConstraint(condition=models.Q(('ethnicity', None), ('ethnicity', ''), ('ethnicity__regex', '^ethnicity-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='person_ethnicity_sealed'),
        ),
    ]
