"""How a person, or whoever looks after them, is reached."""

from django.db import models
from django.db.models import Q

from ansinh.kernel.sealing.fields import BlindIndexField, SealedField, sealed_only

from .dated import DatedFact, no_overlap, sound
from .person import Person


class Phone(DatedFact):
    """The telephone number to call, digits from the first zero on; several people may share one."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    number = SealedField(what="phone", allowed=r"0\d{9,10}")
    number_index = BlindIndexField(kind="phone", sources=("number",))

    class Meta:
        db_table = "registry_phone"
        constraints = [
            no_overlap("phone_one_at_a_time", "person"),
            sound("phone_sound"),
            models.CheckConstraint(condition=~Q(number=""), name="phone_has_number"),
            sealed_only("number", "phone", "phone_number_sealed"),
        ]
        indexes = [models.Index(fields=["number_index"], name="phone_number_index")]
