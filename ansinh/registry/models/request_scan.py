"""The scan of the document that came with news."""

from django.db import models
from django.db.models import Q

from ansinh.kernel.sealing.fields import SealedField, sealed_only

from .change_request import ChangeRequest


class RequestScan(models.Model):
    """One file a request, kept encrypted in the data folder; another one takes its place only in a draft.

    ``key``: the key of this one file, itself sealed; empty where the file was lost before it could be sealed.
    """

    class Type(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpg", "JPEG"
        PNG = "png", "PNG"

    request = models.OneToOneField(ChangeRequest, on_delete=models.PROTECT, related_name="scan")
    type = models.CharField(max_length=4, choices=Type)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    key = SealedField(what="filekey", width=64)
    stored = models.CharField(max_length=120)

    class Meta:
        db_table = "registry_request_scan"
        constraints = [
            models.CheckConstraint(name="request_scan_type", condition=Q(type__in=["pdf", "jpg", "png"])),
            models.CheckConstraint(name="request_scan_size", condition=Q(size__gt=0) | Q(key="")),
            sealed_only("key", "filekey", "request_scan_key_sealed"),
        ]
