"""A file that somebody handed in for a list or a paper, kept encrypted as other attached files are."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.kernel.sealing.fields import SealedField

TAKEN_BACK_WHOLE = Q(taken_back_at=None, taken_back_by=None, because="") | Q(
    taken_back_at__isnull=False, taken_back_by__isnull=False
) & ~Q(because="")
"""Taken back by somebody for a reason, or not at all."""


class KeptFile(models.Model):
    """``key``: the key of this one file, itself sealed. One that was wrong is taken back with a reason, and stays."""

    name = SealedField(what="filename", width=64)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    key = SealedField(what="filekey", width=64)
    stored = models.CharField(max_length=140)
    by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())
    taken_back_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    taken_back_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True
