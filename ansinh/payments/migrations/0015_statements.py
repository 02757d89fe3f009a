"""Statements of banks: what was booked, what it was matched with, what a person has to decide."""

import ansinh.kernel.sealing.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.row_security import APPEND, WRITE, append_only, resealable, scoped_table, scoped_through
from ansinh.payments.guards_table import CASES_SQL
from ansinh.kernel.joined_operations import joined


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('payments', '0014_recoveries'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("payments", [
        migrations.CreateModel(
            name='BankStatement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', models.CharField(max_length=34)),
                ('kind', models.CharField(max_length=7)),
                ('sha256', models.CharField(max_length=64, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('entry_count', models.PositiveIntegerField()),
                ('imported_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('imported_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'payments_statement',
            },
        ),
        migrations.CreateModel(
            name='MatchCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('amount_vnd', models.BigIntegerField()),
                ('state', models.CharField(choices=[('open', 'Chờ xem'), ('proposed', 'Chờ người thứ hai'), ('accepted', 'Đã ghi nhận tiền'), ('closed', 'Đã giải thích, không chuyển tiền'), ('resolved', 'Tự hết khi có sao kê sau')], default='open', max_length=8)),
                ('proposed_at', models.DateTimeField(null=True)),
                ('decided_at', models.DateTimeField(null=True)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('assigned_to', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.bankstatement')),
            ],
            options={
                'db_table': 'payments_case',
            },
        ),
        migrations.CreateModel(
            name='CaseLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chosen', models.BooleanField(default=True)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.payrollline')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='payments.matchcase')),
            ],
            options={
                'db_table': 'payments_case_line',
            },
        ),
        migrations.CreateModel(
            name='StatementEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('side', models.CharField(max_length=1)),
                ('amount_vnd', models.BigIntegerField()),
                ('booked_on', models.DateField()),
                ('key', models.CharField(blank=True, max_length=200)),
                ('group_key', models.CharField(blank=True, max_length=60)),
                ('name', models.CharField(blank=True, max_length=140)),
                ('account', ansinh.kernel.sealing.fields.SealedField(blank=True, what='account', width=16)),
                ('reference', models.CharField(blank=True, max_length=120)),
                ('text', models.CharField(blank=True, max_length=500)),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.bankstatement')),
            ],
            options={
                'db_table': 'payments_entry',
            },
        ),
        migrations.AddField(
            model_name='matchcase',
            name='entry',
            field=models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.statemententry'),
        ),
        migrations.CreateModel(
            name='EntryMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_vnd', models.BigIntegerField()),
                ('how', models.CharField(choices=[('key', 'Đúng mã chi trả'), ('parts', 'Nhiều bút toán cộng lại'), ('return', 'Tiền quay lại'), ('hand', 'Hai người xác nhận'), ('hand_return', 'Hai người xác nhận tiền quay lại')], max_length=11)),
                ('line', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.payrollline')),
                ('entry', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.statemententry')),
            ],
            options={
                'db_table': 'payments_match',
            },
        ),
        migrations.AddIndex(
            model_name='bankstatement',
            index=models.Index(fields=['account', 'last_day'], name='statement_account'),
        ),
        migrations.AddConstraint(
            model_name='bankstatement',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['camt053', 'camt054'])), name='statement_kind'),
        ),
        migrations.AddConstraint(
            model_name='bankstatement',
            constraint=models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='statement_days'),
        ),
        migrations.AddConstraint(
            model_name='caseline',
            constraint=models.UniqueConstraint(fields=('case', 'line'), name='case_line_once'),
        ),
        migrations.AddIndex(
            model_name='statemententry',
            index=models.Index(condition=models.Q(('reference', ''), _negated=True), fields=['reference'], name='entry_reference'),
        ),
        migrations.AddConstraint(
            model_name='statemententry',
            constraint=models.UniqueConstraint(fields=('statement', 'number'), name='entry_place'),
        ),
        migrations.AddConstraint(
            model_name='statemententry',
            constraint=models.CheckConstraint(condition=models.Q(('side__in', ['D', 'C'])), name='entry_side'),
        ),
        migrations.AddConstraint(
            model_name='statemententry',
            constraint=models.CheckConstraint(condition=models.Q(('amount_vnd__gt', 0)), name='statement_entry_amount'),
        ),
        migrations.AddConstraint(
            model_name='statemententry',
            constraint=models.CheckConstraint(condition=models.Q(('account', None), ('account', ''), ('account__regex', '^account-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='entry_account_sealed'),
        ),
        migrations.AddIndex(
            model_name='matchcase',
            index=models.Index(fields=['state', 'kind', '-amount_vnd'], name='case_desk'),
        ),
        migrations.AddConstraint(
            model_name='matchcase',
            constraint=models.UniqueConstraint(fields=('entry',), name='case_entry_once'),
        ),
        migrations.AddConstraint(
            model_name='matchcase',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['open', 'proposed', 'accepted', 'closed', 'resolved'])), name='case_state'),
        ),
        migrations.AddConstraint(
            model_name='matchcase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'accepted'), _negated=True), models.Q(('decided_by__isnull', False), ('proposed_by__isnull', False), models.Q(('proposed_by', models.F('decided_by')), _negated=True)), _connector='OR'), name='case_two_persons'),
        ),
        migrations.AddConstraint(
            model_name='matchcase',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'closed'), _negated=True), models.Q(('decided_by__isnull', False), models.Q(('note', ''), _negated=True)), _connector='OR'), name='case_closed_with_a_note'),
        ),
        migrations.AddIndex(
            model_name='entrymatch',
            index=models.Index(fields=['line'], name='match_line'),
        ),
        migrations.AddConstraint(
            model_name='entrymatch',
            constraint=models.UniqueConstraint(fields=('entry', 'line'), name='match_once'),
        ),
        migrations.AddConstraint(
            model_name='entrymatch',
            constraint=models.UniqueConstraint(condition=models.Q(('how__in', ['key', 'hand'])), fields=('line',), name='match_debited_once'),
        ),
        migrations.AddConstraint(
            model_name='entrymatch',
            constraint=models.UniqueConstraint(condition=models.Q(('how__in', ['return', 'hand_return'])), fields=('line',), name='match_returned_once'),
        ),
        migrations.AddConstraint(
            model_name='entrymatch',
            constraint=models.CheckConstraint(condition=models.Q(('amount_vnd__gt', 0)), name='match_amount'),
        ),
        scoped_table("payments_statement", APPEND),
        append_only("payments_statement"),
        scoped_through("payments_entry", "payments_statement", "statement_id", APPEND),
        append_only("payments_entry"),
        resealable("payments_entry", sealed=["account"]),
        scoped_through("payments_match", "payments_entry", "entry_id", APPEND),
        append_only("payments_match"),
        scoped_through("payments_case", "payments_statement", "statement_id", WRITE),
        migrations.RunSQL(CASES_SQL, migrations.RunSQL.noop),
        scoped_through("payments_case_line", "payments_case", "case_id", WRITE),
    ])  # fmt: skip
