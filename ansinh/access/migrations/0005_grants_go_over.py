"""Rights go over to what came of an area; the district level that ends has roles of its own."""

from django.db import migrations, models

WRITE = """
GRANT INSERT, UPDATE, DELETE ON access_grant TO ansinh_wide;
GRANT USAGE, SELECT ON SEQUENCE access_grant_id_seq TO ansinh_wide;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0004_queue")]

    operations = [
        migrations.RunSQL(WRITE, migrations.RunSQL.noop),
        migrations.RemoveConstraint(
            model_name='grant',
            name='grant_known_role',
        ),
        migrations.AlterField(
            model_name='grant',
            name='role',
            field=models.CharField(choices=[('commune_officer', 'Công chức văn hóa – xã hội cấp xã'), ('commune_chair', 'Chủ tịch UBND cấp xã'), ('commune_accountant', 'Kế toán cấp xã'), ('payer', 'Đơn vị chi trả (bưu điện)'), ('district_officer', 'Chuyên viên Phòng Lao động – Thương binh và Xã hội cấp huyện (đến 30/6/2025)'), ('district_chair', 'Chủ tịch UBND cấp huyện (đến 30/6/2025)'), ('province_officer', 'Chuyên viên cấp tỉnh'), ('province_leader', 'Lãnh đạo cấp tỉnh'), ('province_accountant', 'Kế toán cấp tỉnh'), ('auditor', 'Thanh tra, kiểm toán'), ('administrator', 'Quản trị hệ thống')], max_length=30),
        ),
        migrations.AddConstraint(
            model_name='grant',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['commune_officer', 'commune_chair', 'commune_accountant', 'payer', 'district_officer', 'district_chair', 'province_officer', 'province_leader', 'province_accountant', 'auditor', 'administrator'])), name='grant_known_role'),
        ),
    ]
