from .account import Account
from .transfer import Entry, Transfer

__all__ = ["Account", "Entry", "Transfer"]
