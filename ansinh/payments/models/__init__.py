from .gateway import PaymentOrder, Provider, ProviderBell, RunProvider
from .line import LinePart, PayrollLine
from .overpayment import Overpayment
from .paying_office import PayingOffice, RunOffice
from .returned import ReturnImport, ReturnRow
from .run import PayrollRun, PayrollShare
from .totals import RunChange, RunResult, RunTotal

__all__ = [
    "LinePart",
    "Overpayment",
    "PayingOffice",
    "PaymentOrder",
    "PayrollLine",
    "PayrollRun",
    "PayrollShare",
    "Provider",
    "ProviderBell",
    "ReturnImport",
    "ReturnRow",
    "RunChange",
    "RunOffice",
    "RunProvider",
    "RunResult",
    "RunTotal",
]
