"""Identity papers."""

from django.db import models

from ansinh.kernel.sealing.fields import BlindIndexField, SealedField, sealed_only

from .dated import DatedFact, no_overlap, sound
from .person import Person


def _fitting(kind: str, number: str) -> str:
    """The number, where its length is that of the kind. Raises ValueError."""
    if {"personal": 12, "old": 9}.get(kind) != len(number):
        raise ValueError("registry_paper.number: số không hợp với loại giấy tờ")
    return number


class Paper(DatedFact):
    """A number that identifies a person: the personal number of 12 digits, or the old one of 9.

    The number is sealed; it is looked up, and refused as somebody else's, by its blind index.
    """

    class Kind(models.TextChoices):
        PERSONAL_NUMBER = "personal", "Số định danh cá nhân"
        OLD_NUMBER = "old", "Chứng minh nhân dân 9 số"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    number = SealedField(what="number", allowed=r"\d{9}|\d{12}")
    number_index = BlindIndexField(kind="number", sources=("kind", "number"), compose=_fitting)

    class Meta:
        db_table = "registry_paper"
        constraints = [
            no_overlap("paper_one_person_a_number", "number_index"),
            no_overlap("paper_one_of_a_kind", "person", "kind"),
            sound("paper_sound"),
            models.CheckConstraint(condition=models.Q(kind__in=["personal", "old"]), name="paper_kind"),
            models.CheckConstraint(condition=~models.Q(number=""), name="paper_has_number"),
            sealed_only("number", "number", "paper_number_sealed"),
        ]
        indexes = [models.Index(fields=["number_index"], name="paper_number_index")]
