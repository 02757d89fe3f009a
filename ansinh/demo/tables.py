"""From the facts of a commune to rows of the registry's tables, as known at a moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import polars as pl

from ansinh.demo.communes import Commune
from ansinh.demo.standing import MERGER, moves
from ansinh.demo.whole import WholeCommune
from ansinh.kernel.vietnamese import fold, sort_key

ISO = "%Y-%m-%d"
CLASSIFIED_FROM = date(2021, 7, 1)


@dataclass(frozen=True)
class Numbers:
    """Ids of the database: units, sources by month, first free ids of this commune.

    ``old_units``: those before July 2025 as ``code``, ``unit_id`` and the days ``since`` and ``until`` (half-open) in
    which the code meant that unit. ``new_units``: those after, by code.
    """

    old_units: pl.DataFrame
    new_units: Mapping[str, int]
    sources: pl.DataFrame
    person: int
    household: int


def registry_rows(whole: WholeCommune, numbers: Numbers, known_at: datetime) -> dict[str, pl.DataFrame]:
    """Frames by table name, in the order in which they can be written, with the columns of the tables."""
    placed = whole.facts | {"residence": _with_units(whole, numbers, whole.facts["residence"])}
    facts = {table: _as_known(frame, known_at) for table, frame in placed.items()}
    people = _people(facts["identity"], facts["residence"])
    rows = {
        "registry_household": _households(whole, numbers, facts["membership"], facts["poverty"], known_at),
        "registry_person": people.with_columns(_person(numbers).alias("id")).drop("owner"),
        "registry_identity": _recorded(facts["identity"], numbers).drop("start", "end"),
    }
    membership = (
        facts["membership"].with_columns(household_id=pl.col("household") + numbers.household).drop("household")
    )
    upbringing = facts["upbringing"].with_columns(child_id=pl.col("child") + numbers.person).drop("child")
    simple = ("paper", "disability", "pension", "payment_channel", "circumstance")
    dated = {"membership": membership, "upbringing": upbringing, "residence": facts["residence"].drop("new_unit")}
    dated |= {table: facts[table] for table in simple}
    for table, frame in dated.items():
        rows[f"registry_{table}"] = _recorded(_valid(frame), numbers)
    poverty = _recorded(_valid(facts["poverty"]), numbers, person=False)
    rows["registry_poverty"] = poverty.with_columns(household_id=pl.col("owner") + numbers.household).drop("owner")
    return rows


def _as_known(frame: pl.DataFrame, known_at: datetime) -> pl.DataFrame:
    moment = pl.lit(known_at).dt.replace_time_zone(None)
    return frame.filter(pl.col("recorded") < moment).with_columns(
        retracted=pl.when(pl.col("retracted") < moment).then("retracted")
    )


def _person(numbers: Numbers) -> pl.Expr:
    return pl.col("owner") + numbers.person


def _valid(frame: pl.DataFrame) -> pl.DataFrame:
    start = pl.col("start").dt.strftime(ISO)
    end = pl.col("end").dt.strftime(ISO).fill_null("")
    valid = pl.concat_str(pl.lit("["), start, pl.lit(","), end, pl.lit(")"))
    return frame.with_columns(valid=valid).drop("start", "end")


def _recorded(frame: pl.DataFrame, numbers: Numbers, *, person: bool = True) -> pl.DataFrame:
    """recorded_at, retracted_at and the sources of both, by the month of the recording."""
    frame = frame.with_columns(
        month=pl.col("recorded").dt.strftime("%Y-%m"), gone=pl.col("retracted").dt.strftime("%Y-%m")
    )
    by = numbers.sources
    frame = frame.join(by, on="month", how="left", maintain_order="left").rename({"source": "source_id"})
    frame = frame.join(by.rename({"month": "gone"}), on="gone", how="left", maintain_order="left")
    frame = frame.rename({"source": "retracted_by_id", "recorded": "recorded_at", "retracted": "retracted_at"})
    frame = frame.with_columns(pl.col("recorded_at", "retracted_at").dt.replace_time_zone("UTC")).drop("month", "gone")
    return frame.with_columns(_person(numbers).alias("person_id")).drop("owner") if person else frame


def _with_units(whole: WholeCommune, numbers: Numbers, frame: pl.DataFrame) -> pl.DataFrame:
    """Adds unit_id and village; ``new_unit`` is the commune of today."""
    home, partner = whole.made.commune, whole.partner
    old = np.stack([_part_codes(home), _part_codes(partner)])
    new = np.array([numbers.new_units.get(home.code, 0), numbers.new_units.get(partner.code, 0)])
    names = np.stack([_village_names(home), _village_names(partner)])
    away = frame["away"].to_numpy().astype(int)
    is_old = frame["old"].to_numpy()
    part, village = frame["part"].to_numpy(), frame["village"].to_numpy()
    placed = frame.drop("away", "old", "part", "village").with_columns(
        pl.Series("code", np.where(is_old, old[away, part], None).tolist(), dtype=pl.String),
        pl.Series("new_unit", new[away]),
        pl.Series("village", names[away, village].tolist(), dtype=pl.String),
    )
    if numbers.new_units:
        return _in_units_of_the_time(placed, numbers.old_units)
    open_ended = placed.filter(is_old).with_columns(
        end=pl.when(pl.col("end") != MERGER.astype("M8[D]").item()).then("end")
    )
    # who left before a commune was joined to another is in the charge of what came of it
    latest = numbers.old_units.sort("since").unique("code", keep="last").select("code", new_unit="unit_id")
    in_charge = open_ended.drop("new_unit").join(latest, on="code", how="left", maintain_order="left")
    return _in_units_of_the_time(in_charge, numbers.old_units)


def _in_units_of_the_time(frame: pl.DataFrame, old_units: pl.DataFrame) -> pl.DataFrame:
    """A residence in a place that changed its commune on the way is one row before that day and one from it on."""
    rows = frame.join(old_units, on="code", how="left", maintain_order="left_right").with_columns(
        start=pl.max_horizontal("start", "since"),
        end=pl.min_horizontal("end", "until"),
        recorded=pl.max_horizontal("recorded", pl.col("since").cast(frame.schema["recorded"])),
        unit_id=pl.coalesce("unit_id", "new_unit"),
    )
    holds = pl.col("end").is_null() | (pl.col("start") < pl.col("end"))
    believed = pl.col("retracted").is_null() | (pl.col("recorded") < pl.col("retracted"))
    return rows.filter(holds & believed).drop("code", "since", "until")


def _part_codes(commune: Commune) -> np.ndarray:
    codes = [part.code for part in commune.parts]
    return np.array(codes + [""] * (16 - len(codes)), dtype=object)


def _village_names(commune: Commune) -> np.ndarray:
    names = [village.name for _, village in commune.villages]
    return np.array(names + [""] * (128 - len(names)), dtype=object)


def _people(identity: pl.DataFrame, residence: pl.DataFrame) -> pl.DataFrame:
    """What is believed today, with the commune in charge."""
    live = identity.filter(pl.col("retracted").is_null()).drop("start", "end", "recorded", "retracted", "citizen")
    lives = residence.filter(pl.col("retracted").is_null()).sort("owner", "start").unique("owner", keep="last")
    lives = lives.select("owner", "village", area_id="new_unit")
    names = live.select("full_name").unique()
    folded = names.with_columns(
        name_fold=pl.Series([fold(name) for name in names["full_name"]], dtype=pl.String),
        name_sort=pl.Series([sort_key(name) for name in names["full_name"]], dtype=pl.String),
    )
    people = live.join(folded, on="full_name", how="left").join(lives, on="owner", how="inner").sort("owner")
    return people


def _households(
    whole: WholeCommune, numbers: Numbers, membership: pl.DataFrame, poverty: pl.DataFrame, known_at: datetime
) -> pl.DataFrame:
    made = whole.made
    moved = moves(made)
    away = (moved.within & (moved.news < np.datetime64(known_at.replace(tzinfo=None)))).astype(int)
    there = made.dice.integer("new village", made.households, 0, len(whole.partner.villages))
    names = np.stack([_village_names(made.commune), _village_names(whole.partner)])
    areas = np.stack([_in_charge(made.commune, numbers), _in_charge(whole.partner, numbers)])
    used = np.union1d(membership["household"].to_numpy(), poverty["owner"].to_numpy())
    lived_in = np.where(away == 1, there, made.village)
    village, area = names[away, lived_in], areas[away, lived_in]
    return pl.DataFrame(
        {"id": used + numbers.household, "area_id": area[used], "village": village[used].tolist()},
        schema_overrides={"village": pl.String},
    )


def _in_charge(commune: Commune, numbers: Numbers) -> np.ndarray:
    """Of each village the commune that is in charge of it: that of today, else the latest of its part."""
    if numbers.new_units:
        return np.full(128, numbers.new_units[commune.code])
    latest = dict(numbers.old_units.sort("since").select("code", "unit_id").iter_rows())
    units = [latest[commune.parts[part].code] for part, _ in commune.villages]
    return np.array(units + [0] * (128 - len(units)))


def hardship_rows(communes: list[Commune], numbers: Numbers, citation: str) -> pl.DataFrame:
    """The classification of the made-up hard communes and villages, old units until the merger and new ones after."""
    held = numbers.old_units.with_columns(pl.col("since").clip(CLASSIFIED_FROM)).partition_by("code", as_dict=True)
    rows = []
    for commune in communes:
        for part in commune.parts:
            villages = [""] if commune.hard else [village.name for village in part.villages if village.hard]
            for unit_id, since, until in held[part.code,].select("unit_id", "since", "until").iter_rows():
                rows += [(unit_id, village, f"[{since},{until or ''})") for village in villages]
        if not numbers.new_units:
            continue
        new = [""] if commune.hard else [village.name for _, village in commune.villages if village.hard]
        rows += [(numbers.new_units[commune.code], village, f"[{MERGER},)") for village in new]
    frame = pl.DataFrame(rows, schema={"unit_id": pl.Int64, "village": pl.String, "valid": pl.String}, orient="row")
    return frame.with_columns(citation=pl.lit(citation))
