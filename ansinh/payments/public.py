"""The door to payments."""

from ansinh.payments import home_delivery
from ansinh.payments.differences import PAGE as DIFFERENCES_PAGE
from ansinh.payments.differences import Changed, differences_of
from ansinh.payments.due import preview
from ansinh.payments.exports import (
    bank_file,
    has_bank_lines,
    list_workbook,
    post_office_communes,
    signed_list,
)
from ansinh.payments.formats.differences_book import write as differences_book
from ansinh.payments.formats.list_form_table import REASONS
from ansinh.payments.group_names import message_id, run_code
from ansinh.payments.models import (
    MOST_SHARE,
    BankStatement,
    CaseLine,
    EntryMatch,
    LineHold,
    LinePart,
    MatchCase,
    Overpayment,
    PayingOffice,
    PaymentOrder,
    PayrollLine,
    PayrollRun,
    PayrollShare,
    Provider,
    Refund,
    ReturnImport,
    ReturnRow,
    RunOffice,
    RunResult,
    Settlement,
    StatementEntry,
)
from ansinh.payments.names_alike import Alike, Difference, same_name
from ansinh.payments.offices import POST_OFFICE, office_for, office_of, paying_offices
from ansinh.payments.operations.approve_run import approve_run
from ansinh.payments.operations.authorise_run import authorise_run
from ansinh.payments.operations.cancel_run import cancel_run
from ansinh.payments.operations.carry_offices import (
    Offices,
    bring_offices_back,
    carry_offices,
    offices_of,
    runs_ahead,
)
from ansinh.payments.operations.correct_result import correct_result
from ansinh.payments.operations.decide_case import (
    assign_case,
    close_case,
    confirm_case,
    propose_case,
    send_back_case,
)
from ansinh.payments.operations.decide_settlement import decide_settlement
from ansinh.payments.operations.hand_in_recovered import hand_in_recovered
from ansinh.payments.operations.hold_line import hold_line, lift_hold
from ansinh.payments.operations.import_returns import Imported, import_returns
from ansinh.payments.operations.import_statement import Matched, import_statement
from ansinh.payments.operations.lock_run import Locked, lock_run
from ansinh.payments.operations.open_run import NUMBERED, open_next_run, open_run
from ansinh.payments.operations.propose_settlement import propose_settlement
from ansinh.payments.operations.record_refund import record_refund
from ansinh.payments.operations.release_run import release_run
from ansinh.payments.operations.scan_returns import HandedIn, hand_in_scans, scan_return, undo_scan
from ansinh.payments.operations.send_orders import Sent, send_orders
from ansinh.payments.operations.set_paying_office import set_paying_office
from ansinh.payments.operations.set_provider import end_provider, set_provider
from ansinh.payments.operations.settle_run import Settled, settle_run
from ansinh.payments.operations.take_bell import FORGED, take_bell
from ansinh.payments.policies import may_approve, may_authorise, may_prepare, may_record, may_release
from ansinh.payments.providers import OrderFigures, order_figures, provider_of, puzzling_orders
from ansinh.payments.queries import (
    RunFigures,
    figures_of,
    held_lines,
    lines_of_person,
    open_cash_communes,
    parts_with_basis,
    problems_of,
    runs_of_month,
    scans_of,
    seen_run,
)
from ansinh.payments.queries_matching import (
    Ways,
    candidates,
    cases,
    statements,
    three_ways,
    waiting_by_kind,
)
from ansinh.payments.queries_overpayments import (
    Overpaid,
    history_of,
    overpaid_by_state,
    overpayment,
    overpayments_in_sight,
    overpayments_of,
    settlement_in_force,
)
from ansinh.payments.rederivation.verify import WHY, Rederived, runs_to_verify, verify_payroll
from ansinh.payments.states import (
    CASE_NEXT,
    LINE_NEXT,
    ONE_OFF,
    ORDER_NEXT,
    OVERPAYMENT_NEXT,
    PAYABLE_KINDS,
    RUN_NEXT,
    SETTLEMENT_NEXT,
    ChangeKind,
    DoubtKind,
    DoubtState,
    LineState,
    OrderState,
    OverpaymentState,
    PartKind,
    RunKind,
    RunState,
    SettlementKind,
    SettlementState,
)
from ansinh.payments.verification import Verdict, verify_money

__all__ = [
    "CASE_NEXT",
    "DIFFERENCES_PAGE",
    "FORGED",
    "LINE_NEXT",
    "MOST_SHARE",
    "NUMBERED",
    "ONE_OFF",
    "ORDER_NEXT",
    "OVERPAYMENT_NEXT",
    "PAYABLE_KINDS",
    "POST_OFFICE",
    "REASONS",
    "RUN_NEXT",
    "SETTLEMENT_NEXT",
    "WHY",
    "Alike",
    "BankStatement",
    "CaseLine",
    "ChangeKind",
    "Changed",
    "Difference",
    "DoubtKind",
    "DoubtState",
    "EntryMatch",
    "HandedIn",
    "Imported",
    "LineHold",
    "LinePart",
    "LineState",
    "Locked",
    "MatchCase",
    "Matched",
    "Offices",
    "OrderFigures",
    "OrderState",
    "Overpaid",
    "Overpayment",
    "OverpaymentState",
    "PartKind",
    "PayingOffice",
    "PaymentOrder",
    "PayrollLine",
    "PayrollRun",
    "PayrollShare",
    "Provider",
    "Rederived",
    "Refund",
    "ReturnImport",
    "ReturnRow",
    "RunFigures",
    "RunKind",
    "RunOffice",
    "RunResult",
    "RunState",
    "Sent",
    "Settled",
    "Settlement",
    "SettlementKind",
    "SettlementState",
    "StatementEntry",
    "Verdict",
    "Ways",
    "approve_run",
    "assign_case",
    "authorise_run",
    "bank_file",
    "bring_offices_back",
    "cancel_run",
    "candidates",
    "carry_offices",
    "cases",
    "close_case",
    "confirm_case",
    "correct_result",
    "decide_settlement",
    "differences_book",
    "differences_of",
    "end_provider",
    "figures_of",
    "hand_in_recovered",
    "hand_in_scans",
    "has_bank_lines",
    "held_lines",
    "history_of",
    "hold_line",
    "home_delivery",
    "import_returns",
    "import_statement",
    "lift_hold",
    "lines_of_person",
    "list_workbook",
    "lock_run",
    "may_approve",
    "may_authorise",
    "may_prepare",
    "may_record",
    "may_release",
    "message_id",
    "office_for",
    "office_of",
    "offices_of",
    "open_cash_communes",
    "open_next_run",
    "open_run",
    "order_figures",
    "overpaid_by_state",
    "overpayment",
    "overpayments_in_sight",
    "overpayments_of",
    "parts_with_basis",
    "paying_offices",
    "post_office_communes",
    "preview",
    "problems_of",
    "propose_case",
    "propose_settlement",
    "provider_of",
    "puzzling_orders",
    "record_refund",
    "release_run",
    "run_code",
    "runs_ahead",
    "runs_of_month",
    "runs_to_verify",
    "same_name",
    "scan_return",
    "scans_of",
    "seen_run",
    "send_back_case",
    "send_orders",
    "set_paying_office",
    "set_provider",
    "settle_run",
    "settlement_in_force",
    "signed_list",
    "statements",
    "take_bell",
    "three_ways",
    "undo_scan",
    "verify_money",
    "verify_payroll",
    "waiting_by_kind",
]
