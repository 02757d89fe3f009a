"""Which page each line was signed on, and photographs of the signed sheets."""

import ansinh.kernel.sealing.fields
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models

from ansinh.kernel.joined_operations import joined
from ansinh.kernel.row_security import APPEND, WRITE, append_only, resealable, scoped_table

TAKEN_BACK = ("taken_back_by_id", "taken_back_at", "because")


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('payments', '0027_sampling'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = joined("payments", [
        migrations.CreateModel(
            name='SignedCopy',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(max_length=15)),
                ('pages', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), size=None)),
                ('name', ansinh.kernel.sealing.fields.SealedField(what='filename', width=64)),
                ('type', models.CharField(choices=[('pdf', 'PDF'), ('jpg', 'JPEG'), ('png', 'PNG')], max_length=4)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('key', ansinh.kernel.sealing.fields.SealedField(what='filekey', width=64)),
                ('stored', models.CharField(max_length=140)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('because', models.CharField(blank=True, max_length=300)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.payrollrun')),
                ('taken_back_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'db_table': 'payments_signed_copy',
                'indexes': [models.Index(fields=['run', 'commune'], name='signed_copy_of_run')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('taken_back_at', None)), fields=('run', 'commune', 'channel', 'sha256'), name='signed_copy_once'), models.CheckConstraint(condition=models.Q(('channel__in', ('post_office', 'home')), ('pages__len__gt', 0), ('size__gt', 0), ('type__in', ['pdf', 'jpg', 'png'])), name='signed_copy_sound'), models.CheckConstraint(condition=models.Q(models.Q(('because', ''), ('taken_back_at', None), ('taken_back_by', None)), models.Q(('taken_back_at__isnull', False), ('taken_back_by__isnull', False), models.Q(('because', ''), _negated=True)), _connector='OR'), name='signed_copy_taken_back'), models.CheckConstraint(condition=models.Q(('name', None), ('name', ''), ('name__regex', '^filename-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='signed_copy_name_sealed'), models.CheckConstraint(condition=models.Q(('key', None), ('key', ''), ('key__regex', '^filekey-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='signed_copy_key_sealed')],
            },
        ),
        migrations.CreateModel(
            name='SignSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(max_length=15)),
                ('page', models.PositiveSmallIntegerField()),
                ('keys', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=35), size=None)),
                ('amount_vnd', models.BigIntegerField()),
                ('commune', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.unit')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='payments.payrollrun')),
            ],
            options={
                'db_table': 'payments_sign_sheet',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['keys'], name='sign_sheet_keys')],
                'constraints': [models.UniqueConstraint(fields=('run', 'commune', 'channel', 'page'), name='sign_sheet_once'), models.CheckConstraint(condition=models.Q(('amount_vnd__gt', 0), ('channel__in', ('post_office', 'home')), ('keys__len__gt', 0), ('page__gt', 0), ('page__lte', 1000)), name='sign_sheet_sound')],
            },
        ),
        scoped_table("payments_sign_sheet", APPEND, "commune_id"),
        append_only("payments_sign_sheet"),
        scoped_table("payments_signed_copy", WRITE, "commune_id"),
        append_only("payments_signed_copy", but=TAKEN_BACK),
        resealable("payments_signed_copy", but=TAKEN_BACK, sealed=("name", "key")),
    ])  # fmt: skip
