"""Holding names of account holders against the people paid there; what is not surely alike waits for a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.sealing.blind import blind_all
from ansinh.kernel.sealing.values import open_all
from ansinh.payments.models import AccountCheck, AccountHolder, CheckHold, LineHold, PayrollRun
from ansinh.payments.names_alike import same_name
from ansinh.payments.policies import check_scope

DECIDERS = (Permission.APPROVE_PAYROLL, Permission.RELEASE_PAYROLL)
# Kept with the held line: in the language of the records.
UNDECIDED = "Tên chủ tài khoản ngân hàng báo khác tên người hưởng, chờ kết luận"
DECIDED = "Đã kết luận là tài khoản của người khác"

_PAID_TO_ACCOUNTS = """
SELECT c.id, c.person_id, c.bank, c.account, coalesce(nullif(c.recipient_name, ''), p.full_name)
FROM registry_payment_channel AS c JOIN registry_person AS p ON p.id = c.person_id
WHERE c.retracted_at IS NULL AND c.valid @> %(on)s::date AND c.account <> '' AND p.died_on IS NULL
"""
_OF_RUN = """
SELECT id, person_id, bank, account, coalesce(nullif(recipient_name, ''), full_name) FROM payments_line
WHERE run_id = %(run)s AND channel IN ('bank', 'social_account') AND state = 'queued'
"""
_HOLD = "UPDATE payments_line SET state = 'held', reason = %s WHERE id = ANY (%s)"


@dataclass(frozen=True, slots=True)
class Unlike:
    """A row (line or fact) whose account is held under a name that is not surely the person's."""

    row_id: int
    person_id: int
    bank: str
    account: str
    ours: str
    theirs: str
    difference: str

    @property
    def key(self) -> tuple[int, str, str, str, str]:
        """What a decision stands for."""
        return self.person_id, self.account, self.bank, self.ours, self.theirs


def check_accounts(*, on: date) -> int:
    """Compare everybody who is paid to an account on a day; returns how many checks were opened. Again: none."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_PAID_TO_ACCOUNTS, {"on": on})
        return len(_open_checks(_unlike(cursor.fetchall())))


def unlike_in(run: PayrollRun) -> list[Unlike]:
    """The lines of a list that is being drawn whose account is not surely the person's."""
    if not AccountHolder.objects.exists():
        return []
    with connection.cursor() as cursor:
        cursor.execute(_OF_RUN, {"run": run.pk})
        return _unlike(cursor.fetchall())


def hold_unlike(found: Sequence[Unlike], held_by_id: int) -> int:
    """Hold back lines (``unlike_in``) of a list that is being locked; returns how many nobody has called the same.

    Within the transaction of locking, by whoever locks. Nobody's money goes to an account before a person has said
    that it is theirs.
    """
    if not found:
        return 0
    with connection.cursor() as cursor:
        _open_checks(found)
        known = {_key(check): check for check in _checks(found)}
        stopped = [(one, known[one.key]) for one in found if known[one.key].verdict != AccountCheck.Verdict.SAME]
        for words, undecided in ((UNDECIDED, True), (DECIDED, False)):
            mine = [(one, check) for one, check in stopped if (check.verdict == "") is undecided]
            holds = LineHold.objects.bulk_create(
                LineHold(line_id=one.row_id, because=words, held_by_id=held_by_id) for one, _check in mine
            )
            CheckHold.objects.bulk_create(
                CheckHold(check_of=check, hold=hold) for (_one, check), hold in zip(mine, holds, strict=True)
            )
            cursor.execute(_HOLD, [words, [one.row_id for one, _check in mine]])
    return len(stopped)


def decide_account(*, actor: Actor, check_id: int, verdict: str, because: str) -> AccountCheck:
    """Say whether an account is the person's; remembered for it. Theirs: lines that were held for it go on being owed
    and the next list pays them. Raises Refusal without a reason, and outside the actor's area or rights."""
    text = " ".join(because.split())
    if not 0 < len(text) <= 300:
        raise Refusal("Hãy ghi căn cứ của kết luận (tối đa 300 ký tự).", code="reason_missing")
    if verdict not in (AccountCheck.Verdict.SAME, AccountCheck.Verdict.DIFFERENT):
        raise Refusal("Hãy chọn kết luận.", code="no_outcome")
    with acting_as(SYSTEM):
        locked = AccountCheck.objects.select_for_update(of=("self",)).select_related("person")
        found = locked.filter(pk=check_id).first()
        if found is None:
            raise Refusal("Không có trường hợp này trong địa bàn của bạn.", code="unknown_check")
        held = next((permission for permission in DECIDERS if actor.may(permission)), DECIDERS[0])
        check_scope(actor, held, found.person.area_id or 0)
        AccountCheck.objects.filter(pk=found.pk).update(
            verdict=verdict, because=text, decided_by_id=actor.user_id, decided_at=Now()
        )
        if verdict == AccountCheck.Verdict.SAME:
            waiting = CheckHold.objects.filter(check_of=found).values("hold_id")
            LineHold.objects.filter(pk__in=waiting, lifted_at=None).update(
                lifted_by_id=actor.user_id, lifted_at=Now(), lifted_because=text
            )
        audit.record(
            actor=actor, action="account.check_name", object_kind="account_check", object_id=found.pk,
            area_id=found.person.area_id, details={"person": found.person_id, "verdict": verdict},
        )  # fmt: skip
        found.refresh_from_db()
    return found


def _unlike(rows: Sequence[tuple[Any, ...]]) -> list[Unlike]:
    """Rows whose bank told a holder that is not surely the person; of accounts never told about, nothing is known."""
    accounts = [plain(account) for account in open_all(row[3] for row in rows)]
    indexes = blind_all("account", accounts)
    told = AccountHolder.objects.filter(account_index__in={index for index in indexes if index})
    holders = {(one.account_index, one.bank): one.holder for one in told}
    found = []
    for (row_id, person_id, bank, _sealed, ours), account, index in zip(rows, accounts, indexes, strict=True):
        theirs = holders.get((str(index), bank)) or holders.get((str(index), ""))
        if theirs is None:
            continue
        alike = same_name(ours, theirs)
        if not alike.sure:
            found.append(Unlike(row_id, person_id, bank, account, ours, theirs, alike.difference.value))
    return found


def plain(account: str | None) -> str:
    """A number as it is compared: without spaces, in capitals."""
    return "".join((account or "").split()).upper()


def _open_checks(found: Iterable[Unlike]) -> list[AccountCheck]:
    """Checks for what was never looked at; what was decided for the same account and names stays decided."""
    wanted = {one.key: one for one in found}
    known = {_key(check) for check in _checks(wanted.values())}
    return AccountCheck.objects.bulk_create(
        AccountCheck(
            person_id=one.person_id, account=one.account, bank=one.bank, ours=one.ours, theirs=one.theirs,
            difference=one.difference,
        )
        for key, one in wanted.items()
        if key not in known
    )  # fmt: skip


def _checks(found: Iterable[Unlike]) -> Iterable[AccountCheck]:
    return AccountCheck.objects.filter(person_id__in={one.person_id for one in found})


def _key(check: AccountCheck) -> tuple[int, str, str, str, str]:
    return check.person_id, plain(check.account), check.bank, check.ours, check.theirs
