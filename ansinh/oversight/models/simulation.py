"""What was asked of a draft or of coming years, and that it was answered; neither ever changes."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

MOST_YEARS = 10


class Simulation(models.Model):
    """A question: a draft over the people of a month, or what ``years`` from a month on cost.

    It is answered about what was known at ``asked_at``. ``area``: the province, or the commune it was limited to.
    ``draft`` is the text as it was given; an outlook may have none. ``assumptions``: those of an outlook, in the form
    of simulations/assumptions.yaml.
    """

    class Kind(models.TextChoices):
        REFORM = "reform", "Thử dự thảo"
        OUTLOOK = "outlook", "Dự báo kinh phí"

    kind = models.CharField(max_length=7, choices=Kind)
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.DateField()
    years = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300, blank=True)
    number = models.CharField(max_length=200, blank=True)
    first_month = models.DateField(null=True)
    draft = models.TextField(blank=True)
    draft_sha256 = models.CharField(max_length=64, blank=True)
    assumptions = models.JSONField(null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "oversight_simulation"
        constraints = [
            models.CheckConstraint(condition=Q(month__day=1), name="simulation_first_of_month"),
            models.CheckConstraint(condition=Q(years__gte=1, years__lte=MOST_YEARS), name="simulation_years"),
            models.CheckConstraint(
                condition=Q(draft="", draft_sha256="", title="", number="", first_month=None)
                | (
                    ~Q(draft="")
                    & ~Q(title="")
                    & Q(draft_sha256__regex="^[0-9a-f]{64}$", first_month__isnull=False, first_month__day=1)
                ),
                name="simulation_draft_whole",
            ),
            models.CheckConstraint(
                condition=(Q(kind="reform", assumptions=None) & ~Q(draft=""))
                | Q(kind="outlook", assumptions__isnull=False),
                name="simulation_kind_has_its_own",
            ),
        ]
        indexes = [models.Index(fields=["kind", "-id"], name="simulation_latest")]

    @property
    def work(self) -> str:
        """The name under which its progress is reported."""
        return f"simulation:{self.pk}"


class SimulationResult(models.Model):
    """That a question was answered, by which law. ``labels``: the words of every category, those of the draft included.

    ``years``: of a reform, year, months, before_vnd and after_vnd. ``draft_version`` is empty without a draft.
    """

    simulation = models.OneToOneField(Simulation, on_delete=models.PROTECT, related_name="result")
    law_version = models.CharField(max_length=64)
    draft_version = models.CharField(max_length=64, blank=True)
    people = models.PositiveIntegerField()
    undetermined_before = models.PositiveIntegerField(default=0)
    undetermined_after = models.PositiveIntegerField(default=0)
    labels = models.JSONField(default=dict)
    years = models.JSONField(default=list)
    made_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "oversight_simulation_result"
