"""The law that this installation holds beside what is written in the package: texts prepared, published, withdrawn.

All three tables are append-only. Columns that repeat what stands in the row before are there for the database to
compare with: that another person publishes, and that nothing is withdrawn once it holds.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

NUMBER_LENGTH, TITLE_LENGTH, BODY_LENGTH, REASON_LENGTH = 100, 300, 200, 500


class Enactment(models.Model):
    """A text as it was entered: a draft as canonical JSON, which changes the law from ``first_month`` on.

    ``number``, ``issued_on``, ``issued_by``: the paper it is taken from, as far as it is known when it is prepared.
    """

    text = models.TextField()
    text_sha256 = models.CharField(max_length=64, db_index=True)
    title = models.CharField(max_length=TITLE_LENGTH)
    number = models.CharField(max_length=NUMBER_LENGTH)
    first_month = models.DateField()
    issued_on = models.DateField(null=True)
    issued_by = models.CharField(max_length=BODY_LENGTH, blank=True)
    prepared_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        db_table = "determination_enactment"
        constraints = [
            models.CheckConstraint(condition=Q(first_month__day=1), name="enactment_first_of_month"),
            models.CheckConstraint(condition=~Q(title="") & ~Q(number=""), name="enactment_named"),
        ]


class Publication(models.Model):
    """A text became law: by whom, on what paper. ``recorded_at`` is the moment from which it is known here."""

    enactment = models.OneToOneField(Enactment, on_delete=models.PROTECT, related_name="publication")
    first_month = models.DateField()
    prepared_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    published_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=NUMBER_LENGTH)
    issued_on = models.DateField()
    issued_by = models.CharField(max_length=BODY_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "determination_publication"
        constraints = [
            models.CheckConstraint(condition=~Q(published_by=F("prepared_by")), name="publication_by_another"),
            models.CheckConstraint(condition=~Q(number="") & ~Q(issued_by=""), name="publication_named"),
        ]
        indexes = [models.Index(fields=["recorded_at"], name="publication_known")]


class Withdrawal(models.Model):
    """A text will not be law: one that was only prepared, or one published whose first month has not begun."""

    enactment = models.OneToOneField(Enactment, on_delete=models.PROTECT, related_name="withdrawal")
    first_month = models.DateField()
    published = models.BooleanField()
    withdrawn_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=REASON_LENGTH)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "determination_withdrawal"
        constraints = [models.CheckConstraint(condition=~Q(reason=""), name="withdrawal_reason")]
