"""Lists past their term, as the night found them: for whoever is in charge to see, nothing more."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class PastTermListing(models.Model):
    """A commune with lists received before ``before``, all of whose rows are decided. Written anew every night."""

    area = models.OneToOneField("areas.Unit", on_delete=models.PROTECT, related_name="+")
    before = models.DateField()
    file_count = models.PositiveIntegerField()
    row_count = models.PositiveIntegerField()
    oldest = models.DateField()
    listed_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "intake_past_term"
        constraints = [
            models.CheckConstraint(condition=Q(file_count__gt=0), name="past_term_has_files"),
            models.CheckConstraint(condition=Q(oldest__lt=models.F("before")), name="past_term_is_past"),
        ]
