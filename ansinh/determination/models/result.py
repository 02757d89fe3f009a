"""Results, one row a person to whom the law gives something or might: partitioned by run, loaded by COPY."""

from django.db import models

from ansinh.registry.models import Person

from .run import Run


class Result(models.Model):
    """What the law says of a person in the run's month, with all that is needed to show why.

    ``true_mask`` and ``known_mask`` hold the conditions of the law; ``facts_hash`` names the facts that were used.
    """

    class Outcome(models.IntegerChoices):
        NOT_ELIGIBLE = 0, "Không đủ điều kiện"
        ELIGIBLE = 1, "Đủ điều kiện"
        UNDETERMINED = 2, "Chưa xác định được"

    pk = models.CompositePrimaryKey("run_id", "person_id")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    area_id = models.BigIntegerField()
    outcome = models.SmallIntegerField(choices=Outcome)
    total_vnd = models.BigIntegerField()
    true_mask = models.BigIntegerField()
    known_mask = models.BigIntegerField()
    missing_mask = models.BigIntegerField()
    facts_hash = models.CharField(max_length=64)

    class Meta:
        db_table = "determination_result"


class Benefit(models.Model):
    """One benefit of a result: programme, category, coefficient in tenths (none where the law names an amount)."""

    pk = models.CompositePrimaryKey("run_id", "person_id", "programme", "category")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False)
    area_id = models.BigIntegerField()
    programme = models.CharField(max_length=30)
    category = models.CharField(max_length=40)
    coefficient_tenths = models.IntegerField(null=True)
    base_vnd = models.BigIntegerField()
    amount_vnd = models.BigIntegerField()

    class Meta:
        db_table = "determination_benefit"
