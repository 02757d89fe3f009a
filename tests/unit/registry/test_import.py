"""Accepting a list writes dated facts; undoing it is the exact inverse."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner
from django.db import connection

from ansinh.access.public import SYSTEM, acting_as
from ansinh.areas.public import Unit
from ansinh.cli.intake_template import command as intake_template
from ansinh.intake import public as intake
from ansinh.kernel.errors import Refusal
from ansinh.legislation import WRITTEN_BOOK, base_steps
from ansinh.registry import public as registry
from tests import builders
from tests.unit.intake.lists import HEADINGS, workbook

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)
FACTS = ("identity", "residence", "paper", "membership", "poverty", "disability", "payment_channel")
PAO = (1, "Giàng A Páo", "12/05/1950", "Nam", "Mông", "015050001234", "Nậm Khắt", "x", "", "Vận động", "Nặng")
CHU = (2, "Vàng Thị Chư", 1960, "Nữ", "H'Mông", "", "Nậm Khắt", "", "x", "", "")


def _file(tmp_path: Path, area: Unit, rows: Sequence[Sequence[Any]], name: str = "ds.xlsx") -> intake.SourceFile:
    path = workbook(tmp_path / name, [("DANH SÁCH THÁNG 11 NĂM 2026",), (), HEADINGS, *rows])
    return intake.receive_file(actor=SYSTEM, path=path, area=area, on=ON, bases=base_steps(WRITTEN_BOOK))


def _accept(file: intake.SourceFile, positions: list[int] | None = None) -> registry.Accepted:
    return registry.accept_import(actor=SYSTEM, file=file, positions=positions, on=ON)


def _believed() -> dict[str, list[tuple[Any, ...]]]:
    """All facts believed now, without ids and times."""
    found = {}
    with connection.cursor() as cursor:
        for fact in FACTS:
            cursor.execute(
                f"SELECT (to_jsonb(f) - ARRAY['id','recorded_at','retracted_at','retracted_by_id'])::text FROM "
                f"registry_{fact} AS f "
                "WHERE retracted_at IS NULL ORDER BY 1"
            )
            found[fact] = cursor.fetchall()
        cursor.execute("SELECT to_jsonb(p)::text FROM registry_person AS p ORDER BY id")
        found["person"] = cursor.fetchall()
    return found


def test_new_people_get_their_facts(tmp_path: Path) -> None:
    area = builders.commune()
    result = _accept(_file(tmp_path, area, [PAO, CHU]))
    assert (result.accepted, result.new, result.left) == (2, 2, 0)
    pao = registry.Person.objects.get(full_name="Giàng A Páo")
    assert (pao.born, pao.sex, pao.ethnicity, pao.area, pao.village) == ("1950-05-12", "male", "Mông", area, "Nậm Khắt")
    assert registry.Paper.objects.get(person=pao).number == "015050001234"
    assert registry.Disability.objects.get(person=pao).degree == "severe"
    household = registry.Membership.objects.get(person=pao).household
    assert registry.Poverty.objects.get(household=household).status == "poor"
    assert registry.Residence.objects.get(person=pao).valid.lower == date(2026, 11, 1)
    assert registry.Person.objects.get(full_name="Vàng Thị Chư").born == "1960"


def test_the_same_list_again_changes_nothing(tmp_path: Path) -> None:
    area = builders.commune()
    file = _file(tmp_path, area, [PAO, CHU])
    _accept(file)
    before = _believed()
    assert _file(tmp_path, area, [PAO, CHU]) == file
    assert _accept(file).accepted == 0
    other = _accept(_file(tmp_path, area, [CHU, PAO], "khac.xlsx"))
    assert (other.accepted, other.new, other.changed, other.unchanged) == (2, 0, 0, 2)
    assert _believed() == before


def test_the_list_form_comes_back_unchanged(tmp_path: Path) -> None:
    """What a commune is known to have, written to its form and read again, is no news of anybody."""
    area = builders.commune()
    _accept(_file(tmp_path, area, [PAO, CHU]))
    form = tmp_path / "mau.xlsx"
    done = CliRunner().invoke(
        intake_template, ["--commune", area.code, "--out", str(form), "--month", "2026-11"], catch_exceptions=False
    )
    assert done.exit_code == 0
    file = intake.receive_file(actor=SYSTEM, path=form, area=area, on=ON, bases=base_steps(WRITTEN_BOOK))
    standing = registry.queries.file_standing(file, area_ids=[area.pk], on=ON)
    intake.record_standing(file=file, standing=standing)
    assert [(row.full_name, row.status, row.changed) for row in file.rows.order_by("position")] == [
        ("Vàng Thị Chư", "unchanged", []),
        ("Giàng A Páo", "unchanged", []),
    ]
    before = _believed()
    assert _accept(file).unchanged == 2
    assert _believed() == before


def test_a_list_with_a_number_that_was_replaced_is_about_the_same_person(tmp_path: Path) -> None:
    """Whoever has got a new number stays one person in the lists that still hold the old one."""
    area = builders.commune()
    pao = builders.person(area, name="Giàng A Páo", born="1950-05-12", sex="male", ethnicity="Mông", village="Nậm Khắt")
    for number, days in (("015050001234", ("2021-01-01", str(ON))), ("015050001299", (str(ON),))):
        builders.fact(registry.Paper, person=pao, kind="personal", number=number, valid=builders.period(*days))
    before = _believed()
    for number in ("015050001234", "015050001299"):
        row = (*PAO[:5], number, "Nậm Khắt", "", "", "", "")
        taken = _accept(_file(tmp_path, area, [row], f"{number}.xlsx"))
        assert (taken.new, taken.changed, taken.unchanged) == (0, 0, 1)
    assert _believed() == before
    other = (3, "Lò Thị Sua", 1971, "Nữ", "Thái", "015050001234", "Nậm Khắt", "", "", "", "")
    file = _file(tmp_path, area, [other], "ds-3.xlsx")
    standing = registry.queries.file_standing(file, area_ids=[area.pk], on=ON)
    assert standing["verdict"].to_list() == ["perhaps"]  # somebody else's number, though of before


def test_one_cell_of_the_form_is_one_change(tmp_path: Path) -> None:
    """What was not typed over stays as it is."""
    area = builders.commune()
    _accept(_file(tmp_path, area, [PAO, CHU]))
    form = tmp_path / "mau.xlsx"
    CliRunner().invoke(intake_template, ["--commune", area.code, "--out", str(form)], catch_exceptions=False)
    book = openpyxl.load_workbook(form)
    page = book["Danh sách"]
    column = next(cell.column for cell in page[4] if cell.value == "Thôn, bản, tổ dân phố")
    page.cell(6, column).value = "Bản Mới"
    book.save(form)
    file = intake.receive_file(actor=SYSTEM, path=form, area=area, on=ON, bases=base_steps(WRITTEN_BOOK))
    standing = registry.queries.file_standing(file, area_ids=[area.pk], on=ON)
    assert standing.select("status", "changed").rows() == [("unchanged", ""), ("changed", "village")]
    before = _believed()
    assert (_accept(file).changed, registry.Person.objects.count()) == (1, 2)
    after = _believed()
    assert {fact for fact in after if after[fact] != before[fact]} == {"residence", "person"}


def test_a_change_holds_from_the_lists_month(tmp_path: Path) -> None:
    area = builders.commune()
    person = builders.person(
        area, name="Giàng A Páo", born="1950-05-12", sex="male", ethnicity="Mông", village="Nậm Khắt"
    )
    home = builders.household(area, person)
    builders.fact(registry.Poverty, household=home, status="near_poor", valid=builders.period("2024-01-01"))
    builders.fact(
        registry.Disability, person=person, degree="mild", types=["mobility"], valid=builders.period("2024-01-01")
    )
    result = _accept(_file(tmp_path, area, [PAO]))
    assert (result.new, result.changed) == (0, 1)
    degrees = registry.Disability.objects.filter(person=person, retracted_at=None).order_by("valid")
    assert [(d.degree, d.valid.lower, d.valid.upper) for d in degrees] == [
        ("mild", date(2024, 1, 1), date(2026, 11, 1)),
        ("severe", date(2026, 11, 1), None),
    ]
    assert registry.Poverty.objects.get(household=home, retracted_at=None, valid__contains=ON).status == "poor"
    assert registry.Paper.objects.get(person=person).number == "015050001234"


def test_undo_is_the_exact_inverse(tmp_path: Path) -> None:
    area = builders.commune()
    person = builders.person(
        area, name="Giàng A Pao", born="1950-01-01", precision="year", sex="male", village="Nậm Khắt"
    )
    builders.fact(
        registry.Paper, person=person, kind="personal", number="015050001234", valid=builders.period("2024-01-01")
    )
    builders.fact(
        registry.Disability, person=person, degree="mild", types=["mobility"], valid=builders.period("2024-01-01")
    )
    before = _believed()
    file = _file(tmp_path, area, [PAO, CHU])
    for _ in range(2):
        assert _accept(file).accepted == 2
        assert registry.Person.objects.get(pk=person.pk).full_name == "Giàng A Páo"
        registry.undo_import(actor=SYSTEM, file=file)
        after = _believed()
        newcomers = [row for row in after["person"] if "Vàng Thị Chư" in row[0]]
        assert newcomers  # the row stays, for history's sake, without a fact
        after["person"] = [row for row in after["person"] if row not in newcomers]
        assert after == before
        assert intake.Row.objects.filter(file=file, decision="pending").count() == 2
    with pytest.raises(Refusal, match="chưa được nhận"):
        registry.undo_import(actor=SYSTEM, file=file)


def test_undo_refuses_when_something_was_built_on_it(tmp_path: Path) -> None:
    area = builders.commune()
    file = _file(tmp_path, area, [PAO])
    _accept(file)
    pao = registry.Person.objects.get(full_name="Giàng A Páo")
    builders.circumstance(pao, "merit_allowance", "yes", "2026-11-01")
    before = _believed()
    with pytest.raises(Refusal) as refused:
        registry.undo_import(actor=SYSTEM, file=file)
    assert refused.value.code == "built_upon"
    assert _believed() == before


def test_doubtful_rows_wait_for_a_person(tmp_path: Path) -> None:
    area = builders.commune()
    builders.person(area, name="Giàng A Phảo", born="1950-05-12", sex="male")
    bad = (3, "Lò Văn Ón", "31/02/1955", "Nam", "Tày", "", "Nậm Khắt", "", "", "", "")
    file = _file(tmp_path, area, [PAO, CHU, bad])
    result = _accept(file)
    assert (result.accepted, result.new, result.left) == (1, 1, 2)
    statuses = dict(intake.Row.objects.filter(file=file).values_list("position", "status"))
    assert statuses == {0: "possible_duplicate", 1: "new", 2: "problem"}
    with pytest.raises(Refusal, match="Danh sách!6"):
        _accept(file, [2])
    assert _accept(file, [0]).new == 1


@pytest.mark.parametrize(
    ("number", "status"),
    [
        ("015050001235", "possible_duplicate"),  # one digit
        ("015050002134", "possible_duplicate"),  # two that changed places
        ("015050007777", "new"),
    ],
)
def test_a_number_with_a_slip_of_the_finger_waits_for_a_person(tmp_path: Path, number: str, status: str) -> None:
    """The same list names them twice, once by a number that was typed wrong: not somebody new by itself."""
    area = builders.commune()
    _accept(_file(tmp_path, area, [PAO]))
    again = (2, *PAO[1:5], number, *PAO[6:])
    file = _file(tmp_path, area, [PAO, again], name="ds2.xlsx")
    _accept(file)
    assert list(intake.Row.objects.filter(file=file).order_by("position").values_list("status", flat=True)) == [
        "unchanged",
        status,
    ]


def test_a_number_held_elsewhere_is_refused_whole(tmp_path: Path) -> None:
    area, other = builders.commune(0), builders.commune(1)
    stranger = builders.person(other, name="Lý Thị Khác", born="1980-01-01")
    builders.fact(
        registry.Paper, person=stranger, kind="personal", number="015050001234", valid=builders.period("2024-01-01")
    )
    file = _file(tmp_path, area, [PAO, CHU])
    before = _believed()
    with pytest.raises(Refusal) as refused:
        _accept(file, [0, 1])
    assert refused.value.code == "number_taken"
    assert _believed() == before


def test_an_officer_accepts_within_the_own_commune_only(tmp_path: Path) -> None:
    mine, other = builders.commune(0), builders.commune(1)
    officer = builders.officer("commune_officer", mine)
    with acting_as(officer):
        file = _file(tmp_path, mine, [PAO])
        assert registry.accept_import(actor=officer, file=file, positions=None, on=ON).new == 1
        registry.undo_import(actor=officer, file=file)
    with acting_as(builders.officer("commune_officer", other)):
        assert not intake.Row.objects.exists()
        assert not intake.SourceFile.objects.exists()


def test_people_of_one_household_share_its_poverty(tmp_path: Path) -> None:
    area = builders.commune()
    headings = ("STT", "Họ và tên", "Năm sinh", "Thôn", "Chủ hộ", "Diện hộ")
    path = workbook(
        tmp_path / "ho.xlsx",
        [
            headings,
            (1, "Lò A Chủ", 1960, "Lìm", "Lò A Chủ", "Hộ nghèo"),
            (2, "Lò A Con", 1990, "Lìm", "Lò A Chủ", "Hộ nghèo"),
        ],
    )
    _accept(intake.receive_file(actor=SYSTEM, path=path, area=area, on=ON, bases=()))
    assert registry.Household.objects.count() == 1
    assert registry.Poverty.objects.get().status == "poor"
    assert list(registry.Membership.objects.order_by("person_id").values_list("is_head", flat=True)) == [True, False]


def test_a_telephone_is_kept_as_digits_and_changes_with_a_later_list(tmp_path: Path) -> None:
    area = builders.commune()

    def accepted(name: str, phone: str) -> registry.Accepted:
        rows = [("DANH SÁCH THÁNG 11 NĂM 2026",), (), (*HEADINGS, "Số điện thoại"), (*PAO, phone)]
        path = workbook(tmp_path / name, rows)
        file = intake.receive_file(actor=SYSTEM, path=path, area=area, on=ON, bases=base_steps(WRITTEN_BOOK))
        return _accept(file, [0])

    def numbers() -> list[str]:
        return list(registry.Phone.objects.filter(retracted_at=None).values_list("number", flat=True))

    assert accepted("mot.xlsx", "0912.345.678").new == 1
    assert numbers() == ["0912345678"]
    assert accepted("hai.xlsx", "+84 912 345 678").unchanged == 1
    assert accepted("ba.xlsx", "không có").unchanged == 1
    assert accepted("bon.xlsx", "0987 654 321").changed == 1
    assert numbers() == ["0987654321"]
    assert "0912345678" in [fact.value for fact in registry.history.history(registry.Phone.objects.first().person_id)]
