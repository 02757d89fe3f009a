"""Made-up payers: what the post office and the banks send back for a run. The same run gets the same answer."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl

from ansinh.payments.public import PayrollLine, PayrollRun, list_workbook, post_office_communes

RECEIVED, NOT_RECEIVED, DEAD = "Đã nhận", "Chưa nhận", "Đã chết"
REASONS = (
    "Vắng mặt",
    "Vắng mặt",
    "Vắng mặt",
    "Không liên hệ được",
    "Không liên hệ được",
    "Chuyển nơi ở",
    "Sai thông tin",
)
BANK_REASONS = ("AC04", "AC01", "AC06")


@dataclass(frozen=True)
class Shares:
    """The shares of lines that nobody collects, and of which nothing is said (99.7 % are paid in the end)."""

    not_collected: float = 0.014
    silent: float = 0.0006


USUAL, EVERYBODY_COLLECTS = Shares(), Shares(not_collected=0, silent=0)


@dataclass(frozen=True)
class Answer:
    """What is said of a line; ``result`` is empty when nothing is."""

    key: str
    amount_vnd: int
    by_post: bool
    result: str
    reason: str


def answers(run_id: int, shares: Shares = USUAL) -> Iterator[Answer]:
    """An answer for every line of a released run; of those who had died by the day of payment, mostly that."""
    run = PayrollRun.objects.get(pk=run_id)
    lines = PayrollLine.objects.filter(run=run).exclude(state="cancelled").order_by("key")
    for key, amount, channel, died in lines.values_list("key", "amount_vnd", "channel", "person__died_on"):
        by_post = channel in ("post_office", "home")
        result, reason = _said(key, by_post, died is not None and died < run.month, shares)
        yield Answer(key, amount, by_post, result, reason)


def _said(key: str, by_post: bool, dead: bool, shares: Shares) -> tuple[str, str]:
    digest = hashlib.blake2b(key.encode(), digest_size=16).digest()
    chance = int.from_bytes(digest[:8], "big") / 2**64
    pick = int.from_bytes(digest[8:], "big")
    if dead and chance < 0.75:
        return NOT_RECEIVED, DEAD if by_post else "MD07"
    if chance < shares.silent:
        return "", ""
    if chance < shares.not_collected:
        reasons = REASONS if by_post else BANK_REASONS
        return NOT_RECEIVED, reasons[pick % len(reasons)]
    return RECEIVED, ""


def answers_of_made_up_payers(run_id: int, folder: Path, shares: Shares = USUAL) -> Sequence[Path]:
    """Write the answers as files: the post office's lists filled in, one a commune, and a statement of the banks."""
    folder.mkdir(parents=True, exist_ok=True)
    run = PayrollRun.objects.get(pk=run_id)
    said = list(answers(run_id, shares))
    by_key = {answer.key: answer for answer in said}
    files = []
    for commune in post_office_communes(run):
        path = folder / f"{run_id}-{commune.code}-buu-dien.xlsx"
        path.write_bytes(_filled_in(list_workbook(run, commune), by_key))
        files.append(path)
    if any(not answer.by_post for answer in said):
        path = folder / f"{run_id}-ngan-hang.xml"
        path.write_bytes(statement(run_id, [answer for answer in said if not answer.by_post], run.pay_on))
        files.append(path)
    return files


def statement_of_everything(run_id: int, folder: Path) -> Sequence[Path]:
    """The answers for all lines as one electronic statement: how the past months were reported."""
    folder.mkdir(parents=True, exist_ok=True)
    run = PayrollRun.objects.get(pk=run_id)
    path = folder / f"{run_id}-sao-ke.xml"
    path.write_bytes(statement(run_id, list(answers(run_id)), run.pay_on))
    return [path]


def _filled_in(content: bytes, by_key: dict[str, Answer]) -> bytes:
    """Type results and reasons into the list as a person would: by the headings, beside the payment codes."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    columns: dict[str, int] = {}
    for row in sheet.iter_rows():
        texts = {str(cell.value).strip(): cell.column for cell in row if cell.value is not None}
        if not columns and {"Kết quả", "Lý do chưa nhận", "Mã chi trả"} <= texts.keys():
            columns = texts
        elif columns:
            answer = by_key.get(str(sheet.cell(row[0].row, columns["Mã chi trả"]).value or ""))
            if answer and answer.result:
                sheet.cell(row[0].row, columns["Kết quả"]).value = answer.result
                sheet.cell(row[0].row, columns["Lý do chưa nhận"]).value = answer.reason or None
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def statement(run_id: int, said: Sequence[Answer], on: date) -> bytes:
    """A camt.053.001.08: payments as debits, what came back as credits."""
    entries, total, number = [], 0, 0
    for answer in said:
        if not answer.result:
            continue
        number += 1
        total += answer.amount_vnd
        side = "DBIT" if answer.result == RECEIVED else "CRDT"
        entries.append(_entry(f"DEMO-{run_id}-{number}", answer, side, on))
    moment = f"{on.isoformat()}T17:00:00+07:00"
    name = f"DEMO-{run_id}"
    balances = "".join(_balance(kind, on) for kind in ("OPBD", "CLBD"))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>'
        f"<GrpHdr><MsgId>{name}</MsgId><CreDtTm>{moment}</CreDtTm></GrpHdr>"
        f"<Stmt><Id>{name}</Id><CreDtTm>{moment}</CreDtTm>"
        f"<Acct><Id><Othr><Id>3713.0.DEMO</Id></Othr></Id><Ccy>VND</Ccy></Acct>{balances}"
        f"<TxsSummry><TtlNtries><NbOfNtries>{number}</NbOfNtries><Sum>{total}</Sum></TtlNtries></TxsSummry>"
        f"{''.join(entries)}</Stmt></BkToCstmrStmt></Document>\n"
    ).encode()


def _balance(kind: str, on: date) -> str:
    return (
        f'<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy="VND">0</Amt>'
        f"<CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>{on.isoformat()}</Dt></Dt></Bal>"
    )


def _entry(reference: str, answer: Answer, side: str, on: date) -> str:
    back = ""
    if side == "CRDT":
        code = answer.reason if not answer.by_post else "NARR"
        words = f"<AddtlInf>{escape(answer.reason)}</AddtlInf>" if answer.by_post else ""
        back = f"<RtrInf><Rsn><Cd>{code}</Cd></Rsn>{words}</RtrInf>"
    return (
        f'<Ntry><NtryRef>{reference}</NtryRef><Amt Ccy="VND">{answer.amount_vnd}</Amt><CdtDbtInd>{side}</CdtDbtInd>'
        f"<Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{on.isoformat()}</Dt></BookgDt><AcctSvcrRef>{reference}</AcctSvcrRef>"
        "<BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>ESCT</SubFmlyCd></Fmly></Domn></BkTxCd>"
        f"<NtryDtls><TxDtls><Refs><AcctSvcrRef>{reference}</AcctSvcrRef><EndToEndId>{answer.key}</EndToEndId></Refs>"
        f'<Amt Ccy="VND">{answer.amount_vnd}</Amt><CdtDbtInd>{side}</CdtDbtInd>{back}</TxDtls></NtryDtls></Ntry>'
    )
