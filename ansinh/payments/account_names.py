"""Names of account holders, as other packages use them."""

from ansinh.payments.models import AccountCheck, AccountHolder
from ansinh.payments.operations.check_accounts import DECIDERS, check_accounts, decide_account
from ansinh.payments.operations.take_holders import COLUMNS, TakenHolders, take_holders
from ansinh.payments.queries_accounts import VIEWS, checks, difference_words, to_ask

__all__ = [
    "COLUMNS",
    "DECIDERS",
    "VIEWS",
    "AccountCheck",
    "AccountHolder",
    "TakenHolders",
    "check_accounts",
    "checks",
    "decide_account",
    "difference_words",
    "take_holders",
    "to_ask",
]
