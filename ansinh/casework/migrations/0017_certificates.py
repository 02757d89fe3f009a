"""Certificates of disability are documents with a register of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('casework', '0016_cases_listed_by_index'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='document',
            name='document_known_kind',
        ),
        migrations.AlterField(
            model_name='document',
            name='kind',
            field=models.CharField(choices=[('decision', 'Quyết định'), ('submission', 'Tờ trình'), ('notice', 'Thông báo'), ('refusal', 'Văn bản trả lời'), ('posting', 'Danh sách niêm yết'), ('appointment', 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả'), ('receipt', 'Giấy biên nhận'), ('certificate', 'Giấy xác nhận khuyết tật')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['decision', 'submission', 'notice', 'refusal', 'posting', 'appointment', 'receipt', 'certificate'])), name='document_known_kind'),
        ),
    ]
