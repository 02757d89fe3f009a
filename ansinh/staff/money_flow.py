"""The reconciliation of a month as flows between columns: which đồng went where."""

from __future__ import annotations

from collections import Counter

from django.utils.translation import gettext

from ansinh.funds.public import BudgetSource
from ansinh.kernel.languages import said
from ansinh.kernel.money import format_dong
from ansinh.oversight.reconciliation import APPROVED, GONE, HELD, Counted
from ansinh.payments.public import LineState, RunKind
from ansinh.staff.sankey_picture import Key, Sankey, draw_sankey
from ansinh.staff.words import TABLES

COLUMNS = ("Dự toán", "Quyết định", "Danh sách", "Tệp", "Sao kê", "Kho bạc")
_HELD = (3, "held")
_ENDS = {"paid": "out", "returned": "back", "unknown": "with_payer", "sent": "with_payer"}


def _labels() -> dict[Key, str]:
    words: dict[Key, str] = {(0, code): said(label) for code, label in BudgetSource.choices}
    words |= {
        (0, "none"): gettext("Chưa có dự toán"),
        (0, "waiting"): gettext("Chưa duyệt chi"),
        (0, "unlisted"): gettext("Chưa rút"),
    }
    words |= {(1, code): label for code, label in TABLES["programme"].items()}
    words |= {(2, code): said(label) for code, label in RunKind.choices} | {
        (2, "unlisted"): gettext("Chưa vào danh sách")
    }
    words |= {(3, code): label for code, label in TABLES["channel"].items()} | {
        (3, "here"): gettext("Chưa chuyển"),
        _HELD: gettext("Giữ lại"),
    }
    states = (LineState.PAID, LineState.SENT, LineState.UNKNOWN, LineState.RETURNED)
    words |= {(4, str(state)): said(state.label) for state in states}
    words[4, "sent"] = gettext("Chưa có kết quả")
    return words | {
        (5, "out"): gettext("Đã chi"),
        (5, "with_payer"): gettext("Ở đơn vị chi trả"),
        (5, "back"): gettext("Trả lại"),
    }


_TINTS = {"none": "bad", "waiting": "warn", "unlisted": "warn", "here": "warn", "held": "bad", "returned": "warn",
          "back": "warn", "unknown": "bad", "sent": "info", "with_payer": "info", "paid": "good",
          "out": "good"}  # fmt: skip


def flow_of(counted: Counted) -> Sankey:
    """The picture; every ribbon is a sum of rows, none is spread by a share."""
    flows = Counter[tuple[Key, Key]]()
    approved, waiting = Counter[str](), Counter[str]()
    for _, programme, kind, channel, run, line, amount, _ in counted.lines:
        (approved if run in APPROVED and line != "held_early" else waiting)[programme] += amount
        flows[(1, programme), (2, kind)] += amount
        if line in HELD:
            flows[(2, kind), _HELD] += amount
        elif run in GONE:
            flows[(2, kind), (3, channel)] += amount
            flows[(3, channel), (4, line)] += amount
            flows[(4, line), (5, _ENDS[line])] += amount
        else:
            flows[(2, kind), (3, "here")] += amount
    for _, source, programme, amount in counted.reserved:
        flows[(0, source), (1, programme)] += amount
        approved[programme] -= amount
    for programme, amount in approved.items():
        flows[(0, "none"), (1, programme)] += max(amount, 0)
    for programme, amount in waiting.items():
        flows[(0, "waiting"), (1, programme)] += amount
    for _, programme, code, due, _ in counted.decisions:
        if code == "not_listed":
            flows[(0, "unlisted"), (1, programme)] += due
            flows[(1, programme), (2, "unlisted")] += due
    labels = _labels()
    tints = {key: _TINTS.get(key[1], "plain") for key in labels}
    columns = tuple(map(said, COLUMNS))
    return draw_sankey(columns, labels, tints, flows, {amount: format_dong(amount) for amount in flows.values()})
