"""The door to funds."""

from ansinh.funds.codes import ROUTES, AccountKind, TransferCode
from ansinh.funds.models import Account, Entry, Transfer
from ansinh.funds.operations.post_transfers import Posting, post_transfers
from ansinh.funds.queries import OVERDRAWN, UNBALANCED, Balance, balances, trial_balance

__all__ = [
    "OVERDRAWN",
    "ROUTES",
    "UNBALANCED",
    "Account",
    "AccountKind",
    "Balance",
    "Entry",
    "Posting",
    "Transfer",
    "TransferCode",
    "balances",
    "post_transfers",
    "trial_balance",
]
