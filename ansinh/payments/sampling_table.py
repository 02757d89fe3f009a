"""Drawing a sample of what a run had paid, as SQL over all its lines at once, and what the database refuses of samples.

The order of drawing is that of SHA-256 over seed, the run's manifest and the line's key: nobody chooses it, and whoever
has the three draws the same lines. What was paid is told by the rows of returned files up to the last one there was.
``{samples}``: which samples; one for drawing, all for checking.
"""

from __future__ import annotations

from ansinh.kernel.row_security import OWN_AREAS, ROLES
from ansinh.payments.guards_table import pairs
from ansinh.payments.sampling_states import FOLLOW_UP_NEXT, SAMPLED_NEXT

# Lines of a commune and channel, of the commune, of the whole sample; whole numbers and exact fractions throughout.
# By width: z²p(1−p)/e² with z = 1,96, less where the whole is small (Cochran 1977, 4.4–4.5), spread as the lines are.
SIZE_SQL = f"""
CREATE FUNCTION payments_sample_size(kind text, share int, width int, expected int, least_commune int,
  least_channel int, of_channel bigint, of_commune bigint, of_all bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$
  WITH endless AS (
    SELECT 3.8416 * expected * (1000 - expected) / (width::numeric * width) AS n
  ), wanted AS (
    SELECT CASE kind WHEN 'share' THEN ceil(of_commune::numeric * share / 1000)
      ELSE ceil(ceil(n * of_all / (of_all + n - 1)) * of_commune / of_all) END AS n FROM endless
  ), commune AS (
    SELECT least(of_commune, greatest(least_commune, n)) AS n FROM wanted
  )
  SELECT least(of_channel, greatest(least_channel, ceil(n * of_channel / of_commune)))::bigint FROM commune
$$;
REVOKE EXECUTE ON FUNCTION payments_sample_size(text, int, int, int, int, int, bigint, bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION payments_sample_size(text, int, int, int, int, int, bigint, bigint, bigint)
  TO {", ".join(ROLES)};
"""

_DRAWING = """
WITH frame AS (
  SELECT s.id AS sample_id, l.id AS line_id, l.commune_id, l.channel, l.amount_vnd,
    sha256(convert_to(s.seed || '|' || s.manifest_sha256 || '|' || l.key, 'UTF8')) AS turn
  FROM payments_sample AS s JOIN payments_run AS r ON r.id = s.run_id JOIN payments_line AS l ON l.run_id = s.run_id
  WHERE {samples} AND (s.area_id = r.area_id OR s.area_id = l.commune_id)
    AND EXISTS (SELECT FROM payments_return_row AS w WHERE w.line_id = l.id AND w.status = 'matched'
                AND w.outcome = 'paid' AND w.id <= s.rows_upto)
    AND NOT EXISTS (SELECT FROM payments_return_row AS w WHERE w.line_id = l.id AND w.status = 'matched'
                    AND w.outcome = 'returned' AND w.id <= s.rows_upto)
), strata AS (
  SELECT sample_id, commune_id, channel, count(*) AS paid_lines, sum(amount_vnd)::bigint AS paid_vnd
  FROM frame GROUP BY 1, 2, 3
), sized AS (
  SELECT t.*, payments_sample_size(s.kind, s.share_permille, s.width_permille, s.expected_permille, s.least_commune,
      s.least_channel, t.paid_lines, (sum(t.paid_lines) OVER (PARTITION BY t.sample_id, t.commune_id))::bigint,
      (sum(t.paid_lines) OVER (PARTITION BY t.sample_id))::bigint) AS drawn
  FROM strata AS t JOIN payments_sample AS s ON s.id = t.sample_id
), placed AS (
  SELECT *, row_number() OVER (PARTITION BY sample_id, commune_id, channel ORDER BY turn, line_id) AS place FROM frame
)
"""
_OF_ONE = _DRAWING.format(samples="s.id = %(sample)s")
_OF_ALL = _DRAWING.format(samples="true")
_PICKED = """
SELECT p.sample_id, p.line_id, p.commune_id, p.channel, p.place
FROM placed AS p JOIN sized AS z USING (sample_id, commune_id, channel) WHERE p.place <= z.drawn
"""

KEEP_STRATA = f"""
{_OF_ONE}
INSERT INTO payments_sample_stratum (sample_id, commune_id, channel, paid_lines, paid_vnd, drawn)
SELECT sample_id, commune_id, channel, paid_lines, paid_vnd, drawn FROM sized
"""
KEEP_LINES = f"""
{_OF_ONE}, picked AS ({_PICKED})
INSERT INTO payments_sampled (stratum_id, sample_id, line_id, place, state)
SELECT t.id, p.sample_id, p.line_id, p.place, 'open' FROM picked AS p
JOIN payments_sample_stratum AS t USING (sample_id, commune_id, channel)
"""
DRAW_AGAIN = f"{_OF_ONE} {_PICKED} ORDER BY p.commune_id, p.channel, p.place"

DIFFERING_LINES = f"""
{_OF_ALL}, picked AS ({_PICKED})
SELECT coalesce(p.sample_id, d.sample_id), coalesce(p.line_id, d.line_id),
  CASE WHEN d.line_id IS NULL THEN 'rút lại có, mẫu không có' WHEN p.line_id IS NULL THEN 'mẫu có, rút lại không có'
    ELSE 'khác thứ tự' END
FROM picked AS p FULL JOIN payments_sampled AS d USING (sample_id, line_id)
WHERE p.place IS DISTINCT FROM d.place ORDER BY 1, 2 LIMIT 50
"""
DIFFERING_STRATA = f"""
{_OF_ALL}
SELECT coalesce(z.sample_id, t.sample_id), coalesce(z.commune_id, t.commune_id), coalesce(z.channel, t.channel),
  coalesce(t.drawn, 0), coalesce(z.drawn, 0), coalesce(t.paid_lines, 0), coalesce(z.paid_lines, 0)
FROM sized AS z FULL JOIN payments_sample_stratum AS t USING (sample_id, commune_id, channel)
WHERE (z.drawn, z.paid_lines, z.paid_vnd) IS DISTINCT FROM (t.drawn, t.paid_lines, t.paid_vnd) ORDER BY 1, 2, 3 LIMIT 50
"""
STRANGE_LINES = """
SELECT d.id, d.sample_id, d.line_id FROM payments_sampled AS d JOIN payments_sample AS s ON s.id = d.sample_id
JOIN payments_sample_stratum AS t ON t.id = d.stratum_id JOIN payments_line AS l ON l.id = d.line_id
JOIN payments_run AS r ON r.id = s.run_id
WHERE (l.run_id, l.commune_id, l.channel, t.sample_id) IS DISTINCT FROM (s.run_id, t.commune_id, t.channel, s.id)
  OR r.manifest_sha256 <> s.manifest_sha256 ORDER BY 1 LIMIT 50
"""
CHECKED_BY_PAYER = """
SELECT c.id, d.line_id, c.by_id FROM payments_sample_contact AS c JOIN payments_sampled AS d ON d.id = c.sampled_id
WHERE payments_paid_by(d.line_id, c.by_id) ORDER BY 1 LIMIT 50
"""
WITHOUT_FOLLOW_UP = """
SELECT d.id, d.line_id FROM payments_sampled AS d WHERE EXISTS (
    SELECT FROM payments_sample_contact AS c WHERE c.sampled_id = d.id AND c.told IN ('part', 'none', 'wrong_person')
      AND NOT EXISTS (SELECT FROM payments_sample_contact AS x WHERE x.corrects_id = c.id))
  AND NOT EXISTS (SELECT FROM payments_follow_up AS f WHERE f.sampled_id = d.id) ORDER BY 1 LIMIT 50
"""

# Whoever handed the run over, or recorded the line as received, does not check it.
PAID_BY_SQL = """
CREATE FUNCTION payments_paid_by(line bigint, officer bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM payments_line AS l JOIN payments_run AS r ON r.id = l.run_id
                 WHERE l.id = line AND r.released_by_id = officer)
    OR EXISTS (SELECT FROM payments_return_row AS w JOIN payments_return_import AS f ON f.id = w.file_id
               WHERE w.line_id = line AND w.outcome = 'paid' AND f.imported_by_id = officer)
    OR EXISTS (SELECT FROM payments_scan AS s WHERE s.line_id = line AND s.scanned_by_id = officer)
$$;
"""


_FROZEN = """
CREATE FUNCTION {table}_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state, NEW.state) NOT IN ({pairs}) AND OLD.state <> NEW.state THEN
    RAISE EXCEPTION '{table} %: % cannot become %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_stays();
"""
GUARDS_SQL = (
    _FROZEN.format(table="payments_sampled", pairs=pairs(SAMPLED_NEXT))
    + _FROZEN.format(table="payments_follow_up", pairs=pairs(FOLLOW_UP_NEXT))
    + """
CREATE FUNCTION payments_follow_up_over() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'follow-up %: it is concluded', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER payments_follow_up_over BEFORE UPDATE ON payments_follow_up FOR EACH ROW
  WHEN (OLD.closed_on IS NOT NULL AND NOT kernel_may_reseal()) EXECUTE FUNCTION payments_follow_up_over();
CREATE FUNCTION payments_sampled_belongs() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE wrong bigint;
BEGIN
  SELECT a.line_id INTO wrong FROM added AS a JOIN payments_sample AS s ON s.id = a.sample_id
  JOIN payments_sample_stratum AS t ON t.id = a.stratum_id JOIN payments_line AS l ON l.id = a.line_id
  WHERE (l.run_id, l.commune_id, l.channel, t.sample_id) IS DISTINCT FROM (s.run_id, t.commune_id, t.channel, s.id)
    OR l.state <> 'paid' LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'payroll line % is not a paid line of the sample''s run', wrong USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER payments_sampled_belongs AFTER INSERT ON payments_sampled REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION payments_sampled_belongs();
CREATE FUNCTION payments_contact_holds() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE paid record;
BEGIN
  SELECT l.id, l.amount_vnd INTO paid FROM payments_sampled AS d JOIN payments_line AS l ON l.id = d.line_id
  WHERE d.id = NEW.sampled_id;
  IF NEW.received_vnd >= paid.amount_vnd THEN
    RAISE EXCEPTION 'payroll line %: a part is less than the whole', paid.id USING ERRCODE = 'check_violation';
  END IF;
  IF payments_paid_by(paid.id, NEW.by_id) THEN
    RAISE EXCEPTION 'payroll line %: who paid it does not check it', paid.id USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.corrects_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM payments_sample_contact AS c WHERE c.id = NEW.corrects_id AND c.sampled_id = NEW.sampled_id) THEN
    RAISE EXCEPTION 'contact %: corrected by that of another line', NEW.corrects_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER payments_contact_holds BEFORE INSERT ON payments_sample_contact
  FOR EACH ROW EXECUTE FUNCTION payments_contact_holds();
"""
)

VISIBLE = f"""
area_id = ANY ({OWN_AREAS}) OR EXISTS (
  SELECT FROM payments_sample_stratum AS t WHERE t.sample_id = payments_sample.id AND t.commune_id = ANY ({OWN_AREAS}))
"""
