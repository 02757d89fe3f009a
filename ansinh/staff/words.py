"""The words officers know for the codes the system keeps."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.utils import timezone

from ansinh.access.public import ROLES, Actor
from ansinh.casework.public import CASE_KINDS, LIGHTS, STARTERS, CaseState, DecisionKind, DocumentKind, filled_forms
from ansinh.casework.public import Kind as ProposalKind
from ansinh.casework.public import State as ProposalState
from ansinh.determination.public import State as EnactmentState
from ansinh.determination.public import category_label, law_in_force
from ansinh.intake.public import Row
from ansinh.kernel.languages import said
from ansinh.legislation import FACTS, PROGRAMMES, value_text
from ansinh.oversight.models.reform_rows import Change
from ansinh.payments.public import (
    ONE_OFF,
    ChangeKind,
    DoubtKind,
    DoubtState,
    LineState,
    OrderState,
    OverpaymentState,
    PartKind,
    RunKind,
    RunState,
)
from ansinh.registry.public import BY_CODE, WORDS, Level, PairState, Paper, PaymentChannel, RequestState, Source


def _words_of(name: str) -> dict[str, str]:
    """The words of the law for the values of a fact."""
    (column,) = [fact for fact in FACTS if fact.name == name]
    return {value: value_text(column, value) for value in column.values}


class CategoryWords(Mapping[str, str]):
    """The categories of the law in force; the words of those that once were are still known when asked for."""

    def __getitem__(self, code: str) -> str:
        label = category_label(code)
        if label is None:
            raise KeyError(code)
        return label

    def __iter__(self) -> Iterator[str]:
        return iter(law_in_force().labels)

    def __len__(self) -> int:
        return len(law_in_force().labels)


class Said(Mapping[str, str]):
    """A table of words whose words are read in the language of the request."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self.table = table

    def __getitem__(self, code: str) -> str:
        return said(self.table[code])

    def __iter__(self) -> Iterator[str]:
        return iter(self.table)

    def __len__(self) -> int:
        return len(self.table)


WRITTEN: dict[str, Mapping[str, str]] = {
    "sex": _words_of("sex"),
    "category": CategoryWords(),
    "programme": dict(PROGRAMMES) | {ONE_OFF: str(PartKind.ONE_OFF.label)},
    "circumstance": {code: kind.label for code, kind in BY_CODE.items()},
    "value": {
        **{code: text for name in ("father", "marital", "support", "care") for code, text in _words_of(name).items()},
        "": "chưa rõ",
        "yes": "có",
        "no": "không",
        "none": "không có",
        "interrupted": _words_of("studying")["interrupted"],
    },
    "poverty": {"": "chưa rõ"} | _words_of("poverty"),
    "degree": {"": "chưa rõ"} | _words_of("disability"),
    "disability_type": {
        "mobility": "vận động",
        "hearing_speech": "nghe, nói",
        "vision": "nhìn",
        "mental": "thần kinh, tâm thần",
        "intellectual": "trí tuệ",
        "other": "khác",
    },
    "paper": dict(Paper.Kind.choices),
    "channel": dict(PaymentChannel.Kind.choices),
    "source": dict(Source.Kind.choices),
    "fact": {
        "identity": "Nhân thân",
        "residence": "Nơi ở",
        "paper": "Giấy tờ",
        "household": "Thành viên hộ",
        "poverty": "Nghèo, cận nghèo",
        "disability": "Khuyết tật",
        "circumstance": "Hoàn cảnh",
        "pension": "Lương hưu, trợ cấp BHXH",
        "channel": "Cách nhận tiền",
        "phone": "Điện thoại",
        "upbringing": "Nuôi con",
    },
    "found_by": {
        "number": "Đúng số giấy tờ",
        "phone": "Đúng điện thoại",
        "former": "Tên trước đây",
        "sound": "Đọc gần giống",
        "near": "Gần giống",
    },
    "document_kind": dict(DocumentKind.choices),
    "proposal_kind": dict(ProposalKind.choices),
    "proposal_state": dict(ProposalState.choices),
    "case_state": dict(CaseState.choices),
    "case_kind": {code: kind.label for code, kind in CASE_KINDS.items()},
    "starter": {code.value: label for code, label in STARTERS.items()},
    "light": {light.value: label for light, label in LIGHTS.items()},
    "decision_kind": dict(DecisionKind.choices),
    "request_state": dict(RequestState.choices),
    "form_state": dict(filled_forms.FormState.choices),
    "enactment_state": dict(EnactmentState.choices),
    "run_state": dict(RunState.choices),
    "line_state": dict(LineState.choices),
    "overpayment_state": dict(OverpaymentState.choices),
    "order_state": dict(OrderState.choices),
    "doubt_state": dict(DoubtState.choices),
    "doubt_kind": dict(DoubtKind.choices),
    "change": dict(ChangeKind.choices),
    "part_kind": dict(PartKind.choices),
    "run_kind": dict(RunKind.choices),
    "row_status": dict(Row.Status.choices),
    "progress": {
        "skipped": "Không chạy",
        "waiting": "Chưa đến",
        "next": "Bước tiếp theo",
        "queued": "Trong hàng chờ",
        "running": "Đang chạy",
        "partly": "Làm dở",
        "done": "Đã xong",
        "failed": "Bị lỗi",
    },
    "reform_change": dict(Change.choices),
    "pair_state": dict(PairState.choices),
    "pair_level": dict(Level.choices),
    "pair_reason": WORDS,
    "outcome": {"0": "Không đủ điều kiện", "1": "Đủ điều kiện", "2": "Chưa xác định được"},
}
"""The words as they are written down: in Vietnamese."""

TABLES: dict[str, Mapping[str, str]] = {name: Said(table) for name, table in WRITTEN.items()}
"""The same in the language of the request."""

TINTS = {
    "complete": "good",
    "printed": "good",
    "applied": "good",
    "refused": "bad",
    "undone": "",
    "open": "info",
    "submitted": "warn",
    "decided": "good",
    "returned": "bad",
    "prepared": "warn",
    "published": "good",
    "withdrawn": "",
    "draft": "info",
    "locked": "warn",
    "approved": "warn",
    "authorised": "warn",
    "released": "info",
    "settled": "good",
    "cancelled": "",
    "paid": "good",
    "sending": "info",
    "executed": "good",
    "unknown": "warn",
    "sent": "info",
    "start": "good",
    "adjust": "warn",
    "stop": "bad",
    "past": "info",
    "pause": "warn",
    "once": "good",
    "settle": "info",
    "arrive": "info",
    "leave": "",
    "new": "info",
    "more": "good",
    "less": "warn",
    "none": "bad",
    "changed": "warn",
    "problem": "bad",
    "possible_duplicate": "warn",
    "accepted": "good",
    "next": "warn",
    "queued": "info",
    "held": "bad",
    "running": "info",
    "partly": "warn",
    "recovering": "info",
    "recovered": "good",
    "waived": "",
    "done": "good",
    "failed": "bad",
    "suspected": "warn",
    "unsure": "info",
    "same": "good",
    "sure": "warn",
    "likely": "info",
    "proposed": "warn",
    "received": "info",
    "citizen": "warn",
    "complained": "warn",
    "time": "good",
    "soon": "warn",
    "late": "bad",
    "paused": "info",
    "in_time": "good",
    "overdue": "bad",
    "1": "good",
    "2": "warn",
}


def local(moment: datetime) -> datetime:
    """A moment in the office's own time."""
    return timezone.localtime(moment)


def roles_text(actor: Actor) -> str:
    """The roles somebody holds, in words."""
    return ", ".join(said(ROLES[role].label) for role in sorted(actor.roles))
