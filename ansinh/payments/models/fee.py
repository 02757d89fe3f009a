"""What handing money over costs: contracts with dates, and what each run that was handed over costs by them."""

from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ansinh.registry.public import PaymentChannel

from .run import PayrollRun


class Bearer(models.TextChoices):
    """Who pays the fee; never the person."""

    BUDGET = "budget", "Ngân sách (chi phí chi trả)"
    PROVIDER = "provider", "Đơn vị chi trả tự chịu"


class Rounding(models.TextChoices):
    """How the part of a fee that goes by the amount becomes whole đồng, line by line."""

    HALF_UP = "half_up", "làm tròn, từ nửa đồng trở lên thành một đồng"
    UP = "up", "làm tròn lên"
    DOWN = "down", "bỏ phần lẻ"


class FeeContract(models.Model):
    """A contract (hợp đồng chi trả) for a channel in an area on the days of ``valid``.

    The fee of a line that is handed over: ``per_line_vnd``, and ``per_million_vnd`` đồng for each million of it (10,000
    are 1 %) made whole đồng as ``rounding`` says, not below ``minimum_vnd`` and not above ``maximum_vnd`` (None: no
    limit). One contract a channel, area and day, so those of one provider never overlap either.
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
                condition=Q(bearer__in=Bearer.values, rounding__in=Rounding.values), name="fee_contract_choices"
            ),
        ]

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        last: date = self.valid.upper - timedelta(days=1)
        return last


class RunFee(models.Model):
    """What a run that was handed over costs by one contract: its own line, beside what people are paid."""

    run = models.ForeignKey(PayrollRun, on_delete=models.PROTECT, related_name="+")
    commune = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    contract = models.ForeignKey(FeeContract, on_delete=models.PROTECT, related_name="+")
    line_count = models.IntegerField()
    lines_vnd = models.BigIntegerField()
    fee_vnd = models.BigIntegerField()

    class Meta:
        db_table = "payments_run_fee"
        constraints = [
            models.UniqueConstraint(fields=["run", "commune", "contract"], name="run_fee_once"),
            models.CheckConstraint(
                condition=Q(line_count__gt=0, lines_vnd__gt=0, fee_vnd__gte=0), name="run_fee_sound"
            ),
        ]
