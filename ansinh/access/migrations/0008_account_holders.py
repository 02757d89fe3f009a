"""Holders of the account and chief accountants, who authorise payments."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0007_accounts'),
        ('areas', '0004_row_security_of_changes'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='grant',
            name='grant_known_role',
        ),
        migrations.AlterField(
            model_name='grant',
            name='role',
            field=models.CharField(choices=[('commune_officer', 'Công chức văn hóa – xã hội cấp xã'), ('commune_chair', 'Chủ tịch UBND cấp xã'), ('commune_account_holder', 'Chủ tài khoản, kế toán trưởng cấp xã'), ('commune_accountant', 'Kế toán cấp xã'), ('payer', 'Đơn vị chi trả (bưu điện)'), ('district_officer', 'Chuyên viên Phòng Lao động – Thương binh và Xã hội cấp huyện (đến 30/6/2025)'), ('district_chair', 'Chủ tịch UBND cấp huyện (đến 30/6/2025)'), ('province_officer', 'Chuyên viên cấp tỉnh'), ('province_leader', 'Lãnh đạo cấp tỉnh'), ('province_account_holder', 'Chủ tài khoản, kế toán trưởng cấp tỉnh'), ('province_accountant', 'Kế toán cấp tỉnh'), ('facility', 'Cơ sở trợ giúp xã hội'), ('inspector', 'Đoàn thanh tra, kiểm tra'), ('auditor', 'Thanh tra, kiểm toán'), ('administrator', 'Quản trị hệ thống')], max_length=30),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['commune_officer', 'commune_chair', 'commune_account_holder', 'commune_accountant', 'payer', 'district_officer', 'district_chair', 'province_officer', 'province_leader', 'province_account_holder', 'province_accountant', 'facility', 'inspector', 'auditor', 'administrator'])), name='grant_known_role'),
        ),
    ]
