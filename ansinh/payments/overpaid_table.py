"""Overpayments while a run is drawn, as SQL over the temporary tables of ``draw_due``.

``payments_over``: what was paid beyond what is owed, month by month, less what was written off. ``payments_back``: what
is still to come back of each overpayment that is known. Both come from the lists and refunds, not from each other.
"""

_LIVE = "l.state NOT IN ('returned', 'cancelled', 'held')"

BACK = f"""
CREATE TEMP TABLE payments_back ON COMMIT DROP AS
SELECT o.id, o.state, o.settlement_id, o.person_id AS name_id, w.person_id, w.programme, o.for_month,
  o.amount_vnd - coalesce(kept.amount_vnd, 0) - coalesce(paid.amount_vnd, 0) AS remaining_vnd
FROM {{overpayments}} AS o JOIN payments_names AS w ON (w.name_id, w.programme) = (o.person_id, o.programme)
LEFT JOIN (
  SELECT p.overpayment_id, -sum(p.amount_vnd) AS amount_vnd
  FROM payments_part AS p JOIN {{lines}} AS l ON l.id = p.line_id
  WHERE p.overpayment_id IS NOT NULL AND {_LIVE} GROUP BY 1
) AS kept ON kept.overpayment_id = o.id
LEFT JOIN (
  SELECT r.overpayment_id, sum(r.amount_vnd) AS amount_vnd FROM {{refunds}} AS r GROUP BY 1
) AS paid ON paid.overpayment_id = o.id
WHERE o.for_month <= %(month)s
"""

_BELOW = "SELECT DISTINCT person_id, programme, commune_id, for_month, -month_vnd AS over_vnd FROM payments_due WHERE month_vnd < 0"
_GIVEN_UP = """SELECT person_id, programme, for_month, sum(remaining_vnd) AS amount_vnd FROM payments_back
    WHERE state = 'waived' GROUP BY 1, 2, 3"""
OVER = f"""
CREATE TEMP TABLE payments_over ON COMMIT DROP AS
SELECT * FROM (
  SELECT d.person_id, d.programme, d.commune_id, d.for_month,
    (d.over_vnd - coalesce(waived.amount_vnd, 0))::bigint AS amount_vnd
  FROM ({_BELOW}) AS d LEFT JOIN ({_GIVEN_UP}) AS waived USING (person_id, programme, for_month)
) AS x WHERE amount_vnd > 0
"""

# An overpayment that grew, shrank or went away is closed; what there is now is recorded anew, under the same decision.
# One of a record that was merged is closed and recorded for the person. What was written off stands as long as that much
# is overpaid: of money that came back after all, or of a month that was owed after all, nothing was given up.
CLOSE = f"""
CREATE TEMP TABLE payments_closed ON COMMIT DROP AS
SELECT b.*, coalesce(stands.over_vnd, 0)::bigint AS over_vnd
FROM payments_back AS b LEFT JOIN payments_over AS x USING (person_id, programme, for_month)
LEFT JOIN ({_BELOW}) AS stands USING (person_id, programme, for_month)
LEFT JOIN ({_GIVEN_UP}) AS g USING (person_id, programme, for_month)
WHERE b.state IN ('open', 'recovering', 'recovered')
  AND (b.name_id <> b.person_id OR b.remaining_vnd <> coalesce(x.amount_vnd, 0))
  OR b.state = 'waived' AND b.remaining_vnd > 0 AND g.amount_vnd > coalesce(stands.over_vnd, 0)
"""
SUPERSEDE = """
UPDATE payments_overpayment AS o SET state = 'superseded' FROM payments_closed AS c WHERE c.id = o.id
"""
RECORD = """
INSERT INTO payments_overpayment (person_id, area_id, programme, for_month, amount_vnd, state, settlement_id, found_in_id)
SELECT x.person_id, x.commune_id, x.programme, x.for_month, x.amount_vnd,
  CASE WHEN s.id IS NULL THEN 'open' ELSE 'recovering' END, s.id, %(run)s
FROM payments_over AS x
LEFT JOIN LATERAL (
  SELECT max(settlement_id) AS settlement_id FROM payments_closed AS c
  WHERE (c.person_id, c.programme, c.for_month) = (x.person_id, x.programme, x.for_month) AND c.state NOT IN ('open', 'waived')
) AS before ON true
LEFT JOIN payments_settlement AS s ON s.id = before.settlement_id AND s.state = 'decided' AND s.kind = 'recover'
WHERE NOT EXISTS (SELECT FROM payments_overpayment AS o WHERE o.state IN ('open', 'recovering', 'recovered')
                  AND (o.person_id, o.programme, o.for_month) = (x.person_id, x.programme, x.for_month))
UNION ALL
SELECT c.person_id, max(o.area_id), c.programme, c.for_month, c.over_vnd, 'waived', max(c.settlement_id), %(run)s
FROM payments_closed AS c JOIN payments_overpayment AS o ON o.id = c.id
WHERE c.state = 'waived' AND c.over_vnd > 0 GROUP BY c.person_id, c.programme, c.for_month, c.over_vnd
"""

# Who is not paid this month any more pays nothing back out of it: what is left is open again.
END_SETTLEMENTS = (
    """
    CREATE TEMP TABLE payments_ended ON COMMIT DROP AS
    SELECT DISTINCT s.id FROM payments_settlement AS s
    JOIN payments_names AS w ON (w.name_id, w.programme) = (s.person_id, s.programme)
    JOIN registry_person AS p ON p.id = w.person_id
    WHERE s.state = 'decided' AND s.kind = 'recover' AND (p.died_on < %(month)s OR NOT EXISTS (
      SELECT FROM casework_award AS a JOIN payments_names AS own ON (own.name_id, own.programme) = (a.person_id, a.programme)
      WHERE (own.person_id, own.programme) = (w.person_id, w.programme) AND a.retracted_at IS NULL
        AND (upper_inf(a.months) OR upper(a.months) > %(month)s)))
    """,
    """
    UPDATE payments_settlement AS s SET state = 'ended', ended_at = statement_timestamp(),
      ended_because = 'Người hưởng đã thôi hưởng, phần còn lại chưa thu hồi'
    FROM payments_ended AS e WHERE e.id = s.id
    """,
    """
    UPDATE payments_overpayment AS o SET state = 'open' FROM payments_ended AS e
    WHERE e.id = o.settlement_id AND o.state = 'recovering'
    """,
    "DROP TABLE payments_ended",
)

# An instalment is a share of what the list pays for its own month, rounded down; the earliest month comes first, and of a month the
# category under which most was paid too much.
INSTALMENTS = """
INSERT INTO payments_due (person_id, programme, commune_id, category, for_month, amount_vnd, month_vnd, kind, overpayment_id)
WITH room AS (
  SELECT DISTINCT person_id, programme, commune_id, month_vnd AS amount_vnd FROM payments_due
  WHERE kind = 'current' AND month_vnd > 0
), asked AS (
  SELECT b.id, b.person_id, b.programme, b.for_month, room.commune_id,
    least(b.remaining_vnd, x.amount_vnd) AS remaining_vnd,
    floor(room.amount_vnd * s.share_percent / 100.0)::bigint AS most_vnd
  FROM payments_back AS b JOIN room USING (person_id, programme)
  JOIN payments_over AS x USING (person_id, programme, for_month)
  JOIN {settlements} AS s ON s.id = b.settlement_id AND s.kind = 'recover'
  WHERE b.state IN ('recovering', 'recovered') AND b.remaining_vnd > 0
), taken AS (
  SELECT *, least(remaining_vnd, greatest(0, most_vnd - coalesce(sum(remaining_vnd) OVER (
    PARTITION BY person_id, programme ORDER BY for_month ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0))) AS take_vnd
  FROM asked
), by_category AS (
  SELECT t.*, d.category, -d.amount_vnd AS over_vnd, coalesce(sum(-d.amount_vnd) OVER (
    PARTITION BY t.id ORDER BY d.amount_vnd, d.category ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before_vnd
  FROM taken AS t JOIN payments_due AS d USING (person_id, programme, for_month) WHERE d.amount_vnd < 0 AND t.take_vnd > 0
)
SELECT person_id, programme, commune_id, category, for_month, -least(over_vnd, take_vnd - before_vnd)::bigint, 1, 'recovery',
  id
FROM by_category WHERE before_vnd < take_vnd
"""

# How each stands after this run's instalments.
STAND = """
UPDATE payments_overpayment AS o SET state = stands.state FROM (
  SELECT b.id, CASE WHEN b.remaining_vnd + coalesce(sum(d.amount_vnd), 0) = 0 THEN 'recovered'
    WHEN s.state = 'decided' THEN 'recovering' ELSE 'open' END AS state
  FROM payments_back AS b LEFT JOIN payments_due AS d ON d.overpayment_id = b.id
  LEFT JOIN payments_settlement AS s ON s.id = b.settlement_id AND s.kind = 'recover'
  WHERE b.state IN ('recovering', 'recovered') GROUP BY b.id, b.remaining_vnd, s.state
) AS stands WHERE stands.id = o.id AND o.state IN ('recovering', 'recovered') AND o.state <> stands.state
"""
