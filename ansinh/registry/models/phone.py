"""How a person, or whoever looks after them, is reached."""

from django.db import models
from django.db.models import Q

from .dated import DatedFact, no_overlap, sound
from .person import Person


class Phone(DatedFact):
    """The telephone number to call, digits from the first zero on; several people may share one."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=11)

    class Meta:
        db_table = "registry_phone"
        constraints = [
            no_overlap("phone_one_at_a_time", "person"),
            sound("phone_sound"),
            models.CheckConstraint(name="phone_number_form", condition=Q(number__regex=r"^0\d{9,10}$")),
        ]
        indexes = [models.Index(fields=["number"], name="phone_number")]
