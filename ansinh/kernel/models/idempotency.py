"""Keys that callers choose before their first attempt, with the answer that a repeat gets again."""

from django.db import models
from django.db.models.functions import Now


class IdempotencyKey(models.Model):
    """An operation that must happen once, known by (scope, key); the hash tells a repeat from another request."""

    scope = models.CharField(max_length=60)
    key = models.CharField(max_length=120)
    request_hash = models.CharField(max_length=64)
    response = models.JSONField(null=True)
    started_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "kernel_idempotency_key"
        constraints = [models.UniqueConstraint(fields=["scope", "key"], name="idempotency_scope_key")]
