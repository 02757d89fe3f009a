"""How large samples are: the province's rule on a day, else the one that is explained here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from ansinh.payments.models import SampleRule, SizeRule
from ansinh.payments.sampling_states import RuleKind

FIELDS = (
    "kind", "share_permille", "width_permille", "expected_permille", "least_commune", "least_channel", "days",
    "settle_days",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Size:
    """A rule as plain values; ``since`` None: nobody has set one, it is the default.

    The default: 3 % of a commune's paid lines, at least 15, at least 2 of each way of paying. No text sets a number. A
    province with a hundred communes asks some 1,500 people a month, which tells a rate of about 2 % to within 0.7
    points; a commune asks 15, too few for a rate of its own in a month, and 180 a year, which is enough for one.
    """

    kind: str = RuleKind.SHARE
    share_permille: int = 30
    width_permille: int = 50
    expected_permille: int = 50
    least_commune: int = 15
    least_channel: int = 2
    days: int = 20
    settle_days: int = 10
    since: date | None = None

    @property
    def values(self) -> dict[str, str | int]:
        """By the names of the columns."""
        return {name: getattr(self, name) for name in FIELDS}


def rule_on(on: date) -> Size:
    """What the samples of a day are drawn by. No areas are asked: an installation is one province's."""
    found = SampleRule.objects.filter(since__lte=on).order_by("-since", "-id").first()
    return _size(found, found.since) if found else Size()


def rules() -> list[SampleRule]:
    """All that was ever set, the latest first."""
    return list(SampleRule.objects.select_related("area", "set_by").order_by("-since", "-id"))


def rule_of(sample: SizeRule) -> Size:
    """The rule that a sample was drawn by."""
    return _size(sample, None)


def _size(rule: SizeRule, since: date | None) -> Size:
    return Size(**{name: getattr(rule, name) for name in FIELDS}, since=since)


def size_of(rule: Size, of_channel: int, of_commune: int, of_all: int) -> int:
    """How many lines are drawn of a commune's channel, by the database's own function."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT payments_sample_size(%s, %s, %s, %s, %s, %s, %s, %s, %s)",
            [rule.kind, rule.share_permille, rule.width_permille, rule.expected_permille, rule.least_commune,
             rule.least_channel, of_channel, of_commune, of_all],
        )  # fmt: skip
        return int(cursor.fetchone()[0])
