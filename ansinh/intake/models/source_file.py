"""Files as they were received."""

from django.db import models
from django.db.models.functions import Now


class SourceFile(models.Model):
    """A file of a commune; its content (SHA-256) is taken in once.

    ``emptied_at``: the contents of its rows were removed, past their term.
    """

    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=255)
    size_bytes = models.BigIntegerField()
    received_on = models.DateField()
    received_at = models.DateTimeField(db_default=Now())
    received_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    emptied_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "intake_source_file"
        constraints = [
            models.UniqueConstraint(fields=["area", "sha256"], name="source_file_once"),
            models.CheckConstraint(condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"), name="source_file_hash"),
        ]

    def __str__(self) -> str:
        return self.name
