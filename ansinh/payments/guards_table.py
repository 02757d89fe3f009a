"""What the database itself refuses in payments, as SQL for the migration."""

from collections.abc import Mapping
from typing import TypeVar

from ansinh.kernel.row_security import OWN_AREAS, ROLES
from ansinh.payments.states import CASE_NEXT, LINE_NEXT, ORDER_NEXT, OVERPAYMENT_NEXT, RUN_NEXT, SETTLEMENT_NEXT
from ansinh.payments.uncollected_states import UNCOLLECTED_NEXT

S = TypeVar("S", bound=str)


def pairs(table: Mapping[S, set[S]]) -> str:
    """The moves of a table of states as SQL."""
    return ", ".join(f"('{before}', '{after}')" for before, following in table.items() for after in sorted(following))


RUN_STATES_SQL = f"""
CREATE OR REPLACE FUNCTION payments_check_run_state() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE wrong bigint;
BEGIN
  IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN ({pairs(RUN_NEXT)}) THEN
    RAISE EXCEPTION 'payroll run %: % cannot become %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state <> 'draft' AND (OLD.manifest_sha256, OLD.locked_at) IS DISTINCT FROM (NEW.manifest_sha256, NEW.locked_at)
     OR OLD.state <> 'locked' AND (OLD.approved_by_id, OLD.approved_at) IS DISTINCT FROM (NEW.approved_by_id, NEW.approved_at)
     OR OLD.state <> 'approved' AND (OLD.authorised_by_id, OLD.authorised_at) IS DISTINCT FROM (NEW.authorised_by_id, NEW.authorised_at)
     OR OLD.state <> 'authorised' AND (OLD.released_by_id, OLD.released_at) IS DISTINCT FROM (NEW.released_by_id, NEW.released_at)
  THEN
    RAISE EXCEPTION 'payroll run %: what was signed cannot be changed', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state = 'draft' AND NEW.state = 'locked' THEN
    SELECT l.id INTO wrong FROM payments_line AS l LEFT JOIN payments_part AS p ON p.line_id = l.id
    WHERE l.run_id = NEW.id GROUP BY l.id HAVING l.amount_vnd <> coalesce(sum(p.amount_vnd), 0) LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'payroll line % is not the sum of its parts', wrong USING ERRCODE = 'check_violation';
    END IF;
    SELECT coalesce(s.commune_id, l.commune_id) INTO wrong
    FROM (SELECT * FROM payments_share WHERE run_id = NEW.id) AS s FULL JOIN (
      SELECT commune_id, count(*) AS lines, sum(amount_vnd) AS total FROM payments_line WHERE run_id = NEW.id GROUP BY 1
    ) AS l ON l.commune_id = s.commune_id
    WHERE (s.line_count, s.total_vnd) IS DISTINCT FROM (l.lines, l.total) LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'payroll share of commune % is not the sum of its lines', wrong USING ERRCODE = 'check_violation';
    END IF;
    SELECT l.id INTO wrong FROM payments_line AS l LEFT JOIN casework_one_off_award AS o ON o.id = l.one_off_id
    WHERE l.run_id = NEW.id AND ((NEW.kind = 'one_off') <> (o.id IS NOT NULL) OR o.amount_vnd <> l.amount_vnd) LIMIT 1;
    IF FOUND THEN
      RAISE EXCEPTION 'payroll line % is not what was awarded once', wrong USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
"""

LINE_STATES_SQL = f"""
CREATE OR REPLACE FUNCTION payments_check_line_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state, NEW.state) NOT IN ({pairs(LINE_NEXT)}) THEN
    RAISE EXCEPTION 'payroll line %: % cannot become %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.state = 'paid' AND NOT EXISTS (
    SELECT FROM payments_return_row AS w JOIN payments_return_import AS f ON f.id = w.file_id
    WHERE w.line_id = NEW.id AND w.status = 'matched' AND w.outcome = NEW.state
      AND (w.reference <> '' OR f.kind IN ('camt053', 'gateway', 'correction'))) THEN
    RAISE EXCEPTION 'payroll line %: it was paid, only a booking or a correction brings it back', OLD.id
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS payments_line_state ON payments_line;
CREATE TRIGGER payments_line_state BEFORE UPDATE ON payments_line FOR EACH ROW
  WHEN (OLD.state <> NEW.state AND (OLD.state = 'paid' OR (OLD.state, NEW.state) NOT IN ({pairs(LINE_NEXT)})))
  EXECUTE FUNCTION payments_check_line_state();
"""

STATES_SQL = f"""
{RUN_STATES_SQL}
CREATE TRIGGER payments_run_state BEFORE UPDATE ON payments_run
  FOR EACH ROW EXECUTE FUNCTION payments_check_run_state();
{LINE_STATES_SQL}
"""

# What is frozen of a line, the whole row but its state: compared as it lies in memory, which costs a twentieth of
# comparing both as JSON, and takes in every column that comes later.
LINE_FROZEN_SQL = """
CREATE OR REPLACE FUNCTION payments_line_only_moves() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept payments_line := NEW;
BEGIN
  kept.state := OLD.state;
  kept.reason := OLD.reason;
  kept.live := OLD.live;  -- these two are computed after this, from the state
  kept.stands := OLD.stands;
  IF kept *= OLD THEN
    RETURN NEW;
  END IF;
  kept.id_number := OLD.id_number;
  kept.account := OLD.account;
  kept.payee := OLD.payee;
  IF kept *= OLD AND kernel_may_reseal() THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'payments_line is append-only: corrections are new rows' USING ERRCODE = 'restrict_violation';
END $$;
DROP TRIGGER payments_line_no_update ON payments_line;
CREATE TRIGGER payments_line_no_update BEFORE UPDATE ON payments_line
  FOR EACH ROW EXECUTE FUNCTION payments_line_only_moves();
"""

# A statement that sets a line's state and reason alone cannot change anything else: the rows are not compared for it.
# Every other column has to stand here (``tests/unit/payments/test_frozen.py``); the database keeps two by itself.
LINE_KEPT = (
    "id", "run_id", "key", "month", "number", "person_id", "commune_id", "programme", "amount_vnd", "full_name", "born",
    "id_number", "village", "channel", "bank", "account", "recipient_name", "again", "one_off_id", "payee",
)  # fmt: skip
LINE_KEPT_SQL = f"""
DROP TRIGGER payments_line_no_update ON payments_line;
CREATE TRIGGER payments_line_no_update BEFORE UPDATE OF {", ".join(LINE_KEPT)} ON payments_line
  FOR EACH ROW EXECUTE FUNCTION payments_line_only_moves();
"""

# A list that is being drawn is unknown to the planner, which takes it for a line or two and looks each of a million up
# anew, in whatever order. Only the owner may count a table; whoever draws a list may have it counted. A list that is a
# small share of what has been counted is left out: it is drawn well as it is, and who counts makes others wait. Names and
# numbers, which nothing joins, are left to the night.
COUNT_ANEW_SQL = f"""
DROP FUNCTION IF EXISTS payments_count_anew(text);
CREATE OR REPLACE FUNCTION payments_count_anew(what text, drawn bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF drawn < 2000 OR drawn * 20 < (SELECT reltuples FROM pg_class WHERE oid = CASE what
      WHEN 'lines' THEN 'payments_line'::regclass WHEN 'parts' THEN 'payments_part'::regclass END) THEN
    RETURN;
  END IF;
  CASE what
    WHEN 'lines' THEN ANALYZE payments_line (id, run_id, month, number, person_id, commune_id, programme, amount_vnd, state,
      channel, again, one_off_id, live, stands);
    WHEN 'parts' THEN ANALYZE payments_part;
  END CASE;
END $$;
REVOKE EXECUTE ON FUNCTION payments_count_anew(text, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION payments_count_anew(text, bigint) TO {", ".join(ROLES)};
"""

# What a provider was told never changes; an order's state goes the ways of its table only.
ORDERS_SQL = f"""
CREATE FUNCTION payments_check_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN ({pairs(ORDER_NEXT)}) THEN
    RAISE EXCEPTION 'payment order %: % cannot become %', OLD.key, OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.line_id, OLD.via_id, OLD.key, OLD.amount_vnd) IS DISTINCT FROM (NEW.line_id, NEW.via_id, NEW.key, NEW.amount_vnd)
     OR NEW.version < OLD.version OR NEW.attempts < OLD.attempts THEN
    RAISE EXCEPTION 'payment order %: what was said cannot be unsaid', OLD.key USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payments_order_guarded BEFORE UPDATE ON payments_order
  FOR EACH ROW EXECUTE FUNCTION payments_check_order();
"""

_MAY_FOLLOW = """
CREATE OR REPLACE FUNCTION {table}_check_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state, NEW.state) NOT IN ({pairs}) THEN
    RAISE EXCEPTION '{table} %: % cannot become %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
"""
_FOLLOWS = (
    _MAY_FOLLOW
    + """
CREATE TRIGGER {table}_state BEFORE UPDATE ON {table}
  FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION {table}_check_state();
"""
)
OVERPAID_SQL = _FOLLOWS.format(table="payments_overpayment", pairs=pairs(OVERPAYMENT_NEXT)) + _FOLLOWS.format(
    table="payments_settlement", pairs=pairs(SETTLEMENT_NEXT)
)
OVERPAID_STATES_SQL = _MAY_FOLLOW.format(table="payments_overpayment", pairs=pairs(OVERPAYMENT_NEXT))

# The stretch stays whose it is; three months are the least that make one, by the law and here.
UNCOLLECTED_SQL = (
    _FOLLOWS.format(table="payments_uncollected", pairs=pairs(UNCOLLECTED_NEXT))
    + """
ALTER TABLE payments_uncollected ADD CONSTRAINT uncollected_three_months
  CHECK (upper(months) >= lower(months) + interval '3 months');
CREATE FUNCTION payments_uncollected_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'uncollected %: it only grows, and is not taken back', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER payments_uncollected_only_grows BEFORE UPDATE ON payments_uncollected FOR EACH ROW
  WHEN (NOT NEW.months @> OLD.months OR NEW.programme <> OLD.programme OR OLD.closed_on IS NOT NULL)
  EXECUTE FUNCTION payments_uncollected_only_grows();
"""
)

CASES_SQL = f"""
CREATE FUNCTION payments_check_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> NEW.state AND (OLD.state, NEW.state) NOT IN ({pairs(CASE_NEXT)}) THEN
    RAISE EXCEPTION 'statement case %: % cannot become %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payments_case_guarded BEFORE UPDATE ON payments_case
  FOR EACH ROW EXECUTE FUNCTION payments_check_case();
"""

_ONLY_DRAFT = """
CREATE FUNCTION {table}_only_into_draft() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM (SELECT DISTINCT {run} AS run_id FROM added {join}) AS a
             LEFT JOIN payments_run AS r ON r.id = a.run_id WHERE r.state IS DISTINCT FROM 'draft') THEN
    RAISE EXCEPTION '{table}: the run is locked, its list cannot grow' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER {table}_only_into_draft AFTER INSERT ON {table} REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION {table}_only_into_draft();
"""

DRAFT_SQL = (
    _ONLY_DRAFT.format(table="payments_line", run="added.run_id", join="")
    + _ONLY_DRAFT.format(table="payments_share", run="added.run_id", join="")
    + _ONLY_DRAFT.format(table="payments_part", run="l.run_id", join="JOIN payments_line AS l ON l.id = added.line_id")
)

TOTALS_DRAFT_SQL = _ONLY_DRAFT.format(table="payments_total", run="added.run_id", join="") + _ONLY_DRAFT.format(
    table="payments_change", run="added.run_id", join=""
)

_OWN = f"ANY ({OWN_AREAS})"
_RUN_VISIBLE = f"area_id = {_OWN} OR EXISTS (SELECT FROM payments_share AS s WHERE s.run_id = payments_run.id)"
# A row of a returned file shows with its line; one that matches nothing, to those in charge of the run.
_ROW_VISIBLE = f"""
  EXISTS (SELECT FROM payments_line AS l WHERE l.id = payments_return_row.line_id)
  OR payments_return_row.line_id IS NULL AND EXISTS (
    SELECT FROM payments_return_import AS f JOIN payments_run AS r ON r.id = f.run_id
    WHERE f.id = payments_return_row.file_id AND r.area_id = {_OWN})
"""


def visible_rows(table: str, visible: str, privileges: str) -> str:
    """Row-level security of a table by a condition of its own."""
    return f"""
GRANT {privileges} ON {table} TO ansinh_app, ansinh_wide;
GRANT USAGE, SELECT ON SEQUENCE {table}_id_seq TO ansinh_app, ansinh_wide;
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_own_areas ON {table} TO ansinh_app USING ({visible}) WITH CHECK ({visible});
CREATE POLICY {table}_everywhere ON {table} TO ansinh_wide USING (true) WITH CHECK (true);
"""


VISIBILITY_SQL = visible_rows("payments_run", _RUN_VISIBLE, "SELECT, INSERT, UPDATE") + visible_rows(
    "payments_return_row", _ROW_VISIBLE, "SELECT, INSERT"
)
