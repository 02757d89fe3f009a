"""Who may collect for somebody, on which paper, from when to when; and who stood on which list."""

import ansinh.kernel.sealing.fields
import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.row_security import APPEND, WRITE, append_only, scoped_through
from ansinh.payments.recipients_table import GUARDS_SQL
from ansinh.kernel.joined_operations import joined


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0021_uncollected'),
        ('registry', '0013_home_delivery'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("payments", [
        migrations.CreateModel(
            name='Authorised',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('full_name', models.CharField(max_length=120)),
                ('id_number', ansinh.kernel.sealing.fields.SealedField(what='number', width=16)),
                ('relation', models.CharField(choices=[('spouse', 'Vợ, chồng'), ('child', 'Con'), ('parent', 'Cha, mẹ'), ('sibling', 'Anh, chị, em'), ('relative', 'Họ hàng khác'), ('guardian', 'Người giám hộ'), ('carer', 'Người nhận chăm sóc, nuôi dưỡng'), ('other', 'Người khác')], max_length=8)),
                ('paper', models.CharField(max_length=120)),
                ('paper_number', models.CharField(blank=True, max_length=60)),
                ('paper_on', models.DateField()),
                ('issuer', models.CharField(max_length=160)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.person')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'payments_authorised',
            },
        ),
        migrations.CreateModel(
            name='LineRecipient',
            fields=[
                ('line', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='payments.payrollline')),
                ('authorised', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.authorised')),
            ],
            options={
                'db_table': 'payments_line_recipient',
            },
        ),
        migrations.AddConstraint(
            model_name='authorised',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('withdrawn_at', None)), expressions=[('person', '='), ('valid', '&&')], name='authorised_no_overlap'),
        ),
        migrations.AddConstraint(
            model_name='authorised',
            constraint=models.CheckConstraint(condition=models.Q(('valid__isempty', False), ('valid__lower_inf', False), ('valid__upper_inf', False)), name='authorised_from_to'),
        ),
        migrations.AddConstraint(
            model_name='authorised',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('full_name', ''), _negated=True), models.Q(('paper', ''), _negated=True), models.Q(('issuer', ''), _negated=True)), name='authorised_named'),
        ),
        migrations.AddConstraint(
            model_name='authorised',
            constraint=models.CheckConstraint(condition=models.Q(('relation__in', ['spouse', 'child', 'parent', 'sibling', 'relative', 'guardian', 'carer', 'other'])), name='authorised_relation'),
        ),
        migrations.AddConstraint(
            model_name='authorised',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at', None), ('confirmed_by', None)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False), models.Q(('confirmed_by', models.F('recorded_by')), _negated=True)), _connector='OR'), name='authorised_by_another'),
        ),
        migrations.AddConstraint(
            model_name='authorised',
            constraint=models.CheckConstraint(condition=models.Q(('id_number', None), ('id_number', ''), ('id_number__regex', '^number-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='authorised_number_sealed'),
        ),
        scoped_through("payments_authorised", "registry_person", "person_id", WRITE),
        scoped_through("payments_line_recipient", "payments_line", "line_id", APPEND),
        append_only("payments_line_recipient"),
        migrations.RunSQL(GUARDS_SQL, migrations.RunSQL.noop),
    ])  # fmt: skip
