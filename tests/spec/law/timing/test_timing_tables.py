"""Every row of the tables beside this file, and that each rule says in words what it works out."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import cast

import pytest

from ansinh.legislation import WRITTEN_CATEGORIES, LawError, NoLawError, timing
from tests.spec.law.table_rows import table_rows

HERE = Path(__file__).parent
Row = dict[str, str]


def day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def shown(found: timing.Counted) -> str:
    if found.missing:
        return "? " + ", ".join(found.missing)
    return found.month or "không ghi"


def by_case(row: Row) -> str:
    return row["trường hợp"]


@pytest.mark.parametrize("row", table_rows(HERE / "months.md"), ids=by_case)
def test_months(row: Row) -> None:
    on, given = date.fromisoformat(row["ngày quyết định"]), dict(pair.split("=") for pair in row["dữ kiện"].split())
    facts = {name: date.fromisoformat(value) for name, value in given.items()}
    received, event = facts.pop("received_on", None), facts.pop("event", None)
    programme, category = row["chương trình"], row["nhóm"]
    assert not category or WRITTEN_CATEGORIES[category].programme == programme
    if row["việc"] == "start":
        found = timing.start_month(programme, category, signed_on=on, received_on=received, **facts)
    elif row["việc"] == "adjust":
        assert event is not None
        found = timing.adjustment_month(programme, category, changed_on=event, decided_on=on, received_on=received)
    else:
        found = timing.stop_month(programme, ended_on=event, decided_on=on, received_on=received)
    assert shown(found) == row["tháng"]
    assert row["căn cứ"] in f"{found.article}; {found.text_vi}"
    explained = found.explained()
    assert explained["month"] == found.month
    assert explained["text"]
    assert explained["counts_from"]


@pytest.mark.parametrize("row", table_rows(HERE / "moves.md"), ids=by_case)
def test_moves(row: Row) -> None:
    found = timing.move_month(
        row["chương trình"],
        cast("timing.Scope", row["phạm vi"]),
        old_place_month=row["tháng nơi cũ"] or None,
        decided_on=date.fromisoformat(row["ngày quyết định"]),
        received_on=day(row["ngày nhận"]),
    )
    assert shown(found) == row["tháng"]
    assert row["lời văn"] in f"{found.text_vi} {found.why_not_vi}"


@pytest.mark.parametrize("row", table_rows(HERE / "suspension.md"), ids=by_case)
def test_suspension(row: Row) -> None:
    unknown = "?"
    uncollected, refused = row["tháng chưa nhận"], row["không chấp hành"]
    grounds = timing.suspension_grounds(
        row["chương trình"],
        on=date.fromisoformat(row["ngày"]),
        uncollected_months=None if uncollected == unknown else int(uncollected),
        refused=None if refused == unknown else refused == "có",
        detained_since=day(row["tạm giam từ"]),
    )
    held = [("?" if g.held is None else "") + g.ground.code for g in grounds if g.held is not False]
    assert "; ".join(held) == row["căn cứ tạm dừng"]


@pytest.mark.parametrize("row", table_rows(HERE / "resumption.md"), ids=by_case)
def test_resumption(row: Row) -> None:
    found = timing.resumption(
        row["chương trình"],
        suspended_on=date.fromisoformat(row["tạm dừng"]),
        reviewed_on=date.fromisoformat(row["rà soát"]),
        review=cast("timing.Review", row["kết quả"]),
        changed_on=day(row["thay đổi từ"]),
    )
    assert (found.action or "", shown(found.counted), found.back_pay_from or "") == (
        row["xử lý"],
        row["từ tháng"],
        row["truy lĩnh từ"],
    )
    assert found.action or found.counted.why_not_vi


def test_every_programme_has_a_rule_of_every_kind_in_every_procedure_of_its_track() -> None:
    for programme, track in timing.TRACKS.items():
        for procedure in (p for p in timing.PROCEDURES if p.track == track):
            for kind in ("start", "adjust", "stop"):
                rule = timing.month_rule(kind, programme, "no such category", procedure)
                assert rule.article, (programme, procedure.code, kind)


def test_rules_name_procedures_programmes_and_categories_that_exist() -> None:
    procedures = {procedure.code for procedure in timing.PROCEDURES}
    for rule in timing.MONTH_RULES:
        assert set(rule.procedures) <= procedures
        assert set(rule.programmes) <= set(timing.TRACKS)
        assert set(rule.categories) <= set(WRITTEN_CATEGORIES)
    for ground in (*timing.STOP_GROUNDS, *timing.SUSPENSION_GROUNDS):
        assert set(ground.procedures) <= procedures
        assert set(ground.programmes) <= set(timing.TRACKS)
    assert {rule.procedure for rule in timing.MOVE_RULES} <= procedures
    assert {c.programme for c in WRITTEN_CATEGORIES.values()} <= set(timing.TRACKS)


@pytest.mark.parametrize(
    ("on", "codes"),
    [
        (date(2021, 6, 30), set()),
        (date(2021, 7, 1), {"elderly_hard_area", "elderly_80", "disability"}),
        (date(2025, 6, 30), {"elderly_hard_area", "elderly_80", "disability"}),
        (date(2025, 7, 1), set()),
        (date(2026, 10, 5), set()),
    ],
)
def test_which_starts_may_be_dated_back(on: date, codes: set[str]) -> None:
    assert timing.categories_before_signing(on) == codes


def test_stop_grounds_and_the_term_to_comply() -> None:
    codes = {ground.code for ground in timing.stop_grounds("social_allowance", on=date(2026, 10, 5))}
    assert codes == {"dead_or_missing", "not_eligible", "imprisoned_or_ordered", "declined", "not_complied"}
    assert "carer_sanctioned" in {g.code for g in timing.stop_grounds("care_support", on=date(2024, 1, 1))}
    assert {g.code for g in timing.stop_grounds("social_pension", on=date(2026, 10, 5))} == {
        "dead_or_missing",
        "not_eligible",
    }
    assert timing.not_complied_after(date(2026, 11, 30)) == date(2027, 2, 28)
    assert timing.not_complied_after(date(2026, 10, 12)) == date(2027, 1, 12)


def test_what_cannot_be_is_refused() -> None:
    with pytest.raises(LawError, match="sau ngày quyết định"):
        timing.start_month("social_allowance", "disability", signed_on=date(2023, 6, 1), certified_on=date(2023, 6, 2))
    with pytest.raises(LawError, match="sau ngày quyết định"):
        timing.procedure_of("social_allowance", decided_on=date(2026, 10, 4), received_on=date(2026, 10, 5))
    with pytest.raises(NoLawError):
        timing.procedure_of("social_pension", decided_on=date(2025, 6, 30))
    with pytest.raises(LawError, match="no programme"):
        timing.procedure_of("no_such", decided_on=date(2025, 6, 30))
    with pytest.raises(LawError, match="trước ngày tạm dừng"):
        timing.resumption(
            "social_allowance", suspended_on=date(2026, 11, 2), reviewed_on=date(2026, 11, 1), review="unchanged"
        )
    with pytest.raises(LawError, match="không được âm"):
        timing.suspension_grounds("social_allowance", on=date(2026, 11, 2), uncollected_months=-1, refused=False)
    with pytest.raises(LawError, match="tạm giam"):
        timing.suspension_grounds(
            "social_allowance",
            on=date(2024, 11, 2),
            uncollected_months=0,
            refused=False,
            detained_since=date(2024, 11, 3),
        )
