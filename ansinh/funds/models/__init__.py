from .account import Account
from .budget import BudgetCheck, BudgetLine, BudgetSource, Estimate, EstimateRow, Holding
from .closing import Closing
from .transfer import Entry, Transfer

__all__ = [
    "Account",
    "BudgetCheck",
    "BudgetLine",
    "BudgetSource",
    "Closing",
    "Entry",
    "Estimate",
    "EstimateRow",
    "Holding",
    "Transfer",
]
