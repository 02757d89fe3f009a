"""Signed sheets of lists, as other packages use them."""

from ansinh.payments.models import SignedCopy, SignSheet
from ansinh.payments.operations.keep_signed_copy import keep_signed_copy, pages_in, plan_sheets, take_back_copy
from ansinh.payments.queries_signed import (
    Lacking,
    ListToSign,
    copies_of,
    copy_content,
    lacking_in,
    lacking_of,
    lists_to_sign,
    sheet_of,
)

__all__ = [
    "Lacking",
    "ListToSign",
    "SignSheet",
    "SignedCopy",
    "copies_of",
    "copy_content",
    "keep_signed_copy",
    "lacking_in",
    "lacking_of",
    "lists_to_sign",
    "pages_in",
    "plan_sheets",
    "sheet_of",
    "take_back_copy",
]
