"""Forms filled in at the counter: visible in their areas; only drafts change, and every change is a new version."""

import ansinh.kernel.sealing.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.row_security import KEEP, scoped_table

# Sealing anew changes no answer, so it neither needs a draft nor makes a version.
_GUARD = """
CREATE FUNCTION casework_filled_form_guard() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'casework_filled_form: answers change in a draft only, with a new version; the form stays the same'
    USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER casework_filled_form_guarded BEFORE UPDATE ON casework_filled_form FOR EACH ROW
  WHEN (((NEW.answers IS DISTINCT FROM OLD.answers) AND NOT kernel_may_reseal()
         AND (OLD.state <> 'draft' OR NEW.version <= OLD.version))
        OR NEW.version < OLD.version OR NEW.code <> OLD.code OR NEW.person_id IS DISTINCT FROM OLD.person_id)
  EXECUTE FUNCTION casework_filled_form_guard();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('casework', '0009_past_months'),
        ('registry', '0011_lent'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='FilledForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=12)),
                ('title', models.CharField(blank=True, max_length=120)),
                ('state', models.CharField(choices=[('draft', 'Đang khai'), ('complete', 'Đã khai đủ'), ('printed', 'Đã in để ký')], default='draft', max_length=8)),
                ('answers', ansinh.kernel.sealing.fields.SealedJson(default=dict, what='answers', width=256)),
                ('known', ansinh.kernel.sealing.fields.SealedJson(default=dict, what='known', width=256)),
                ('known_on', models.DateField()),
                ('version', models.PositiveIntegerField(default=1)),
                ('made_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('saved_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('completed_at', models.DateTimeField(null=True)),
                ('printed_at', models.DateTimeField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('saved_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'casework_filled_form',
                'indexes': [models.Index(condition=models.Q(('state', 'draft')), fields=['area', 'saved_at'], name='form_drafts'), models.Index(fields=['made_by', 'state'], name='form_own'), models.Index(fields=['person'], name='form_person')],
                'constraints': [models.CheckConstraint(condition=models.Q(('answers', None), ('answers', ''), ('answers__regex', '^answers-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='form_answers_sealed'), models.CheckConstraint(condition=models.Q(('known', None), ('known', ''), ('known__regex', '^known-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='form_known_sealed'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'complete', 'printed'])), name='form_known_state'), models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='form_version'), models.CheckConstraint(condition=models.Q(models.Q(('completed_at', None), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('completed_at__isnull', False)), _connector='OR'), name='form_completed'), models.CheckConstraint(condition=models.Q(models.Q(('printed_at__isnull', False), ('state', 'printed')), models.Q(models.Q(('state', 'printed'), _negated=True), ('printed_at', None)), _connector='OR'), name='form_printed')],
            },
        ),
        scoped_table("casework_filled_form", KEEP),
        migrations.RunSQL(_GUARD, "DROP FUNCTION casework_filled_form_guard() CASCADE;"),
    ]
