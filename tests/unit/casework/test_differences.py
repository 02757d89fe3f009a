"""What is paid held against what is due."""

from __future__ import annotations

from collections import Counter

import polars
from hypothesis import given
from hypothesis import strategies as st

from ansinh.casework.differences import differences

SCHEMA = {
    "person_id": polars.Int64,
    "programme": polars.String,
    "category": polars.String,
    "coefficient_tenths": polars.Int32,
    "base_vnd": polars.Int64,
    "amount_vnd": polars.Int64,
    "area_id": polars.Int64,
}


def frame(*rows: tuple[object, ...]) -> polars.DataFrame:
    return polars.DataFrame([(*row, 7) for row in rows], schema=SCHEMA, orient="row")


ALLOWANCE = (1, "social_allowance", "disability", 15, 500_000, 750_000)
RAISED = (1, "social_allowance", "disability", 15, 540_000, 810_000)
PARENT = (1, "social_allowance", "single_parent", 10, 500_000, 500_000)
PENSION = (1, "social_pension", "pension_75", None, 500_000, 500_000)


def kinds(paid: polars.DataFrame, due: polars.DataFrame) -> list[tuple[object, ...]]:
    return differences(paid, due).select("programme", "kind", "before_vnd", "after_vnd").rows()


def test_start_adjust_and_stop() -> None:
    assert kinds(frame(), frame(ALLOWANCE)) == [("social_allowance", "start", 0, 750_000)]
    assert kinds(frame(ALLOWANCE), frame()) == [("social_allowance", "stop", 750_000, 0)]
    assert kinds(frame(ALLOWANCE), frame(RAISED)) == [("social_allowance", "adjust", 750_000, 810_000)]
    assert kinds(frame(ALLOWANCE), frame(ALLOWANCE)) == []


def test_two_categories_of_one_programme_are_one_change() -> None:
    assert kinds(frame(ALLOWANCE), frame(PARENT, ALLOWANCE)) == [("social_allowance", "adjust", 750_000, 1_250_000)]
    assert kinds(frame(PARENT, ALLOWANCE), frame(ALLOWANCE, PARENT)) == []


def test_another_programme_is_a_stop_and_a_start() -> None:
    assert kinds(frame((1, "social_allowance", "elderly_80", 10, 500_000, 500_000)), frame(PENSION)) == [
        ("social_allowance", "stop", 500_000, 0),
        ("social_pension", "start", 0, 500_000),
    ]


def test_the_same_amount_on_another_ground_is_an_adjustment() -> None:
    other = (1, "social_allowance", "elderly_alone", 15, 500_000, 750_000)
    assert kinds(frame(ALLOWANCE), frame(other)) == [("social_allowance", "adjust", 750_000, 750_000)]


benefit = st.tuples(
    st.integers(1, 4),
    st.sampled_from(["social_allowance", "social_pension"]),
    st.sampled_from("abc"),
    st.sampled_from([None, 10, 25]),
    st.just(500_000),
    st.integers(1, 3),
)
benefits = st.lists(benefit, max_size=10, unique_by=lambda b: b[:3])


@given(benefits, benefits)
def test_the_changes_lead_from_what_is_paid_to_what_is_due(
    paid: list[tuple[object, ...]], due: list[tuple[object, ...]]
) -> None:
    changes = differences(frame(*paid), frame(*due))
    total = sum(row[5] for row in due) - sum(row[5] for row in paid)  # type: ignore[misc]
    assert changes["after_vnd"].sum() - changes["before_vnd"].sum() == total
    assert differences(frame(*due), frame(*due)).is_empty()


@given(st.lists(benefit, max_size=10), st.lists(benefit, max_size=10))
def test_who_differs_is_whoever_has_another_set_of_benefits(
    paid: list[tuple[object, ...]], due: list[tuple[object, ...]]
) -> None:
    """Of two records that were merged a benefit may be there twice, which is not the same as once."""

    def sets(rows: list[tuple[object, ...]]) -> dict[object, Counter[object]]:
        return {
            key: Counter((*row[2:4], row[5]) for row in rows if row[:2] == key) for key in {row[:2] for row in rows}
        }

    before, after = sets(paid), sets(due)
    found = {row[:2] for row in differences(frame(*paid), frame(*due)).select("person_id", "programme").rows()}
    assert found == {key for key in before | after if before.get(key) != after.get(key)}
