"""Lists and files of a run for its payers: written from the frozen lines, the same bytes every time."""

from __future__ import annotations

import zoneinfo
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from django.db import connection

from ansinh.areas.public import Unit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.kernel.sealing.values import open_all
from ansinh.payments.delivery_rounds import by_round, rounds_of
from ansinh.payments.formats import home_sheets as home_pdf
from ansinh.payments.formats import pain001, post_office_list
from ansinh.payments.formats import signed_list as signed_pdf
from ansinh.payments.formats.rows import (
    MONTHLY_TITLE,
    ONCE_TITLE,
    CreditTransfer,
    Debtor,
    FileHead,
    GroupHead,
    ListHeading,
    Round,
)
from ansinh.payments.group_names import bank_groups, message_id, run_code
from ansinh.payments.list_rows import list_rows
from ansinh.payments.models import PayrollRun, SignSheet
from ansinh.payments.offices import POST_OFFICE, needed_office, office_of
from ansinh.payments.providers import provider_of
from ansinh.payments.states import RunKind, RunState

_AT_ONCE = 20_000
_LOCAL = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")

# Both in the same order, so that each group's instructions follow its figures.
_BANK_LINES = """
FROM payments_line AS l JOIN areas_unit AS u ON u.id = l.commune_id
WHERE l.run_id = {run:d} AND l.channel NOT IN ('post_office', 'home') AND l.state NOT IN ('cancelled', 'held')
"""
_BANK_ORDER = 'u.code COLLATE "C", l.channel COLLATE "C", l.bank COLLATE "C"'
_GROUP_FIGURES = f"""
SELECT u.code, l.channel, l.bank, count(*), sum(l.amount_vnd)::bigint {_BANK_LINES}
GROUP BY u.code, l.channel, l.bank ORDER BY {_BANK_ORDER}
"""
_TRANSFERS = f"""
COPY (SELECT l.key, l.full_name, l.recipient_name, l.account, l.amount_vnd {_BANK_LINES}
      ORDER BY {_BANK_ORDER}, l.key COLLATE "C") TO STDOUT
"""


def list_workbook(run: PayrollRun, commune: Unit) -> bytes:
    """The post office's list of a commune as XLSX. Raises Refusal before the run is approved."""
    return post_office_list.write(_heading(run, commune), list_rows(run, commune))


def signed_list(run: PayrollRun, commune: Unit) -> bytes:
    """The same list as a PDF to sign. May be drawn from locking on, so that the approver can read it."""
    return signed_pdf.write(_heading_to_sign(run, commune, "post_office"), list_rows(run, commune))


def home_sheets(run: PayrollRun, commune: Unit) -> bytes:
    """The sheets to sign at people's doors, round by round, as a PDF; from locking on."""
    return home_pdf.write(_heading_to_sign(run, commune, "home"), _at_home(run, commune))


def _at_home(run: PayrollRun, commune: Unit) -> list[Round]:
    return by_round(list_rows(run, commune, "home"), rounds_of(commune.pk, run.pay_on))


def pages_to_sign(run: PayrollRun, commune: Unit, channel: str) -> list[tuple[str, int, int]]:
    """(key, đồng, page) of every line of a list to sign as it is printed now, in its order. Raises Refusal for none."""
    heading = _heading_to_sign(run, commune, channel)
    if channel == "home":
        rounds = _at_home(run, commune)
        rows, pages = [row for one in rounds for row in one.rows], home_pdf.pages(heading, rounds)
    else:
        rows = list_rows(run, commune)
        pages = signed_pdf.pages(heading, rows)
    return [(row.key, row.total_vnd, page) for row, page in zip(rows, pages, strict=True)]


def bank_file(run: PayrollRun) -> bytes:
    """The run's bank instructions as pain.001.001.09. Raises Refusal as ``bank_file_pieces``."""
    return b"".join(bank_file_pieces(run))


def bank_file_pieces(run: PayrollRun) -> Iterator[bytes]:
    """The same piece by piece: millions of instructions never stand in memory together.

    Raises Refusal, before the first piece, while the run is not approved, when nobody has an account, when no paying
    office is set, and for a run that goes through a provider.
    """
    check_state(run, RunState.APPROVED)
    if run.approved_at is None:
        raise Refusal("Kỳ chi trả chưa duyệt nên chưa xuất được danh sách.", code="state", run=run.pk)
    if provider := provider_of(run.pk):
        raise Refusal(
            "Kỳ này chi qua cổng của %(name)s: không xuất tệp ngân hàng, để không ai được chi hai lần.",
            code="goes_by_gateway",
            run=run.pk,
            name=provider.name,
        )
    with connection.cursor() as cursor:
        names = {group: name for name, group in bank_groups(cursor, run).items()}
        cursor.execute(_GROUP_FIGURES.format(run=run.pk))
        found = cursor.fetchall()
    if not found:
        raise Refusal("Không có khoản nào để chuyển qua ngân hàng.", code="nothing_to_transfer", run=run.pk)
    office = needed_office(run)
    payer = Debtor(office.name, office.account, office.bank_name, office.bank_bic)
    heads = [
        GroupHead(names[code, channel, bank], payer, bank, run.pay_on, count, total)
        for code, channel, bank, count, total in found
    ]
    count, total = sum(head.count for head in heads), sum(head.total_vnd for head in heads)
    file = FileHead(message_id(run), run.approved_at.astimezone(_LOCAL), payer.name, count, total)
    return _pieces(run, file, heads)


def _pieces(run: PayrollRun, file: FileHead, heads: list[GroupHead]) -> Iterator[bytes]:
    yield pain001.start(file)
    with connection.cursor() as cursor, cursor.copy(_TRANSFERS.format(run=run.pk)) as copy:
        transfers = _transfers(run, copy.rows())
        for head in heads:
            yield pain001.start_group(head)
            yield from pain001.transfers_of(head, islice(transfers, head.count))
            yield pain001.END_OF_GROUP
        if next(transfers, None) is not None:
            raise Refusal(
                "Danh sách đã thay đổi trong khi đang ghi tệp: hãy xuất lại.", code="other_totals", run=run.pk
            )
    yield pain001.END


def _transfers(run: PayrollRun, rows: Iterator[tuple[str, ...]]) -> Iterator[CreditTransfer]:
    what = "Trợ cấp, hỗ trợ một lần" if run.kind == RunKind.ONE_OFF else "Trợ cấp xã hội"
    purpose = f"{what} tháng {run.month:%m/%Y} của "
    while some := list(islice(rows, _AT_ONCE)):
        accounts = open_all(row[3] for row in some)
        for account, (key, full_name, recipient, _, amount) in zip(accounts, some, strict=True):
            yield CreditTransfer(key, recipient or full_name, account or "", int(amount), purpose + full_name)


def post_office_communes(run: PayrollRun) -> list[Unit]:
    """Communes that have a post-office list in this run, in the order of their codes."""
    return _communes(run, "post_office")


def home_communes(run: PayrollRun) -> list[Unit]:
    """Communes in which this run is delivered to somebody at home, in the order of their codes."""
    return _communes(run, "home")


def _communes(run: PayrollRun, channel: str) -> list[Unit]:
    query = "SELECT DISTINCT commune_id FROM payments_line WHERE run_id = %s AND channel = %s"
    with connection.cursor() as cursor:
        cursor.execute(query, [run.pk, channel])
        ids = [row[0] for row in cursor.fetchall()]
    return list(Unit.objects.filter(pk__in=ids).select_related("parent").order_by("code"))


def has_bank_lines(run: PayrollRun) -> bool:
    """Whether anybody in this run is paid to an account by a file for the bank."""
    if provider_of(run.pk):
        return False
    with connection.cursor() as cursor:
        return bool(bank_groups(cursor, run))


def check_state(run: PayrollRun, since: RunState) -> None:
    order = [RunState.LOCKED, RunState.APPROVED, RunState.AUTHORISED, RunState.RELEASED, RunState.SETTLED]
    if run.state not in order[order.index(since) :]:
        wanted = "duyệt" if since == RunState.APPROVED else "chốt"
        raise Refusal(
            "Kỳ chi trả chưa %(wanted)s nên chưa xuất được danh sách.", code="state", run=run.pk, wanted=wanted
        )


def _heading_to_sign(run: PayrollRun, commune: Unit, channel: str) -> ListHeading:
    """Sheets that were put down are printed again as they were."""
    sheets = SignSheet.objects.filter(run=run, commune=commune, channel=channel)
    kept = sheets.values_list("rows_kept", flat=True).first()
    heading = _heading(run, commune, RunState.LOCKED)
    return heading if kept is None else replace(heading, rows_kept=kept)


def _heading(run: PayrollRun, commune: Unit, since: RunState = RunState.APPROVED) -> ListHeading:
    check_state(run, since)
    signed, office = run.approved_at or run.locked_at, office_of(run)
    return ListHeading(
        unit=f"Ủy ban nhân dân {commune.name[:1].lower()}{commune.name[1:]}",
        parent=f"Ủy ban nhân dân {commune.parent.name[:1].lower()}{commune.parent.name[1:]}" if commune.parent else "",
        place=commune.name.split(" ", 1)[-1],
        payer=office.post_office if office else POST_OFFICE,
        month=Month.of(run.month),
        run_code=run_code(run),
        unit_code=commune.code,
        manifest=run.manifest_sha256,
        title=ONCE_TITLE if run.kind == RunKind.ONE_OFF else MONTHLY_TITLE,
        on=signed.astimezone(_LOCAL).date() if signed else run.pay_on,
        not_yet=run.state not in (RunState.RELEASED, RunState.SETTLED),
    )
