"""Strategies for people of whom the law may say anything."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from ansinh.legislation import FACTS, FactColumn

MONTHS = st.sampled_from(
    ["2016-11", "2021-06", "2021-07", "2023-11", "2024-06", "2025-05", "2025-06", "2026-06", "2026-09", "2026-11"]
)
_AGES = (0, 2, 3, 4, 15, 16, 17, 18, 21, 22, 35, 59, 60, 69, 70, 74, 75, 79, 80, 90)


def _value(column: FactColumn) -> st.SearchStrategy[object]:
    if column.kind == "province":
        return st.sampled_from(["15", "22", "01"])
    if column.kind == "choice":
        return st.sampled_from(column.values)
    if column.kind == "yes_no":
        return st.booleans()
    if column.kind == "count":
        return st.integers(0, 6)
    return st.sampled_from([0, 1, 499_999, 500_000, 539_999, 540_000, 3_000_000])


@st.composite
def facts_in(draw: st.DrawFn, month: str, unknown: bool = False) -> dict[str, object]:
    """Some facts of one person in a month, near the ages of the law; the rest take their defaults."""
    first = date.fromisoformat(f"{month}-01")
    days = draw(st.integers(-400, 800))
    facts: dict[str, object] = {"person_id": "1"}
    facts["born"] = (first - timedelta(days=int(draw(st.sampled_from(_AGES)) * 365.25) + days)).isoformat()
    columns = [column for column in FACTS if column.kind not in {"id", "month", "date", "date_or_none"}]
    for column in draw(st.lists(st.sampled_from(columns), max_size=12, unique_by=lambda column: column.name)):
        facts[column.name] = draw(_value(column))
    if draw(st.integers(0, 9)) == 0:
        facts["died"] = max(str(facts["born"]), (first + timedelta(days=draw(st.integers(-60, 400)))).isoformat())
    if draw(st.booleans()):
        facts["disability_certified"] = (first + timedelta(days=draw(st.integers(-60, 400)))).isoformat()
    if unknown:
        names = [column.name for column in columns]
        for name in draw(st.lists(st.sampled_from(names), max_size=2)):
            facts[name] = None
    return facts
