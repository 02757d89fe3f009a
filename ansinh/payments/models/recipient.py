"""Who may collect for somebody: on which paper, during which days, and what of it stood on which list."""

from datetime import date, timedelta

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from ansinh.kernel.sealing.fields import BlindIndexField, SealedField, sealed_only
from ansinh.registry.public import Person

from .line import PayrollLine


class Relation(models.TextChoices):
    """How who collects is related to the person."""

    SPOUSE = "spouse", "Vợ, chồng"
    CHILD = "child", "Con"
    PARENT = "parent", "Cha, mẹ"
    SIBLING = "sibling", "Anh, chị, em"
    RELATIVE = "relative", "Họ hàng khác"
    GUARDIAN = "guardian", "Người giám hộ"
    CARER = "carer", "Người nhận chăm sóc, nuôi dưỡng"
    OTHER = "other", "Người khác"


class Authorised(models.Model):
    """Somebody may collect a person's cash on the days of ``valid``, by a paper; in force once another confirmed it.

    It is seen where the person is. Who collects is known by name and number alone; a person of the registry who bears
    the number is the same. Once the registry has their death, ``valid`` ends with that day (``collector_died_on``;
    ``written_end``: where the paper itself ends, should it turn out that they live; ``noted_on``: when it was noticed).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    full_name = models.CharField(max_length=120)
    id_number = SealedField(what="number")
    number_index = BlindIndexField(kind="number", sources=("id_number",))
    relation = models.CharField(max_length=8, choices=Relation)
    paper = models.CharField(max_length=120)
    paper_number = models.CharField(max_length=60, blank=True)
    paper_on = models.DateField()
    issuer = models.CharField(max_length=160)
    valid = DateRangeField()
    recorded_by = models.ForeignKey("access.User", on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(db_default=Now())
    confirmed_by = models.ForeignKey("access.User", null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)
    collector_died_on = models.DateField(null=True)
    written_end = models.DateField(null=True)
    noted_on = models.DateField(null=True)

    class Meta:
        db_table = "payments_authorised"
        indexes = [
            models.Index(fields=["number_index"], condition=Q(withdrawn_at=None), name="authorised_number"),
        ]
        constraints = [
            ExclusionConstraint(
                name="authorised_no_overlap",
                expressions=[("person", RangeOperators.EQUAL), ("valid", RangeOperators.OVERLAPS)],
                condition=Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                condition=Q(valid__isempty=False, valid__lower_inf=False, valid__upper_inf=False),
                name="authorised_from_to",
            ),
            models.CheckConstraint(condition=~Q(full_name="") & ~Q(paper="") & ~Q(issuer=""), name="authorised_named"),
            models.CheckConstraint(condition=Q(relation__in=Relation.values), name="authorised_relation"),
            models.CheckConstraint(
                condition=Q(confirmed_by=None, confirmed_at=None)
                | (Q(confirmed_by__isnull=False, confirmed_at__isnull=False) & ~Q(confirmed_by=F("recorded_by"))),
                name="authorised_by_another",
            ),
            models.CheckConstraint(
                condition=Q(collector_died_on=None, written_end=None, noted_on=None)
                | Q(
                    collector_died_on__isnull=False,
                    noted_on__isnull=False,
                    written_end__isnull=False,
                    written_end__gt=F("valid__endswith"),
                ),
                name="authorised_ended_by_death",
            ),
            sealed_only("id_number", "number", "authorised_number_sealed"),
        ]

    @property
    def last_day(self) -> date:
        """The last day on which it holds."""
        last: date = self.valid.upper - timedelta(days=1)
        return last


class LineRecipient(models.Model):
    """Who collects a line by authorisation, as it was when the list was locked; the database refuses expired ones.

    ``last_day``: up to when, as the paper said then.
    """

    line = models.OneToOneField(PayrollLine, primary_key=True, on_delete=models.PROTECT, related_name="+")
    authorised = models.ForeignKey(Authorised, on_delete=models.PROTECT, related_name="+")
    last_day = models.DateField()

    class Meta:
        db_table = "payments_line_recipient"
