"""Payroll lines: one instruction to pay one person, frozen when the run was locked, and the months it is made of."""

from django.db import models
from django.db.models import Case, F, Q, When

from ansinh.kernel.sealing.fields import SealedField, sealed_only
from ansinh.payments.states import CASH, LIVE_LINES, ONE_OFF, LineState, PartKind
from ansinh.registry.public import PaymentChannel

from .run import PayrollRun


def of_state(condition: Q) -> models.GeneratedField:
    """A column that the database keeps from a line's state."""
    flag = models.BooleanField()
    return models.GeneratedField(
        expression=models.ExpressionWrapper(condition, flag), output_field=flag, db_persist=True, editable=False
    )


class PayrollLine(models.Model):
    """One person, programme and run, or one award of what is given once (``one_off``, with whom it goes to, ``payee``).
    Names, papers and accounts are those of the day of locking; only the state moves.

    ``key`` goes to the payer and comes back with the result. ``month`` and ``number`` repeat those of the run, so that
    the database can refuse a second live line for a person, whichever area draws it. ``again``: the person had another
    line of the month already when this one was drawn; people are counted as lines less these repeats. ``live``: it may
    pay or has paid; ``stands``: it was not cancelled.
    """

    # What a line and its parts rest on is looked up list by list (``rests_table.py``), of the person row by row.
    run = models.ForeignKey(PayrollRun, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    key = models.CharField(max_length=35)
    month = models.DateField()
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    commune = models.ForeignKey(
        "areas.Unit", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    programme = models.CharField(max_length=30)
    amount_vnd = models.BigIntegerField()
    state = models.CharField(max_length=9, choices=LineState, default=LineState.QUEUED)
    reason = models.CharField(max_length=200, blank=True)
    full_name = models.CharField(max_length=120)
    born = models.CharField(max_length=10)
    id_number = SealedField(what="number", blank=True)
    village = models.CharField(max_length=120, blank=True)
    channel = models.CharField(max_length=15, choices=PaymentChannel.Kind)
    bank = models.CharField(max_length=60, blank=True)
    account = SealedField(what="account", blank=True)
    recipient_name = models.CharField(max_length=120, blank=True)
    again = models.BooleanField(default=False, db_default=False)
    one_off = models.ForeignKey(
        "casework.OneOffAward", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    payee = SealedField(what="payee", width=64, blank=True, default="", db_default="")
    # Keys that asked for the state itself would be written anew whenever a line moves, though it stays in them.
    live = of_state(Q(state__in=LIVE_LINES))
    stands = of_state(~Q(state=LineState.CANCELLED))

    class Meta:
        db_table = "payments_line"
        constraints = [
            models.UniqueConstraint(fields=["key"], name="payroll_line_key"),
            # Over all lines, so that a person's are found by it too; those that are not live stand beside each other.
            models.UniqueConstraint(
                F("person"),
                F("month"),
                F("programme"),
                Case(When(Q(live=True, one_off=None), then=F("number"))),
                name="payroll_line_one_live",
            ),
            models.UniqueConstraint(
                fields=["one_off"],
                condition=Q(live=True, one_off__isnull=False),
                name="payroll_line_one_off_once",
            ),
            models.CheckConstraint(
                name="payroll_line_of_one_off",
                condition=Q(programme=ONE_OFF, one_off__isnull=False)
                | (~Q(programme=ONE_OFF) & Q(one_off=None, payee="")),
            ),
            models.UniqueConstraint(
                fields=["month", "person"],
                condition=Q(again=False, stands=True),
                name="payroll_line_first_of_month",
            ),
            models.CheckConstraint(condition=Q(amount_vnd__gt=0), name="payroll_line_amount"),
            models.CheckConstraint(condition=Q(state__in=LineState.values), name="payroll_line_state"),
            sealed_only("id_number", "number", "payroll_line_number_sealed", in_bulk=True),
            sealed_only("account", "account", "payroll_line_account_sealed", in_bulk=True),
            sealed_only("payee", "payee", "payroll_line_payee_sealed"),
            models.CheckConstraint(name="payroll_line_account", condition=Q(channel__in=list(CASH)) | ~Q(account="")),
        ]
        indexes = [
            models.Index(fields=["run", "commune"], name="payroll_line_run"),
            models.Index(fields=["run", "id"], name="payroll_line_order"),
            models.Index(fields=["month", "person"], condition=Q(again=True), name="payroll_line_again"),
            models.Index(fields=["commune", "month"], name="payroll_line_commune"),
            models.Index(fields=["one_off"], condition=Q(one_off__isnull=False), name="payroll_line_one_off"),
        ]


class LinePart(models.Model):
    """One month and category of a line, with the award that it rests on. The parts of a line add up to its amount.

    A negative part sets off what was paid for the same month under another category (``set_off``), or takes back what
    was paid beyond what was owed for an earlier one (``recovery``; ``overpayment`` says which). What had been taken
    back so, or in cash, of a month whose payment then came back itself is ``given_back``. ``list_month`` repeats the
    line's month: the people of a category in a month's lists are found without looking at every list.
    """

    line = models.ForeignKey(
        PayrollLine, on_delete=models.PROTECT, related_name="parts", db_index=False, db_constraint=False
    )
    list_month = models.DateField()
    for_month = models.DateField()
    category = models.CharField(max_length=40)
    kind = models.CharField(max_length=12, choices=PartKind)
    amount_vnd = models.BigIntegerField()
    coefficient_tenths = models.IntegerField(null=True)
    award = models.ForeignKey(
        "casework.Award", null=True, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    overpayment = models.ForeignKey(
        "payments.Overpayment", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )

    class Meta:
        db_table = "payments_part"
        constraints = [
            models.UniqueConstraint(fields=["line", "for_month", "category"], name="payroll_part_once"),
            models.CheckConstraint(condition=Q(for_month__day=1), name="payroll_part_month"),
            models.CheckConstraint(
                name="payroll_part_rests_on_award",
                condition=Q(amount_vnd__gt=0, award__isnull=False, overpayment=None)
                & ~Q(kind__in=["set_off", "recovery", "given_back", "one_off"])
                | Q(amount_vnd__lt=0, kind="set_off", overpayment=None)
                | Q(amount_vnd__lt=0, kind="recovery", award=None, overpayment__isnull=False)
                | Q(amount_vnd__gt=0, kind__in=["given_back", "one_off"], award=None, overpayment=None),
            ),
        ]
        indexes = [
            models.Index(fields=["list_month", "category", "line"], name="payroll_part_category"),
            models.Index(
                fields=["overpayment"], condition=Q(overpayment__isnull=False), name="payroll_part_overpayment"
            ),
        ]
