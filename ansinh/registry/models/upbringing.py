"""Who raises which own child: the numbers of children follow from it for any month."""

from django.db import models
from django.db.models import F, Q

from .dated import DatedFact, no_overlap, sound
from .person import Person


class Upbringing(DatedFact):
    """A parent raises an own child."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    child = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "registry_upbringing"
        constraints = [
            no_overlap("upbringing_no_overlap", "person", "child"),
            sound("upbringing_sound"),
            models.CheckConstraint(condition=~Q(person=F("child")), name="upbringing_other_person"),
        ]
