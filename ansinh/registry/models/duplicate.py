"""Pairs of records that may be one person, and who decided what about them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ansinh.kernel.sealing.fields import SealedJson, sealed_only
from ansinh.registry.duplicate_states import Level, PairState

from .person import Person


class DuplicateSearch(models.Model):
    """One comparing of records: how many people, pairs compared, pairs shown. ``known_at``: what was known by then.

    ``by_night``: the next night goes on from here; at intake only some people are compared.
    """

    known_at = models.DateTimeField()
    by_night = models.BooleanField()
    whole = models.BooleanField()
    weights = models.PositiveSmallIntegerField()
    people = models.PositiveIntegerField()
    touched = models.PositiveIntegerField()
    found = models.PositiveIntegerField()
    raised = models.PositiveIntegerField()
    cleared = models.PositiveIntegerField()
    ended_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "registry_duplicate_search"


class DuplicatePair(models.Model):
    """Two records that may be one person. ``tenths`` of bits say how sure; ``reasons`` are levels of weights_table.

    The communes are those of both people when the pair was found: either sees the pair, whoever has both decides.
    """

    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    first_area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    second_area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    tenths = models.SmallIntegerField()
    level = models.CharField(max_length=8, choices=Level)
    reasons = ArrayField(models.CharField(max_length=24))
    search = models.ForeignKey(DuplicateSearch, on_delete=models.PROTECT, related_name="+")
    found_at = models.DateTimeField(db_default=Now())
    state = models.CharField(max_length=9, choices=PairState, default=PairState.SUSPECTED)
    decided_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    because = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "registry_duplicate_pair"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(condition=Q(first__lt=F("second")), name="duplicate_pair_in_order"),
            models.CheckConstraint(condition=Q(state__in=PairState.values), name="duplicate_pair_state"),
            models.CheckConstraint(
                name="duplicate_pair_decided_by_somebody",
                condition=Q(state__in=["suspected", "cleared"], decided_by=None, decided_at=None)
                | Q(state__in=["same", "different", "unsure"], decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-tenths", "id"], name="duplicate_pair_queue"),
            models.Index(fields=["second"], name="duplicate_pair_second"),
            models.Index(fields=["first_area", "state"], name="duplicate_pair_first_area"),
            models.Index(fields=["second_area", "state"], name="duplicate_pair_second_area"),
        ]

    @property
    def across(self) -> bool:
        """Whether the two live in two communes."""
        return self.first_area_id != self.second_area_id


class Merge(models.Model):
    """One record taken up by another. While it is done, ``absorbed`` is another name for ``kept``.

    ``choices``: where both said something about the same days, whose word was taken. ``person_before``: the row of
    ``kept`` that lists read, for undoing. Every fact it retracted or recorded names ``source``.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", "Chờ người khác duyệt"
        REFUSED = "refused", "Không duyệt"
        DONE = "done", "Đã gộp"
        UNDONE = "undone", "Đã hoàn tác"

    pair = models.ForeignKey(DuplicatePair, on_delete=models.PROTECT, related_name="+")
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    absorbed = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kept_area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    absorbed_area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    choices = SealedJson(what="choices", width=256, default=dict)
    because = models.CharField(max_length=500, blank=True)
    both_paid = models.BooleanField()
    state = models.CharField(max_length=8, choices=State, default=State.PROPOSED)
    made_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=Now())
    checked_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField(null=True)
    source = models.ForeignKey("registry.Source", null=True, on_delete=models.PROTECT, related_name="+")
    person_before = models.JSONField(null=True)
    undone_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_because = models.CharField(max_length=500, blank=True)

    class Meta:
        db_table = "registry_merge"
        constraints = [
            sealed_only("choices", "choices", "merge_choices_sealed"),
            models.CheckConstraint(condition=~Q(kept=F("absorbed")), name="merge_of_two"),
            models.CheckConstraint(condition=~Q(checked_by=F("made_by")), name="merge_maker_is_not_checker"),
            models.CheckConstraint(
                name="merge_of_two_paid_is_checked",
                condition=Q(both_paid=False) | ~Q(state__in=["done", "undone"]) | Q(checked_by__isnull=False),
            ),
            models.CheckConstraint(
                name="merge_done_is_whole",
                condition=~Q(state__in=["done", "undone"])
                | Q(done_at__isnull=False, source__isnull=False, person_before__isnull=False),
            ),
            models.CheckConstraint(
                name="merge_undone_by_somebody",
                condition=Q(state="undone", undone_by__isnull=False, undone_at__isnull=False)
                | (~Q(state="undone") & Q(undone_by=None, undone_at=None)),
            ),
            models.UniqueConstraint(fields=["absorbed"], condition=Q(state="done"), name="merge_absorbed_once"),
            models.UniqueConstraint(
                fields=["pair"], condition=Q(state__in=["proposed", "done"]), name="merge_one_live"
            ),
        ]
        indexes = [models.Index(fields=["kept"], condition=Q(state="done"), name="merge_kept")]
