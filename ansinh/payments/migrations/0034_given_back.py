"""What had been taken back of money that then came back itself is given back: a kind of part that rests on no award."""
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('payments', '0033_one_decision_holds'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='linepart',
            name='payroll_part_rests_on_award',
        ),
        migrations.AlterField(
            model_name='linepart',
            name='kind',
            field=models.CharField(choices=[('current', 'Trợ cấp tháng này'), ('arrears', 'Truy lĩnh'), ('carried_over', 'Chưa nhận kỳ trước chuyển sang'), ('set_off', 'Bù trừ trong cùng tháng'), ('recovery', 'Thu hồi khoản đã chi vượt'), ('given_back', 'Trả lại khoản đã thu hồi'), ('one_off', 'Trợ cấp, hỗ trợ một lần')], max_length=12),
        ),
        migrations.AlterField(
            model_name='runtotal',
            name='kind',
            field=models.CharField(choices=[('current', 'Trợ cấp tháng này'), ('arrears', 'Truy lĩnh'), ('carried_over', 'Chưa nhận kỳ trước chuyển sang'), ('set_off', 'Bù trừ trong cùng tháng'), ('recovery', 'Thu hồi khoản đã chi vượt'), ('given_back', 'Trả lại khoản đã thu hồi'), ('one_off', 'Trợ cấp, hỗ trợ một lần')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='linepart',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('amount_vnd__gt', 0), ('award__isnull', False), ('overpayment', None), models.Q(('kind__in', ['set_off', 'recovery', 'given_back', 'one_off']), _negated=True)), models.Q(('amount_vnd__lt', 0), ('kind', 'set_off'), ('overpayment', None)), models.Q(('amount_vnd__lt', 0), ('award', None), ('kind', 'recovery'), ('overpayment__isnull', False)), models.Q(('amount_vnd__gt', 0), ('award', None), ('kind__in', ['given_back', 'one_off']), ('overpayment', None)), _connector='OR'), name='payroll_part_rests_on_award'),
        ),
    ]
