"""What a month of the future is expected to cost, by programme."""

from django.db import models
from django.db.models import Q

from .simulation import Simulation


class OutlookMonth(models.Model):
    """Expected people and đồng of a month, by the law as it is written now or with the draft."""

    class Law(models.TextChoices):
        NOW = "now", "Luật hiện nay"
        DRAFT = "draft", "Theo dự thảo"

    simulation = models.ForeignKey(Simulation, on_delete=models.PROTECT, related_name="+", db_index=False)
    law = models.CharField(max_length=5, choices=Law)
    month = models.DateField()
    programme = models.CharField(max_length=30)
    people = models.PositiveIntegerField()
    amount_vnd = models.BigIntegerField()

    class Meta:
        db_table = "oversight_outlook_month"
        constraints = [
            models.UniqueConstraint(fields=["simulation", "law", "month", "programme"], name="outlook_month_once"),
            models.CheckConstraint(condition=Q(month__day=1, amount_vnd__gte=0), name="outlook_month_figures"),
        ]
