"""What a draft would change, by commune: figures that add up to every table of a result, and the people behind."""

from django.db import models
from django.db.models import F, Q

from .simulation import Simulation


class Change(models.TextChoices):
    """What becomes of a person by a draft."""

    NEW = "new", "Mới được hưởng"
    MORE = "more", "Được hưởng cao hơn"
    OTHER = "other", "Đổi nhóm, mức như cũ"
    LESS = "less", "Bị giảm mức"
    NONE = "none", "Không còn được hưởng"
    SAME = "same", "Giữ nguyên"


def _amounts_agree() -> Q:
    was, becomes = F("before_vnd"), F("after_vnd")
    return (
        Q(change="new", before_vnd=0, after_vnd__gt=0)
        | Q(change="none", after_vnd=0, before_vnd__gt=0)
        | Q(change="more", before_vnd__gt=0, after_vnd__gt=was)
        | Q(change="less", after_vnd__gt=0, before_vnd__gt=becomes)
        | Q(change="other", before_vnd__gt=0, after_vnd=was)
    )


class ReformCell(models.Model):
    """People and đồng of a month in a commune and category, before and after. A person may count in two categories."""

    simulation = models.ForeignKey(Simulation, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    programme = models.CharField(max_length=30)
    category = models.CharField(max_length=80)
    people_before = models.PositiveIntegerField()
    people_after = models.PositiveIntegerField()
    before_vnd = models.BigIntegerField()
    after_vnd = models.BigIntegerField()

    class Meta:
        db_table = "oversight_reform_cell"
        constraints = [
            models.UniqueConstraint(fields=["simulation", "area", "programme", "category"], name="reform_cell_once"),
            models.CheckConstraint(condition=Q(before_vnd__gte=0, after_vnd__gte=0), name="reform_cell_figures"),
        ]


class ReformChange(models.Model):
    """People of a commune by what becomes of them, each person once; those who get nothing either way are left out."""

    simulation = models.ForeignKey(Simulation, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    change = models.CharField(max_length=5, choices=Change)
    people = models.PositiveIntegerField()
    before_vnd = models.BigIntegerField()
    after_vnd = models.BigIntegerField()

    class Meta:
        db_table = "oversight_reform_change"
        constraints = [
            models.UniqueConstraint(fields=["simulation", "area", "change"], name="reform_change_once"),
            models.CheckConstraint(
                condition=Q(people__gt=0) & (_amounts_agree() | Q(change="same", after_vnd=F("before_vnd"))),
                name="reform_change_figures",
            ),
        ]


class ReformPerson(models.Model):
    """Somebody whose case would have to be decided anew. ``before``, ``after``: categories, joined by " + "."""

    simulation = models.ForeignKey(Simulation, on_delete=models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+", db_index=False)
    change = models.CharField(max_length=5, choices=Change)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    before_vnd = models.BigIntegerField()
    after_vnd = models.BigIntegerField()

    class Meta:
        db_table = "oversight_reform_person"
        constraints = [
            models.UniqueConstraint(fields=["simulation", "person"], name="reform_person_once"),
            models.CheckConstraint(condition=_amounts_agree(), name="reform_person_figures"),
        ]
        indexes = [models.Index(fields=["simulation", "area", "id"], name="reform_person_area")]
