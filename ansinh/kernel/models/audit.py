"""The audit log: what was done and which named person was read, chained by hashes that the database computes."""

from django.db import models
from django.db.models.functions import Now


class AuditEntry(models.Model):
    """One write, or one read of a named person. Holds ids and counts, never a name or a number of a paper."""

    at = models.DateTimeField(db_default=Now())
    actor_id = models.BigIntegerField(null=True)
    actor_name = models.CharField(max_length=150)
    action = models.CharField(max_length=80)
    object_kind = models.CharField(max_length=60)
    object_id = models.CharField(max_length=60, blank=True)
    area_id = models.BigIntegerField(null=True)
    purpose = models.CharField(max_length=200, blank=True)
    details = models.JSONField(default=dict)

    class Meta:
        db_table = "kernel_audit_entry"
        indexes = [
            models.Index(fields=["object_kind", "object_id"]),
            models.Index(fields=["actor_id", "at"]),
        ]


class AuditLink(models.Model):
    """An entry's place in the chain, written by a trigger when the transaction commits."""

    seq = models.BigIntegerField(primary_key=True)
    entry = models.OneToOneField(AuditEntry, on_delete=models.PROTECT, related_name="+")
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "kernel_audit_link"
