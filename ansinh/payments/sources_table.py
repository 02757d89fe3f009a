"""What a run is drawn from, as SQL: as it stands now, or as it was known at a moment (``%(known_at)s``).

The same statements draw a run and, long afterwards, draw it anew. ``%(run)s`` is the run.
"""

from dataclasses import dataclass

from ansinh.registry.public import ALIASES_KNOWN


@dataclass(frozen=True)
class Sources:
    """Each a table or a SELECT in brackets. ``lines``: id, run_id, person_id, programme, commune_id, village, month, state.

    ``aliases``: person_id, kept_id. ``awards``: awards in force. ``deaths``: id (of the person), died_on.
    """

    aliases: str
    awards: str
    lines: str
    deaths: str


NOW = Sources(
    aliases="(SELECT person_id, kept_id FROM registry_alias)",
    awards="(SELECT * FROM casework_award WHERE retracted_at IS NULL)",
    lines="payments_line",
    deaths="registry_person",
)

_BELIEVED = "recorded_at <= %(known_at)s AND (retracted_at IS NULL OR retracted_at > %(known_at)s)"
# Lists were locked one after another, so what a run saw of others is what was locked before it. What came back by then
# had been read by then; how else a line stood makes no difference to what is due.
_LINES = """(
  SELECT l.id, l.run_id, l.person_id, l.programme, l.commune_id, l.village, l.month,
    CASE WHEN r.cancelled_at <= %(known_at)s THEN 'cancelled' WHEN back.line_id IS NOT NULL THEN 'returned'
      ELSE 'sent' END AS state
  FROM payments_line AS l JOIN payments_run AS r ON r.id = l.run_id AND r.locked_at < %(locked_at)s AND r.id <> %(run)s
  LEFT JOIN (
    SELECT DISTINCT w.line_id FROM payments_return_row AS w JOIN payments_return_import AS f ON f.id = w.file_id
    WHERE w.status = 'matched' AND w.outcome = 'returned' AND f.imported_at <= %(known_at)s
  ) AS back ON back.line_id = l.id
)"""
KNOWN = Sources(
    aliases=f"({ALIASES_KNOWN})",
    awards=f"(SELECT * FROM casework_award WHERE {_BELIEVED})",
    lines=_LINES,
    deaths=f"(SELECT person_id AS id, died_on FROM registry_identity WHERE {_BELIEVED})",
)
