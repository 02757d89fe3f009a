"""What the database knows of the keys: their numbers and fingerprints, never the keys."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now


class SealKey(models.Model):
    """A key that was used here. ``fingerprint`` tells whether the key file is the one that belongs to this database."""

    purpose = models.CharField(max_length=5)
    number = models.PositiveSmallIntegerField()
    fingerprint = models.CharField(max_length=16)
    in_force = models.BooleanField(default=False)
    made_at = models.DateTimeField(db_default=Now())
    retired_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "kernel_seal_key"
        constraints = [
            models.UniqueConstraint(fields=["purpose", "number"], name="seal_key_once"),
            models.UniqueConstraint(fields=["purpose"], condition=Q(in_force=True), name="seal_key_one_in_force"),
            models.CheckConstraint(condition=Q(purpose__in=["seal", "index"]), name="seal_key_purpose"),
            models.CheckConstraint(condition=~Q(in_force=True, retired_at__isnull=False), name="seal_key_retired"),
        ]
