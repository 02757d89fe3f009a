"""News about a person or household as an officer brought it, and what it did to the registry."""

from django.contrib.postgres.fields import DateRangeField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ansinh.kernel.sealing.fields import SealedJson, sealed_only
from ansinh.registry.states import LIVE, State

from .person import Person
from .source import Source


class ChangeRequest(models.Model):
    """What somebody asks to have recorded from a day on, on which document, and what became of it.

    ``rows``: the facts it would change, as they were when it was written (or looked at again) and as they would be;
    once it is applied, as they were and are. ``to_area``: the commune that has to take the people up.
    """

    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=120)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    to_area = models.ForeignKey("areas.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    effective_on = models.DateField()
    values = SealedJson(what="asked", width=256)
    rows = SealedJson(what="rows", width=256, default=list)
    document_kind = models.CharField(max_length=120)
    document_number = models.CharField(max_length=60, blank=True)
    document_on = models.DateField(null=True)
    document_issuer = models.CharField(max_length=160, blank=True)
    note = models.CharField(max_length=500, blank=True)
    needs_approval = models.BooleanField()
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    opened_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=500, blank=True)
    source = models.OneToOneField(Source, null=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Source, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "registry_change_request"
        constraints = [
            sealed_only("values", "asked", "request_values_sealed"),
            sealed_only("rows", "rows", "request_rows_sealed"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="request_known_state"),
            models.CheckConstraint(
                name="request_maker_is_not_checker", condition=Q(decided_by=None) | ~Q(made_by=F("decided_by"))
            ),
            models.CheckConstraint(
                name="request_approved_by_somebody",
                condition=~Q(state__in=["approved", "applied", "undone"], needs_approval=True)
                | Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="request_applied_has_source",
                condition=Q(state__in=["applied", "undone"], source__isnull=False, applied_at__isnull=False)
                | (~Q(state__in=["applied", "undone"]) & Q(source=None, applied_at=None)),
            ),
            models.CheckConstraint(
                name="request_undone_has_source",
                condition=Q(state="undone", undone_by__isnull=False) | (~Q(state="undone") & Q(undone_by=None)),
            ),
            models.CheckConstraint(
                name="request_opened", condition=Q(state__in=["draft", "withdrawn"]) | Q(opened_at__isnull=False)
            ),
            models.CheckConstraint(name="request_refused_with_reason", condition=~Q(state="refused") | ~Q(because="")),
            models.CheckConstraint(condition=Q(to_area=None) | ~Q(to_area=F("area")), name="request_goes_elsewhere"),
        ]
        indexes = [
            models.Index(fields=["area", "state", "-opened_at"], name="request_queue"),
            models.Index(fields=["to_area", "state"], condition=Q(to_area__isnull=False), name="request_to_take_up"),
            models.Index(fields=["person"], name="request_person"),
            models.Index(fields=["effective_on"], condition=Q(state="approved"), name="request_due"),
        ]

    @property
    def live(self) -> bool:
        """Whether it waits for something."""
        return self.state in LIVE


class Touch(models.Model):
    """A fact that a request lays a hand on, during some days; two live ones over the same are a conflict."""

    request = models.ForeignKey(ChangeRequest, on_delete=models.CASCADE, related_name="touches")
    subject = models.CharField(max_length=9, choices=[("person", "Người"), ("household", "Hộ")])
    subject_id = models.BigIntegerField()
    fact = models.CharField(max_length=60)
    days = DateRangeField()

    class Meta:
        db_table = "registry_request_touch"
        constraints = [
            models.UniqueConstraint(fields=["request", "subject", "subject_id", "fact"], name="touch_once"),
            models.CheckConstraint(condition=Q(days__isempty=False), name="touch_days"),
            models.CheckConstraint(condition=Q(subject__in=["person", "household"]), name="touch_subject"),
        ]
        indexes = [models.Index(fields=["subject", "subject_id", "fact"], name="touch_fact")]
