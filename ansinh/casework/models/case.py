"""Cases (hồ sơ): what somebody asks for or the office has to do about one person, with a number and a clock."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ansinh.casework.case_states import CLOSED, CaseState
from ansinh.kernel.sealing.fields import SealedField, SealedJson, sealed_only
from ansinh.registry.models import ChangeRequest, Person

from .decision import Decision

_DONE = [state.value for state in CLOSED]
_ENDED_BY_SOMEBODY = ["decided", "refused"]


class Case(models.Model):
    """A case of a kind (``cases.kinds``) under the procedure that held on the day of receipt; ``flow``: its table.

    ``register``: the commune whose register of receipt has the number; ``area``: in charge today.

    ``due_on``: last day of its term, by law or (``due_by_law`` false) of the office's own target; ``step_due_on``: of
    the open step; none while ``paused_on``, or where no day can be told. ``suggested``: what the maker proposes.
    ``left_by``: the decision by which the old commune ended its payment to somebody who moves.
    """

    class Suggested(models.TextChoices):
        GRANT = "grant", "Giải quyết"
        REFUSE = "refuse", "Không giải quyết"

    kind = models.CharField(max_length=20)
    programme = models.CharField(max_length=30, blank=True)
    procedure = models.CharField(max_length=30, blank=True)
    flow = models.CharField(max_length=14)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    to_area = models.ForeignKey("areas.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    register = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    received_on = models.DateField()
    received_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())
    starter = models.CharField(max_length=12)
    applicant = SealedJson(what="applicant", width=128)
    asked = SealedJson(what="asking", width=256)
    state = models.CharField(max_length=12, choices=CaseState, default=CaseState.RECEIVED)
    owner = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    step_due_on = models.DateField(null=True)
    due_by_law = models.BooleanField()
    paused_on = models.DateField(null=True)
    escalated = models.PositiveSmallIntegerField(default=0)
    suggested = models.CharField(max_length=6, blank=True, choices=Suggested)
    prepared_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    because = SealedField(what="because", width=128, blank=True)
    decided_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    closed_on = models.DateField(null=True)
    left_by = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="+")
    decision = models.ForeignKey(Decision, null=True, on_delete=models.PROTECT, related_name="+")
    request = models.ForeignKey(ChangeRequest, null=True, on_delete=models.PROTECT, related_name="+")
    follows = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "casework_case"
        constraints = [
            models.UniqueConstraint(fields=["register", "year", "number"], name="case_number"),
            models.UniqueConstraint(
                fields=["person", "kind", "programme"],
                condition=~Q(state__in=_DONE) & ~Q(kind__in=["complaint", "appeal", "grievance", "own_data"]),
                name="case_one_live",
            ),
            models.CheckConstraint(condition=Q(state__in=CaseState.values), name="case_known_state"),
            models.CheckConstraint(condition=Q(number__gt=0), name="case_number_from_one"),
            models.CheckConstraint(
                name="case_maker_is_not_checker", condition=Q(decided_by=None) | ~Q(prepared_by=F("decided_by"))
            ),
            models.CheckConstraint(
                name="case_ended_by_somebody",
                condition=Q(state__in=_ENDED_BY_SOMEBODY, decided_by__isnull=False, prepared_by__isnull=False)
                | (~Q(state__in=_ENDED_BY_SOMEBODY)),
            ),
            models.CheckConstraint(
                name="case_closed_on_a_day",
                condition=Q(state__in=_DONE, closed_on__isnull=False) | (~Q(state__in=_DONE) & Q(closed_on=None)),
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("received_on")), name="case_in_order"
            ),
            models.CheckConstraint(
                name="case_paused_while_waiting",
                condition=Q(state="citizen", paused_on__isnull=False, due_on=None)
                | (~Q(state="citizen") & Q(paused_on=None)),
            ),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(because=""), name="case_refused_with_reason"),
            sealed_only("applicant", "applicant", "case_applicant_sealed"),
            sealed_only("asked", "asking", "case_asked_sealed"),
            sealed_only("because", "because", "case_because_sealed"),
        ]
        indexes = [
            # the lists in their order, and all counts of them, read these two alone, also where rows are kept to areas
            models.Index(
                fields=["due_on", "id"],
                condition=Q(closed_on=None),
                name="case_open",
                include=[
                    "area",
                    "to_area",
                    "kind",
                    "flow",
                    "state",
                    "owner",
                    "prepared_by",
                    "step_due_on",
                    "escalated",
                    "received_on",
                ],
            ),
            models.Index(
                fields=["closed_on", "id"],
                condition=Q(closed_on__isnull=False),
                name="case_closed_by_day",
                include=["area", "to_area", "kind", "state", "received_on", "due_on"],
            ),
            models.Index(fields=["to_area"], condition=Q(to_area__isnull=False), name="case_to_area"),
            models.Index(fields=["owner", "due_on"], condition=Q(closed_on=None), name="case_owner_open"),
            models.Index(fields=["person"], name="case_person"),
            models.Index(fields=["received_on", "area", "kind"], name="case_received"),
        ]

    @property
    def symbol(self) -> str:
        """The number in the register of receipt: 12/2026."""
        return f"{self.number:02d}/{self.year}"

    @property
    def asked_after_moving(self) -> bool:
        """Whether somebody had moved already when they asked: received where they live, led by who pays."""
        return self.to_area_id is not None and self.request_id is None

    @property
    def live(self) -> bool:
        """Whether it waits for something."""
        return self.closed_on is None


class CaseStep(models.Model):
    """An act that was done to a case; append-only. ``by`` None: the system. ``said``: the text it needed.

    ``undoes``: the step that this one takes back, by the same person; the trigger says when (``case_undo_table``).
    ``was``: the values before of what the act changed besides the state; empty for acts that cannot be taken back.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="steps")
    act = models.CharField(max_length=20)
    before = models.CharField(max_length=12, blank=True)
    after = models.CharField(max_length=12)
    on = models.DateField()
    at = models.DateTimeField(db_default=Now())
    by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    said = SealedField(what="said", width=128, blank=True)
    undoes = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="undone")
    was = SealedJson(what="was", width=128, null=True)

    class Meta:
        db_table = "casework_case_step"
        constraints = [
            sealed_only("said", "said", "case_step_said_sealed"),
            sealed_only("was", "was", "case_step_was_sealed"),
            models.CheckConstraint(
                name="case_step_undo_with_reason",
                condition=Q(act="undo", undoes__isnull=False) & ~Q(said="") | ~Q(act="undo") & Q(undoes=None),
            ),
        ]
        indexes = [models.Index(fields=["case", "id"], name="case_step_in_order")]


class CasePaper(models.Model):
    """A paper on the checklist of a case, and since when it is there."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="papers")
    code = models.CharField(max_length=20)
    given_on = models.DateField(null=True)
    taken_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "casework_case_paper"
        constraints = [models.UniqueConstraint(fields=["case", "code"], name="case_paper_once")]


class CaseNote(models.Model):
    """What colleagues write to each other about a case; append-only."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    text = SealedField(what="note", width=128)
    by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "casework_case_note"
        constraints = [sealed_only("text", "note", "case_note_sealed")]


class CaseAttachment(models.Model):
    """A scan or document of a case, kept encrypted in the data folder under the hash of its content.

    ``key``: the key of this one file, itself sealed, so that changing the installation's keys never touches files.
    """

    class Type(models.TextChoices):
        PDF = "pdf", "PDF"
        JPEG = "jpg", "JPEG"
        PNG = "png", "PNG"
        DOCX = "docx", "Word"
        XLSX = "xlsx", "Excel"

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="attachments")
    paper = models.CharField(max_length=20, blank=True)
    name = SealedField(what="filename", width=64)
    type = models.CharField(max_length=4, choices=Type)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    key = SealedField(what="filekey", width=64)
    stored = models.CharField(max_length=120)
    by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "casework_case_attachment"
        constraints = [
            models.UniqueConstraint(fields=["case", "sha256"], name="case_attachment_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="case_attachment_size"),
            sealed_only("name", "filename", "case_attachment_name_sealed"),
            sealed_only("key", "filekey", "case_attachment_key_sealed"),
        ]


class OfficerPerson(models.Model):
    """Who an account's holder is in the registry, during a period: nobody decides on the own household."""

    user = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    valid = DateRangeField()
    declared_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "casework_officer_person"
        constraints = [
            models.CheckConstraint(condition=Q(valid__isempty=False), name="officer_person_valid"),
            ExclusionConstraint(
                name="officer_is_one_person",
                expressions=[("user", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
            ),
        ]
