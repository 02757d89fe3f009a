"""What a commune would write about its people at a moment: one row a person, in the keys of the intake contract."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl

from ansinh.demo.people import BEGIN
from ansinh.demo.standing import heads
from ansinh.demo.whole import WholeCommune


@dataclass(frozen=True)
class Listing:
    """``rows`` by position of the person (``owner``), as known at ``known_at`` and true on its day."""

    whole: WholeCommune
    known_at: datetime
    rows: pl.DataFrame


def listing(whole: WholeCommune, known_at: datetime) -> Listing:
    """Everybody who is known, the dead included; people known twice are left out."""
    made, day = whole.made, np.datetime64(known_at.replace(tzinfo=None), "D")
    facts = {table: known(frame, known_at) for table, frame in whole.facts.items()}
    people = facts["identity"].filter(pl.col("owner") < made.count).sort("owner")
    people = people.select("owner", "full_name", "born_on", "born_precision", "died_on", "sex", "ethnicity")
    owner = people["owner"].to_numpy()
    head, _ = heads(made)
    numbers = facts["paper"].sort("kind").unique("owner", keep="last")  # the personal number goes before the old one
    poverty = on_day(facts["poverty"], day).select("status", household="owner")
    disability = on_day(facts["disability"], day).select("owner", "degree", "types", "certified_on")
    where = on_day(facts["residence"], day).filter(~pl.col("away")).select("owner", "part", "village_at")
    channel = facts["payment_channel"].select("owner", "recipient_name", "bank", "account")
    rows = (
        people.with_columns(
            household=pl.Series(made.household[owner]),
            household_head=whole.identity.names.gather(head[made.household[owner]]),
        )
        .join(numbers.select("owner", "number"), on="owner", how="left")
        .join(poverty, on="household", how="left")
        .join(disability, on="owner", how="left")
        .join(where, on="owner", how="inner")
        .join(channel, on="owner", how="left")
        .sort("owner")
    )
    return Listing(whole, known_at, rows)


def known(frame: pl.DataFrame, at: datetime) -> pl.DataFrame:
    """The rows that were believed at a moment."""
    moment = pl.lit(at.replace(tzinfo=None))
    retracted = pl.col("retracted").is_null() | (pl.col("retracted") >= moment)
    found = frame.filter((pl.col("recorded") < moment) & retracted)
    return found.rename({"village": "village_at"}) if "village" in found.columns else found


def on_day(frame: pl.DataFrame, day: np.datetime64) -> pl.DataFrame:
    """The rows that hold on a day, one an owner."""
    that = pl.lit(day.astype("M8[D]").item())
    held = frame.filter((pl.col("start") <= that) & (pl.col("end").is_null() | (pl.col("end") > that)))
    return held.sort("owner", "start").unique("owner", keep="last")


def village_names(whole: WholeCommune) -> list[str]:
    """Names of the villages by position."""
    return [village.name for _, village in whole.made.commune.villages]


def heard_of_between(whole: WholeCommune, begin: datetime, end: datetime) -> dict[str, np.ndarray]:
    """Whose facts came to be known between two moments, by what it was: died, certificate, poverty, moved, born."""
    made = whole.made
    first, last = pl.lit(begin.replace(tzinfo=None)), pl.lit(end.replace(tzinfo=None))

    def owners(table: str, extra: pl.Expr) -> np.ndarray:
        frame = whole.facts[table]
        new = frame.filter((pl.col("recorded") >= first) & (pl.col("recorded") < last) & extra)
        return new["owner"].unique().to_numpy()

    everything = pl.lit(True)
    homes = owners("poverty", pl.col("start") != pl.col("start").dt.truncate("1y"))
    registered = (made.born > BEGIN) & (whole.known.registered >= np.datetime64(begin.replace(tzinfo=None)))
    registered &= whole.known.registered < np.datetime64(end.replace(tzinfo=None))
    return {
        "Chết": owners("identity", pl.col("died_on").is_not_null()),
        "Cấp, đổi giấy xác nhận khuyết tật": owners("disability", everything),
        "Thay đổi hộ nghèo, cận nghèo": np.flatnonzero(np.isin(made.household, homes)),
        "Trẻ mới sinh": np.flatnonzero(registered & np.isin(made.household, _poor_homes(whole, end))),
    }


def _poor_homes(whole: WholeCommune, at: datetime) -> np.ndarray:
    day = np.datetime64(at.replace(tzinfo=None), "D")
    held = on_day(known(whole.facts["poverty"], at), day)
    return held.filter(pl.col("status").is_in(["poor", "near_poor"]))["owner"].to_numpy()
