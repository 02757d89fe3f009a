"""Columns that can hold sealed values; nothing is sealed yet."""

import ansinh.kernel.sealing.fields
import ansinh.registry.models.dated
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from ansinh.kernel.row_security import append_only, resealable, scoped_through
from ansinh.kernel.joined_operations import joined

# Sealing anew changes nothing that was asked or done.
GUARD = """
CREATE OR REPLACE FUNCTION registry_change_request_resealed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (to_jsonb(NEW) - ARRAY['values', 'rows']) IS DISTINCT FROM (to_jsonb(OLD) - ARRAY['values', 'rows']) THEN
    RAISE EXCEPTION 'registry_change_request_asked: what was asked does not change' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER registry_change_request_guard ON registry_change_request;
CREATE TRIGGER registry_change_request_guard BEFORE UPDATE ON registry_change_request
  FOR EACH ROW WHEN (NOT kernel_may_reseal()) EXECUTE FUNCTION registry_change_request_guard();
CREATE TRIGGER registry_change_request_begins BEFORE INSERT ON registry_change_request
  FOR EACH ROW EXECUTE FUNCTION registry_change_request_guard();
CREATE TRIGGER registry_change_request_resealed BEFORE UPDATE ON registry_change_request
  FOR EACH ROW WHEN (kernel_may_reseal()) EXECUTE FUNCTION registry_change_request_resealed();
"""
RETRACTION = ("retracted_at", "retracted_by_id")
SEALED = {
    "identity": ("ethnicity",),
    "paper": ("number", "number_index"),
    "phone": ("number", "number_index"),
    "payment_channel": ("account",),
    "disability": ("degree", "types", "certified_on"),
    "sealed_circumstance": ("content", "slot"),
}


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0002_row_security'),
        ('registry', '0007_duplicates'),
        ('kernel', '0004_sealing'),
    ]

    operations = joined("registry", [
        migrations.CreateModel(
            name='SealedCircumstance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('retracted_at', models.DateTimeField(null=True)),
                ('content', ansinh.kernel.sealing.fields.SealedField(what='circumstance', width=32)),
                ('slot', ansinh.kernel.sealing.fields.BlindIndexField(editable=False, kind='circumstance', max_length=24, sources=('person_id', 'content'))),
            ],
            options={
                'db_table': 'registry_sealed_circumstance',
            },
        ),
        migrations.RemoveConstraint(
            model_name='circumstance',
            name='circumstance_known_value',
        ),
        migrations.RemoveConstraint(
            model_name='disability',
            name='disability_degree',
        ),
        migrations.RemoveConstraint(
            model_name='disability',
            name='disability_types',
        ),
        migrations.RemoveConstraint(
            model_name='paper',
            name='paper_one_person_a_number',
        ),
        migrations.RemoveConstraint(
            model_name='paper',
            name='paper_number_form',
        ),
        migrations.RemoveIndex(
            model_name='paper',
            name='paper_number',
        ),
        migrations.AddField(
            model_name='paper',
            name='number_index',
            field=ansinh.kernel.sealing.fields.BlindIndexField(editable=False, kind='number', max_length=24, null=True, sources=('kind', 'number')),
        ),
        migrations.AlterField(
            model_name='circumstance',
            name='kind',
            field=models.CharField(choices=[('studying', 'Việc học'), ('had_orphan_allowance', 'Đang hưởng trợ cấp trẻ mồ côi khi đủ 16 tuổi'), ('had_single_parent_allowance', 'Đang hưởng trợ cấp đơn thân khi con đủ 16 tuổi'), ('support', 'Người có nghĩa vụ phụng dưỡng'), ('facility_eligible', 'Đủ điều kiện vào cơ sở trợ giúp xã hội'), ('merit_allowance', 'Trợ cấp ưu đãi người có công hằng tháng'), ('stable_income', 'Có tiền lương, tiền công hoặc thu nhập ổn định'), ('spouse_has_parent_support', 'Vợ hoặc chồng đã nhận hỗ trợ nuôi con'), ('care', 'Người chăm sóc, nuôi dưỡng'), ('in_facility', 'Đang ở cơ sở trợ giúp xã hội')], max_length=30),
        ),
        migrations.AlterField(
            model_name='disability',
            name='certified_on',
            field=ansinh.kernel.sealing.fields.SealedDate(null=True, what='certified', width=16),
        ),
        migrations.AlterField(
            model_name='disability',
            name='degree',
            field=ansinh.kernel.sealing.fields.SealedField(null=True, what='degree', width=16),
        ),
        migrations.AlterField(
            model_name='disability',
            name='types',
            field=ansinh.kernel.sealing.fields.SealedList(default=list, what='types', width=64),
        ),
        migrations.AlterField(
            model_name='identity',
            name='ethnicity',
            field=ansinh.kernel.sealing.fields.SealedField(blank=True, what='ethnicity', width=16),
        ),
        migrations.AlterField(
            model_name='paper',
            name='number',
            field=ansinh.kernel.sealing.fields.SealedField(what='number', width=16),
        ),
        migrations.AlterField(
            model_name='paymentchannel',
            name='account',
            field=ansinh.kernel.sealing.fields.SealedField(blank=True, what='account', width=16),
        ),
        migrations.AlterField(
            model_name='person',
            name='ethnicity',
            field=ansinh.kernel.sealing.fields.SealedField(blank=True, what='ethnicity', width=16),
        ),
        migrations.AddField(
            model_name='sealedcircumstance',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AddField(
            model_name='sealedcircumstance',
            name='retracted_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source'),
        ),
        migrations.AddField(
            model_name='sealedcircumstance',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.source'),
        ),
        migrations.AddConstraint(
            model_name='sealedcircumstance',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('slot', '='), ('valid', '&&'), (ansinh.registry.models.dated.Recorded(), '&&')], name='sealed_circumstance_no_overlap'),
        ),
        migrations.AddConstraint(
            model_name='sealedcircumstance',
            constraint=models.CheckConstraint(condition=models.Q(('valid__isempty', False), models.Q(models.Q(('retracted_at', None), ('retracted_by', None)), models.Q(('retracted_at__gte', models.F('recorded_at')), ('retracted_by__isnull', False)), _connector='OR')), name='sealed_circumstance_sound'),
        ),
        migrations.AddConstraint(
            model_name='sealedcircumstance',
            constraint=models.CheckConstraint(condition=models.Q(('content', ''), _negated=True), name='sealed_circumstance_has_content'),
        ),
        migrations.AddConstraint(
            model_name='sealedcircumstance',
            constraint=models.CheckConstraint(condition=models.Q(('content', None), ('content', ''), ('content__regex', '^circumstance-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='circumstance_sealed'),
        ),
        migrations.RemoveConstraint(
            model_name='phone',
            name='phone_number_form',
        ),
        migrations.RemoveIndex(
            model_name='phone',
            name='phone_number',
        ),
        migrations.AddField(
            model_name='phone',
            name='number_index',
            field=ansinh.kernel.sealing.fields.BlindIndexField(editable=False, kind='phone', max_length=24, null=True, sources=('number',)),
        ),
        migrations.AlterField(
            model_name='phone',
            name='number',
            field=ansinh.kernel.sealing.fields.SealedField(what='phone', width=16),
        ),
        migrations.AlterField(
            model_name='changerequest',
            name='values',
            field=ansinh.kernel.sealing.fields.SealedJson(what='asked', width=256),
        ),
        migrations.AlterField(
            model_name='changerequest',
            name='rows',
            field=ansinh.kernel.sealing.fields.SealedJson(default=list, what='rows', width=256),
        ),
        migrations.AlterField(
            model_name='merge',
            name='choices',
            field=ansinh.kernel.sealing.fields.SealedJson(default=dict, what='choices', width=256),
        ),
        migrations.RunSQL(GUARD, migrations.RunSQL.noop),
        scoped_through("registry_sealed_circumstance", "registry_person", "person_id"),
        append_only("registry_sealed_circumstance", but=RETRACTION),
        *(resealable(f"registry_{fact}", but=RETRACTION, sealed=columns) for fact, columns in SEALED.items()),
    ])  # fmt: skip
