"""Locking a payroll run: its lines are drawn and frozen, and hashed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.kernel import audit, outbox
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.payments import recipients_table
from ansinh.payments.due import add_instalments, draw_due, draw_once, drop_due
from ansinh.payments.group_names import message_id
from ansinh.payments.manifest import manifest_of
from ansinh.payments.models import PayrollRun
from ansinh.payments.offices import keep_office
from ansinh.payments.operations.check_accounts import hold_unlike, unlike_in
from ansinh.payments.operations.drawn_meanwhile import again_if_crossed, begin_drawing, take_turn
from ansinh.payments.operations.post_recoveries import post_dropped, post_found, post_kept
from ansinh.payments.overpaid_table import CLOSE, END_SETTLEMENTS, RECORD, STAND, SUPERSEDE
from ansinh.payments.policies import check_scope, responsible
from ansinh.payments.states import RunKind, RunState
from ansinh.payments.taken import taken_run
from ansinh.payments.totals_table import FILL_CHANGES, FILL_TOTALS

# The key is known before anything is sent and never given to another line. Papers, channels and other lists are looked
# up person by person: joined as sets they would be read whole for every commune's run. "= ANY" keeps the planner from
# the index of ranges that refuses two channels a day: for a person's few rows it costs five times the plain one.
_LINES = """
INSERT INTO payments_line (run_id, key, month, number, person_id, commune_id, programme, amount_vnd, state, reason,
                           full_name, born, id_number, village, channel, bank, account, recipient_name, again,
                           one_off_id, payee)
SELECT %(run)s, %(keys)s || lpad(place::text, greatest(6, length(place::text)), '0'),
       %(month)s, %(number)s, person_id, commune_id, programme, amount_vnd, 'queued', '',
       full_name, born, id_number, village, channel, bank, account, recipient_name, again, one_off_id, payee
FROM (
  SELECT d.*, p.full_name, p.village, u.code COLLATE "C" AS code, p.name_sort,
         to_char(p.born_on, CASE p.born_precision WHEN 'day' THEN 'DD/MM/YYYY' WHEN 'month' THEN 'MM/YYYY'
                            ELSE 'YYYY' END) AS born,
         coalesce(paper.number, '') AS id_number, coalesce(pay.kind, 'post_office') AS channel,
         coalesce(pay.bank, '') AS bank, coalesce(pay.account, '') AS account,
         {recipient} AS recipient_name,
         row_number() OVER (
           ORDER BY u.code COLLATE "C", p.name_sort, d.person_id, d.programme, d.one_off_id) AS place,
         listed.person_id IS NOT NULL OR d.nth > 1 AS again
  FROM (
    SELECT person_id, programme COLLATE "C" AS programme, commune_id, amount_vnd, one_off_id, payee, in_cash,
           row_number() OVER (PARTITION BY person_id ORDER BY programme COLLATE "C", one_off_id) AS nth
    FROM ({due}) AS each
  ) AS d
  JOIN areas_unit AS u ON u.id = d.commune_id
  JOIN registry_person AS p ON p.id = d.person_id
  LEFT JOIN LATERAL (
    SELECT number FROM registry_paper
    WHERE person_id = ANY (ARRAY[d.person_id]) AND retracted_at IS NULL AND (valid @> %(pay_on)s::date) IS TRUE
    ORDER BY kind DESC LIMIT 1
  ) AS paper ON true
  LEFT JOIN LATERAL (
    SELECT kind, bank, account, recipient_name FROM registry_payment_channel
    WHERE person_id = ANY (ARRAY[d.person_id]) AND retracted_at IS NULL AND (valid @> %(pay_on)s::date) IS TRUE
    LIMIT 1
  ) AS pay ON NOT d.in_cash
  {authorised}
  LEFT JOIN LATERAL (
    SELECT person_id FROM payments_line WHERE person_id = d.person_id AND month = %(month)s AND stands LIMIT 1
  ) AS listed ON true
) AS line
ORDER BY code, name_sort, person_id, programme, one_off_id
"""

_OF_MONTHS = """
    SELECT person_id, programme, commune_id, sum(amount_vnd)::bigint AS amount_vnd, NULL::bigint AS one_off_id,
      '' AS payee, false AS in_cash
    FROM payments_due WHERE month_vnd > 0 GROUP BY 1, 2, 3
"""
_ONCE = "SELECT *, 'one_off' AS programme FROM payments_once"
# What is given once goes to who asked for it, by name: nobody collects it for them on a paper about the months.
_LINES_ONCE = _LINES.format(due=_ONCE, recipient="coalesce(pay.recipient_name, '')", authorised="")
_LINES_OF_MONTHS = _LINES.format(due=_OF_MONTHS, recipient=recipients_table.NAME, authorised=recipients_table.JOIN)
_PARTS_ONCE = """
INSERT INTO payments_part (line_id, list_month, for_month, category, kind, amount_vnd)
SELECT l.id, l.month, l.month, o.category, 'one_off', l.amount_vnd
FROM payments_line AS l JOIN payments_once AS o USING (one_off_id) WHERE l.run_id = %(run)s ORDER BY l.id
"""
_PARTS = """
INSERT INTO payments_part (line_id, list_month, for_month, category, kind, amount_vnd, coefficient_tenths, award_id,
                           overpayment_id)
SELECT l.id, l.month, d.for_month, d.category, d.kind, d.amount_vnd,
       CASE WHEN d.kind <> 'set_off' THEN d.coefficient_tenths END, CASE WHEN d.kind <> 'set_off' THEN d.award_id END,
       d.overpayment_id
FROM payments_due AS d JOIN payments_line AS l
  ON l.run_id = %(run)s AND (l.person_id, l.programme) = (d.person_id, d.programme)
WHERE d.month_vnd > 0
ORDER BY l.id, d.for_month
"""

_SHARES = """
INSERT INTO payments_share (run_id, commune_id, line_count, total_vnd)
SELECT run_id, commune_id, count(*), sum(amount_vnd) FROM payments_line WHERE run_id = %(run)s GROUP BY 1, 2
"""

_FIGURES = "SELECT coalesce(sum(line_count), 0), coalesce(sum(total_vnd), 0) FROM payments_share WHERE run_id = %s"
_ROOMY = 50_000
_COUNT_ANEW = "SELECT payments_count_anew(%s, %s)"
# Sorting and joining millions in pieces of 32 MB writes each of them to disk several times.
_ROOM = "SELECT set_config('work_mem', '256MB', true) FROM payments_due HAVING count(*) >= %s"
# Keys into other tables wait for the commit, which would come in this run's turn, with others waiting.
_CHECK_NOW = "SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED"
_LOCK = """
UPDATE payments_run SET state = 'locked', drawn_at = %s, locked_at = statement_timestamp(), manifest_sha256 = %s
WHERE id = %s
"""


@dataclass(frozen=True, slots=True)
class Locked:
    """What a locked run holds: its hash, lines and đồng."""

    run_id: int
    manifest_sha256: str
    lines: int
    total_vnd: int


def lock_run(*, actor: Actor, run_id: int, on: date | None = None) -> Locked:
    """Draw and freeze the lines of a draft; on a run that is locked already, say what it holds.

    All or nothing in one transaction: after a crash the same call does it again. Raises Refusal when nothing is due,
    for a cancelled run, and outside the actor's area or rights. ``on``: the day on which what was found to be
    paid beyond what is owed is posted; the day of payment if none is said.
    """
    locked = again_if_crossed(lambda alone: _locked(actor, run_id, on, alone=alone))
    crash_here("payroll.lock:after_commit")
    return locked


def _locked(actor: Actor, run_id: int, on: date | None, *, alone: bool) -> Locked:
    """``alone``: nobody else draws meanwhile. Raises Crossed when somebody did, whose list has to do with this one."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        kept = begin_drawing(cursor, alone=alone)
        run = taken_run(run_id)
        check_scope(actor, Permission.PREPARE_PAYROLL, run.area_id)
        if run.state == RunState.CANCELLED:
            raise Refusal("Kỳ chi trả này đã hủy; hãy mở kỳ khác.", code="cancelled", run=run_id)
        if run.state == RunState.DRAFT:
            drawn_at = _moment(cursor)
            _draw(cursor, run)
            run.manifest_sha256 = manifest_of(run.pk)
            unlike = unlike_in(run)
            cursor.execute(_CHECK_NOW)
            if not alone:
                take_turn(cursor, run, kept)
            cursor.execute(_LOCK, [drawn_at, run.manifest_sha256, run.pk])
            keep_office(run)
            hold_unlike(unlike, responsible(actor))
            _post(cursor, run, on or run.pay_on)
            outbox.publish("payroll.locked", {"month": run.month.isoformat()}, once=True)
            audit.record(
                actor=actor,
                action="payroll.lock",
                object_kind="payroll_run",
                object_id=run.pk,
                area_id=run.area_id,
                details={"manifest": run.manifest_sha256},
            )
            crash_here("payroll.lock:before_commit")
        cursor.execute(_FIGURES, [run.pk])
        lines, total = cursor.fetchone()
    return Locked(run.pk, run.manifest_sha256, int(lines), int(total))


def _moment(cursor: Any) -> datetime:
    """The moment as known at which the list is drawn: whoever is signing just then is waited for, others are later.

    Every signature holds the awards before it stamps anything.
    """
    cursor.execute("SELECT clock_timestamp()")
    moment: datetime = cursor.fetchone()[0]
    with suppress(_Waited), transaction.atomic():
        cursor.execute("LOCK TABLE casework_award IN SHARE MODE")
        raise _Waited  # going back gives the lock up again
    return moment


class _Waited(Exception):
    """Nobody is signing any more."""


def _draw(cursor: Any, run: PayrollRun) -> None:
    """The lines, parts and figures of the list; what was drawn from stays in temporary tables until it is kept."""
    names: dict[str, Any] = {"run": run.pk, "month": run.month, "number": run.number, "pay_on": run.pay_on}
    names["keys"] = f"{message_id(run)}-"
    once = run.kind == RunKind.ONE_OFF
    if once:
        draw_once(cursor, run)
    else:
        draw_due(cursor, run)
        for statement in (*END_SETTLEMENTS, CLOSE, SUPERSEDE, RECORD):
            cursor.execute(statement, names)
        add_instalments(cursor, run, anew=True)
        cursor.execute(_ROOM, [_ROOMY])
    cursor.execute((_LINES_ONCE if once else _LINES_OF_MONTHS), names)
    drawn = cursor.rowcount
    if drawn == 0:
        raise Refusal(
            "Không có ai được chi trả trong kỳ %(month)s tại đây: chưa có quyết định, hoặc đã chi đủ.",
            code="nothing_to_pay",
            run=run.pk,
            month=f"{run.month:%m/%Y}",
        )
    cursor.execute(_COUNT_ANEW, ["lines", drawn])
    crash_here("payroll.lock:lines")
    cursor.execute(_PARTS_ONCE if once else _PARTS, names)
    cursor.execute(_COUNT_ANEW, ["parts", drawn])
    for statement in (*(() if once else (recipients_table.KEEP,)), _SHARES, FILL_TOTALS, FILL_CHANGES):
        cursor.execute(statement, names)
    if not once:
        cursor.execute(STAND)
    crash_here("payroll.lock:parts")


def _post(cursor: Any, run: PayrollRun, on: date) -> None:
    """What has to come back, now that the list counts; last, since whoever posts makes others wait."""
    if run.kind == RunKind.ONE_OFF:
        cursor.execute("DROP TABLE payments_once")
        return
    post_dropped(run_id=run.pk, on=on)
    post_found(run_id=run.pk, on=on)
    post_kept(run_id=run.pk, on=on)  # of what is not held back
    cursor.execute("DROP TABLE payments_closed")
    drop_due(cursor)
