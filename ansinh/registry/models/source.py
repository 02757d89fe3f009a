"""Where facts come from."""

from django.db import models
from django.db.models.functions import Now


class Source(models.Model):
    """A file and row, a form, or the system's own work; every fact names one."""

    class Kind(models.TextChoices):
        IMPORT = "import", "Danh sách Excel"
        FORM = "form", "Tờ khai"
        SYSTEM = "system", "Hệ thống"
        MERGE = "merge", "Gộp hồ sơ"
        MADE_UP = "made_up", "Dữ liệu giả lập"

    kind = models.CharField(max_length=10, choices=Kind)
    reference = models.CharField(max_length=200)
    file_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "registry_source"
        indexes = [models.Index(fields=["file_id"], name="source_file")]
