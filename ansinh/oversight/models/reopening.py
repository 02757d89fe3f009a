"""A mark of late news that was closed by hand and taken up again."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from .late_news import LateNews


class LateNewsReopening(models.Model):
    """Who took a mark up again and why; and who had closed it, when and why, as it stood until then."""

    news = models.ForeignKey(LateNews, on_delete=models.PROTECT, related_name="reopenings")
    closed_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()
    closed_because = models.CharField(max_length=500)
    by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    because = models.CharField(max_length=500)

    class Meta:
        db_table = "oversight_late_news_reopening"
        constraints = [
            models.UniqueConstraint(fields=["news", "closed_at"], name="reopening_once"),
            models.CheckConstraint(condition=~Q(because="") & ~Q(closed_because=""), name="reopening_says_why"),
            models.CheckConstraint(condition=Q(at__gte=F("closed_at")), name="reopening_after_closing"),
        ]
