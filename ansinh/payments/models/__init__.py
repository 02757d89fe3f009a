from .account_name import AccountCheck, AccountHolder, CheckHold
from .delivery_round import DeliveryRound
from .fee import FeeContract, FeeInvoice, FeePayment, RunFee
from .gateway import PaymentOrder, Provider, ProviderBell, RunProvider
from .hold import LineHold
from .layout import FileLayout
from .line import LinePart, PayrollLine
from .overpayment import Overpayment
from .paying_office import PayingOffice, RunOffice
from .receipt import Receipt
from .recipient import Authorised, LineRecipient
from .returned import ReturnImport, ReturnRow
from .run import PayrollRun, PayrollShare
from .sample import FollowUp, Sample, SampleContact, SampledLine, SampleRule, SampleStratum, SizeRule
from .scanned import ScannedReturn
from .settlement import MOST_SHARE, Refund, Settlement
from .signed_sheet import SignedCopy, SignSheet
from .statement import BankStatement, CaseLine, EntryMatch, MatchCase, StatementEntry
from .totals import RunChange, RunResult, RunTotal
from .uncollected import HomeVisit, Uncollected
from .waiting_answer import WaitingAnswer

__all__ = [
    "MOST_SHARE",
    "AccountCheck",
    "AccountHolder",
    "Authorised",
    "BankStatement",
    "CaseLine",
    "CheckHold",
    "DeliveryRound",
    "EntryMatch",
    "FeeContract",
    "FeeInvoice",
    "FeePayment",
    "FileLayout",
    "FollowUp",
    "HomeVisit",
    "LineHold",
    "LinePart",
    "LineRecipient",
    "MatchCase",
    "Overpayment",
    "PayingOffice",
    "PaymentOrder",
    "PayrollLine",
    "PayrollRun",
    "PayrollShare",
    "Provider",
    "ProviderBell",
    "Receipt",
    "Refund",
    "ReturnImport",
    "ReturnRow",
    "RunChange",
    "RunFee",
    "RunOffice",
    "RunProvider",
    "RunResult",
    "RunTotal",
    "Sample",
    "SampleContact",
    "SampleRule",
    "SampleStratum",
    "SampledLine",
    "ScannedReturn",
    "Settlement",
    "SignSheet",
    "SignedCopy",
    "SizeRule",
    "StatementEntry",
    "Uncollected",
    "WaitingAnswer",
]
