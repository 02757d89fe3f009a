"""Verification after payment: the rule of size, samples, what was told of each line, what follows from it."""

import ansinh.kernel.sealing.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


from ansinh.kernel.joined_operations import joined
from ansinh.kernel.row_security import APPEND, WRITE, append_only, open_table, resealable, scoped_table, scoped_through
from ansinh.payments.guards_table import visible_rows
from ansinh.payments.sampling_table import GUARDS_SQL, PAID_BY_SQL, SIZE_SQL, VISIBLE

FOLLOWED = ("state", "route", "case_id", "doubt_id", "closed_on", "closed_by_id", "conclusion")


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('casework', '0016_cases_listed_by_index'),
        ('payments', '0026_fees'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("payments", [
        migrations.CreateModel(
            name='Sample',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('share', 'Tỷ lệ số khoản của mỗi xã'), ('width', 'Sai số muốn đạt')], max_length=5)),
                ('share_permille', models.PositiveSmallIntegerField()),
                ('width_permille', models.PositiveSmallIntegerField()),
                ('expected_permille', models.PositiveSmallIntegerField()),
                ('least_commune', models.PositiveSmallIntegerField()),
                ('least_channel', models.PositiveSmallIntegerField()),
                ('days', models.PositiveSmallIntegerField()),
                ('settle_days', models.PositiveSmallIntegerField()),
                ('office', models.CharField(choices=[('province', 'Cấp tỉnh'), ('commune', 'Cấp xã')], max_length=8)),
                ('month', models.DateField()),
                ('seed', models.CharField(max_length=32)),
                ('manifest_sha256', models.CharField(max_length=64)),
                ('rows_upto', models.BigIntegerField()),
                ('due_on', models.DateField()),
                ('drawn_on', models.DateField()),
                ('drawn_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('drawn_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.payrollrun')),
            ],
            options={
                'db_table': 'payments_sample',
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='SampleStratum',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(choices=[('post_office', 'Bưu điện'), ('home', 'Chi trả tại nhà'), ('bank', 'Tài khoản ngân hàng'), ('social_account', 'Tài khoản an sinh xã hội')], max_length=15)),
                ('paid_lines', models.PositiveIntegerField()),
                ('paid_vnd', models.BigIntegerField()),
                ('drawn', models.PositiveIntegerField()),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('sample', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='strata', to='payments.sample')),
            ],
            options={
                'db_table': 'payments_sample_stratum',
            },
        ),
        migrations.CreateModel(
            name='SampledLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveIntegerField()),
                ('state', models.CharField(choices=[('open', 'Chờ kiểm tra'), ('silent', 'Không liên lạc được'), ('answered', 'Đã có trả lời')], default='open', max_length=8)),
                ('assigned_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.payrollline')),
                ('sample', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.sample')),
                ('stratum', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.samplestratum')),
            ],
            options={
                'db_table': 'payments_sampled',
            },
        ),
        migrations.CreateModel(
            name='SampleContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('how', models.CharField(choices=[('phone', 'Gọi điện'), ('visit', 'Đến nhà')], max_length=5)),
                ('on', models.DateField()),
                ('told', models.CharField(choices=[('whole', 'Đã nhận đủ'), ('part', 'Nhận thiếu'), ('none', 'Không nhận được đồng nào'), ('wrong_person', 'Không đúng người nhận'), ('unreached', 'Không liên lạc được')], max_length=12)),
                ('received_vnd', models.BigIntegerField(null=True)),
                ('collected', models.CharField(blank=True, choices=[('self', 'Chính người hưởng'), ('authorised', 'Người nhận thay có giấy'), ('family', 'Người trong nhà, không có giấy'), ('other', 'Người khác'), ('unknown', 'Không rõ ai')], max_length=10)),
                ('collector', ansinh.kernel.sealing.fields.SealedField(blank=True, what='collector', width=64)),
                ('satisfaction', models.PositiveSmallIntegerField(choices=[(1, 'Rất không hài lòng'), (2, 'Không hài lòng'), (3, 'Bình thường'), (4, 'Hài lòng'), (5, 'Rất hài lòng')], null=True)),
                ('remark', ansinh.kernel.sealing.fields.SealedField(blank=True, what='remark', width=128)),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('corrects', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='corrected_by', to='payments.samplecontact')),
                ('sampled', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contacts', to='payments.sampledline')),
            ],
            options={
                'db_table': 'payments_sample_contact',
            },
        ),
        migrations.CreateModel(
            name='FollowUp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('told', models.CharField(choices=[('whole', 'Đã nhận đủ'), ('part', 'Nhận thiếu'), ('none', 'Không nhận được đồng nào'), ('wrong_person', 'Không đúng người nhận'), ('unreached', 'Không liên lạc được')], max_length=12)),
                ('due_on', models.DateField()),
                ('state', models.CharField(choices=[('open', 'Chờ xử lý'), ('routed', 'Đã chuyển xử lý'), ('closed', 'Đã kết luận')], default='open', max_length=6)),
                ('route', models.CharField(blank=True, choices=[('correction', 'Điều chỉnh kết quả: chưa nhận, kỳ sau chi lại'), ('matching', 'Đối chiếu ngân hàng: hỏi lại bút toán'), ('grievance', 'Hồ sơ phản ánh về chi trả')], max_length=10)),
                ('closed_on', models.DateField(null=True)),
                ('conclusion', ansinh.kernel.sealing.fields.SealedField(blank=True, what='remark', width=128)),
                ('case', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='casework.case')),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('doubt', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.matchcase')),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.samplecontact')),
                ('sampled', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='payments.sampledline')),
            ],
            options={
                'db_table': 'payments_follow_up',
            },
        ),
        migrations.CreateModel(
            name='SampleRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('share', 'Tỷ lệ số khoản của mỗi xã'), ('width', 'Sai số muốn đạt')], max_length=5)),
                ('share_permille', models.PositiveSmallIntegerField()),
                ('width_permille', models.PositiveSmallIntegerField()),
                ('expected_permille', models.PositiveSmallIntegerField()),
                ('least_commune', models.PositiveSmallIntegerField()),
                ('least_channel', models.PositiveSmallIntegerField()),
                ('days', models.PositiveSmallIntegerField()),
                ('settle_days', models.PositiveSmallIntegerField()),
                ('since', models.DateField()),
                ('because', models.CharField(max_length=300)),
                ('set_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'payments_sample_rule',
                'abstract': False,
            },
        ),
        migrations.AddIndex(
            model_name='sample',
            index=models.Index(fields=['-month', 'area'], name='sample_by_month'),
        ),
        migrations.AddConstraint(
            model_name='sample',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['share', 'width']), ('expected_permille__range', (1, 999)), ('share_permille__range', (1, 1000)), ('width_permille__range', (1, 500)), ('least_channel__range', (1, 1000)), ('least_commune__range', (1, 1000)), ('days__range', (1, 180)), ('settle_days__range', (1, 180))), name='sample_in_bounds'),
        ),
        migrations.AddConstraint(
            model_name='sample',
            constraint=models.UniqueConstraint(fields=('run', 'area', 'office'), name='sample_once'),
        ),
        migrations.AddConstraint(
            model_name='sample',
            constraint=models.CheckConstraint(condition=models.Q(('office__in', ['province', 'commune'])), name='sample_office'),
        ),
        migrations.AddConstraint(
            model_name='sample',
            constraint=models.CheckConstraint(condition=models.Q(('manifest_sha256__regex', '^[0-9a-f]{64}$'), ('seed__regex', '^[0-9a-f]{32}$')), name='sample_by_seed'),
        ),
        migrations.AddConstraint(
            model_name='sample',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__gte', models.F('drawn_on')), ('month__day', 1)), name='sample_days'),
        ),
        migrations.AddConstraint(
            model_name='samplecontact',
            constraint=models.CheckConstraint(condition=models.Q(('how__in', ['phone', 'visit'])), name='contact_how'),
        ),
        migrations.AddConstraint(
            model_name='samplecontact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('collected__in', ['self', 'authorised', 'family', 'other', 'unknown']), ('received_vnd', None), ('told__in', ['whole', 'wrong_person'])), models.Q(('collected__in', ['self', 'authorised', 'family', 'other', 'unknown']), ('received_vnd__gt', 0), ('told', 'part')), models.Q(('collected', ''), ('received_vnd', None), ('told', 'none')), models.Q(('collected', ''), ('received_vnd', None), ('satisfaction', None), ('told', 'unreached')), _connector='OR'), name='contact_told'),
        ),
        migrations.AddConstraint(
            model_name='samplecontact',
            constraint=models.CheckConstraint(condition=models.Q(('satisfaction', None), ('satisfaction__range', (1, 5)), _connector='OR'), name='contact_satisfaction'),
        ),
        migrations.AddConstraint(
            model_name='samplecontact',
            constraint=models.CheckConstraint(condition=models.Q(('collector', None), ('collector', ''), ('collector__regex', '^collector-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='contact_collector_sealed'),
        ),
        migrations.AddConstraint(
            model_name='samplecontact',
            constraint=models.CheckConstraint(condition=models.Q(('remark', None), ('remark', ''), ('remark__regex', '^remark-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='contact_remark_sealed'),
        ),
        migrations.AddIndex(
            model_name='followup',
            index=models.Index(condition=models.Q(('closed_on', None)), fields=['due_on'], name='follow_up_waiting'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ['open', 'routed'])), fields=('sampled',), name='follow_up_one_waiting'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(('told__in', ['part', 'none', 'wrong_person'])), name='follow_up_told'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('case', None), ('doubt', None), ('route__in', ['', 'correction'])), models.Q(('case__isnull', False), ('doubt', None), ('route', 'grievance')), models.Q(('case', None), ('doubt__isnull', False), ('route', 'matching')), _connector='OR'), name='follow_up_route'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('route', ''), ('state', 'open')), models.Q(('closed_on', None), ('state', 'routed'), models.Q(('route', ''), _negated=True)), models.Q(('closed_by__isnull', False), ('closed_on__isnull', False), ('state', 'closed'), models.Q(('conclusion', ''), _negated=True)), _connector='OR'), name='follow_up_state'),
        ),
        migrations.AddConstraint(
            model_name='followup',
            constraint=models.CheckConstraint(condition=models.Q(('conclusion', None), ('conclusion', ''), ('conclusion__regex', '^remark-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='follow_up_conclusion_sealed'),
        ),
        migrations.AddConstraint(
            model_name='samplerule',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['share', 'width']), ('expected_permille__range', (1, 999)), ('share_permille__range', (1, 1000)), ('width_permille__range', (1, 500)), ('least_channel__range', (1, 1000)), ('least_commune__range', (1, 1000)), ('days__range', (1, 180)), ('settle_days__range', (1, 180))), name='samplerule_in_bounds'),
        ),
        migrations.AddConstraint(
            model_name='samplerule',
            constraint=models.CheckConstraint(condition=models.Q(('because', ''), _negated=True), name='sample_rule_with_reason'),
        ),
        migrations.AddConstraint(
            model_name='samplestratum',
            constraint=models.UniqueConstraint(fields=('sample', 'commune', 'channel'), name='sample_stratum_once'),
        ),
        migrations.AddConstraint(
            model_name='samplestratum',
            constraint=models.CheckConstraint(condition=models.Q(('drawn__gt', 0), ('drawn__lte', models.F('paid_lines')), ('paid_vnd__gt', 0)), name='sample_stratum_figures'),
        ),
        migrations.AddIndex(
            model_name='sampledline',
            index=models.Index(condition=models.Q(('state', 'open')), fields=['assigned_to'], name='sampled_of_somebody'),
        ),
        migrations.AddConstraint(
            model_name='sampledline',
            constraint=models.UniqueConstraint(fields=('sample', 'line'), name='sampled_once'),
        ),
        migrations.AddConstraint(
            model_name='sampledline',
            constraint=models.UniqueConstraint(fields=('stratum', 'place'), name='sampled_in_order'),
        ),
        migrations.AddConstraint(
            model_name='sampledline',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'silent', 'answered'])), name='sampled_state'),
        ),
        open_table("payments_sample_rule", APPEND),
        append_only("payments_sample_rule"),
        migrations.RunSQL(visible_rows("payments_sample", VISIBLE, "SELECT, INSERT"), migrations.RunSQL.noop),
        append_only("payments_sample"),
        scoped_table("payments_sample_stratum", APPEND, column="commune_id"),
        append_only("payments_sample_stratum"),
        scoped_through("payments_sampled", "payments_line", "line_id", WRITE),
        append_only("payments_sampled", but=("state", "assigned_to_id")),
        scoped_through("payments_sample_contact", "payments_sampled", "sampled_id", APPEND),
        append_only("payments_sample_contact"),
        resealable("payments_sample_contact", sealed=("collector", "remark")),
        scoped_through("payments_follow_up", "payments_sampled", "sampled_id", WRITE),
        append_only("payments_follow_up", but=FOLLOWED),
        resealable("payments_follow_up", but=FOLLOWED, sealed=("conclusion",)),
        migrations.RunSQL([SIZE_SQL, PAID_BY_SQL, GUARDS_SQL], migrations.RunSQL.noop),
    ])  # fmt: skip
