"""Budget lines, the decisions that give them money, and whether a year's budget is checked."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ansinh.funds.contents_table import CONTENTS
from ansinh.funds.states import EstimateState


class BudgetSource(models.TextChoices):
    """Whose money it is, in the order in which it is drawn."""

    CENTRAL = "central", "Ngân sách trung ương"
    PROVINCIAL = "provincial", "Ngân sách địa phương"
    DONATION = "donation", "Nguồn ủng hộ, tài trợ"


class BudgetLine(models.Model):
    """A year's money of one source for one content in an area, under its codes of the state budget index.

    ``content`` is a programme, "all" of them, or one of the other contents of TT 76/2021 Đ3. The amounts stand in the
    ledger (accounts of kind allotted and commitment); what was given and taken, in decisions.
    """

    year = models.PositiveSmallIntegerField()
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=10, choices=BudgetSource)
    content = models.CharField(max_length=30)
    chapter = models.CharField(max_length=3)
    category = models.CharField(max_length=3)
    section = models.CharField(max_length=3)
    item = models.CharField(max_length=4)

    class Meta:
        db_table = "funds_budget_line"
        constraints = [
            models.UniqueConstraint(
                fields=["year", "area", "source", "content", "chapter", "category", "section", "item"],
                name="budget_line_once",
            ),
            models.CheckConstraint(condition=Q(year__gte=2000, year__lte=2100), name="budget_line_year"),
            models.CheckConstraint(condition=Q(source__in=BudgetSource.values), name="budget_line_source"),
            models.CheckConstraint(condition=Q(content__in=list(CONTENTS)), name="budget_line_content"),
            models.CheckConstraint(
                name="budget_line_codes",
                condition=Q(chapter__regex=r"^\d{3}$", category__regex=r"^\d{3}$", section__regex=r"^\d{3}$")
                & Q(item__regex=r"^\d{4}$"),
            ),
        ]

    @property
    def codes(self) -> str:
        """Chương – loại – khoản – mục as offices write them."""
        return f"{self.chapter}-{self.category}-{self.section}-{self.item}"


class Estimate(models.Model):
    """A decision about a year's estimate: its first amounts or an adjustment. One enters it, another approves it."""

    class Kind(models.TextChoices):
        GIVEN = "given", "Giao đầu năm"
        ADDED = "added", "Bổ sung"
        ADJUSTED = "adjusted", "Điều chỉnh"

    year = models.PositiveSmallIntegerField()
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=8, choices=Kind)
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    note = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=8, choices=EstimateState, default=EstimateState.ENTERED)
    entered_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(db_default=Now())
    approved_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "funds_estimate"
        constraints = [
            models.UniqueConstraint(
                fields=["area", "number", "decided_on"], condition=~Q(state="dropped"), name="estimate_once"
            ),
            models.CheckConstraint(condition=Q(state__in=EstimateState.values), name="estimate_state"),
            models.CheckConstraint(condition=Q(kind__in=["given", "added", "adjusted"]), name="estimate_kind"),
            models.CheckConstraint(condition=~Q(number=""), name="estimate_number"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("entered_by")), name="estimate_maker_is_not_checker"
            ),
            models.CheckConstraint(
                name="estimate_approved_by_somebody",
                condition=Q(state="approved", approved_by__isnull=False, approved_at__isnull=False)
                | ~Q(state="approved") & Q(approved_by=None, approved_at=None),
            ),
        ]


class EstimateRow(models.Model):
    """What a decision gives to a line (above 0) or takes from it (below 0), in đồng."""

    estimate = models.ForeignKey(Estimate, on_delete=models.PROTECT, related_name="rows")
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="+")
    amount_vnd = models.BigIntegerField()

    class Meta:
        db_table = "funds_estimate_row"
        constraints = [
            models.UniqueConstraint(fields=["estimate", "line"], name="estimate_row_once"),
            models.CheckConstraint(condition=~Q(amount_vnd=0), name="estimate_row_amount"),
        ]


class BudgetCheck(models.Model):
    """Whether lists of a year are refused for want of budget; the latest row counts, without one they are not."""

    year = models.PositiveSmallIntegerField()
    checked = models.BooleanField()
    because = models.CharField(max_length=300)
    set_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "funds_budget_check"
        constraints = [models.CheckConstraint(condition=~Q(because=""), name="budget_check_because")]
        indexes = [models.Index(fields=["year", "-id"], name="budget_check_latest")]


class Holding(models.Model):
    """What an account that may not fall below 0 holds now; written by the database as entries come."""

    account = models.OneToOneField("funds.Account", primary_key=True, on_delete=models.PROTECT, related_name="+")
    amount_vnd = models.BigIntegerField()

    class Meta:
        db_table = "funds_holding"
        constraints = [models.CheckConstraint(condition=Q(amount_vnd__gte=0), name="holding_not_below_zero")]
