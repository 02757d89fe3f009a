from .account import Account
from .budget import BudgetCheck, BudgetLine, BudgetSource, Estimate, EstimateRow, Holding
from .closing import Closing
from .gift import Gift, GiftUse
from .stock import Batch, Handover, HandoverRow, Stock, StockMove, Stocktaking, StocktakingRow, Store
from .transfer import Entry, Transfer

__all__ = [
    "Account",
    "Batch",
    "BudgetCheck",
    "BudgetLine",
    "BudgetSource",
    "Closing",
    "Entry",
    "Estimate",
    "EstimateRow",
    "Gift",
    "GiftUse",
    "Handover",
    "HandoverRow",
    "Holding",
    "Stock",
    "StockMove",
    "Stocktaking",
    "StocktakingRow",
    "Store",
    "Transfer",
]
