"""The door to funds."""

from ansinh.funds.codes import ROUTES, AccountKind, TransferCode
from ansinh.funds.contents_table import CATEGORIES, CHAPTERS, CONTENTS, FEE_CONTENT, ITEMS, SECTIONS
from ansinh.funds.goods_table import GOODS
from ansinh.funds.models import (
    Account,
    Batch,
    BudgetCheck,
    BudgetLine,
    BudgetSource,
    Closing,
    Entry,
    Estimate,
    EstimateRow,
    Gift,
    GiftUse,
    Handover,
    HandoverRow,
    Stock,
    StockMove,
    Stocktaking,
    Store,
    Transfer,
)
from ansinh.funds.operations.close_period import close_period, reopen_period
from ansinh.funds.operations.commit_budget import Committed, commit_budget
from ansinh.funds.operations.decide_estimate import approve_estimate, drop_estimate
from ansinh.funds.operations.end_commitments import (
    restore_beyond,
    restore_budget,
    spend_commitments,
    void_commitments,
)
from ansinh.funds.operations.enter_estimate import Amount, enter_estimate
from ansinh.funds.operations.hand_over import (
    Receiver,
    approve_handover,
    close_handover,
    drop_handover,
    enter_handover,
)
from ansinh.funds.operations.move_goods import open_store, quantity_of, receive_goods, send_goods
from ansinh.funds.operations.post_transfers import Posting, post_transfers
from ansinh.funds.operations.set_budget_check import set_budget_check
from ansinh.funds.operations.take_gifts import (
    approve_gift_use,
    enter_gift_use,
    promise_gift,
    receive_gift,
    withdraw_gift,
)
from ansinh.funds.operations.take_stock import approve_stocktaking, enter_stocktaking
from ansinh.funds.policies import may
from ansinh.funds.queries import OVERDRAWN, UNBALANCED, Balance, balances, trial_balance
from ansinh.funds.queries_budget import (
    LineFigures,
    added_up,
    closings_of,
    estimates_of,
    latest_check,
    line_figures,
    uncovered_vnd,
    year_is_checked,
)
from ansinh.funds.queries_gifts import (
    gift_uses,
    gifts,
    handovers,
    latest_moves,
    stock_lines,
    stock_sums,
    stocktakings,
    stores,
)
from ansinh.funds.states import EstimateState
from ansinh.funds.verification import verify_funds

__all__ = [
    "CATEGORIES",
    "CHAPTERS",
    "CONTENTS",
    "FEE_CONTENT",
    "GOODS",
    "ITEMS",
    "OVERDRAWN",
    "ROUTES",
    "SECTIONS",
    "UNBALANCED",
    "Account",
    "AccountKind",
    "Amount",
    "Balance",
    "Batch",
    "BudgetCheck",
    "BudgetLine",
    "BudgetSource",
    "Closing",
    "Committed",
    "Entry",
    "Estimate",
    "EstimateRow",
    "EstimateState",
    "Gift",
    "GiftUse",
    "Handover",
    "HandoverRow",
    "LineFigures",
    "Posting",
    "Receiver",
    "Stock",
    "StockMove",
    "Stocktaking",
    "Store",
    "Transfer",
    "TransferCode",
    "added_up",
    "approve_estimate",
    "approve_gift_use",
    "approve_handover",
    "approve_stocktaking",
    "balances",
    "close_handover",
    "close_period",
    "closings_of",
    "commit_budget",
    "drop_estimate",
    "drop_handover",
    "enter_estimate",
    "enter_gift_use",
    "enter_handover",
    "enter_stocktaking",
    "estimates_of",
    "gift_uses",
    "gifts",
    "handovers",
    "latest_check",
    "latest_moves",
    "line_figures",
    "may",
    "open_store",
    "post_transfers",
    "promise_gift",
    "quantity_of",
    "receive_gift",
    "receive_goods",
    "reopen_period",
    "restore_beyond",
    "restore_budget",
    "send_goods",
    "set_budget_check",
    "spend_commitments",
    "stock_lines",
    "stock_sums",
    "stocktakings",
    "stores",
    "trial_balance",
    "uncovered_vnd",
    "verify_funds",
    "void_commitments",
    "withdraw_gift",
    "year_is_checked",
]
