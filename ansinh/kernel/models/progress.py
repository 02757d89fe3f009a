"""How far long work has come: one row a step, for the screens and for taking it up again."""

from django.db import models
from django.db.models.functions import Now


class Progress(models.Model):
    """A step of a piece of long work, with exact counts and a summary of what it did."""

    class State(models.TextChoices):
        WAITING = "waiting", "Đang chờ"
        QUEUED = "queued", "Trong hàng chờ"
        RUNNING = "running", "Đang chạy"
        DONE = "done", "Đã xong"
        FAILED = "failed", "Bị lỗi"

    work = models.CharField(max_length=120)
    step = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.BigIntegerField(default=0)
    total = models.BigIntegerField(default=0)
    message = models.TextField(blank=True)
    figures = models.JSONField(default=dict)
    updated_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "kernel_progress"
        constraints = [
            models.UniqueConstraint(fields=["work", "step"], name="progress_work_step"),
            models.CheckConstraint(condition=models.Q(done__gte=0, total__gte=0), name="progress_counts"),
        ]
