"""Names under which banks keep accounts, and what a person decided where one is not surely the payee's."""

import ansinh.kernel.sealing.fields
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.row_security import APPEND, WRITE, append_only, scoped_table, scoped_through
from ansinh.kernel.joined_operations import joined


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('payments', '0022_recipients'),
        ('registry', '0013_home_delivery'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("payments", [
        migrations.CreateModel(
            name='AccountCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', ansinh.kernel.sealing.fields.SealedField(what='account', width=16)),
                ('account_index', ansinh.kernel.sealing.fields.BlindIndexField(editable=False, kind='account', max_length=24, sources=('account',))),
                ('bank', models.CharField(blank=True, max_length=60)),
                ('ours', models.CharField(max_length=120)),
                ('theirs', models.CharField(max_length=140)),
                ('difference', models.CharField(choices=[('none', 'none'), ('marks', 'marks'), ('order', 'order'), ('short', 'short'), ('spelling', 'spelling'), ('other', 'other')], max_length=8)),
                ('found_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('verdict', models.CharField(blank=True, choices=[('', 'Chờ kết luận'), ('same', 'Đúng tài khoản của người này'), ('different', 'Tài khoản của người khác')], default='', max_length=9)),
                ('because', models.CharField(blank=True, max_length=300)),
                ('decided_at', models.DateTimeField(null=True)),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
            ],
            options={
                'db_table': 'payments_account_check',
            },
        ),
        migrations.CreateModel(
            name='AccountHolder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('account', ansinh.kernel.sealing.fields.SealedField(what='account', width=16)),
                ('account_index', ansinh.kernel.sealing.fields.BlindIndexField(editable=False, kind='account', max_length=24, sources=('account',))),
                ('bank', models.CharField(blank=True, max_length=60)),
                ('holder', models.CharField(max_length=140)),
                ('told_by', models.CharField(max_length=120)),
                ('told_on', models.DateField()),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
            ],
            options={
                'db_table': 'payments_account_holder',
            },
        ),
        migrations.CreateModel(
            name='CheckHold',
            fields=[
                ('hold', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='payments.linehold')),
                ('check_of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='payments.accountcheck')),
            ],
            options={
                'db_table': 'payments_check_hold',
            },
        ),
        migrations.AddIndex(
            model_name='accountcheck',
            index=models.Index(condition=models.Q(('verdict', '')), fields=['person'], name='account_check_open'),
        ),
        migrations.AddConstraint(
            model_name='accountcheck',
            constraint=models.UniqueConstraint(fields=('person', 'account_index', 'bank', 'ours', 'theirs'), name='account_check_once'),
        ),
        migrations.AddConstraint(
            model_name='accountcheck',
            constraint=models.CheckConstraint(condition=models.Q(('verdict__in', ['', 'same', 'different'])), name='account_check_verdict'),
        ),
        migrations.AddConstraint(
            model_name='accountcheck',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('decided_at__isnull', False), ('decided_by__isnull', False), models.Q(('because', ''), _negated=True)), _connector='OR'), name='account_check_decided'),
        ),
        migrations.AddConstraint(
            model_name='accountcheck',
            constraint=models.CheckConstraint(condition=models.Q(('account', None), ('account', ''), ('account__regex', '^account-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='account_check_sealed'),
        ),
        migrations.AddConstraint(
            model_name='accountholder',
            constraint=models.UniqueConstraint(fields=('account_index', 'bank'), name='account_holder_once'),
        ),
        migrations.AddConstraint(
            model_name='accountholder',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('holder', ''), _negated=True), models.Q(('told_by', ''), _negated=True)), name='account_holder_named'),
        ),
        migrations.AddConstraint(
            model_name='accountholder',
            constraint=models.CheckConstraint(condition=models.Q(('account', None), ('account', ''), ('account__regex', '^account-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='account_holder_sealed'),
        ),
        scoped_table("payments_account_holder", WRITE),
        scoped_through("payments_account_check", "registry_person", "person_id", WRITE),
        scoped_through("payments_check_hold", "payments_account_check", "check_of_id", APPEND),
        append_only("payments_check_hold"),
    ])  # fmt: skip
