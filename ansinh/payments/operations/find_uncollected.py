"""Finding who fetched nothing for months in a row: a proposal to suspend and a visit at home, once a stretch."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from ansinh.access.public import SYSTEM, acting_as
from ansinh.casework.public import calendar
from ansinh.kernel import audit
from ansinh.kernel.period import Month
from ansinh.legislation import timing
from ansinh.legislation.errors import LawError
from ansinh.payments.uncollected_table import ADD, AMONG, COLLECTED, FOLLOW, GROW, LOOKED, MISSED, OVER

LOOKED_BACK = 24
"""Months of lists that are looked at."""
VISIT_WITHIN = 10
"""Working days within which the home is to be visited: no text sets a term, it is the office's own target."""
LEAST = 3
"""Months that make a stretch; the law's number is the same, a test compares them."""
PROGRAMMES = ("social_allowance", "social_pension", "care_support", "provincial")
# Each with the column that says whom it concerns; the last two go by what was found missed.
_STATEMENTS = (
    (COLLECTED, "u.person_id"), (OVER, "u.person_id"), (FOLLOW, "u.person_id"), (MISSED, "person_id"), (GROW, ""),
    (ADD, ""),
)  # fmt: skip
_ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('payments uncollected'))"
# Kept with the stretch: these stay in the language of the records.
_BECAUSE = {
    "because": "Đã nhận tiền ở kỳ sau",
    "dead": "Đã báo tử",
    "suspended": "Đã có quyết định tạm dừng",
    "stopped": "Không còn hưởng từ tháng sau",
}


@dataclass(frozen=True, slots=True)
class FoundStretches:
    """Stretches that are new, that grew by a month, that were collected since, and that ended otherwise."""

    new: int
    grown: int
    collected: int
    over: int


def find_uncollected(*, on: date, run_ids: Sequence[int] | None = None) -> FoundStretches:
    """Look through the lists as of a day; run again it changes nothing.

    ``run_ids``: of the people of these runs alone, as when they are settled; None: of all people, as every night.
    """
    names: dict[str, Any] = {
        "on": on,
        "runs": None if run_ids is None else list(run_ids),
        "since": Month.of(on).minus(LOOKED_BACK).first,
        "next": Month.of(on).next().first,
        "least": LEAST,
        "due": _visit_by(on),
        "articles": json.dumps(articles(on)),
        **_BECAUSE,
    }
    counts = []
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_ONE_AT_A_TIME)
        if run_ids is not None:
            cursor.execute(LOOKED, names)
        for statement, column in _STATEMENTS:
            among = AMONG.format(column=column) if run_ids is not None else ""
            cursor.execute(statement.format(looked=among), names)
            counts.append(cursor.rowcount)
        cursor.execute("DROP TABLE IF EXISTS payments_missed, payments_looked")
        collected, over, _, _, grown, new = counts
        if any((collected, over, grown, new)):
            audit.record(
                actor=None, action="uncollected.find", object_kind="uncollected",
                details={"new": new, "grown": grown, "collected": collected, "over": over},
            )  # fmt: skip
    return FoundStretches(new, grown, collected, over)


def articles(on: date) -> dict[str, str]:
    """The article that lets a programme be suspended because it was not collected, by programme, on a day."""
    found: dict[str, str] = {}
    for programme in PROGRAMMES:
        try:
            held = timing.suspension_grounds(programme, on=on, uncollected_months=LEAST, refused=None)
        except LawError:  # no procedure was read for the programme on this day
            continue
        ground = next((each.ground for each in held if each.ground.code == "uncollected" and each.held), None)
        if ground is not None:
            found[programme] = ground.article
    return found


def _visit_by(on: date) -> date:
    """Beyond the years of the calendar it is two weeks: a list is closed whether or not the holidays are known."""
    try:
        return calendar().after(on, VISIT_WITHIN)
    except LawError:
        return on + timedelta(days=14)
