"""The invariants of budget lines, commitments and closed books as SQL: each SELECT gives what is wrong, and must give none."""

from typing import NamedTuple

from ansinh.funds.codes import FLOORED

_FLOORED = ", ".join(f"'{kind}'" for kind in FLOORED)


class FundsInvariant(NamedTuple):
    """``select``: one row a defect, its values are put into ``message``."""

    code: str
    title: str
    message: str
    select: str


FUNDS_INVARIANTS = (
    FundsInvariant(
        "N1",
        "Số dư giữ sẵn bằng tổng bút toán, không âm",
        "tài khoản {0}: giữ {1} đồng, bút toán cộng lại {2} đồng",
        f"""
        SELECT a.id, h.amount_vnd, coalesce(e.amount, 0) FROM funds_account AS a
        LEFT JOIN funds_holding AS h ON h.account_id = a.id LEFT JOIN (
          SELECT account_id, sum(amount_vnd) AS amount FROM funds_entry GROUP BY 1) AS e ON e.account_id = a.id
        WHERE a.kind IN ({_FLOORED})
          AND (h.amount_vnd IS DISTINCT FROM coalesce(e.amount, 0) OR h.amount_vnd < 0)
        ORDER BY 1 LIMIT 50
        """,
    ),
    FundsInvariant(
        "N2",
        "Cam kết chi của mỗi dòng bằng tổng các khoản đang giữ",
        "dòng dự toán {0}: tài khoản {1} đồng, đang giữ {2} đồng",
        """
        WITH held AS (
          SELECT a.budget_id, sum(e.amount_vnd) AS amount FROM funds_account AS a
          JOIN funds_entry AS e ON e.account_id = a.id WHERE a.kind = 'commitment' GROUP BY 1
        ), pending AS (
          SELECT a.budget_id, sum(e.amount_vnd) AS amount FROM funds_transfer AS t
          JOIN funds_entry AS e ON e.transfer_id = t.id AND e.amount_vnd > 0
          JOIN funds_account AS a ON a.id = e.account_id
          WHERE t.code = 'budget_committed' AND NOT EXISTS (SELECT FROM funds_transfer AS n WHERE n.of_id = t.id)
          GROUP BY 1
        )
        SELECT budget_id, coalesce(held.amount, 0), coalesce(pending.amount, 0)
        FROM held FULL JOIN pending USING (budget_id)
        WHERE coalesce(held.amount, 0) <> coalesce(pending.amount, 0) ORDER BY 1 LIMIT 50
        """,
    ),
    FundsInvariant(
        "N3",
        "Dự toán trong sổ đúng bằng các quyết định đã duyệt",
        "dòng dự toán {0}: quyết định {1} đồng, sổ cái {2} đồng",
        """
        WITH decided AS (
          SELECT r.line_id, sum(r.amount_vnd) AS amount FROM funds_estimate_row AS r
          JOIN funds_estimate AS s ON s.id = r.estimate_id WHERE s.state = 'approved' GROUP BY 1
        ), posted AS (
          SELECT a.budget_id AS line_id, sum(e.amount_vnd) AS amount FROM funds_transfer AS t
          JOIN funds_entry AS e ON e.transfer_id = t.id JOIN funds_account AS a ON a.id = e.account_id
          WHERE t.code IN ('estimate_given', 'estimate_cut') AND a.kind = 'allotted' GROUP BY 1
        )
        SELECT line_id, coalesce(decided.amount, 0), coalesce(posted.amount, 0) FROM decided FULL JOIN posted USING (line_id)
        WHERE coalesce(decided.amount, 0) <> coalesce(posted.amount, 0) ORDER BY 1 LIMIT 50
        """,
    ),
    FundsInvariant(
        "N4",
        "Toàn bộ sổ cái cộng lại bằng 0",
        "sổ cái cộng lại {0} đồng",
        "SELECT sum(amount_vnd) FROM funds_entry HAVING sum(amount_vnd) <> 0",
    ),
    FundsInvariant(
        "N5",
        "Năm có kiểm tra: danh sách duyệt nào cũng có dự toán",
        "bút toán {0} ({1}): duyệt {2} đồng, giữ dự toán {3} đồng",
        """
        SELECT t.id, t.key, sum(e.amount_vnd), coalesce((
          SELECT sum(r.amount_vnd) FROM funds_transfer AS c JOIN funds_entry AS r ON r.transfer_id = c.id
          AND r.amount_vnd > 0 WHERE c.of_id = t.id AND c.code = 'budget_committed'), 0) AS reserved
        FROM funds_transfer AS t JOIN funds_entry AS e ON e.transfer_id = t.id AND e.amount_vnd > 0
        WHERE t.code = 'payroll_approved' AND (
          SELECT c.checked FROM funds_budget_check AS c
          WHERE c.year = coalesce(t.year, extract(year FROM t."on")::int) AND c.set_at <= t.recorded_at
          ORDER BY c.id DESC LIMIT 1)
        GROUP BY t.id HAVING sum(e.amount_vnd) <> coalesce((
          SELECT sum(r.amount_vnd) FROM funds_transfer AS c JOIN funds_entry AS r ON r.transfer_id = c.id
          AND r.amount_vnd > 0 WHERE c.of_id = t.id AND c.code = 'budget_committed'), 0)
        ORDER BY 1 LIMIT 50
        """,
    ),
    FundsInvariant(
        "N6",
        "Không bút toán nào ghi vào kỳ sau khi khóa",
        "bút toán {0} ngày {1} ghi sau khi khóa kỳ {2}",
        """
        SELECT t.id, t."on", c.period::text FROM funds_closing AS c
        JOIN funds_transfer AS t ON c.period @> t."on" AND t.recorded_at > c.closed_at
          AND (c.reopened_at IS NULL OR t.recorded_at < c.reopened_at)
        WHERE c.area_id IN (SELECT funds_books(ARRAY[t.area_id], t."on")) ORDER BY 1 LIMIT 50
        """,
    ),
    FundsInvariant(
        "N7",
        "Người nhập dự toán không tự duyệt, người khóa kỳ không tự mở",
        "{0} {1}: cùng một người {2}",
        """
        SELECT 'dự toán', id, entered_by_id FROM funds_estimate WHERE approved_by_id = entered_by_id
        UNION ALL SELECT 'kỳ', id, closed_by_id FROM funds_closing WHERE reopened_by_id = closed_by_id LIMIT 50
        """,
    ),
    FundsInvariant(
        "N8",
        "Tồn kho bằng tổng nhập xuất, không âm",
        "kho {0}, lô {1}: tồn {2}, nhập xuất cộng lại {3}",
        """
        SELECT store_id, batch_id, s.quantity, m.quantity FROM funds_stock AS s FULL JOIN (
          SELECT store_id, batch_id, sum(quantity) AS quantity FROM funds_stock_move GROUP BY 1, 2
        ) AS m USING (store_id, batch_id)
        WHERE s.quantity IS DISTINCT FROM m.quantity OR s.quantity < 0 ORDER BY 1, 2 LIMIT 50
        """,
    ),
    FundsInvariant(
        "N9",
        "Hàng chuyển đi bằng hàng nhận được",
        "phiếu {0}, lô {1}: lệch {2}",
        """
        SELECT key, batch_id, sum(quantity) FROM funds_stock_move WHERE kind IN ('sent', 'arrived')
        GROUP BY 1, 2 HAVING sum(quantity) <> 0 ORDER BY 1 LIMIT 50
        """,
    ),
    FundsInvariant(
        "N10",
        "Hàng cấp phát đúng bằng danh sách",
        "danh sách {0}: danh sách {1}, kho xuất {2}",
        """
        SELECT h.id, r.quantity, coalesce(m.quantity, 0) FROM funds_handover AS h JOIN (
          SELECT handover_id, sum(quantity) FILTER (WHERE received IS NOT false) AS quantity
          FROM funds_handover_row GROUP BY 1) AS r ON r.handover_id = h.id
        LEFT JOIN (
          SELECT split_part(key, '/', 2)::bigint AS handover_id, -sum(quantity) AS quantity FROM funds_stock_move
          WHERE kind IN ('handed', 'uncollected') GROUP BY 1) AS m ON m.handover_id = h.id
        WHERE h.state IN ('approved', 'closed') AND coalesce(r.quantity, 0) <> coalesce(m.quantity, 0)
        ORDER BY 1 LIMIT 50
        """,
    ),
    FundsInvariant(
        "N11",
        "Tiền ủng hộ trong sổ đúng bằng phiếu",
        "địa bàn {0}, {1}: phiếu {2} đồng, sổ cái {3} đồng",
        """
        WITH papers AS (
          SELECT area_id, content, sum(amount_vnd) AS amount FROM funds_gift WHERE state <> 'withdrawn' GROUP BY 1, 2
        ), posted AS (
          SELECT a.area_id, a.programme AS content, -sum(e.amount_vnd) AS amount FROM funds_account AS a
          JOIN funds_entry AS e ON e.account_id = a.id WHERE a.kind = 'donor' GROUP BY 1, 2
        )
        SELECT area_id, content, coalesce(papers.amount, 0), coalesce(posted.amount, 0)
        FROM papers FULL JOIN posted USING (area_id, content)
        WHERE coalesce(papers.amount, 0) <> coalesce(posted.amount, 0) ORDER BY 1, 2 LIMIT 50
        """,
    ),
)
