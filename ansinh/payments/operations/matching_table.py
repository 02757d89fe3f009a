"""How reports are matched with lines, as SQL over the temporary table ``payments_report``.

payments_report(place_no, place, key, outcome, amount_vnd, reason, reference, problem, message): one row a report or
problem of the file, in its order. Each gets one status; a line is matched at most once an outcome, a booking once ever.
"""

# A refusal of a whole file or group stands for each of its lines.
EXPAND_GROUP = """
INSERT INTO payments_report (place_no, place, key, outcome, amount_vnd, reason, reference, problem, message)
SELECT %(place_no)s, %(place)s, l.key, %(outcome)s, l.amount_vnd, %(reason)s, '', '', ''
FROM payments_line AS l JOIN areas_unit AS u ON u.id = l.commune_id
WHERE l.run_id = %(run)s AND l.channel NOT IN ('post_office', 'home') AND (%(group)s = '' OR u.code = %(commune)s AND l.bank = %(bank)s
      AND l.channel = %(channel)s)
"""

CREATE_REPORT = """
CREATE TEMP TABLE payments_report (place_no bigint, place text, key text, outcome text, amount_vnd bigint, reason text,
                                   reference text, problem text, message text) ON COMMIT DROP
"""

MATCH = """
INSERT INTO payments_return_row (file_id, line_id, place, key, outcome, amount_vnd, reason, reference, status, problem, message)
WITH found AS (
  SELECT r.*, l.id AS line_id, l.run_id, l.state, l.amount_vnd AS line_vnd, to_char(l.month, 'MM/YYYY') AS line_month,
         coalesce(nullif(before.reference, ''), sure.reference, before.reference) AS before_reference,
         booked.id IS NOT NULL AS booked
  FROM payments_report AS r
  LEFT JOIN payments_line AS l ON l.key = r.key
  LEFT JOIN payments_return_row AS before
    ON before.line_id = l.id AND before.status = 'matched' AND before.outcome = r.outcome
  LEFT JOIN payments_return_row AS sure
    ON sure.line_id = l.id AND sure.status = 'confirmed' AND sure.outcome = r.outcome AND sure.reference <> ''
  LEFT JOIN payments_return_row AS booked
    ON r.reference <> '' AND booked.reference = r.reference AND booked.status IN ('matched', 'confirmed')
), checked AS (
  SELECT *, CASE
    WHEN problem <> '' THEN problem
    WHEN line_id IS NULL THEN 'unknown_key'
    WHEN run_id <> %(run)s THEN 'other_run'
    WHEN state IN ('queued', 'held', 'cancelled') THEN 'not_sent'
    WHEN amount_vnd <> line_vnd THEN 'amount_mismatch'
    ELSE '' END AS trouble
  FROM found
), counted AS (
  SELECT *,
    row_number() OVER (PARTITION BY line_id, outcome, trouble ORDER BY place_no) AS nth,
    row_number() OVER (PARTITION BY reference, trouble ORDER BY place_no) AS nth_of_booking,
    first_value(reference) OVER (PARTITION BY line_id, outcome, trouble ORDER BY reference = '', place_no)
      AS first_reference,
    bool_or(outcome = 'paid' AND trouble = '') OVER (PARTITION BY line_id) AS paid_here,
    (SELECT kind FROM payments_return_import WHERE id = %(file)s) AS file_kind
  FROM checked
), judged AS (
  SELECT *, CASE
    WHEN trouble <> '' THEN 'problem'
    WHEN outcome = 'pending' THEN 'pending'
    WHEN booked OR reference <> '' AND nth_of_booking > 1 THEN 'repeated'
    WHEN before_reference IS NOT NULL OR nth > 1 THEN
      CASE WHEN reference <> '' AND coalesce(before_reference, first_reference) NOT IN ('', reference)
           THEN 'twice' ELSE 'confirmed' END
    WHEN outcome = 'paid' AND state = 'returned' THEN 'contradiction'
    WHEN outcome = 'returned' AND (state = 'paid' OR paid_here) AND reference = ''
      AND file_kind NOT IN ('camt053', 'gateway', 'correction') THEN 'paid_already'
    ELSE 'matched' END AS verdict
  FROM counted
)
SELECT %(file)s, line_id, place, left(key, 200), outcome, amount_vnd, left(reason, 200), left(reference, 120),
  CASE WHEN verdict IN ('twice', 'contradiction', 'paid_already') THEN 'problem' ELSE verdict END,
  CASE WHEN verdict = 'twice' THEN 'booked_twice' WHEN verdict IN ('contradiction', 'paid_already') THEN verdict
    ELSE trouble END,
  CASE
    WHEN message <> '' THEN message
    WHEN trouble = 'unknown_key' THEN 'Mã chi trả này không có trong hệ thống.'
    WHEN trouble = 'other_run' THEN 'Mã chi trả thuộc kỳ chi trả khác (tháng ' || line_month || ').'
    WHEN trouble = 'not_sent' THEN 'Khoản này chưa được chuyển đơn vị chi trả hoặc đã hủy.'
    WHEN trouble = 'amount_mismatch' THEN 'Số tiền khác danh sách: phải là ' || line_vnd || ' đồng.'
    WHEN verdict = 'twice' THEN 'Khoản này đã được ghi nhận một lần bằng bút toán khác: có thể bị chi hai lần.'
    WHEN verdict = 'contradiction' THEN 'Khoản này đã được báo là chưa nhận, có thể đã chuyển sang kỳ sau.'
    WHEN verdict = 'paid_already' THEN 'Khoản này đã ghi là đã nhận: chỉ ghi trả lại khi có bút toán của ngân hàng, '
      || 'hoặc khi người khác điều chỉnh.'
    ELSE '' END
FROM judged ORDER BY place_no
"""

UPDATE_LINES = """
UPDATE payments_line AS l SET state = r.outcome, reason = r.reason
FROM payments_return_row AS r
WHERE r.file_id = %(file)s AND r.status = 'matched' AND r.outcome = %(outcome)s AND r.line_id = l.id
"""

COUNTS = "SELECT status, outcome, count(*) FROM payments_return_row WHERE file_id = %s GROUP BY 1, 2"
