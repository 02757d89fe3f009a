"""Single lines that were held back before their run went to the payer."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from .line import PayrollLine


class LineHold(models.Model):
    """A line that is not sent, and why. Until it is lifted no run draws the line's months; then the next one does."""

    line = models.OneToOneField(PayrollLine, on_delete=models.PROTECT, related_name="+")
    because = models.CharField(max_length=500)
    held_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    held_at = models.DateTimeField(db_default=Now())
    lifted_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_because = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "payments_hold"
        constraints = [
            models.CheckConstraint(condition=~Q(because=""), name="hold_reason"),
            models.CheckConstraint(
                name="hold_lifted",
                condition=Q(lifted_by=None, lifted_at=None, lifted_because="")
                | (Q(lifted_by__isnull=False, lifted_at__gte=F("held_at")) & ~Q(lifted_because="")),
            ),
        ]
        indexes = [models.Index(fields=["line"], condition=Q(lifted_at=None), name="hold_open")]
