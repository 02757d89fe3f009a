"""What the manifest is a hash of, as SQL: the head of a run, and an array a line as JSON."""

from dataclasses import dataclass

# Arrays in JSON keep the fields apart whatever stands in them.
HEAD = """
SELECT jsonb_build_array(r.month, r.area_id, r.kind, r.number, r.pay_on, lines.count, lines.total)::text,
  lines.count
FROM payments_run AS r, (
  SELECT count(*) AS count, coalesce(sum(amount_vnd), 0) AS total FROM payments_line WHERE run_id = %(run)s
) AS lines
WHERE r.id = %(run)s
"""

# Sorting a hundred thousand arrays in pieces of 32 MB writes them to disk.
ROOMY = 50_000
ROOM = "SELECT set_config('work_mem', '256MB', true)"


@dataclass(frozen=True)
class _Value:
    """A column, and how JSON writes it where it has no sign that is written otherwise."""

    column: str
    by_hand: str
    is_text: bool = False


def _text(column: str) -> _Value:
    return _Value(column, f"'\"' || {column} || '\"'", is_text=True)


def _number(column: str) -> _Value:
    return _Value(column, f"coalesce({column}::text, 'null')")


def _day(column: str) -> _Value:
    return _Value(column, f"to_json({column})::text")


def _odd(*values: _Value) -> str:
    """An expression for whether one of the texts has a sign that JSON writes otherwise."""
    return " || ".join(value.column for value in values if value.is_text) + """ ~ '["\\\\[:cntrl:]]'"""


def _inner(odd: str, *values: _Value) -> str:
    """An expression for what stands between the brackets of json_build_array(…).

    Put together by hand where it can be, in a third of the time; the same signs come out.
    """
    built = f"json_build_array({', '.join(value.column for value in values)})::text"
    return f"""CASE WHEN {odd} THEN left(substr({built}, 2), -1)
      ELSE {" || ', ' || ".join(value.by_hand for value in values)} END"""


_BEFORE = (
    _text("l.key"), _number("l.person_id"), _text("l.programme"), _number("l.commune_id"), _number("l.amount_vnd"),
    _text("l.full_name"), _text("l.born"),
)  # fmt: skip
_BETWEEN = (_text("l.village"), _text("l.channel"), _text("l.bank"))
_AFTER = (_text("l.recipient_name"),)
_PART = (_day("p.for_month"), _text("p.category"), _text("p.kind"), _number("p.amount_vnd"), _number("p.award_id"))

# One array a line, cut open where the sealed values stand in it; a thousand to a message, since the driver's work a
# message is what reading costs. No line break stands in any of them: JSON writes it otherwise, sealed values have none.
_COLUMNS = ("before", "id_number", "between", "account", "after", "parts", "one_off", "payee")
_PACKED = ", ".join(f"string_agg({column}, E'\\n' ORDER BY place)" for column in _COLUMNS)
_PARTS = (
    f"""string_agg('[' || {_inner(_odd(*_PART), *_PART)} || ']', ', ' ORDER BY p.for_month, p.category COLLATE "C")"""
)
_OF_RUN = f"""
  SELECT l.*, {_PARTS} AS parts
  FROM payments_line AS l LEFT JOIN payments_part AS p ON p.line_id = l.id WHERE l.run_id = {{run:d}} GROUP BY l.id
"""
LINES = f"""COPY (SELECT {_PACKED} FROM (
  SELECT place, (place - 1) / 1000 AS pack, {_inner("odd", *_BEFORE)} AS before, l.id_number,
    {_inner("odd", *_BETWEEN)} AS between, l.account, {_inner("odd", *_AFTER)} AS after,
    coalesce('[' || l.parts || ']', 'null') AS parts, coalesce(l.one_off_id::text, '') AS one_off, l.payee
  FROM (
    SELECT *, row_number() OVER (ORDER BY key COLLATE "C") AS place, {_odd(*_BEFORE, *_BETWEEN, *_AFTER)} AS odd
    FROM ({_OF_RUN}) AS l
  ) AS l
) AS line GROUP BY pack ORDER BY pack) TO STDOUT"""
