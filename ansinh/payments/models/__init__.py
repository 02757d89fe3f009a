from .line import LinePart, PayrollLine
from .overpayment import Overpayment
from .returned import ReturnImport, ReturnRow
from .run import PayrollRun, PayrollShare
from .totals import RunChange, RunResult, RunTotal

__all__ = [
    "LinePart",
    "Overpayment",
    "PayrollLine",
    "PayrollRun",
    "PayrollShare",
    "ReturnImport",
    "ReturnRow",
    "RunChange",
    "RunResult",
    "RunTotal",
]
