"""Changes of the areas: prepared by one, carried out by another, undone while nothing depends on them."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now


class Change(models.Model):
    """A dated change with the resolution it rests on. ``plan`` is what `areas.plan.Plan` writes.

    ``figures`` are those before and after it was applied. Users are named by id: accounts lie downstream.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", "Nhập"
        SPLIT = "split", "Chia"
        RENAME = "rename", "Đổi tên"
        MOVE = "move", "Chuyển về đơn vị cấp trên khác"
        END_LEVEL = "end_level", "Kết thúc cấp huyện"
        REORGANISE = "reorganise", "Sắp xếp"

    class State(models.TextChoices):
        PREPARED = "prepared", "Đã lập"
        APPLIED = "applied", "Đã áp dụng"
        UNDONE = "undone", "Đã hoàn tác"
        DROPPED = "dropped", "Đã bỏ"

    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=8, choices=State, default=State.PREPARED)
    on = models.DateField()
    citation = models.CharField(max_length=200)
    plan = models.JSONField()
    figures = models.JSONField(default=dict)
    prepared_by_id = models.BigIntegerField()
    prepared_at = models.DateTimeField(db_default=Now())
    applied_by_id = models.BigIntegerField(null=True)
    applied_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "areas_change"
        constraints = [
            models.CheckConstraint(condition=~Q(citation=""), name="area_change_rests_on_something"),
            models.CheckConstraint(
                condition=Q(applied_by_id=None) | ~Q(applied_by_id=F("prepared_by_id")),
                name="area_change_maker_is_not_checker",
            ),
            models.CheckConstraint(
                name="area_change_state",
                condition=Q(state__in=["prepared", "dropped"], applied_by_id=None, undone_by_id=None)
                | Q(state="applied", applied_by_id__isnull=False, applied_at__isnull=False, undone_by_id=None)
                | Q(state="undone", applied_by_id__isnull=False, undone_by_id__isnull=False, undone_at__isnull=False),
            ),
        ]


class Carried(models.Model):
    """A row that a change moved, ended or made, with what it was before: what undoing puts back.

    ``what`` names the table and what happened to the row; ``unit_id``, ``until`` and ``was`` are its former unit, end
    and text. Facts of the registry are not here: their sources say it.
    """

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=30)
    row_id = models.BigIntegerField()
    unit_id = models.BigIntegerField(null=True)
    until = models.DateField(null=True)
    was = models.CharField(max_length=120, default="", db_default="")

    class Meta:
        db_table = "areas_carried"
        constraints = [models.UniqueConstraint(fields=["change", "what", "row_id"], name="carried_once")]
