"""What banks booked: statements, their entries, what each was matched with, and what a person has to decide."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.kernel.sealing.fields import SealedField, sealed_only
from ansinh.payments.states import DoubtState

from .line import PayrollLine


class BankStatement(models.Model):
    """A statement (camt.053) or notice (camt.054) of the account that an area pays from; the same file is read once."""

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    account = models.CharField(max_length=34)
    kind = models.CharField(max_length=7)
    sha256 = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    first_day = models.DateField()
    last_day = models.DateField()
    entry_count = models.PositiveIntegerField()
    imported_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "payments_statement"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=["camt053", "camt054"]), name="statement_kind"),
            models.CheckConstraint(condition=Q(last_day__gte=models.F("first_day")), name="statement_days"),
        ]
        indexes = [models.Index(fields=["account", "last_day"], name="statement_account")]


class StatementEntry(models.Model):
    """One booking. ``side``: D, money out; C, money in. ``reference``: account, side and the bank's own mark."""

    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    side = models.CharField(max_length=1)
    amount_vnd = models.BigIntegerField()
    booked_on = models.DateField()
    key = models.CharField(max_length=200, blank=True)
    group_key = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=140, blank=True)
    account = SealedField(what="account", blank=True)
    reference = models.CharField(max_length=120, blank=True)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "payments_entry"
        constraints = [
            models.UniqueConstraint(fields=["statement", "number"], name="entry_place"),
            models.CheckConstraint(condition=Q(side__in=["D", "C"]), name="entry_side"),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="statement_entry_amount"),
            sealed_only("account", "account", "entry_account_sealed"),
        ]
        indexes = [models.Index(fields=["reference"], name="entry_reference", condition=~Q(reference=""))]


class EntryMatch(models.Model):
    """A booking that belongs to a line. Of a line there is one whole debit, or parts that add up, and one return."""

    class How(models.TextChoices):
        KEY = "key", "Đúng mã chi trả"
        PARTS = "parts", "Nhiều bút toán cộng lại"
        RETURN = "return", "Tiền quay lại"
        HAND = "hand", "Hai người xác nhận"
        HAND_RETURN = "hand_return", "Hai người xác nhận tiền quay lại"

    entry = models.ForeignKey(StatementEntry, on_delete=models.PROTECT, related_name="+", db_index=False)
    line = models.ForeignKey(PayrollLine, on_delete=models.PROTECT, related_name="+", db_index=False)
    amount_vnd = models.BigIntegerField()
    how = models.CharField(max_length=11, choices=How)

    class Meta:
        db_table = "payments_match"
        constraints = [
            models.UniqueConstraint(fields=["entry", "line"], name="match_once"),
            models.UniqueConstraint(fields=["line"], condition=Q(how__in=["key", "hand"]), name="match_debited_once"),
            models.UniqueConstraint(
                fields=["line"], condition=Q(how__in=["return", "hand_return"]), name="match_returned_once"
            ),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="match_amount"),
        ]
        indexes = [models.Index(fields=["line"], name="match_line")]


class MatchCase(models.Model):
    """Something in a statement, or missing from it, that a person has to see. Money moves by two persons only."""

    statement = models.ForeignKey(BankStatement, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    entry = models.ForeignKey(StatementEntry, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    amount_vnd = models.BigIntegerField()
    state = models.CharField(max_length=8, choices=DoubtState, default=DoubtState.OPEN)
    assigned_to = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    proposed_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "payments_case"
        constraints = [
            models.UniqueConstraint(fields=["entry"], name="case_entry_once"),
            models.CheckConstraint(condition=Q(state__in=DoubtState.values), name="case_state"),
            models.CheckConstraint(
                name="case_two_persons",
                condition=~Q(state="accepted")
                | Q(proposed_by__isnull=False, decided_by__isnull=False) & ~Q(proposed_by=models.F("decided_by")),
            ),
            models.CheckConstraint(
                name="case_closed_with_a_note", condition=~Q(state="closed") | Q(decided_by__isnull=False) & ~Q(note="")
            ),
        ]
        indexes = [models.Index(fields=["state", "kind", "-amount_vnd"], name="case_desk")]


class CaseLine(models.Model):
    """A line that a case concerns: the proposed one, those that were merged, or the one that is missing."""

    case = models.ForeignKey(MatchCase, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(PayrollLine, on_delete=models.PROTECT, related_name="+")
    chosen = models.BooleanField(default=True)

    class Meta:
        db_table = "payments_case_line"
        constraints = [models.UniqueConstraint(fields=["case", "line"], name="case_line_once")]
