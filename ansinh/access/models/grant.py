"""Who holds which role, where and when."""

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models

from ansinh.access.roles import ROLES

from .user import User


class Grant(models.Model):
    """A role held by a person in an area during a period. ``made_by`` null: the system, or areas that changed."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=30, choices=[(r.code, r.label) for r in ROLES.values()])
    area = models.ForeignKey("areas.Unit", on_delete=models.PROTECT, related_name="+")
    valid = DateRangeField()
    made_by = models.ForeignKey(User, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "access_grant"
        constraints = [
            models.CheckConstraint(condition=models.Q(role__in=list(ROLES)), name="grant_known_role"),
            models.CheckConstraint(condition=models.Q(valid__isempty=False), name="grant_valid_not_empty"),
            models.CheckConstraint(condition=~models.Q(made_by=models.F("user")), name="grant_by_another"),
            ExclusionConstraint(
                name="grant_no_overlap",
                expressions=[
                    ("user", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    ("area", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            ),
        ]
