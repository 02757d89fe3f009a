from .audit import AuditEntry, AuditLink
from .idempotency import IdempotencyKey
from .outbox import OutboxFact
from .progress import Progress

__all__ = ["AuditEntry", "AuditLink", "IdempotencyKey", "OutboxFact", "Progress"]
