"""Accounts are kept on screens: who made a grant, what ends a session, where one is signed in, second factors."""

import ansinh.kernel.sealing.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from ansinh.access.account_guards_table import ACCOUNTS_SQL
from ansinh.kernel.joined_operations import joined


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0006_emergency'),
        ('areas', '0004_row_security_of_changes'),
    ]

    operations = joined("access", [
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('session_key', models.CharField(max_length=40, unique=True)),
                ('agent', models.CharField(max_length=120)),
                ('address', models.CharField(max_length=45)),
                ('factor', models.CharField(max_length=10)),
                ('since', models.DateTimeField()),
                ('seen_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'access_device',
            },
        ),
        migrations.CreateModel(
            name='Factor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('codes', 'Ứng dụng tạo mã'), ('key', 'Khóa bảo mật')], max_length=10)),
                ('name', models.CharField(max_length=80)),
                ('secret', ansinh.kernel.sealing.fields.SealedField(null=True, what='factor', width=16)),
                ('last_step', models.BigIntegerField(default=0)),
                ('credential', models.CharField(max_length=400, null=True, unique=True)),
                ('public_key', models.TextField(null=True)),
                ('sign_count', models.BigIntegerField(default=0)),
                ('added_at', models.DateTimeField()),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('used_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'access_factor',
            },
        ),
        migrations.CreateModel(
            name='RecoveryCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code_hash', models.CharField(max_length=64)),
                ('used_at', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'access_recovery_code',
            },
        ),
        migrations.CreateModel(
            name='Throttle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=64, unique=True)),
                ('failures', models.PositiveIntegerField(default=0)),
                ('last_at', models.DateTimeField()),
                ('closed_until', models.DateTimeField(null=True)),
            ],
            options={
                'db_table': 'access_throttle',
            },
        ),
        migrations.RemoveConstraint(
            model_name='grant',
            name='grant_known_role',
        ),
        migrations.AddField(
            model_name='grant',
            name='made_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='user',
            name='epoch',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='user',
            name='factor_waived',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='user',
            name='must_change_password',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='user',
            name='outside_subject',
            field=models.CharField(max_length=600, null=True, unique=True),
        ),
        migrations.AlterField(
            model_name='grant',
            name='role',
            field=models.CharField(choices=[('commune_officer', 'Công chức văn hóa – xã hội cấp xã'), ('commune_chair', 'Chủ tịch UBND cấp xã'), ('commune_accountant', 'Kế toán cấp xã'), ('payer', 'Đơn vị chi trả (bưu điện)'), ('district_officer', 'Chuyên viên Phòng Lao động – Thương binh và Xã hội cấp huyện (đến 30/6/2025)'), ('district_chair', 'Chủ tịch UBND cấp huyện (đến 30/6/2025)'), ('province_officer', 'Chuyên viên cấp tỉnh'), ('province_leader', 'Lãnh đạo cấp tỉnh'), ('province_accountant', 'Kế toán cấp tỉnh'), ('facility', 'Cơ sở trợ giúp xã hội'), ('inspector', 'Đoàn thanh tra, kiểm tra'), ('auditor', 'Thanh tra, kiểm toán'), ('administrator', 'Quản trị hệ thống')], max_length=30),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['commune_officer', 'commune_chair', 'commune_accountant', 'payer', 'district_officer', 'district_chair', 'province_officer', 'province_leader', 'province_accountant', 'facility', 'inspector', 'auditor', 'administrator'])), name='grant_known_role'),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(('made_by', models.F('user')), _negated=True), name='grant_by_another'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('outside_subject', ''), _negated=True), name='user_subject_not_empty'),
        ),
        migrations.AddField(
            model_name='device',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='factor',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='recoverycode',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='throttle',
            index=models.Index(fields=['last_at'], name='throttle_by_age'),
        ),
        migrations.AddIndex(
            model_name='device',
            index=models.Index(fields=['user', '-seen_at'], name='device_of_user'),
        ),
        migrations.AddConstraint(
            model_name='factor',
            constraint=models.CheckConstraint(condition=models.Q(('secret', None), ('secret', ''), ('secret__regex', '^factor-[0-9]{1,4}[.][A-Za-z0-9+/]{38,}={0,2}$'), _connector='OR'), name='factor_secret_sealed'),
        ),
        migrations.AddConstraint(
            model_name='factor',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('credential', None), ('kind', 'codes'), ('public_key', None), ('secret__isnull', False)), models.Q(('credential__isnull', False), ('kind', 'key'), ('public_key__isnull', False), ('secret', None)), _connector='OR'), name='factor_whole'),
        ),
        migrations.AddConstraint(
            model_name='factor',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'codes')), fields=('user',), name='factor_one_application'),
        ),
        migrations.AddConstraint(
            model_name='recoverycode',
            constraint=models.UniqueConstraint(fields=('user', 'code_hash'), name='recovery_code_once'),
        ),
        migrations.RunSQL(ACCOUNTS_SQL, migrations.RunSQL.noop),
    ])  # fmt: skip
