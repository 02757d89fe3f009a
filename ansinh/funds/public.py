"""The door to funds."""

from ansinh.funds.codes import ROUTES, AccountKind, TransferCode
from ansinh.funds.contents_table import CATEGORIES, CHAPTERS, CONTENTS, ITEMS, SECTIONS
from ansinh.funds.models import (
    Account,
    BudgetCheck,
    BudgetLine,
    BudgetSource,
    Closing,
    Entry,
    Estimate,
    EstimateRow,
    Transfer,
)
from ansinh.funds.operations.close_period import close_period, reopen_period
from ansinh.funds.operations.commit_budget import Committed, commit_budget
from ansinh.funds.operations.decide_estimate import approve_estimate, drop_estimate
from ansinh.funds.operations.end_commitments import restore_budget, spend_commitments, void_commitments
from ansinh.funds.operations.enter_estimate import Amount, enter_estimate
from ansinh.funds.operations.post_transfers import Posting, post_transfers
from ansinh.funds.operations.set_budget_check import set_budget_check
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
from ansinh.funds.states import EstimateState
from ansinh.funds.verification import verify_funds

__all__ = [
    "CATEGORIES",
    "CHAPTERS",
    "CONTENTS",
    "ITEMS",
    "OVERDRAWN",
    "ROUTES",
    "SECTIONS",
    "UNBALANCED",
    "Account",
    "AccountKind",
    "Amount",
    "Balance",
    "BudgetCheck",
    "BudgetLine",
    "BudgetSource",
    "Closing",
    "Committed",
    "Entry",
    "Estimate",
    "EstimateRow",
    "EstimateState",
    "LineFigures",
    "Posting",
    "Transfer",
    "TransferCode",
    "added_up",
    "approve_estimate",
    "balances",
    "close_period",
    "closings_of",
    "commit_budget",
    "drop_estimate",
    "enter_estimate",
    "estimates_of",
    "latest_check",
    "line_figures",
    "may",
    "post_transfers",
    "reopen_period",
    "restore_budget",
    "set_budget_check",
    "spend_commitments",
    "trial_balance",
    "uncovered_vnd",
    "verify_funds",
    "void_commitments",
    "year_is_checked",
]
