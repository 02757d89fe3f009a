"""Facts that travel upstream: written with the change that made them, handled afterwards."""

from django.db import models
from django.db.models.functions import Now


class OutboxFact(models.Model):
    """Something that happened; flows/reactions.py says what follows from it."""

    kind = models.CharField(max_length=80)
    payload = models.JSONField()
    created_at = models.DateTimeField(db_default=Now())
    handled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kernel_outbox_fact"
        indexes = [
            models.Index(fields=["id"], name="outbox_waiting", condition=models.Q(handled_at=None)),
        ]
