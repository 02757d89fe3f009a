"""A made-up commune as a whole: its people and every dated fact about them, as frames."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from ansinh.demo.circumstances import circumstances
from ansinh.demo.communes import Commune
from ansinh.demo.dated import Known, knowledge
from ansinh.demo.health import disability
from ansinh.demo.identity import Identities, identities, identity_rows, papers
from ansinh.demo.means import channel, likely_paid, pension, poverty
from ansinh.demo.people import END, Made, make_people
from ansinh.demo.standing import membership, residence, upbringing

TITLES = ("father", "mother", "abandoned", "hiv", "support", "care")


@dataclass(frozen=True)
class WholeCommune:
    """People and facts. ``facts`` by table; ``owner`` in them is a position (of a household in ``poverty``).

    Positions from ``made.count`` on are people known a second time, in the order of ``twice`` (positions of the first).
    """

    made: Made
    partner: Commune
    known: Known
    identity: Identities
    twice: np.ndarray
    facts: dict[str, pl.DataFrame]


def circumstance_facts(known: Known) -> dict[str, pl.DataFrame]:
    """The facts that the law asks about, without names, numbers and places."""
    return {
        "circumstance": circumstances(known),
        "disability": disability(known),
        "pension": pension(known),
        "poverty": poverty(known),
        "upbringing": upbringing(known),
    }


def make_commune(commune: Commune, partner: Commune, size: int, seed: int) -> WholeCommune:
    """Everything about the first ``size`` people of a commune."""
    made = make_people(commune, size, seed)
    known = knowledge(made)
    identity = identities(made)
    facts = circumstance_facts(known)
    titled = facts["circumstance"].filter(pl.col("kind").is_in(TITLES))["owner"].unique().to_numpy()
    likely = likely_paid(made, facts["disability"]["owner"].unique().to_numpy(), titled)
    belongs = membership(known)
    facts["membership"] = belongs.with_columns(household=pl.Series(made.household[belongs["owner"].to_numpy()]))
    facts["paper"] = papers(known, identity)
    facts["payment_channel"] = channel(known, likely, identity.names)
    facts["residence"] = residence(known, partner)
    facts["identity"] = identity_rows(known, identity)
    twice = _known_twice(made)
    for table in ("identity", "residence"):
        facts[table] = pl.concat([facts[table], _second(made, twice, facts[table], table)])
    return WholeCommune(made, partner, known, identity, twice, facts)


def _known_twice(made: Made) -> np.ndarray:
    """A few of the old stand on two lists; the second knows the year of birth only and no number."""
    chance = made.dice.happens("known twice", made.key, 0.004)
    return np.flatnonzero(chance & (made.age_on(END) >= 55) & np.isnat(made.died))


def _second(made: Made, twice: np.ndarray, frame: pl.DataFrame, table: str) -> pl.DataFrame:
    second = pl.DataFrame({"owner": twice, "second": made.count + np.arange(len(twice))})
    copied = frame.join(second, on="owner", maintain_order="left_right").with_columns(owner="second").drop("second")
    if table == "identity":
        copied = copied.with_columns(born_on=pl.col("born_on").dt.truncate("1y"), born_precision=pl.lit("year"))
    return copied.select(frame.columns)
