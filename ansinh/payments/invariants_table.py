"""The invariants of money as SQL: each SELECT gives the ids of what is wrong, and must give none.

The numbers are those of the reliability promises. ``%(on)s`` is the day of the check.
"""

from typing import NamedTuple

from ansinh.funds.public import OVERDRAWN, UNBALANCED
from ansinh.payments.rests_table import ORPHANS
from ansinh.payments.totals_table import DIFFERING_CHANGES, DIFFERING_RESULTS, DIFFERING_TOTALS


class Invariant(NamedTuple):
    """``select``: one row a defect, its values are put into ``message``."""

    code: str
    title: str
    message: str
    select: str


_LIVE = "('queued', 'sent', 'paid', 'unknown')"

# What had been paid back for a month by instalments or in cash; given back again when the payment itself came back.
_TAKEN_BACK = f"""
  SELECT coalesce(sum(amount_vnd), 0) FROM (
    SELECT r.amount_vnd, o.person_id, o.programme, o.for_month
    FROM payments_refund AS r JOIN payments_overpayment AS o ON o.id = r.overpayment_id
    UNION ALL SELECT -kept.amount_vnd, own.person_id, own.programme, kept.for_month
    FROM payments_part AS kept JOIN payments_line AS own ON own.id = kept.line_id
    WHERE kept.kind = 'recovery' AND own.state IN {_LIVE}
  ) AS back WHERE (back.programme, back.for_month) = (l.programme, p.for_month)
    AND (back.person_id = l.person_id OR back.person_id IN (SELECT person_id FROM registry_alias WHERE kept_id = l.person_id))
"""

INVARIANTS = (
    Invariant("I1", "Mỗi bút toán cân đối", "bút toán {0}: {1} dòng, cộng lại {2} đồng", UNBALANCED),
    Invariant("I1b", "Không tài khoản nào bị chi quá", "tài khoản {0} ({1}) còn {2} đồng", OVERDRAWN),
    Invariant(
        "I2",
        "Khoản chi nào cũng có quyết định của tháng đó",
        "dòng chi trả {0}, tháng {1}: căn cứ {2} không phù hợp",
        f"""
        SELECT l.id, p.for_month, p.award_id
        FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id JOIN payments_run AS r ON r.id = l.run_id
        LEFT JOIN casework_award AS a ON a.id = p.award_id LEFT JOIN casework_decision AS d ON d.id = a.decision_id
        WHERE p.kind NOT IN ('set_off', 'recovery', 'given_back', 'one_off') AND l.state <> 'cancelled' AND NOT coalesce(
          d.id IS NOT NULL AND a.months @> p.for_month
          AND (p.amount_vnd <= a.amount_vnd OR p.amount_vnd <= a.amount_vnd + ({_TAKEN_BACK}))
          AND (coalesce((SELECT kept_id FROM registry_alias AS x WHERE x.person_id = a.person_id AND a.person_id <> l.person_id),
            a.person_id), a.programme, a.category) = (coalesce((SELECT kept_id FROM registry_alias AS x
            WHERE x.person_id = l.person_id AND a.person_id <> l.person_id), l.person_id), l.programme, p.category)
          AND (a.retracted_at IS NULL OR a.retracted_at >= coalesce(r.drawn_at, r.locked_at)), false)
        ORDER BY 1, 2 LIMIT 50
        """,
    ),
    Invariant(
        "I2b",
        "Khoản một lần đúng bằng quyết định, không chi trùng",
        "trợ cấp một lần {0}: quyết định {1} đồng, các dòng còn hiệu lực {2} đồng ({3})",
        f"""
        SELECT o.id, o.amount_vnd, sum(l.amount_vnd), string_agg(l.id::text, ', ' ORDER BY l.id)
        FROM payments_line AS l JOIN casework_one_off_award AS o ON o.id = l.one_off_id
        LEFT JOIN casework_decision AS d ON d.id = o.decision_id
        WHERE l.state IN {_LIVE} GROUP BY o.id, d.id
        HAVING sum(l.amount_vnd) <> o.amount_vnd OR d.id IS NULL ORDER BY 1 LIMIT 50
        """,
    ),
    Invariant(
        "I2c",
        "Căn cứ của mỗi dòng chi trả đều còn đó",
        "dòng chi trả {0}: không có {1} số {2}",
        ORPHANS,
    ),
    Invariant(
        "I3",
        "Không ai bị chi hai lần một kỳ",
        "người {0}, {1}, kỳ {2}: {3} dòng cùng hiệu lực ({4})",
        f"""
        SELECT person_id, programme, month, count(*), string_agg(id::text, ', ' ORDER BY id) FROM payments_line
        WHERE state IN {_LIVE} AND one_off_id IS NULL GROUP BY 1, 2, 3, number HAVING count(*) > 1 ORDER BY 1 LIMIT 50
        """,
    ),
    Invariant(
        "I3b",
        "Tổng đã chi mỗi tháng không quá số được hưởng",
        "người {0}, {1}, tháng {2}: chi {3} đồng, được hưởng {4}",
        f"""
        WITH paid AS (
          SELECT coalesce(x.kept_id, l.person_id) AS person_id, l.programme, p.for_month, sum(p.amount_vnd) AS amount,
            max(coalesce(r.drawn_at, r.locked_at)) AS known_at
          FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id JOIN payments_run AS r ON r.id = l.run_id
          LEFT JOIN registry_alias AS x ON x.person_id = l.person_id
          WHERE l.state IN {_LIVE} AND l.one_off_id IS NULL GROUP BY 1, 2, 3
        ), refunded AS (
          SELECT coalesce(x.kept_id, o.person_id) AS person_id, o.programme, o.for_month, sum(r.amount_vnd) AS amount
          FROM payments_refund AS r JOIN payments_overpayment AS o ON o.id = r.overpayment_id
          LEFT JOIN registry_alias AS x ON x.person_id = o.person_id GROUP BY 1, 2, 3
        ), award AS (
          SELECT coalesce(x.kept_id, a.person_id) AS whose, a.* FROM casework_award AS a
          LEFT JOIN registry_alias AS x ON x.person_id = a.person_id
        ), owed AS (
          SELECT paid.person_id, paid.programme, paid.for_month, coalesce(sum(a.amount_vnd), 0) AS amount
          FROM paid LEFT JOIN award AS a
            ON (a.whose, a.programme) = (paid.person_id, paid.programme) AND a.months @> paid.for_month
            AND a.recorded_at <= paid.known_at AND (a.retracted_at IS NULL OR a.retracted_at > paid.known_at)
          GROUP BY 1, 2, 3
        )
        SELECT paid.person_id, paid.programme, paid.for_month, paid.amount, owed.amount
        FROM paid JOIN owed USING (person_id, programme, for_month)
        LEFT JOIN refunded USING (person_id, programme, for_month)
        WHERE paid.amount - coalesce(refunded.amount, 0) > owed.amount + coalesce((
          SELECT sum(o.amount_vnd) FROM payments_overpayment AS o WHERE o.state <> 'superseded'
          AND (o.person_id, o.programme, o.for_month) = (paid.person_id, paid.programme, paid.for_month)), 0)
        ORDER BY 1, 3 LIMIT 50
        """,
    ),
    Invariant(
        "I3c",
        "Không thu hồi quá khoản đã chi vượt",
        "khoản chi vượt {0}: {1} đồng, đã thu {2} đồng",
        """
        SELECT o.id, o.amount_vnd, taken.amount FROM payments_overpayment AS o JOIN (
          SELECT id, sum(amount)::bigint AS amount FROM (
            SELECT p.overpayment_id AS id, -p.amount_vnd AS amount
            FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
            WHERE p.overpayment_id IS NOT NULL AND l.state NOT IN ('returned', 'cancelled', 'held')
            UNION ALL SELECT overpayment_id, amount_vnd FROM payments_refund
          ) AS each GROUP BY 1
        ) AS taken ON taken.id = o.id WHERE taken.amount > o.amount_vnd ORDER BY 1 LIMIT 50
        """,
    ),
    Invariant(
        "I4",
        "Mỗi bút toán của ngân hàng chỉ khớp một lần",
        "bút toán {0} khớp {1} lần",
        """
        SELECT reference, count(*) FROM payments_return_row WHERE status = 'matched' AND reference <> ''
        GROUP BY 1 HAVING count(*) > 1 ORDER BY 1 LIMIT 50
        """,
    ),
    Invariant(
        "I4b",
        "Khoản đã gửi có kết quả trong 3 ngày làm việc",
        "kỳ {0}: {1} dòng gửi từ ngày {2} chưa có kết quả",
        """
        SELECT r.id, count(*), r.pay_on FROM payments_line AS l JOIN payments_run AS r ON r.id = l.run_id
        WHERE l.state = 'sent' AND (
          SELECT count(*) FROM generate_series(r.pay_on + 1, %(on)s::date, interval '1 day') AS day
          WHERE extract(isodow FROM day) < 6) > 3
        GROUP BY r.id, r.pay_on ORDER BY r.id LIMIT 50
        """,
    ),
    Invariant(
        "I4c",
        "Cổng thanh toán và danh sách nói như nhau",
        "khoản {0}: cổng ghi “{1}”, danh sách ghi “{2}”",
        """
        SELECT o.key, o.state, l.state FROM payments_order AS o JOIN payments_line AS l ON l.id = o.line_id
        WHERE o.amount_vnd <> l.amount_vnd OR o.key <> l.key OR l.state NOT IN ('sent', 'unknown')
          AND o.state IN ('waiting', 'sending') OR o.state = 'executed' AND l.state NOT IN ('paid', 'returned')
          OR o.state IN ('refused', 'returned') AND l.state <> 'returned'
        ORDER BY 1 LIMIT 50
        """,
    ),
    Invariant(
        "I4d",
        "Không khoản nào bị ngân hàng ghi nợ quá số phải chi",
        "dòng chi trả {0}: phải chi {1} đồng, ngân hàng ghi nợ {2}, ghi có {3}",
        """
        SELECT l.id, l.amount_vnd, m.debited, m.returned FROM payments_line AS l JOIN (
          SELECT line_id, coalesce(sum(amount_vnd) FILTER (WHERE how IN ('key', 'parts', 'hand')), 0) AS debited,
                 coalesce(sum(amount_vnd) FILTER (WHERE how IN ('return', 'hand_return')), 0) AS returned
          FROM payments_match GROUP BY 1) AS m ON m.line_id = l.id
        WHERE m.debited NOT IN (0, l.amount_vnd) OR m.returned NOT IN (0, l.amount_vnd) ORDER BY 1 LIMIT 50
        """,
    ),
    Invariant(
        "I4e",
        "Bút toán đã khớp nằm đúng một chỗ",
        "bút toán {0}: ghi {1} đồng, đã khớp {2} đồng",
        """
        SELECT e.id, e.amount_vnd, sum(m.amount_vnd) FROM payments_match AS m JOIN payments_entry AS e ON e.id = m.entry_id
        GROUP BY e.id HAVING sum(m.amount_vnd) <> e.amount_vnd ORDER BY 1 LIMIT 50
        """,
    ),
    Invariant(
        "I11",
        "Kỳ chi trả bằng tổng các dòng",
        "kỳ {0}, đơn vị {1}: ghi {2} đồng, các dòng cộng lại {3} đồng",
        """
        SELECT coalesce(s.run_id, l.run_id), coalesce(s.commune_id, l.commune_id), s.total_vnd, l.total
        FROM payments_share AS s FULL JOIN (
          SELECT run_id, commune_id, count(*) AS lines, sum(amount_vnd) AS total FROM payments_line GROUP BY 1, 2
        ) AS l USING (run_id, commune_id)
        WHERE (s.line_count, s.total_vnd) IS DISTINCT FROM (l.lines, l.total) ORDER BY 1, 2 LIMIT 50
        """,
    ),
    Invariant(
        "I11b",
        "Dòng chi trả bằng tổng các phần",
        "dòng chi trả {0}: {1} đồng, các phần cộng lại {2} đồng",
        """
        SELECT l.id, l.amount_vnd, coalesce(sum(p.amount_vnd), 0) FROM payments_line AS l
        LEFT JOIN payments_part AS p ON p.line_id = l.id
        GROUP BY l.id HAVING l.amount_vnd <> coalesce(sum(p.amount_vnd), 0) ORDER BY 1 LIMIT 50
        """,
    ),
    Invariant(
        "I11c",
        "Sổ cái khớp danh sách",
        "đơn vị {0}, {1}, {2}: sổ cái {3} đồng, danh sách {4} đồng",
        """
        WITH lists AS (
          SELECT l.commune_id AS area_id, l.programme, place.kind, sum(l.amount_vnd) AS amount
          FROM payments_line AS l JOIN payments_run AS r ON r.id = l.run_id
          JOIN (VALUES ('approved', 'queued', 'payable'), ('authorised', 'queued', 'payable'), ('released', 'sent', 'in_transit'),
                       ('released', 'paid', 'paid'), ('released', 'returned', 'returned'),
                       ('settled', 'unknown', 'in_transit'), ('settled', 'paid', 'paid')) AS place (run, line, kind)
            ON (place.run, place.line) = (r.state, l.state)
          GROUP BY 1, 2, 3
        ), ledger AS (
          SELECT a.area_id, a.programme, a.kind, sum(e.amount_vnd) AS amount
          FROM funds_account AS a JOIN funds_entry AS e ON e.account_id = a.id
          WHERE a.kind IN ('payable', 'in_transit', 'paid', 'returned') GROUP BY 1, 2, 3
        )
        SELECT area_id, programme, kind, coalesce(ledger.amount, 0), coalesce(lists.amount, 0)
        FROM lists FULL JOIN ledger USING (area_id, programme, kind)
        WHERE coalesce(ledger.amount, 0) <> coalesce(lists.amount, 0) ORDER BY 1, 2, 3 LIMIT 50
        """,
    ),
    Invariant(
        "I11l",
        "Khoản phải thu hồi trong sổ cái khớp các khoản chi vượt",
        "đơn vị {0}, {1}, {2}: sổ cái {3} đồng, các khoản chi vượt {4} đồng",
        """
        WITH standing AS (
          SELECT o.area_id, o.programme, CASE WHEN o.state = 'waived' THEN 'written_off' ELSE 'recovery' END AS kind,
            sum(o.amount_vnd
              + coalesce((SELECT sum(p.amount_vnd) FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
                          WHERE p.overpayment_id = o.id AND l.state NOT IN ('returned', 'cancelled', 'held')), 0)
              - coalesce((SELECT sum(r.amount_vnd) FROM payments_refund AS r WHERE r.overpayment_id = o.id), 0)) AS amount
          FROM payments_overpayment AS o WHERE o.state <> 'superseded' GROUP BY 1, 2, 3
          UNION ALL
          SELECT o.area_id, o.programme, 'recovered', sum(r.amount_vnd)
          FROM payments_refund AS r JOIN payments_overpayment AS o ON o.id = r.overpayment_id GROUP BY 1, 2
        ), ledger AS (
          SELECT a.area_id, a.programme, a.kind, sum(e.amount_vnd) FILTER (WHERE t.code <> 'recovered_handed_in') AS amount
          FROM funds_account AS a JOIN funds_entry AS e ON e.account_id = a.id JOIN funds_transfer AS t ON t.id = e.transfer_id
          WHERE a.kind IN ('recovery', 'recovered', 'written_off') GROUP BY 1, 2, 3
        )
        SELECT area_id, programme, kind, coalesce(ledger.amount, 0), coalesce(standing.amount, 0)
        FROM standing FULL JOIN ledger USING (area_id, programme, kind)
        WHERE coalesce(ledger.amount, 0) <> coalesce(standing.amount, 0) ORDER BY 1, 2, 3 LIMIT 50
        """,
    ),
    Invariant(
        "I11d",
        "Kết quả của mỗi dòng đúng như sổ cái ghi",
        "dòng chi trả {0} ({1}): sổ cái ghi đã chi {2} đồng",
        """
        SELECT l.id, l.state, coalesce(e.amount, 0) FROM payments_line AS l LEFT JOIN (
          SELECT e.line_id, sum(e.amount_vnd) AS amount FROM funds_entry AS e
          JOIN funds_account AS a ON a.id = e.account_id
          WHERE a.kind = 'paid' AND e.line_id IS NOT NULL GROUP BY 1
        ) AS e ON e.line_id = l.id
        WHERE coalesce(e.amount, 0) <> CASE WHEN l.state = 'paid' THEN l.amount_vnd ELSE 0 END ORDER BY 1 LIMIT 50
        """,
    ),
    Invariant(
        "I11e",
        "Dòng đã có kết quả thì có giấy báo",
        "dòng chi trả {0} ({1}) không có giấy báo nào khớp",
        """
        SELECT l.id, l.state FROM payments_line AS l WHERE l.state IN ('paid', 'returned') AND NOT EXISTS (
          SELECT FROM payments_return_row AS r
          WHERE r.line_id = l.id AND r.status = 'matched' AND r.outcome = l.state) ORDER BY 1 LIMIT 50
        """,
    ),
    Invariant(
        "I11f",
        "Số cộng sẵn khi chốt bằng tổng các phần",
        "kỳ {0}, đơn vị {1}, {2}, {3}, {4}: cộng sẵn {5} đồng, các phần cộng lại {6} đồng",
        DIFFERING_TOTALS,
    ),
    Invariant(
        "I11g",
        "Số cộng sẵn theo kết quả bằng tổng các dòng",
        "kỳ {0}, đơn vị {1}, {2}, {3}, {4}: cộng sẵn {5} đồng, các dòng cộng lại {6} đồng",
        DIFFERING_RESULTS,
    ),
    Invariant(
        "I11h",
        "Chênh lệch với tháng trước đúng như danh sách hai tháng",
        "kỳ {0}, đơn vị {1}, {2}: ghi {3} đồng, so lại {4} đồng",
        DIFFERING_CHANGES,
    ),
    Invariant(
        "I11i",
        "Mỗi phần thuộc tháng của dòng chi trả",
        "dòng chi trả {0}, tháng {1}: một phần ghi tháng {2}",
        """
        SELECT l.id, l.month, p.list_month FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
        WHERE p.list_month <> l.month ORDER BY 1 LIMIT 50
        """,
    ),
    Invariant(
        "I11k",
        "Mỗi người chỉ tính một lần một tháng",
        "người {0}, tháng {1}: {2} dòng cùng được tính là dòng đầu",
        """
        SELECT person_id, month, count(*) FROM payments_line WHERE stands AND NOT again
        GROUP BY 1, 2 HAVING count(*) > 1 ORDER BY 1, 2 LIMIT 50
        """,
    ),
    Invariant(
        "I12",
        "Người lập không tự duyệt, tự chuyển",
        "kỳ {0}: người lập {1}, người duyệt {2}, người chuẩn chi {3}, người chuyển {4}",
        """
        SELECT id, made_by_id, approved_by_id, authorised_by_id, released_by_id FROM payments_run
        WHERE approved_by_id = made_by_id OR authorised_by_id IN (made_by_id, approved_by_id)
          OR released_by_id IN (made_by_id, approved_by_id, authorised_by_id)
          OR state IN ('released', 'settled') AND authorised_by_id IS NULL AND NOT by_three ORDER BY 1 LIMIT 50
        """,
    ),
)

TOTALS = """
SELECT count(*), coalesce(sum(amount_vnd), 0) FROM payments_line WHERE state <> 'cancelled'
"""
