"""Kept simulations: the numbers of the command, seen as far as one sees, never changed."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import polars
import pytest
from click.testing import CliRunner
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError, InternalError

from ansinh.access.public import Actor, acting_as
from ansinh.areas import public as areas
from ansinh.cli.outlook import command as outlook_command
from ansinh.cli.reform import command as reform_command
from ansinh.flows.simulation_run import run_simulation
from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.oversight.models import (
    OutlookMonth,
    ReformCell,
    ReformChange,
    ReformPerson,
    Simulation,
    SimulationResult,
)
from ansinh.oversight.operations.ask_simulation import ask_simulation
from ansinh.oversight.simulations import kept
from ansinh.oversight.simulations.outlook import shipped_assumptions
from ansinh.oversight.simulations.workbook import write_outlook, write_reform
from ansinh.registry import public as registry
from ansinh.staff.simulation_form import example_draft
from tests.builders import circumstance, commune, fact, household, officer, period, person

NOW = datetime(2026, 11, 20, tzinfo=UTC)
JANUARY = Month(2027, 1)
REFORM, OUTLOOK = Simulation.Kind.REFORM, Simulation.Kind.OUTLOOK

pytestmark = pytest.mark.django_db


@pytest.fixture
def places() -> tuple[areas.Unit, areas.Unit]:
    """Two communes with people who gain, lose, keep and get nothing by the drafts below."""
    here, there = commune(0), commune(1)
    for area, born in ((here, "1953-05-20"), (here, "1950-05-20"), (there, "1953-08-01"), (there, "1990-01-01")):
        person(area, born=born)
    poor = person(there, born="1961-05-20")
    loses = person(there, born="1980-05-20")
    circumstance(loses, "hiv", "yes", "2024-01-01")
    for who in (poor, loses):
        fact(registry.Poverty, household=household(there, who), status="poor", valid=period("2024-01-01"))
    return here, there


def text() -> str:
    return example_draft() + "  - {code: hiv_adult, end: true}\n"


def planner(role: str = "province_officer") -> Actor:
    return officer(role, areas.province(JANUARY.first))


def asked(actor: Actor, area: areas.Unit | None = None, **more: Any) -> Simulation:
    given = {"month": JANUARY, "years": 2, "at": NOW, "draft": text()} | more
    return ask_simulation(actor=actor, area=area or areas.province(JANUARY.first), **given)


def answered(actor: Actor, kind: str = REFORM, **more: Any) -> Simulation:
    question = asked(actor, **more)
    run_simulation(question.pk, actor=actor)
    found = kept.one(kind, question.pk)
    assert found is not None
    return found


def sheets(source: Any) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(source)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_a_kept_try_is_the_workbook_of_the_command_cell_by_cell(
    places: tuple[areas.Unit, areas.Unit], tmp_path: Path
) -> None:
    draft, out = tmp_path / "draft.yaml", tmp_path / "out.xlsx"
    draft.write_text(text(), encoding="utf-8")
    done = CliRunner().invoke(
        reform_command, [str(draft), "--month", "2027-01", "--years", "2", "--out", str(out)], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    found = answered(planner())
    content = io.BytesIO()
    names = {unit.pk: unit.name for unit in areas.communes(JANUARY.first)}
    write_reform(content, kept.reform_of(found, with_people=True), names)
    assert sheets(content) == sheets(out)
    rows = sheets(content)["Người phải xét lại"]
    assert {row[6] for row in rows[1:]} == {"Mới được hưởng", "Không còn được hưởng"}
    assert len(rows) == 1 + 4


def test_a_kept_outlook_is_the_workbook_of_the_command(places: tuple[areas.Unit, areas.Unit], tmp_path: Path) -> None:
    draft, out = tmp_path / "draft.yaml", tmp_path / "out.xlsx"
    draft.write_text(text(), encoding="utf-8")
    actor = planner()
    for given, arguments in ((text(), ["--draft", str(draft)]), ("", [])):
        done = CliRunner().invoke(
            outlook_command,
            ["--month", "2027-01", "--years", "2", "--out", str(out), *arguments],
            catch_exceptions=False,
        )
        assert done.exit_code == 0, done.output
        found = answered(actor, OUTLOOK, draft=given, assumptions=shipped_assumptions())
        content = io.BytesIO()
        write_outlook(content, *kept.outlook_of(found))
        assert sheets(content) == sheets(out)


def test_cells_changes_and_people_add_up(places: tuple[areas.Unit, areas.Unit]) -> None:
    found = kept.reform_of(answered(planner()), with_people=True)
    for side in ("before_vnd", "after_vnd"):
        assert found.cells[side].sum() == found.changes[side].sum() == found.communes[side].sum()
    moved = found.changes.filter(polars.col("change") != "same")
    assert moved["people"].sum() == found.people.height
    difference = (polars.col("after_vnd") - polars.col("before_vnd")).sum()
    assert found.people.select(difference).item() == found.changes.select(difference).item()


def test_it_is_answered_as_known_when_it_was_asked(places: tuple[areas.Unit, areas.Unit]) -> None:
    actor = planner()
    question = asked(actor)
    person(places[0], born="1953-01-01", recorded_at=datetime(2026, 11, 21, tzinfo=UTC))
    run_simulation(question.pk, actor=actor)
    assert SimulationResult.objects.get(simulation=question).people == 6
    assert run_simulation(question.pk, actor=actor) == "Đã có kết quả từ trước."
    assert SimulationResult.objects.count() == 1


def test_one_commune_may_be_asked_about(places: tuple[areas.Unit, areas.Unit]) -> None:
    found = answered(planner(), area=places[0])
    assert found.result.people == 2
    assert set(ReformPerson.objects.values_list("area_id", flat=True)) == {places[0].pk}


def test_the_database_shows_a_commune_only_its_own_rows(places: tuple[areas.Unit, areas.Unit]) -> None:
    here, _ = places
    found = answered(planner())
    answered(planner("province_leader"), OUTLOOK, assumptions=shipped_assumptions())
    own = officer("commune_officer", here)
    tables = (ReformCell, ReformChange, ReformPerson)
    assert all(table.objects.exclude(area=here).exists() for table in tables)
    with acting_as(own):
        for table in tables:
            assert set(table.objects.values_list("area_id", flat=True)) == {here.pk}, table
        for table in (Simulation, SimulationResult, OutlookMonth):
            assert not table.objects.exists(), table
        assert kept.one(REFORM, found.pk) is None
        assert kept.listed(REFORM).rows == []
        page = kept.cases(found)
        assert [case.row.area_id for case in page.cases] == [here.pk]
    with acting_as(own), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        ReformChange.objects.create(
            simulation=found, area=places[1], change="new", people=1, before_vnd=0, after_vnd=10
        )


@pytest.mark.parametrize("role", ["commune_officer", "auditor", "province_accountant"])
def test_without_the_right_nothing_is_asked_or_run(role: str) -> None:
    here = commune(0)
    area = here if role == "commune_officer" else areas.province(JANUARY.first)
    actor = officer(role, area)
    with pytest.raises(Refusal, match="không có quyền"):
        asked(actor)
    question = asked(planner())
    with pytest.raises(Refusal, match="không có quyền"):
        run_simulation(question.pk, actor=actor)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"draft": ""}, "no_draft"),
        ({"draft": "title: ["}, "bad_yaml"),
        ({"month": Month(2026, 12)}, "before_draft"),
        ({"month": Month(2060, 1)}, "bad_month"),
        ({"month": Month(1990, 1)}, "no_law"),
        ({"years": 0}, "bad_years"),
        ({"years": 11}, "bad_years"),
        ({"assumptions": {"deaths": {}}}, "bad_assumptions"),
    ],
)
def test_a_question_without_sense_is_refused_and_not_kept(changed: dict[str, Any], code: str) -> None:
    commune(0)
    with pytest.raises(Refusal) as caught:
        asked(planner(), **changed)
    assert caught.value.code == code
    assert not Simulation.objects.exists()


def test_nothing_kept_is_changed_or_deleted(places: tuple[areas.Unit, areas.Unit]) -> None:
    answered(planner())
    answered(planner("province_leader"), OUTLOOK, assumptions=shipped_assumptions())
    for table in (Simulation, SimulationResult, ReformCell, ReformChange, ReformPerson, OutlookMonth):
        name = table._meta.db_table
        for statement in (f"UPDATE {name} SET id = id + 1000", f"DELETE FROM {name}"):
            refused = pytest.raises((IntegrityError, InternalError), match="append-only")
            with refused, transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement)


@pytest.mark.parametrize(
    ("table", "fields"),
    [
        (ReformChange, {"change": "more", "people": 1, "before_vnd": 10, "after_vnd": 10}),
        (ReformChange, {"change": "same", "people": 1, "before_vnd": 10, "after_vnd": 20}),
        (ReformChange, {"change": "new", "people": 0, "before_vnd": 0, "after_vnd": 20}),
        (ReformChange, {"change": "gone", "people": 1, "before_vnd": 10, "after_vnd": 0}),
        (ReformCell, {"people_before": 1, "people_after": 0, "before_vnd": -10, "after_vnd": 0}),
    ],
)
def test_the_database_refuses_figures_that_contradict_themselves(table: Any, fields: dict[str, Any]) -> None:
    here = commune(0)
    question = asked(planner())
    with pytest.raises(IntegrityError), transaction.atomic():
        table.objects.create(simulation=question, area=here, **fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"draft": ""}, {"draft_sha256": "x" * 64}, {"years": 11}, {"month": "2027-01-02"}, {"kind": "outlook"},
        {"assumptions": {}}, {"first_month": None},
    ],
)  # fmt: skip
def test_the_database_refuses_half_a_question(fields: dict[str, Any]) -> None:
    commune(0)
    whole = Simulation.objects.filter(pk=asked(planner()).pk).values().get() | fields
    del whole["id"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Simulation.objects.create(**whole)


def test_asking_and_keeping_stand_in_the_log_without_names(places: tuple[areas.Unit, areas.Unit]) -> None:
    found = answered(planner())
    entries = AuditEntry.objects.filter(object_kind="simulation", object_id=str(found.pk)).order_by("id")
    assert [entry.action for entry in entries] == ["simulation.ask", "simulation.keep"]
    assert entries[1].details == {"people": 6, "cases": 4}
    assert progress.of(found.work)[0].done == 24


def test_the_list_shows_where_each_stands(places: tuple[areas.Unit, areas.Unit]) -> None:
    actor = planner()
    done, waiting = answered(actor), asked(actor)
    progress.report(waiting.work, "run", state=progress.State.QUEUED)
    queued, first = kept.listed(REFORM).rows
    assert (queued.simulation.pk, queued.state, queued.figures) == (waiting.pk, "queued", None)
    assert (first.simulation.pk, first.state) == (done.pk, "done")
    assert first.figures == {"gain": 3, "lose": 1, "before_vnd": 1_350_000, "after_vnd": 2_220_000}
    newest = kept.listed(REFORM, size=1)
    assert newest.more_after
    older = kept.listed(REFORM, after=newest.last_id, size=1)
    assert ([row.simulation.pk for row in older.rows], older.more_after) == ([done.pk], False)
    assert [one.pk for one in kept.several(REFORM, [done.pk, waiting.pk, done.pk])] == [done.pk]
