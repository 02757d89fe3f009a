"""Reading checks of account holders' names, and the accounts that a bank is to be asked about; as far as one sees."""

from __future__ import annotations

import csv
import io
from datetime import date

from django.db.models import QuerySet

from ansinh.kernel.sealing.blind import blind_all
from ansinh.payments.models import AccountCheck, AccountHolder
from ansinh.payments.names_alike import Difference, same_name
from ansinh.payments.operations.check_accounts import plain
from ansinh.payments.operations.take_holders import COLUMNS
from ansinh.registry.public import PaymentChannel

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
VIEWS = ("open", "same", "different")


def checks(view: str, commune_id: int | None = None) -> QuerySet[AccountCheck]:
    """Checks that are open or were decided so, the widest differences first."""
    found = AccountCheck.objects.filter(verdict="" if view == "open" else view)
    if commune_id is not None:
        found = found.filter(person__area_id=commune_id)
    return found.select_related("person__area", "decided_by").order_by("difference", "person__name_sort", "id")


def difference_words(check: AccountCheck) -> str:
    """How the two names differ."""
    alike = same_name(check.ours, check.theirs)
    return alike.words if alike.difference is Difference(check.difference) else check.difference


def to_ask(area_ids: list[int], on: date) -> bytes:
    """The accounts of people of these areas of which no bank has told the holder, as CSV with an empty last column.

    Numbers and banks only: whoever answers is not told which name is expected.
    """
    facts = PaymentChannel.objects.filter(
        person__area_id__in=area_ids, person__died_on=None, retracted_at=None, valid__contains=on
    ).exclude(account="")
    rows = sorted({(plain(fact.account), fact.bank) for fact in facts.only("account", "bank").iterator()})
    indexes = blind_all("account", [account for account, _bank in rows])
    known = set(AccountHolder.objects.filter(account_index__in=indexes).values_list("account_index", "bank"))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for (account, bank), index in zip(rows, indexes, strict=True):
        if (index, bank) not in known and (index, "") not in known:
            writer.writerow((account, f"'{bank}" if bank.startswith(_FORMULA) else bank, ""))
    return out.getvalue().encode("utf-8-sig")
