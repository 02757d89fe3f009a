"""Payments handed to a provider over its interface: contracts, which runs go that way, orders and bells."""

import ansinh.kernel.sealing.fields
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from ansinh.kernel.row_security import APPEND, WRITE, append_only, scoped_table, scoped_through
from ansinh.payments.guards_table import ORDERS_SQL
from ansinh.kernel.joined_operations import joined


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('payments', '0011_moments'),
    ]

    operations = joined("payments", [
        migrations.AlterField(
            model_name='returnimport',
            name='kind',
            field=models.CharField(choices=[('post_office', 'Danh sách bưu điện'), ('camt053', 'Sao kê ngân hàng (camt.053)'), ('pain002', 'Trả lời của ngân hàng (pain.002)'), ('gateway', 'Trả lời của cổng thanh toán')], max_length=11),
        ),
        migrations.CreateModel(
            name='Provider',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('code', models.SlugField(db_index=False, max_length=40)),
                ('name', models.CharField(max_length=140)),
                ('url', models.CharField(max_length=200)),
                ('key_id', models.CharField(max_length=60)),
                ('secret', ansinh.kernel.sealing.fields.SealedField(what='secret', width=64)),
                ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
            ],
            options={
                'db_table': 'payments_provider',
            },
        ),
        migrations.CreateModel(
            name='ProviderBell',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.CharField(max_length=60)),
                ('key', models.CharField(max_length=35)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.provider')),
            ],
            options={
                'db_table': 'payments_bell',
            },
        ),
        migrations.CreateModel(
            name='RunProvider',
            fields=[
                ('run', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='payments.payrollrun')),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.provider')),
            ],
            options={
                'db_table': 'payments_run_provider',
            },
        ),
        migrations.CreateModel(
            name='PaymentOrder',
            fields=[
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='payments.payrollline')),
                ('key', models.CharField(max_length=35)),
                ('amount_vnd', models.BigIntegerField()),
                ('state', models.CharField(choices=[('waiting', 'Chờ gửi'), ('sending', 'Đang gửi'), ('unknown', 'Chưa rõ, phải hỏi'), ('accepted', 'Nhà cung cấp đã nhận'), ('executed', 'Đã chi'), ('refused', 'Bị từ chối'), ('returned', 'Tiền quay lại')], default='waiting', max_length=9)),
                ('version', models.BigIntegerField(default=0)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('reference', models.CharField(blank=True, max_length=60)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('puzzle', models.CharField(blank=True, max_length=200)),
                ('rung', models.BooleanField(default=False)),
                ('tried_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField(null=True)),
                ('via', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.runprovider')),
            ],
            options={
                'db_table': 'payments_order',
            },
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.UniqueConstraint(fields=('code',), name='provider_code'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('area', '='), ('valid', '&&')], name='provider_no_overlap'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.CheckConstraint(condition=models.Q(('valid__isempty', False)), name='provider_valid_not_empty'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.CheckConstraint(condition=models.Q(('url__regex', '^(https://|http://(127\\.0\\.0\\.1|localhost)(:[0-9]+)?(/|$))')), name='provider_url_safe'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('secret', ''), _negated=True), models.Q(('key_id', ''), _negated=True), models.Q(('name', ''), _negated=True)), name='provider_complete'),
        ),
        migrations.AddConstraint(
            model_name='provider',
            constraint=models.CheckConstraint(condition=models.Q(('secret', None), ('secret', ''), ('secret__regex', '^secret-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='provider_secret_sealed'),
        ),
        migrations.AddConstraint(
            model_name='providerbell',
            constraint=models.UniqueConstraint(fields=('provider', 'event'), name='bell_once'),
        ),
        migrations.AddIndex(
            model_name='paymentorder',
            index=models.Index(condition=models.Q(('state__in', ['waiting', 'sending', 'unknown', 'accepted'])), fields=['via', 'state', 'line'], name='order_open'),
        ),
        migrations.AddIndex(
            model_name='paymentorder',
            index=models.Index(condition=models.Q(('rung', True)), fields=['via'], name='order_rung'),
        ),
        migrations.AddConstraint(
            model_name='paymentorder',
            constraint=models.UniqueConstraint(fields=('key',), name='order_key'),
        ),
        migrations.AddConstraint(
            model_name='paymentorder',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'sending', 'unknown', 'accepted', 'executed', 'refused', 'returned'])), name='order_state'),
        ),
        migrations.AddConstraint(
            model_name='paymentorder',
            constraint=models.CheckConstraint(condition=models.Q(('amount_vnd__gt', 0)), name='order_amount'),
        ),
        migrations.AddConstraint(
            model_name='paymentorder',
            constraint=models.CheckConstraint(condition=models.Q(('state', 'waiting'), ('attempts__gt', 0), _connector='OR'), name='order_tried'),
        ),
        scoped_table("payments_provider", WRITE),
        scoped_through("payments_run_provider", "payments_run", "run_id", APPEND),
        append_only("payments_run_provider"),
        scoped_through("payments_order", "payments_line", "line_id", WRITE),
        migrations.RunSQL(ORDERS_SQL, migrations.RunSQL.noop),
        scoped_through("payments_bell", "payments_provider", "provider_id", APPEND),
        append_only("payments_bell"),
    ])  # fmt: skip
