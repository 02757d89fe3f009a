"""People, as they are believed to be now: what lists and searches read."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from ansinh.kernel.sealing.fields import SealedField, sealed_only


class Person(models.Model):
    """A person. What was believed earlier stands in Identity; where they live, in Residence.

    ``area`` is the commune that is in charge today: row-level security goes by it. ``former_names``: folded, what they
    were recorded under before, here or in a record that was merged into this one; the database keeps them.
    """

    class Precision(models.TextChoices):
        DAY = "day", "Ngày"
        MONTH = "month", "Tháng"
        YEAR = "year", "Năm"

    class Sex(models.TextChoices):
        MALE = "male", "Nam"
        FEMALE = "female", "Nữ"

    full_name = models.CharField(max_length=120)
    name_fold = models.CharField(max_length=120)
    name_sort = models.CharField(max_length=240, db_collation="C")
    born_on = models.DateField()
    born_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    died_on = models.DateField(null=True)
    sex = models.CharField(max_length=6, choices=Sex, null=True)
    ethnicity = SealedField(what="ethnicity", blank=True)
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=120, blank=True)
    name_keys = models.GeneratedField(
        expression=models.Func(
            *map(models.F, ("name_fold", "born_on", "village", "area_id")), function="registry_name_keys"
        ),
        output_field=ArrayField(models.IntegerField()),
        db_persist=True,
    )
    former_names = ArrayField(models.TextField(), blank=True, db_default=[], default=list)
    former_keys = models.GeneratedField(
        expression=models.Func(
            *map(models.F, ("former_names", "born_on", "village", "area_id")), function="registry_former_keys"
        ),
        output_field=ArrayField(models.IntegerField()),
        db_persist=True,
    )

    class Meta:
        db_table = "registry_person"
        indexes = [
            models.Index(fields=["area", "name_sort", "id"], name="person_area_name"),
            models.Index(fields=["name_sort", "id"], name="person_name"),
            GinIndex(fields=["name_fold"], opclasses=["gin_trgm_ops"], name="person_name_trgm"),
            GinIndex(fields=["name_keys"], name="person_name_keys"),
            GinIndex(fields=["former_keys"], name="person_former_keys", condition=~models.Q(former_keys=[])),
        ]
        constraints = [
            sealed_only("ethnicity", "ethnicity", "person_ethnicity_sealed"),
            models.CheckConstraint(
                name="person_died_after_birth",
                condition=models.Q(died_on=None) | models.Q(died_on__gte=models.F("born_on")),
            ),
            models.CheckConstraint(condition=models.Q(sex__in=["male", "female"]), name="person_sex"),
            models.CheckConstraint(condition=models.Q(born_precision__in=["day", "month", "year"]), name="person_born"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def born(self) -> str:
        """The birth as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD."""
        return {"day": self.born_on.isoformat(), "month": f"{self.born_on:%Y-%m}", "year": f"{self.born_on:%Y}"}[
            self.born_precision
        ]
