"""From a frame of person facts to what the law says of each of them, column by column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy
import polars
from numpy.typing import NDArray

from ansinh import legislation
from ansinh.determination.files.encode import encode_frame
from ansinh.determination.files.hashes import facts_hashes
from ansinh.kernel.period import Month

FACT_COLUMNS = tuple(fact.name for fact in legislation.FACTS if fact.name not in ("person_id", "month"))
NOT_ELIGIBLE, UNDETERMINED = 0, 2


@dataclass(frozen=True)
class Evaluation:
    """Outcomes of all people, and rows for those to whom the law gives something or might.

    ``results``: person_id, area_id, outcome, total_vnd, true_mask, known_mask, missing_mask, facts_hash.
    ``benefits``: person_id, area_id, programme, category, coefficient_tenths (or null), base_vnd, amount_vnd.
    """

    outcome: NDArray[numpy.int8]
    results: polars.DataFrame
    benefits: polars.DataFrame


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value


def facts_rows(frame: polars.DataFrame, month: Month) -> list[dict[str, Any]]:
    """The facts of each row in the form of the contract (dates as text), for hashing, freezing and explaining."""
    rows = frame.select([c for c in FACT_COLUMNS if c in frame.columns]).to_dicts()
    people = frame["person_id"].to_list()
    return [
        {"person_id": str(person), "month": str(month), **{k: _plain(v) for k, v in row.items()}}
        for person, row in zip(people, rows, strict=True)
    ]


def evaluate(frame: polars.DataFrame, month: Month, book: legislation.RuleBook) -> Evaluation:
    """Determine every row of a frame of ``registry.facts_of_month`` by a book of law."""
    batch = encode_frame(frame.drop("area_id"))
    found = legislation.determine_batch(batch, str(month), book)
    keep = numpy.flatnonzero(found.outcome != NOT_ELIGIBLE)
    kept = frame[keep]
    results = kept.select("person_id", "area_id").with_columns(
        outcome=polars.Series(found.outcome[keep], dtype=polars.Int16),
        total_vnd=polars.Series(found.total_vnd[keep]),
        true_mask=polars.Series(found.true_mask[keep].view(numpy.int64)),
        known_mask=polars.Series(found.known_mask[keep].view(numpy.int64)),
        missing_mask=polars.Series(found.missing[keep].view(numpy.int64)),
        facts_hash=polars.Series(
            facts_hashes(kept["person_id"].cast(polars.String), str(month), batch.take(keep)), dtype=polars.String
        ),
    )
    return Evaluation(outcome=found.outcome, results=results, benefits=benefit_rows(frame, found, book))


def benefits_due(frame: polars.DataFrame, month: Month, book: legislation.RuleBook) -> polars.DataFrame:
    """Only the benefits of ``evaluate``: for comparing months, where nothing is stored and no evidence is needed."""
    found = legislation.determine_batch(encode_frame(frame.drop("area_id")), str(month), book)
    return benefit_rows(frame, found, book)


def benefits_told(
    frame: polars.DataFrame, month: Month, book: legislation.RuleBook
) -> tuple[polars.DataFrame, polars.Series]:
    """The benefits of ``evaluate``, and the ids of those of whom it cannot be told."""
    found = legislation.determine_batch(encode_frame(frame.drop("area_id")), str(month), book)
    unclear = numpy.flatnonzero(found.outcome == UNDETERMINED)
    return benefit_rows(frame, found, book), frame["person_id"][unclear]


_BENEFITS = {
    "person_id": polars.Int64, "area_id": polars.Int64, "programme": polars.String, "category": polars.String,
    "coefficient_tenths": polars.Int32, "base_vnd": polars.Int64, "amount_vnd": polars.Int64,
}  # fmt: skip


def benefits_told_of_few(
    frame: polars.DataFrame, month: Month, book: legislation.RuleBook
) -> tuple[polars.DataFrame, polars.Series]:
    """The same as ``benefits_told``, person by person: for one it takes a thirtieth of making columns of them first."""
    rows, unclear = [], []
    people = zip(frame["person_id"].to_list(), frame["area_id"].to_list(), facts_rows(frame, month), strict=True)
    for person, area, facts in people:
        answer: Mapping[str, Any] = legislation.determine_one(facts, str(month), book)
        if answer["outcome"] == "undetermined":
            unclear.append(person)
        rows += [
            (person, area, one["programme"], one["category"], _tenths(one["coefficient"]), one["base_vnd"],
             one["amount_vnd"])
            for one in answer["benefits"]
        ]  # fmt: skip
    return polars.DataFrame(rows, schema=_BENEFITS, orient="row"), polars.Series("person_id", unclear, polars.Int64)


def _tenths(coefficient: str | None) -> int | None:
    return None if coefficient is None else int(Decimal(coefficient) * 10)


def _codes(indices: NDArray[numpy.int16], texts: Sequence[str]) -> polars.Series:
    return polars.Series(numpy.asarray(texts, dtype=object)[indices], dtype=polars.String)


def benefit_rows(
    frame: polars.DataFrame, found: legislation.Determinations, book: legislation.RuleBook
) -> polars.DataFrame:
    """The lines of determinations by ``book`` with the people of the frame that they were made of; see Evaluation."""
    lines = found.benefits
    programmes = [category.programme for category in book.categories]
    codes = [category.code for category in book.categories]
    tenths = polars.Series("coefficient_tenths", lines.coefficient_tenths).cast(polars.Int32)
    return frame.select("person_id", "area_id")[lines.row].with_columns(
        programme=_codes(lines.category, programmes),
        category=_codes(lines.category, codes),
        coefficient_tenths=tenths.replace(-1, None),
        base_vnd=polars.Series(lines.base_vnd),
        amount_vnd=polars.Series(lines.amount_vnd),
    )
