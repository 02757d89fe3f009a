"""Acts on several cases with what came of each; steps taken back; forms and documents joined to their cases."""

import ansinh.kernel.sealing.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.casework.case_guards_table import ME
from ansinh.casework.case_undo_table import BELONGS_SQL, UNDO_SQL
from ansinh.kernel.row_security import APPEND, ROLES, append_only, resealable, scoped_through
from ansinh.kernel.joined_operations import joined


# A batch is the work of one person and concerns nobody else; its lines are seen with it.
BATCH_SQL = f"""
GRANT SELECT, INSERT ON casework_case_batch TO {", ".join(ROLES)};
GRANT USAGE, SELECT ON SEQUENCE casework_case_batch_id_seq TO {", ".join(ROLES)};
ALTER TABLE casework_case_batch ENABLE ROW LEVEL SECURITY;
CREATE POLICY casework_case_batch_own ON casework_case_batch TO ansinh_app USING (by_id = {ME}) WITH CHECK (by_id = {ME});
CREATE POLICY casework_case_batch_everywhere ON casework_case_batch TO ansinh_wide USING (true) WITH CHECK (true);
"""
RECEIPTS_SQL = """
INSERT INTO casework_document_case (document_id, case_id)
SELECT d.id, c.id FROM casework_document AS d JOIN casework_case AS c ON d.subject = 'case:' || c.id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('casework', '0014_documents'),
        ('registry', '0012_former_names'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("casework", [
        migrations.CreateModel(
            name='CaseBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(max_length=20)),
                ('on', models.DateField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'db_table': 'casework_case_batch',
            },
        ),
        migrations.CreateModel(
            name='CaseBatchLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('why_not', ansinh.kernel.sealing.fields.SealedField(blank=True, what='whynot', width=128)),
            ],
            options={
                'db_table': 'casework_case_batch_line',
            },
        ),
        migrations.CreateModel(
            name='DocumentCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'db_table': 'casework_document_case',
            },
        ),
        migrations.AddField(
            model_name='case',
            name='left_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.decision'),
        ),
        migrations.AddField(
            model_name='casestep',
            name='undoes',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone', to='casework.casestep'),
        ),
        migrations.AddField(
            model_name='casestep',
            name='was',
            field=ansinh.kernel.sealing.fields.SealedJson(null=True, what='was', width=128),
        ),
        migrations.AddField(
            model_name='filledform',
            name='case',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='forms', to='casework.case'),
        ),
        migrations.AddIndex(
            model_name='filledform',
            index=models.Index(condition=models.Q(('case__isnull', False)), fields=['case'], name='form_case'),
        ),
        migrations.AddConstraint(
            model_name='casestep',
            constraint=models.CheckConstraint(condition=models.Q(('was', None), ('was', ''), ('was__regex', '^was-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='case_step_was_sealed'),
        ),
        migrations.AddConstraint(
            model_name='casestep',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act', 'undo'), ('undoes__isnull', False), models.Q(('said', ''), _negated=True)), models.Q(models.Q(('act', 'undo'), _negated=True), ('undoes', None)), _connector='OR'), name='case_step_undo_with_reason'),
        ),
        migrations.AddField(
            model_name='casebatch',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='casebatch',
            name='undoes',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='undone', to='casework.casebatch'),
        ),
        migrations.AddField(
            model_name='casebatchline',
            name='batch',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='casework.casebatch'),
        ),
        migrations.AddField(
            model_name='casebatchline',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case'),
        ),
        migrations.AddField(
            model_name='casebatchline',
            name='step',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.casestep'),
        ),
        migrations.AddField(
            model_name='documentcase',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='casework.case'),
        ),
        migrations.AddField(
            model_name='documentcase',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='covered_cases', to='casework.document'),
        ),
        migrations.AddIndex(
            model_name='casebatch',
            index=models.Index(fields=['by', '-id'], name='case_batch_of'),
        ),
        migrations.AddConstraint(
            model_name='casebatch',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act', 'undo'), ('undoes__isnull', False)), models.Q(models.Q(('act', 'undo'), _negated=True), ('undoes', None)), _connector='OR'), name='case_batch_undo'),
        ),
        migrations.AddConstraint(
            model_name='casebatchline',
            constraint=models.UniqueConstraint(fields=('batch', 'case'), name='case_batch_line_once'),
        ),
        migrations.AddConstraint(
            model_name='casebatchline',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('step__isnull', False), ('why_not', '')), models.Q(('step', None), models.Q(('why_not', ''), _negated=True)), _connector='OR'), name='case_batch_line_done_or_not'),
        ),
        migrations.AddConstraint(
            model_name='casebatchline',
            constraint=models.CheckConstraint(condition=models.Q(('why_not', None), ('why_not', ''), ('why_not__regex', '^whynot-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='case_batch_line_sealed'),
        ),
        migrations.AddConstraint(
            model_name='documentcase',
            constraint=models.UniqueConstraint(fields=('document', 'case'), name='document_case_once'),
        ),
        migrations.RunSQL(BATCH_SQL, migrations.RunSQL.noop),
        scoped_through("casework_case_batch_line", "casework_case_batch", "batch_id", APPEND),
        scoped_through("casework_document_case", "casework_document", "document_id", APPEND),
        append_only("casework_case_batch"),
        append_only("casework_case_batch_line"),
        resealable("casework_case_batch_line", sealed=("why_not",)),
        append_only("casework_document_case"),
        resealable("casework_case_step", sealed=("said", "was")),
        migrations.RunSQL(BELONGS_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(UNDO_SQL, migrations.RunSQL.noop),
        migrations.RunSQL(RECEIPTS_SQL, migrations.RunSQL.noop),
    ])  # fmt: skip
