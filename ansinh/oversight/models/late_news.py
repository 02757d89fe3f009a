"""News that came late: a month that was determined or paid on facts which are believed no more."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.casework.models import Decision
from ansinh.payments.models import PayrollLine
from ansinh.registry.models import Person, Source


class LateNews(models.Model):
    """A person and month whose facts are others than those that were used, and the source that said so.

    ``run_id`` is the determination that rested on the old facts (none: the month was decided and paid without one);
    ``facts`` names those that differ; before and after are its answer (or what was decided) and the one of today, as
    benefits "programme:category:đồng" joined by "|" and their sum. ``owed_vnd`` is what deciding today still gives for
    the month: a benefit that counts from its decision gives nothing before. What was decided and paid for the month is
    that of the moment of noting. Only the end is written later: by a decision, or because nothing follows;
    ``closed_by`` somebody who looked and says why nothing does.
    """

    class Outcome(models.IntegerChoices):
        NOT_ELIGIBLE = 0, "Không đủ điều kiện"
        ELIGIBLE = 1, "Đủ điều kiện"
        UNDETERMINED = 2, "Chưa xác định được"

    class Resolution(models.TextChoices):
        NO_CONSEQUENCE = "no_consequence", "Không làm thay đổi kết quả"
        IN_FORCE = "in_force", "Quyết định đang có hiệu lực đã đúng"
        DECISION = "decision", "Đã có quyết định"
        LATER_NEWS = "later_news", "Đã có tin mới hơn"
        BY_HAND = "by_hand", "Đã xem, không phải điều chỉnh"

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    heard_at = models.DateTimeField()
    run_id = models.BigIntegerField(null=True)
    facts = ArrayField(models.CharField(max_length=40))
    before_hash = models.CharField(max_length=64, blank=True)
    after_hash = models.CharField(max_length=64, blank=True)
    before_outcome = models.SmallIntegerField(choices=Outcome)
    after_outcome = models.SmallIntegerField(choices=Outcome)
    before_benefits = models.TextField(blank=True)
    after_benefits = models.TextField(blank=True)
    before_vnd = models.BigIntegerField()
    after_vnd = models.BigIntegerField()
    owed_vnd = models.BigIntegerField()
    decided_vnd = models.BigIntegerField()
    paid_vnd = models.BigIntegerField()
    noted_at = models.DateTimeField(db_default=Now())
    resolution = models.CharField(max_length=14, choices=Resolution, blank=True)
    resolved_at = models.DateTimeField(null=True)
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="+")
    closed_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    closed_because = models.CharField(max_length=500, blank=True, db_default="")

    class Meta:
        db_table = "oversight_late_news"
        constraints = [
            models.UniqueConstraint(fields=["person", "month", "source"], name="late_news_once"),
            models.UniqueConstraint(fields=["person", "month"], condition=Q(resolution=""), name="late_news_one_open"),
            models.CheckConstraint(condition=Q(month__day=1), name="late_news_month"),
            models.CheckConstraint(
                name="late_news_resolution",
                condition=Q(resolution="", resolved_at=None, decision=None)
                | Q(resolution="decision", resolved_at__isnull=False, decision__isnull=False)
                | Q(
                    resolution__in=["no_consequence", "in_force", "later_news", "by_hand"],
                    resolved_at__isnull=False,
                    decision=None,
                ),
            ),
            models.CheckConstraint(
                name="late_news_closed_by_hand",
                condition=Q(resolution="by_hand", closed_by__isnull=False) & ~Q(closed_because="")
                | ~Q(resolution="by_hand") & Q(closed_by=None, closed_because=""),
            ),
            models.CheckConstraint(
                name="late_news_figures",
                condition=Q(before_vnd__gte=0, after_vnd__gte=0, owed_vnd__gte=0, decided_vnd__gte=0, paid_vnd__gte=0),
            ),
        ]

    @property
    def stake_vnd(self) -> int:
        """What is still owed for the month less what was paid for it, or where nothing was, what was decided."""
        return self.owed_vnd - (self.paid_vnd or self.decided_vnd)


class LateNewsLine(models.Model):
    """A payroll line that pays for the month, with what it holds for it."""

    news = models.ForeignKey(LateNews, on_delete=models.PROTECT, related_name="lines")
    line = models.ForeignKey(PayrollLine, on_delete=models.PROTECT, related_name="+")
    amount_vnd = models.BigIntegerField()

    class Meta:
        db_table = "oversight_late_news_line"
        constraints = [models.UniqueConstraint(fields=["news", "line"], name="late_news_line_once")]
