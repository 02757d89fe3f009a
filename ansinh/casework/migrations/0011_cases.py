"""Cases with their steps, papers, notes and attachments; suspensions, one-off awards; who officers are in the registry."""

import ansinh.kernel.sealing.fields
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models
from ansinh.kernel.joined_operations import joined


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('casework', '0010_filled_forms'),
        ('registry', '0011_lent'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("casework", [
        migrations.CreateModel(
            name='CaseAttachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.CharField(blank=True, max_length=20)),
                ('name', ansinh.kernel.sealing.fields.SealedField(what='filename', width=64)),
                ('type', models.CharField(choices=[('pdf', 'PDF'), ('jpg', 'JPEG'), ('png', 'PNG'), ('docx', 'Word'), ('xlsx', 'Excel')], max_length=4)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('key', ansinh.kernel.sealing.fields.SealedField(what='filekey', width=64)),
                ('stored', models.CharField(max_length=120)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'db_table': 'casework_case_attachment',
            },
        ),
        migrations.CreateModel(
            name='CaseNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', ansinh.kernel.sealing.fields.SealedField(what='note', width=128)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'db_table': 'casework_case_note',
            },
        ),
        migrations.CreateModel(
            name='CasePaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=20)),
                ('given_on', models.DateField(null=True)),
            ],
            options={
                'db_table': 'casework_case_paper',
            },
        ),
        migrations.CreateModel(
            name='CaseStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('act', models.CharField(max_length=20)),
                ('before', models.CharField(blank=True, max_length=12)),
                ('after', models.CharField(max_length=12)),
                ('on', models.DateField()),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('said', ansinh.kernel.sealing.fields.SealedField(blank=True, what='said', width=128)),
            ],
            options={
                'db_table': 'casework_case_step',
            },
        ),
        migrations.CreateModel(
            name='OfficerPerson',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('declared_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'db_table': 'casework_officer_person',
            },
        ),
        migrations.CreateModel(
            name='OneOffAward',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=30)),
                ('title', models.CharField(max_length=40)),
                ('happened_on', models.DateField()),
                ('amount_vnd', models.BigIntegerField()),
                ('citation', models.CharField(max_length=200)),
                ('payee', ansinh.kernel.sealing.fields.SealedField(what='payee', width=64)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
            options={
                'db_table': 'casework_one_off_award',
            },
        ),
        migrations.CreateModel(
            name='Suspension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('programme', models.CharField(max_length=30)),
                ('first_month', models.DateField()),
                ('ground', models.CharField(max_length=20)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('ended_on', models.DateField(null=True)),
            ],
            options={
                'db_table': 'casework_suspension',
            },
        ),
        migrations.AlterField(
            model_name='decision',
            name='kind',
            field=models.CharField(choices=[('start', 'Thêm mới'), ('adjust', 'Điều chỉnh'), ('stop', 'Thôi hưởng'), ('pause', 'Tạm dừng hưởng'), ('leave', 'Thôi chi trả tại xã'), ('arrive', 'Chi trả tại nơi ở mới'), ('once', 'Trợ cấp một lần'), ('settle', 'Giải quyết khiếu nại, kết luận')], max_length=6),
        ),
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('programme', models.CharField(blank=True, max_length=30)),
                ('procedure', models.CharField(blank=True, max_length=30)),
                ('flow', models.CharField(max_length=14)),
                ('year', models.PositiveSmallIntegerField()),
                ('number', models.PositiveIntegerField()),
                ('received_on', models.DateField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('starter', models.CharField(max_length=12)),
                ('applicant', ansinh.kernel.sealing.fields.SealedJson(what='applicant', width=128)),
                ('asked', ansinh.kernel.sealing.fields.SealedJson(what='asking', width=256)),
                ('state', models.CharField(choices=[('received', 'Đã tiếp nhận'), ('citizen', 'Chờ người dân bổ sung'), ('review', 'Chờ xét duyệt'), ('posted', 'Đang niêm yết'), ('complained', 'Đang giải quyết khiếu nại'), ('reviewed', 'Đã niêm yết xong'), ('district', 'Phòng cấp huyện thẩm định'), ('checked', 'Đã xác thực'), ('council', 'Chờ Hội đồng kết luận'), ('medical', 'Chờ Hội đồng Giám định y khoa'), ('accepted', 'Đã thụ lý'), ('submitted', 'Chờ quyết định'), ('returned', 'Trả lại'), ('sent', 'Đã gửi xã nơi mới'), ('taken_up', 'Xã nơi mới chờ quyết định'), ('decided', 'Đã quyết định'), ('refused', 'Đã trả lời không giải quyết'), ('withdrawn', 'Người dân rút')], default='received', max_length=12)),
                ('due_on', models.DateField(null=True)),
                ('step_due_on', models.DateField(null=True)),
                ('due_by_law', models.BooleanField()),
                ('paused_on', models.DateField(null=True)),
                ('escalated', models.PositiveSmallIntegerField(default=0)),
                ('suggested', models.CharField(blank=True, choices=[('grant', 'Giải quyết'), ('refuse', 'Không giải quyết')], max_length=6)),
                ('because', ansinh.kernel.sealing.fields.SealedField(blank=True, what='because', width=128)),
                ('closed_on', models.DateField(null=True)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decision', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.decision')),
                ('follows', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case')),
                ('owner', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('prepared_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('received_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.changerequest')),
                ('to_area', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
            ],
            options={
                'db_table': 'casework_case',
            },
        ),
        migrations.AddField(
            model_name='proposal',
            name='case',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(condition=models.Q(('case__isnull', False)), fields=['case'], name='proposal_case'),
        ),
        migrations.AddField(
            model_name='caseattachment',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='caseattachment',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='casework.case'),
        ),
        migrations.AddField(
            model_name='casenote',
            name='by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='casenote',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='casework.case'),
        ),
        migrations.AddField(
            model_name='casepaper',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='casework.case'),
        ),
        migrations.AddField(
            model_name='casepaper',
            name='taken_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='casestep',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='casestep',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='casework.case'),
        ),
        migrations.AddField(
            model_name='officerperson',
            name='declared_by',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='officerperson',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AddField(
            model_name='officerperson',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='oneoffaward',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit'),
        ),
        migrations.AddField(
            model_name='oneoffaward',
            name='case',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case'),
        ),
        migrations.AddField(
            model_name='oneoffaward',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.decision'),
        ),
        migrations.AddField(
            model_name='oneoffaward',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='area',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='case',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='decision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.decision'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='ended_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case'),
        ),
        migrations.AddField(
            model_name='suspension',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('state__in', ['decided', 'refused', 'withdrawn']), _negated=True), fields=['area', 'due_on'], include=('state', 'kind'), name='case_live'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('to_area__isnull', False)), fields=['to_area'], name='case_to_area'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('state__in', ['decided', 'refused', 'withdrawn']), _negated=True), fields=['owner', 'due_on'], name='case_owner'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['person'], name='case_person'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(fields=['received_on', 'area', 'kind'], name='case_received'),
        ),
        migrations.AddIndex(
            model_name='case',
            index=models.Index(condition=models.Q(('closed_on__isnull', False)), fields=['closed_on', 'area', 'kind'], name='case_closed'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(fields=('area', 'year', 'number'), name='case_number'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.UniqueConstraint(condition=models.Q(models.Q(('state__in', ['decided', 'refused', 'withdrawn']), _negated=True), models.Q(('kind__in', ['complaint', 'appeal', 'grievance', 'own_data']), _negated=True)), fields=('person', 'kind', 'programme'), name='case_one_live'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['received', 'citizen', 'review', 'posted', 'complained', 'reviewed', 'district', 'checked', 'council', 'medical', 'accepted', 'submitted', 'returned', 'sent', 'taken_up', 'decided', 'refused', 'withdrawn'])), name='case_known_state'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('number__gt', 0)), name='case_number_from_one'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by', None), models.Q(('prepared_by', models.F('decided_by')), _negated=True), _connector='OR'), name='case_maker_is_not_checker'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_by__isnull', False), ('prepared_by__isnull', False), ('state__in', ['decided', 'refused'])), models.Q(('state__in', ['decided', 'refused']), _negated=True), _connector='OR'), name='case_ended_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on__isnull', False), ('state__in', ['decided', 'refused', 'withdrawn'])), models.Q(models.Q(('state__in', ['decided', 'refused', 'withdrawn']), _negated=True), ('closed_on', None)), _connector='OR'), name='case_closed_on_a_day'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('closed_on', None), ('closed_on__gte', models.F('received_on')), _connector='OR'), name='case_in_order'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_on', None), ('paused_on__isnull', False), ('state', 'citizen')), models.Q(models.Q(('state', 'citizen'), _negated=True), ('paused_on', None)), _connector='OR'), name='case_paused_while_waiting'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'refused'), _negated=True), models.Q(('because', ''), _negated=True), _connector='OR'), name='case_refused_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('to_area', None), models.Q(('to_area', models.F('area')), _negated=True), _connector='OR'), name='case_goes_elsewhere'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('applicant', None), ('applicant', ''), ('applicant__regex', '^applicant-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='case_applicant_sealed'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('asked', None), ('asked', ''), ('asked__regex', '^asking-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='case_asked_sealed'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('because', None), ('because', ''), ('because__regex', '^because-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='case_because_sealed'),
        ),
        migrations.AddConstraint(
            model_name='caseattachment',
            constraint=models.UniqueConstraint(fields=('case', 'sha256'), name='case_attachment_once'),
        ),
        migrations.AddConstraint(
            model_name='caseattachment',
            constraint=models.CheckConstraint(condition=models.Q(('size__gt', 0)), name='case_attachment_size'),
        ),
        migrations.AddConstraint(
            model_name='caseattachment',
            constraint=models.CheckConstraint(condition=models.Q(('name', None), ('name', ''), ('name__regex', '^filename-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='case_attachment_name_sealed'),
        ),
        migrations.AddConstraint(
            model_name='caseattachment',
            constraint=models.CheckConstraint(condition=models.Q(('key', None), ('key', ''), ('key__regex', '^filekey-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='case_attachment_key_sealed'),
        ),
        migrations.AddConstraint(
            model_name='casenote',
            constraint=models.CheckConstraint(condition=models.Q(('text', None), ('text', ''), ('text__regex', '^note-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='case_note_sealed'),
        ),
        migrations.AddConstraint(
            model_name='casepaper',
            constraint=models.UniqueConstraint(fields=('case', 'code'), name='case_paper_once'),
        ),
        migrations.AddIndex(
            model_name='casestep',
            index=models.Index(fields=['case', 'id'], name='case_step_in_order'),
        ),
        migrations.AddConstraint(
            model_name='casestep',
            constraint=models.CheckConstraint(condition=models.Q(('said', None), ('said', ''), ('said__regex', '^said-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='case_step_said_sealed'),
        ),
        migrations.AddConstraint(
            model_name='officerperson',
            constraint=models.CheckConstraint(condition=models.Q(('valid__isempty', False)), name='officer_person_valid'),
        ),
        migrations.AddConstraint(
            model_name='officerperson',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('user', '='), ('valid', '&&')], name='officer_is_one_person'),
        ),
        migrations.AddConstraint(
            model_name='oneoffaward',
            constraint=models.CheckConstraint(condition=models.Q(('amount_vnd__gt', 0)), name='one_off_amount'),
        ),
        migrations.AddConstraint(
            model_name='oneoffaward',
            constraint=models.UniqueConstraint(fields=('person', 'kind', 'happened_on'), name='one_off_once'),
        ),
        migrations.AddConstraint(
            model_name='oneoffaward',
            constraint=models.CheckConstraint(condition=models.Q(('payee', None), ('payee', ''), ('payee__regex', '^payee-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='one_off_payee_sealed'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.UniqueConstraint(condition=models.Q(('ended_by', None)), fields=('person', 'programme'), name='suspension_one_live'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(('first_month__day', 1)), name='suspension_first_of_month'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_by', None), ('ended_on', None)), models.Q(('ended_by__isnull', False), ('ended_on__isnull', False)), _connector='OR'), name='suspension_ended_whole'),
        ),
    ])  # fmt: skip
