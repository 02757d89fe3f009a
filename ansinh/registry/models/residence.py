"""Where people live."""

from django.db import models

from .dated import DatedFact, no_overlap, sound
from .person import Person


class Residence(DatedFact):
    """A person lives in a commune, and in which of its villages."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "registry_residence"
        constraints = [no_overlap("residence_no_overlap", "person"), sound("residence_sound")]
        indexes = [models.Index(fields=["unit"], name="residence_unit")]
