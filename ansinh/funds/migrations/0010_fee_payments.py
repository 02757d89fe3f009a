"""Where fees stand on their way to the provider; neither what is owed nor what was paid falls below nothing."""

from django.db import migrations, models

from ansinh.funds.budget_guards_table import HOLDING_SQL

ANEW = """
DROP TRIGGER funds_account_opens_holding ON funds_account;
DROP TRIGGER funds_entry_moves_holdings ON funds_entry;
DROP FUNCTION funds_open_holding();
DROP FUNCTION funds_move_holdings();
DROP FUNCTION funds_lock_holdings(bigint[]);
INSERT INTO funds_holding (account_id, amount_vnd)
SELECT a.id, coalesce((SELECT sum(e.amount_vnd) FROM funds_entry AS e WHERE e.account_id = a.id), 0)
FROM funds_account AS a WHERE a.kind = 'fee';
"""


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0004_row_security_of_changes'),
        ('funds', '0009_fees'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='account',
            name='account_kind',
        ),
        migrations.RemoveConstraint(
            model_name='transfer',
            name='transfer_code',
        ),
        migrations.AlterField(
            model_name='account',
            name='kind',
            field=models.CharField(choices=[('estimate', 'Dự toán cấp trên giao'), ('allotted', 'Dự toán còn được chi'), ('commitment', 'Cam kết chi, đã giữ dự toán'), ('budget_line', 'Kinh phí rút về xã (âm: chưa có dự toán)'), ('payable', 'Phải chi theo danh sách đã duyệt'), ('fee', 'Phí chi trả phải trả đơn vị chi trả'), ('fee_due', 'Phí đã duyệt trả, chờ chuyển'), ('fee_paid', 'Phí đã trả đơn vị chi trả'), ('fee_claim', 'Phí thôi tính, chờ trừ vào lần trả sau'), ('in_transit', 'Đang ở đơn vị chi trả'), ('paid', 'Đã chi cho người hưởng'), ('returned', 'Chưa chi được, còn giữ'), ('recovery', 'Phải thu hồi'), ('recovered', 'Đã thu hồi, chưa nộp lại'), ('written_off', 'Đã xóa theo quyết định'), ('overpaid', 'Đã chi vượt (đối ứng khoản phải thu hồi)'), ('donor', 'Nhà tài trợ, người ủng hộ'), ('pledged', 'Cam kết ủng hộ, chưa nhận'), ('gift_fund', 'Tiền ủng hộ còn lại'), ('gift_goods', 'Hiện vật ủng hộ theo giá trị'), ('gift_used', 'Tiền ủng hộ đã dùng')], max_length=12),
        ),
        migrations.AlterField(
            model_name='transfer',
            name='code',
            field=models.CharField(choices=[('estimate_given', 'Giao, bổ sung dự toán'), ('estimate_cut', 'Điều chỉnh giảm dự toán'), ('budget_committed', 'Giữ dự toán cho danh sách đã duyệt'), ('commitment_spent', 'Rút dự toán đã giữ'), ('commitment_voided', 'Thôi giữ dự toán'), ('budget_restored', 'Trả lại dự toán khoản chưa chi'), ('payroll_approved', 'Duyệt danh sách chi trả'), ('payroll_withdrawn', 'Hủy danh sách đã duyệt, chưa chuyển'), ('payroll_released', 'Chuyển tiền và danh sách sang đơn vị chi trả'), ('fee_charged', 'Ghi phí chi trả theo hợp đồng'), ('fee_taken_back', 'Thôi tính phí khoản bị trả lại'), ('fee_approved', 'Duyệt trả phí chi trả'), ('fee_withdrawn', 'Hủy chứng từ trả phí đã duyệt'), ('fee_paid', 'Trả phí cho đơn vị chi trả'), ('fee_set_off', 'Trừ phí thôi tính vào lần trả'), ('payment_made', 'Người hưởng đã nhận'), ('payment_returned', 'Chưa chi được, đơn vị chi trả báo lại'), ('returned_after_payment', 'Khoản đã chi bị trả lại'), ('returned_to_budget', 'Hoàn nguồn khoản chưa chi'), ('overpayment_found', 'Phát hiện chi vượt, phải thu hồi'), ('overpayment_dropped', 'Không còn chi vượt'), ('recovery_kept', 'Thu hồi bằng cách trừ vào kỳ chi trả'), ('recovery_undone', 'Khoản trừ chưa thành, còn phải thu hồi'), ('refund_taken', 'Người hưởng nộp lại bằng tiền'), ('overpayment_waived', 'Xóa khoản phải thu hồi'), ('waiver_undone', 'Thôi xóa khoản phải thu hồi: không còn chi vượt'), ('recovered_handed_in', 'Nộp lại ngân sách khoản đã thu hồi'), ('gift_pledged', 'Cam kết ủng hộ'), ('gift_received', 'Nhận tiền đã cam kết'), ('pledge_withdrawn', 'Rút cam kết ủng hộ'), ('gift_given', 'Nhận tiền ủng hộ'), ('goods_given', 'Nhận hiện vật ủng hộ'), ('goods_used', 'Dùng hiện vật ủng hộ'), ('gift_spent', 'Dùng tiền ủng hộ'), ('gift_allotted', 'Đưa tiền ủng hộ vào dự toán chi trả')], max_length=24),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['estimate', 'allotted', 'commitment', 'budget_line', 'payable', 'fee', 'fee_due', 'fee_paid', 'fee_claim', 'in_transit', 'paid', 'returned', 'recovery', 'recovered', 'written_off', 'overpaid', 'donor', 'pledged', 'gift_fund', 'gift_goods', 'gift_used'])), name='account_kind'),
        ),
        migrations.AddConstraint(
            model_name='transfer',
            constraint=models.CheckConstraint(condition=models.Q(('code__in', ['estimate_given', 'estimate_cut', 'budget_committed', 'commitment_spent', 'commitment_voided', 'budget_restored', 'payroll_approved', 'payroll_withdrawn', 'payroll_released', 'fee_charged', 'fee_taken_back', 'fee_approved', 'fee_withdrawn', 'fee_paid', 'fee_set_off', 'payment_made', 'payment_returned', 'returned_after_payment', 'returned_to_budget', 'overpayment_found', 'overpayment_dropped', 'recovery_kept', 'recovery_undone', 'refund_taken', 'overpayment_waived', 'waiver_undone', 'recovered_handed_in', 'gift_pledged', 'gift_received', 'pledge_withdrawn', 'gift_given', 'goods_given', 'goods_used', 'gift_spent', 'gift_allotted'])), name='transfer_code'),
        ),
        migrations.RunSQL(ANEW + HOLDING_SQL, migrations.RunSQL.noop),
    ]
