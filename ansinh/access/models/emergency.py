"""Reading the record of one person outside one's areas in an emergency: asked with a reason, granted by a second person
for some hours."""

from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Now

from .user import User

LONGEST_HOURS = 24
SHORTEST_REASON = 20
models.TextField.register_lookup(Length)


class EmergencyAccess(models.Model):
    """``person_id`` is a person of the registry, ``area`` the commune in charge of them when it was asked.

    Granted, it opens that person's facts to the asker until ``until``, and ends by itself: the database looks at the
    time (``access_lent_people``). Decided once, it is never changed.
    """

    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    person_id = models.BigIntegerField()
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    hours = models.PositiveSmallIntegerField()
    asked_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    granted = models.BooleanField(null=True)
    until = models.DateTimeField(null=True)
    read_count = models.PositiveIntegerField(default=0)
    last_read_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "access_emergency"
        constraints = [
            models.CheckConstraint(condition=~Q(decided_by=F("asked_by")), name="emergency_second_person"),
            models.CheckConstraint(
                name="emergency_decided_whole",
                condition=Q(granted=None, decided_by=None, decided_at=None, until=None)
                | Q(granted=False, decided_by__isnull=False, decided_at__isnull=False, until=None)
                | Q(granted=True, decided_by__isnull=False, decided_at__isnull=False, until__isnull=False),
            ),
            models.CheckConstraint(
                name="emergency_ends",
                condition=Q(until=None)
                | Q(until__gt=F("decided_at"), until__lte=F("decided_at") + timedelta(hours=LONGEST_HOURS)),
            ),
            models.CheckConstraint(condition=Q(hours__gte=1, hours__lte=LONGEST_HOURS), name="emergency_hours"),
            models.CheckConstraint(condition=Q(reason__length__gte=SHORTEST_REASON), name="emergency_reason"),
            models.UniqueConstraint(
                fields=["asked_by", "person_id"], condition=Q(granted=None), name="emergency_asked_once"
            ),
        ]
        indexes = [models.Index(fields=["asked_by", "until"], name="emergency_in_force")]
