"""Identity papers."""

from django.db import models
from django.db.models import Q

from .dated import DatedFact, no_overlap, sound
from .person import Person


class Paper(DatedFact):
    """A number that identifies a person: the personal number of 12 digits, or the old one of 9."""

    class Kind(models.TextChoices):
        PERSONAL_NUMBER = "personal", "Số định danh cá nhân"
        OLD_NUMBER = "old", "Chứng minh nhân dân 9 số"

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    number = models.CharField(max_length=12)

    class Meta:
        db_table = "registry_paper"
        constraints = [
            no_overlap("paper_one_person_a_number", "number"),
            no_overlap("paper_one_of_a_kind", "person", "kind"),
            sound("paper_sound"),
            models.CheckConstraint(
                name="paper_number_form",
                condition=Q(kind="personal", number__regex=r"^\d{12}$") | Q(kind="old", number__regex=r"^\d{9}$"),
            ),
        ]
        indexes = [models.Index(fields=["number"], name="paper_number")]
