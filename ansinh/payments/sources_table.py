"""What a run is drawn from, as SQL: as it stands now, or as it was known at a moment (``%(known_at)s``).

The same statements draw a run and, long afterwards, draw it anew. ``%(run)s`` is the run.
"""

from dataclasses import dataclass

from ansinh.payments.suspended_table import STANDING, STOOD
from ansinh.registry.public import ALIASES_KNOWN

# Every unit that a run answers for, with the commune that it is in the run's month (mergers followed forward); of a
# commune that was split, with its villages (awards have gone along with their people by then).
HOME = """home(unit_id, commune_id, villages) AS (
  SELECT u.id, u.id, '{}'::text[] FROM areas_unit AS u
  WHERE u.kind = 'commune' AND u.valid @> %(month)s::date AND u.id = ANY (%(reach)s::bigint[])
  UNION
  SELECT s.predecessor_id, h.commune_id, CASE s.villages WHEN '{}' THEN h.villages ELSE s.villages::text[] END
  FROM home AS h JOIN areas_succession AS s ON s.successor_id = h.unit_id
)"""


@dataclass(frozen=True)
class Sources:
    """Each a table or a SELECT in brackets. ``lines``: id, run_id, person_id, programme, commune_id, village, month, state.

    ``aliases``: person_id, kept_id. ``awards``: awards in force. ``deaths``: id (of the person), died_on. The others
    have the columns of their tables: refunds, overpayments that count, decisions to recover, lines held back, ways of
    being paid, suspensions that stand, what was awarded once. ``lines`` are those of monthly benefits, ``once_lines`` the others (id, one_off_id,
    state).
    """

    aliases: str
    awards: str
    lines: str
    deaths: str
    refunds: str
    overpayments: str
    settlements: str
    holds: str
    channels: str
    suspensions: str
    once: str
    once_lines: str


NOW = Sources(
    aliases="(SELECT person_id, kept_id FROM registry_alias)",
    awards="(SELECT * FROM casework_award WHERE retracted_at IS NULL)",
    lines="(SELECT * FROM payments_line WHERE one_off_id IS NULL)",
    deaths="registry_person",
    refunds="payments_refund",
    overpayments="(SELECT * FROM payments_overpayment WHERE state <> 'superseded')",
    settlements="(SELECT * FROM payments_settlement WHERE state = 'decided')",
    holds="(SELECT line_id FROM payments_hold WHERE lifted_at IS NULL)",
    channels="(SELECT * FROM registry_payment_channel WHERE retracted_at IS NULL)",
    suspensions=STANDING,
    once="casework_one_off_award",
    once_lines="(SELECT id, one_off_id, state FROM payments_line WHERE one_off_id IS NOT NULL)",
)

_BELIEVED = "recorded_at <= %(known_at)s AND (retracted_at IS NULL OR retracted_at > %(known_at)s)"
# Lists were locked one after another, so what a run saw of others is what was locked before it. What came back by then
# had been read by then; how else a line stood makes no difference to what is due. What was held back stays so when its
# run is cancelled.
_LINES = """(
  SELECT l.id, l.run_id, l.person_id, l.programme, l.commune_id, l.village, l.month, l.one_off_id,
    CASE WHEN held.line_id IS NOT NULL THEN 'held' WHEN r.cancelled_at <= %(known_at)s THEN 'cancelled'
      WHEN back.line_id IS NOT NULL THEN 'returned' ELSE 'sent' END AS state
  FROM payments_line AS l JOIN payments_run AS r ON r.id = l.run_id AND r.locked_at < %(locked_at)s AND r.id <> %(run)s
  LEFT JOIN (
    SELECT DISTINCT w.line_id FROM payments_return_row AS w JOIN payments_return_import AS f ON f.id = w.file_id
    WHERE w.status = 'matched' AND w.outcome = 'returned' AND f.imported_at <= %(known_at)s
  ) AS back ON back.line_id = l.id
  LEFT JOIN payments_hold AS held ON held.line_id = l.id AND held.held_at <= %(known_at)s
  WHERE l.one_off_id IS {of}
)"""
# Whether an overpayment counted then is told by what was kept back for it; an instalment that ought to have been kept
# back, of one that has been closed since, is not missed. By which decision: the row names the last one, which may have
# taken the place of the one that held then.
_OVERPAYMENTS = """(
  SELECT o.id, o.person_id, o.programme, o.for_month, o.amount_vnd,
    CASE WHEN own.overpayment_id IS NULL THEN o.settlement_id ELSE coalesce((
      SELECT r.id FROM payments_settlement AS r
      JOIN payments_names AS whose ON (whose.name_id, whose.programme) = (r.person_id, r.programme)
      JOIN payments_names AS mine ON (mine.name_id, mine.programme) = (o.person_id, o.programme)
      WHERE mine.person_id = whose.person_id AND r.kind = 'recover' AND r.state IN ('decided', 'ended')
        AND r.decided_at <= %(known_at)s AND (r.ended_at IS NULL OR r.ended_at > %(locked_at)s)
      ORDER BY r.id DESC LIMIT 1
    ), o.settlement_id) END AS settlement_id,
    CASE WHEN o.state = 'waived' AND s.decided_at <= %(known_at)s THEN 'waived'
      WHEN own.overpayment_id IS NOT NULL OR s.kind = 'recover' AND s.decided_at <= %(known_at)s THEN 'recovering'
      ELSE 'open' END AS state
  FROM payments_overpayment AS o LEFT JOIN payments_settlement AS s ON s.id = o.settlement_id
  LEFT JOIN (
    SELECT DISTINCT p.overpayment_id FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
    WHERE l.run_id = %(run)s AND p.overpayment_id IS NOT NULL
  ) AS own ON own.overpayment_id = o.id
  WHERE own.overpayment_id IS NOT NULL OR o.state <> 'superseded' AND o.found_at <= %(known_at)s
)"""
_SETTLEMENTS = """(
  SELECT * FROM payments_settlement WHERE state IN ('decided', 'ended') AND decided_at <= %(known_at)s
    AND (ended_at IS NULL OR ended_at > %(known_at)s AND ended_at > %(locked_at)s)
)"""
KNOWN = Sources(
    aliases=f"({ALIASES_KNOWN})",
    awards=f"(SELECT * FROM casework_award WHERE {_BELIEVED})",
    lines=_LINES.format(of="NULL"),
    refunds="(SELECT * FROM payments_refund WHERE recorded_at <= %(known_at)s)",
    overpayments=_OVERPAYMENTS,
    settlements=_SETTLEMENTS,
    holds="""(
      SELECT line_id FROM payments_hold
      WHERE held_at <= %(known_at)s AND (lifted_at IS NULL OR lifted_at > %(known_at)s)
    )""",
    deaths=f"(SELECT person_id AS id, died_on FROM registry_identity WHERE {_BELIEVED})",
    channels=f"(SELECT * FROM registry_payment_channel WHERE {_BELIEVED})",
    suspensions=STOOD,
    once="(SELECT * FROM casework_one_off_award WHERE recorded_at <= %(known_at)s)",
    once_lines=_LINES.format(of="NOT NULL"),
)
