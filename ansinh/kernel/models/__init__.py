from .audit import AuditEntry, AuditLink
from .idempotency import IdempotencyKey
from .outbox import OutboxFact
from .progress import Progress
from .seal_key import SealKey

__all__ = ["AuditEntry", "AuditLink", "IdempotencyKey", "OutboxFact", "Progress", "SealKey"]
