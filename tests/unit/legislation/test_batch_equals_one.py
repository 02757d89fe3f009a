"""The batch kernel and the evaluator for one person are written apart; they agree on everything."""

from __future__ import annotations

import numpy as np
import pytest

from ansinh import legislation
from ansinh.legislation import OUTCOMES, WRITTEN_BOOK, WRITTEN_CATEGORIES, FactBatch
from ansinh.legislation.one_person import coded, masks_of
from tests.unit.legislation.people import REGIME_MONTHS, columns_of, people

PEOPLE = 20_000


def answers_of_batch(rows: list[dict[str, object]], month: str) -> list[tuple[object, ...]]:
    found = legislation.determine_batch(FactBatch.from_columns(columns_of(rows), len(rows)), month)
    codes = list(WRITTEN_CATEGORIES)
    lines: dict[int, list[tuple[object, ...]]] = {}
    paid = found.benefits
    for row, category, tenths, base, amount in zip(
        paid.row.tolist(), paid.category.tolist(), paid.coefficient_tenths.tolist(), paid.base_vnd.tolist(),
        paid.amount_vnd.tolist(), strict=True,
    ):  # fmt: skip
        lines.setdefault(row, []).append((codes[category], legislation.coefficient_text(tenths), base, amount))
    return [
        (OUTCOMES[outcome], total, lines.get(i, []), list(legislation.names_of(missing)))
        for i, (outcome, total, missing) in enumerate(
            zip(found.outcome.tolist(), found.total_vnd.tolist(), found.missing.tolist(), strict=True)
        )
    ]


def answer_of_one(row: dict[str, object], month: str) -> tuple[object, ...]:
    answer = legislation.determine_one(row, month)
    benefits = answer["benefits"]
    assert isinstance(benefits, list)
    lines = [(b["category"], b["coefficient"], b["base_vnd"], b["amount_vnd"]) for b in benefits]
    return answer["outcome"], answer["total_vnd"] or 0, lines, answer["missing"]


@pytest.mark.parametrize("month", REGIME_MONTHS)
@pytest.mark.parametrize("unknown", [0.0, 0.02])
def test_same_answers(month: str, unknown: float) -> None:
    rows = people(PEOPLE // 4 if unknown else PEOPLE, 1, month, unknown)
    assert answers_of_batch(rows, month) == [answer_of_one(row, month) for row in rows]


@pytest.mark.parametrize("month", ["2024-07", "2026-11"])
def test_same_masks(month: str) -> None:
    rows = people(2_000, 2, month, 0.1)
    found = legislation.determine_batch(FactBatch.from_columns(columns_of(rows), len(rows)), month)
    rules = WRITTEN_BOOK.rules(month)
    for i, row in enumerate(rows):
        given = {name: value for name, value in row.items() if name not in {"person_id", "month"}}
        assert masks_of(coded(given, rules), rules) == (int(found.true_mask[i]), int(found.known_mask[i]))


def test_blocks_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = people(1_000, 3, "2026-11", 0.05)
    whole = answers_of_batch(rows, "2026-11")
    monkeypatch.setattr("ansinh.legislation.kernel.BLOCK", 64)
    assert answers_of_batch(rows, "2026-11") == whole


def test_nobody() -> None:
    found = legislation.determine_batch(FactBatch.from_columns({"born": []}, 0), "2026-11")
    assert len(found.outcome) == 0
    assert len(found.benefits.row) == 0


def test_defaults_and_full_columns_agree() -> None:
    """Only the day of birth is given; the same people with every default written out have the same answers."""
    rows = people(500, 4, "2026-11")
    born = [row["born"] for row in rows]
    short = legislation.determine_batch(FactBatch.from_columns({"born": born}, len(born)), "2026-11")
    full = [legislation.full_facts({"born": day}, "2026-11") for day in born]
    long = legislation.determine_batch(FactBatch.from_columns(columns_of(full), len(full)), "2026-11")
    for name in ("outcome", "total_vnd", "true_mask", "known_mask", "missing"):
        assert np.array_equal(getattr(short, name), getattr(long, name))
