"""What handing money over costs: contracts with dates, what each run costs by them, and papers by which it is paid."""

from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ansinh.kernel.sealing.fields import sealed_only
from ansinh.payments.fee_states import FeePaymentState
from ansinh.registry.public import PaymentChannel

from .kept_file import TAKEN_BACK_WHOLE, KeptFile
from .returned import ReturnImport
from .run import PayrollRun


class Bearer(models.TextChoices):
    """Who pays the fee; never the person."""

    BUDGET = "budget", "Ngân sách (chi phí chi trả)"
    PROVIDER = "provider", "Đơn vị chi trả tự chịu"


class Due(models.TextChoices):
    """For which lines a fee is owed."""

    RELEASED = "released", "mọi khoản đã chuyển chi"
    RECEIVED = "received", "chỉ khoản người hưởng đã nhận"


class Rounding(models.TextChoices):
    """How the part of a fee that goes by the amount becomes whole đồng, line by line."""

    HALF_UP = "half_up", "làm tròn, từ nửa đồng trở lên thành một đồng"
    UP = "up", "làm tròn lên"
    DOWN = "down", "bỏ phần lẻ"


class FeeContract(models.Model):
    """A contract (hợp đồng chi trả) for a channel in an area on the days of ``valid``.

    The fee of a line that is handed over: ``per_line_vnd``, and ``per_million_vnd`` đồng for each million of it (10,000
    are 1 %) made whole đồng as ``rounding`` says, not below ``minimum_vnd`` and not above ``maximum_vnd`` (None: no
    limit). ``due``: whether it is owed as soon as a line is handed over, or once it is received. One contract a
    channel, area and day, so those of one provider never overlap either.
    """

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=15, choices=PaymentChannel.Kind)
    provider = models.CharField(max_length=140)
    number = models.CharField(max_length=60)
    signed_on = models.DateField()
    valid = DateRangeField()
    per_line_vnd = models.BigIntegerField(default=0)
    per_million_vnd = models.BigIntegerField(default=0)
    rounding = models.CharField(max_length=7, choices=Rounding, default=Rounding.HALF_UP)
    minimum_vnd = models.BigIntegerField(default=0)
    maximum_vnd = models.BigIntegerField(null=True)
    bearer = models.CharField(max_length=8, choices=Bearer)
    due = models.CharField(max_length=8, choices=Due, default=Due.RELEASED)
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "payments_fee_contract"
        constraints = [
            ExclusionConstraint(
                name="fee_contract_no_overlap",
                expressions=[
                    ("area", RangeOperators.EQUAL),
                    ("channel", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False, valid__lower_inf=False, valid__upper_inf=False),
                name="fee_contract_from_to",
            ),
            models.CheckConstraint(condition=~Q(provider="") & ~Q(number=""), name="fee_contract_named"),
            models.CheckConstraint(
                condition=Q(per_line_vnd__gte=0, per_million_vnd__gte=0, minimum_vnd__gte=0)
                & Q(per_million_vnd__lte=1_000_000)
                & (Q(maximum_vnd=None) | Q(maximum_vnd__gte=F("minimum_vnd"))),
                name="fee_contract_amounts",
            ),
            models.CheckConstraint(
                condition=Q(bearer__in=Bearer.values, rounding__in=Rounding.values, due__in=Due.values),
                name="fee_contract_choices",
            ),
        ]

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        last: date = self.valid.upper - timedelta(days=1)
        return last


class FeePayment(models.Model):
    """A paper (chứng từ trả phí) that pays fees of a contract's runs of ``since`` to ``until`` (months of a year).

    ``gross_vnd`` is what is owed, ``set_off_vnd`` what is taken off because a payment that was charged came back after
    its fee had been paid or drawn up: the provider is sent the difference.
    """

    contract = models.ForeignKey(FeeContract, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    gross_vnd = models.BigIntegerField()
    set_off_vnd = models.BigIntegerField()
    state = models.CharField(max_length=9, choices=FeePaymentState, default=FeePaymentState.DRAWN)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    approved_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    paid_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    paid_on = models.DateField(null=True)
    document = models.CharField(max_length=60, default="")
    because = models.CharField(max_length=200, default="")

    class Meta:
        db_table = "payments_fee_payment"
        constraints = [
            models.CheckConstraint(
                condition=Q(set_off_vnd__gte=0, gross_vnd__gt=F("set_off_vnd")), name="fee_payment_pays"
            ),
            models.CheckConstraint(
                condition=Q(since__day=1, until__day=1, until__gte=F("since"), until__year=F("since__year")),
                name="fee_payment_months",
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("made_by")) & ~Q(paid_by=F("made_by")) & ~Q(paid_by=F("approved_by")),
                name="fee_payment_by_three",
            ),
            models.CheckConstraint(
                condition=Q(state="drawn", approved_by=None, paid_by=None)
                | Q(state="approved", approved_by__isnull=False, paid_by=None)
                | Q(state="paid", approved_by__isnull=False, paid_by__isnull=False, paid_on__isnull=False)
                & ~Q(document="")
                | Q(state="cancelled", paid_by=None) & ~Q(because=""),
                name="fee_payment_signed",
            ),
        ]

    @property
    def net_vnd(self) -> int:
        """What the provider is sent."""
        return self.gross_vnd - self.set_off_vnd


class FeeInvoice(KeptFile):
    """A file of what the provider charged, kept with the paper that pays it."""

    class Type(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpg", "JPEG"
        PNG = "png", "PNG"
        XLSX = "xlsx", "Excel"

    payment = models.ForeignKey(FeePayment, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    type = models.CharField(max_length=4, choices=Type)

    class Meta:
        db_table = "payments_fee_invoice"
        constraints = [
            models.UniqueConstraint(
                fields=["payment", "sha256"], condition=Q(taken_back_at=None), name="fee_invoice_once"
            ),
            models.CheckConstraint(
                condition=Q(size__gt=0, type__in=["pdf", "jpg", "png", "xlsx"]), name="fee_invoice_sound"
            ),
            models.CheckConstraint(condition=TAKEN_BACK_WHOLE, name="fee_invoice_taken_back"),
            sealed_only("name", "filename", "fee_invoice_name_sealed"),
            sealed_only("key", "filekey", "fee_invoice_key_sealed"),
        ]


class RunFee(models.Model):
    """What a run costs by one contract: its own line, beside what people are paid.

    Without ``file`` it is what handing over cost, and says by which contract the commune's lines of the channel go
    (nothing yet where only what is received is charged). With a file: what that made owed, or no longer owed (all
    three negative). ``payment``: the paper that pays it.
    """

    run = models.ForeignKey(PayrollRun, on_delete=models.PROTECT, related_name="+")
    commune = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    contract = models.ForeignKey(FeeContract, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(ReturnImport, null=True, on_delete=models.PROTECT, related_name="+")
    line_count = models.IntegerField()
    lines_vnd = models.BigIntegerField()
    fee_vnd = models.BigIntegerField()
    payment = models.ForeignKey(FeePayment, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "payments_run_fee"
        constraints = [
            models.UniqueConstraint(fields=["run", "commune", "contract"], condition=Q(file=None), name="run_fee_once"),
            models.UniqueConstraint(
                fields=["file", "commune", "contract"], condition=Q(line_count__gt=0), name="run_fee_owed_once"
            ),
            models.UniqueConstraint(
                fields=["file", "commune", "contract"], condition=Q(line_count__lt=0), name="run_fee_back_once"
            ),
            models.CheckConstraint(
                condition=Q(line_count__gt=0, lines_vnd__gt=0, fee_vnd__gte=0)
                | Q(file__isnull=False, line_count__lt=0, lines_vnd__lt=0, fee_vnd__lte=0),
                name="run_fee_sound",
            ),
        ]

    @property
    def counts(self) -> bool:
        """Whether its lines are those that are charged for; those that only bind a run to a contract are not."""
        return self.file_id is not None or self.contract.due == Due.RELEASED
