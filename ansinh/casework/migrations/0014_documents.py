"""Registers of numbers without gaps, and official documents that are kept as what they were set from."""

import ansinh.kernel.sealing.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.casework.documents_table import (
    DECISIONS_THAT_WERE_THERE,
    ENTER_DECISIONS,
    REGISTER_THEM,
    REGISTER_WITHOUT_GAPS,
    VERIFY,
)
from ansinh.kernel.row_security import APPEND, WRITE, append_only, resealable, scoped_table, scoped_through
from ansinh.kernel.joined_operations import joined


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('casework', '0013_case_register'),
        ('registry', '0011_lent'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("casework", [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('decision', 'Quyết định'), ('submission', 'Tờ trình'), ('notice', 'Thông báo'), ('refusal', 'Văn bản trả lời'), ('posting', 'Danh sách niêm yết'), ('appointment', 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả'), ('receipt', 'Giấy biên nhận')], max_length=12)),
                ('subject', models.CharField(max_length=80)),
                ('on', models.DateField()),
                ('code', models.CharField(max_length=20, unique=True)),
                ('content', ansinh.kernel.sealing.fields.SealedJson(what='document', width=256)),
                ('content_sha256', models.CharField(max_length=64)),
                ('issued_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('cancelled_at', models.DateTimeField(null=True)),
                ('cancelled_because', models.CharField(db_default='', default='', max_length=500)),
            ],
            options={
                'db_table': 'casework_document',
            },
        ),
        migrations.CreateModel(
            name='DocumentFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('format', models.CharField(choices=[('pdf', 'PDF'), ('docx', 'DOCX')], max_length=4)),
                ('made_with', models.CharField(max_length=60)),
                ('sha256', models.CharField(max_length=64)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'db_table': 'casework_document_file',
            },
        ),
        migrations.CreateModel(
            name='DocumentProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
            options={
                'db_table': 'casework_document_proposal',
            },
        ),
        migrations.CreateModel(
            name='RegisteredNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('letters', models.CharField(max_length=20)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('previous', models.PositiveIntegerField(null=True)),
                ('taken_on', models.DateField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'db_table': 'casework_registered_number',
            },
        ),
        migrations.CreateModel(
            name='SignedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', ansinh.kernel.sealing.fields.SealedField(what='signed', width=256)),
                ('sha256', models.CharField(max_length=64)),
                ('signer', models.CharField(max_length=200)),
                ('signed_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'casework_signed_file',
            },
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='decision_number',
        ),
        migrations.AddField(
            model_name='decision',
            name='office',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit'),
        ),
        migrations.AddField(
            model_name='document',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit'),
        ),
        migrations.AddField(
            model_name='document',
            name='cancelled_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='document',
            name='decision',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='casework.decision'),
        ),
        migrations.AddField(
            model_name='document',
            name='issued_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='document',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AddField(
            model_name='documentfile',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='casework.document'),
        ),
        migrations.AddField(
            model_name='documentproposal',
            name='document',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='covered', to='casework.document'),
        ),
        migrations.AddField(
            model_name='documentproposal',
            name='proposal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='casework.proposal'),
        ),
        migrations.AddField(
            model_name='registerednumber',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit'),
        ),
        migrations.AddField(
            model_name='document',
            name='registered',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='casework.registerednumber'),
        ),
        migrations.AddField(
            model_name='signedfile',
            name='document',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='signed', to='casework.document'),
        ),
        migrations.AddField(
            model_name='signedfile',
            name='signed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='documentfile',
            constraint=models.UniqueConstraint(fields=('document', 'format', 'made_with'), name='document_file_once'),
        ),
        migrations.AddConstraint(
            model_name='documentfile',
            constraint=models.CheckConstraint(condition=models.Q(('format__in', ['pdf', 'docx'])), name='document_file_format'),
        ),
        migrations.AddConstraint(
            model_name='documentproposal',
            constraint=models.UniqueConstraint(fields=('document', 'proposal'), name='document_proposal_once'),
        ),
        migrations.AddConstraint(
            model_name='registerednumber',
            constraint=models.UniqueConstraint(fields=('office', 'letters', 'year', 'number'), name='registered_number_once'),
        ),
        migrations.AddConstraint(
            model_name='registerednumber',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', 1), ('previous', None)), models.Q(('number__gt', 1), ('previous', django.db.models.expressions.CombinedExpression(models.F('number'), '-', models.Value(1))), ('previous__isnull', False)), _connector='OR'), name='registered_number_follows'),
        ),
        migrations.AddConstraint(
            model_name='registerednumber',
            constraint=models.CheckConstraint(condition=models.Q(('year', models.F('taken_on__year'))), name='registered_number_of_its_year'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['area', 'kind', 'on'], name='document_by_area'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['registered'], name='document_by_number'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at', None)), fields=('subject',), name='document_one_in_force_a_subject'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('content', None), ('content', ''), ('content__regex', '^document-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='document_content_sealed'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['decision', 'submission', 'notice', 'refusal', 'posting', 'appointment', 'receipt'])), name='document_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('code__regex', '^[2-9A-HJ-NP-Z]{20}$')), name='document_code_form'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at', None), ('cancelled_because', ''), ('cancelled_by', None)), models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False), models.Q(('cancelled_because', ''), _negated=True)), _connector='OR'), name='document_cancelled_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'decision'), _negated=True), ('cancelled_at', None), ('decision', None), _connector='OR'), name='document_decision_is_its_own'),
        ),
        migrations.AddConstraint(
            model_name='signedfile',
            constraint=models.CheckConstraint(condition=models.Q(('content', None), ('content', ''), ('content__regex', '^signed-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='signed_file_content_sealed'),
        ),
        migrations.AddConstraint(
            model_name='signedfile',
            constraint=models.CheckConstraint(condition=models.Q(('signer', ''), _negated=True), name='signed_file_has_signer'),
        ),
        migrations.RunSQL(DECISIONS_THAT_WERE_THERE, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='decision',
            name='office',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.UniqueConstraint(fields=('office', 'year', 'number'), name='decision_number'),
        ),
        migrations.RunSQL(REGISTER_WITHOUT_GAPS, migrations.RunSQL.noop),
        migrations.RunSQL(REGISTER_THEM, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(ENTER_DECISIONS, migrations.RunSQL.noop),
        scoped_table("casework_registered_number", APPEND, column="office_id"),
        scoped_table("casework_document", WRITE),
        scoped_through("casework_document_proposal", "casework_document", "document_id", APPEND),
        scoped_through("casework_document_file", "casework_document", "document_id", APPEND),
        scoped_through("casework_signed_file", "casework_document", "document_id", APPEND),
        append_only("casework_registered_number"),
        append_only("casework_document", but=("cancelled_at", "cancelled_by_id", "cancelled_because")),
        append_only("casework_document_proposal"),
        append_only("casework_document_file"),
        append_only("casework_signed_file"),
        resealable(
            "casework_document",
            but=("cancelled_at", "cancelled_by_id", "cancelled_because"),
            sealed=("content",),
        ),
        resealable("casework_signed_file", sealed=("content",)),
        migrations.RunSQL(VERIFY, migrations.RunSQL.noop),
    ])  # fmt: skip
