"""Forms as people fill them in at the counter."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.casework.form_states import FormState
from ansinh.kernel.sealing.fields import SealedJson, sealed_only

from .case import Case


class FilledForm(models.Model):
    """What was declared on a form of a decree: about a person of the registry, or about somebody who is not in it yet.

    ``answers`` holds what was declared by the names of the fields, ``known`` what the registry said on ``known_on``,
    when the form was filled with it. ``version`` grows with every change of the answers.
    ``case``: the file that it belongs to, of the same person (foreign key).
    """

    code = models.CharField(max_length=12)
    title = models.CharField(max_length=120, blank=True)
    person = models.ForeignKey("registry.Person", null=True, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="forms")
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=FormState, default=FormState.DRAFT)
    answers = SealedJson(what="answers", width=256, default=dict)
    known = SealedJson(what="known", width=256, default=dict)
    known_on = models.DateField()
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    saved_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(db_default=Now())
    completed_at = models.DateTimeField(null=True)
    printed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "casework_filled_form"
        constraints = [
            sealed_only("answers", "answers", "form_answers_sealed"),
            sealed_only("known", "known", "form_known_sealed"),
            models.CheckConstraint(condition=Q(state__in=FormState.values), name="form_known_state"),
            models.CheckConstraint(condition=Q(version__gte=1), name="form_version"),
            models.CheckConstraint(
                name="form_completed",
                condition=Q(state="draft", completed_at=None) | (~Q(state="draft") & Q(completed_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="form_printed",
                condition=Q(state="printed", printed_at__isnull=False) | (~Q(state="printed") & Q(printed_at=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["area", "saved_at"], condition=Q(state="draft"), name="form_drafts"),
            models.Index(fields=["made_by", "state"], name="form_own"),
            models.Index(fields=["person"], name="form_person"),
            models.Index(fields=["case"], condition=Q(case__isnull=False), name="form_case"),
        ]
