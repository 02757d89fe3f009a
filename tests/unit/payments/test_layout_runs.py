"""Layouts of areas: which holds where and when, who sets them, and whole runs that go out and come back by them."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from django.db import IntegrityError, transaction
from python_calamine import CalamineWorkbook

from ansinh.access.public import SYSTEM, acting_as
from ansinh.areas import public as areas
from ansinh.cli import payroll
from ansinh.cli.layouts import layouts
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from ansinh.payments import public as payments
from ansinh.payments.public import file_layouts
from tests import builders
from tests.unit.payments.payroll import NOVEMBER, PAY_DAY, Office, lines, locked, office_of_three, released
from tests.unit.payments.test_layouts import BACK, SENT, _needed

pytestmark = pytest.mark.django_db
NEW_YEAR = date(2026, 1, 1)
ANSWER: dict[str, Any] = BACK | {
    "code": "thu-nhan", "format": "csv", "heading_row": 1, "words": {"paid": ["OK"], "returned": ["Không"]},
    "columns": [
        {"heading": "Mã", "field": "key"}, {"heading": "Tiền", "field": "amount_vnd"},
        {"heading": "Xã", "field": "ignored"}, {"heading": "Kết quả", "field": "result"},
    ],
}  # fmt: skip
LIST = SENT | {"format": "csv", "columns": _needed()}


@pytest.fixture
def here() -> Office:
    return office_of_three()


@pytest.fixture
def keeper(here: Office) -> Any:
    return builders.officer("administrator", here.area, "quan-tri-xa")


def put(actor: Any, area: Any, content: dict[str, Any], since: date = NEW_YEAR) -> file_layouts.FileLayout:
    return file_layouts.set_layout(actor=actor, area=area, since=since, content=content)


def named(area: Any, code: str, on: date, direction: str = "out") -> file_layouts.InForce:
    return file_layouts.layout_named(file_layouts.layouts_for(area.pk, on), code, direction)


def answered(content: bytes, results: list[str]) -> bytes:
    """The list with a column that the payer filled in."""
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    out = io.StringIO()
    filled = [[*row, word] for row, word in zip(rows, ["Kết quả", *results], strict=True)]
    csv.writer(out, delimiter=";").writerows(filled)
    return out.getvalue().encode()


def test_a_run_goes_out_and_comes_back(here: Office, keeper: Any) -> None:
    put(keeper, here.area, LIST)
    put(keeper, here.area, ANSWER)
    run = released(here)
    with acting_as(here.accountant):
        content = file_layouts.layout_file(run, named(here.area, "thu-gui", PAY_DAY).layout)
    bring = {"actor": here.accountant, "run_id": run.pk, "name": "tra-loi.csv", "on": PAY_DAY, "layout": "thu-nhan"}
    strange = answered(content, ["OK", "OK", "mất"])
    with pytest.raises(Refusal, match="“mất”"):
        payments.import_returns(content=strange, **bring)
    assert {line.state for line in lines(run.pk)} == {"sent"}, "nothing of a file that is not understood"
    told = payments.import_returns(content=answered(content, ["OK", "Không", "OK"]), **bring)
    assert (told.paid, told.returned, told.problems) == (2, 1, 0)
    assert [line.state for line in lines(run.pk)] == ["paid", "returned", "paid"]
    kept = payments.ReturnImport.objects.get()
    assert kept.layout == named(here.area, "thu-nhan", PAY_DAY, "in").stamp
    assert payments.verify_money(PAY_DAY).findings == ()
    assert payments.import_returns(content=answered(content, ["OK", "Không", "OK"]), **bring).repeated


def test_shipped_layouts_of_a_run(here: Office) -> None:
    """What comes with the software needs no declaration: the post office's list, filled in, is taken back."""
    run = released(here)
    content = file_layouts.layout_file(run, named(here.area, "buu-dien-gui", PAY_DAY).layout, here.area)
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[2][1] == "Mã chi trả"
    assert [row[1] for row in rows[3:6]] == [line.key for line in lines(run.pk)]
    assert rows[6][0] == "Cộng"
    assert rows[6][8] == sum(line.amount_vnd for line in lines(run.pk))
    with pytest.raises(Refusal) as told:
        file_layouts.layout_file(run, named(here.area, "ngan-hang-gui", PAY_DAY).layout)
    assert told.value.code == "nothing_to_pay"


def test_a_list_that_is_not_approved_goes_nowhere(here: Office) -> None:
    run = payments.PayrollRun.objects.get(pk=locked(here).run_id)
    with pytest.raises(Refusal) as told:
        file_layouts.layout_file(run, named(here.area, "buu-dien-gui", PAY_DAY).layout)
    assert told.value.code == "state"


def test_the_nearest_area_and_the_day_count(here: Office, keeper: Any) -> None:
    whole = areas.province(NEW_YEAR)
    wide = builders.officer("administrator", whole, "quan-tri-tinh")
    put(wide, whole, LIST | {"name": "Của tỉnh"})
    put(wide, whole, LIST | {"name": "Của tỉnh, sửa", "code": "buu-dien-gui"}, date(2026, 6, 1))
    assert named(here.area, "thu-gui", PAY_DAY).layout.name == "Của tỉnh"
    assert named(here.area, "buu-dien-gui", date(2026, 5, 31)).row is None, "shipped until another holds"
    assert named(here.area, "buu-dien-gui", date(2026, 6, 1)).layout.name == "Của tỉnh, sửa"
    own = put(keeper, here.area, LIST | {"name": "Của xã"}, date(2026, 3, 1))
    assert named(here.area, "thu-gui", date(2026, 2, 28)).layout.name == "Của tỉnh"
    put(keeper, here.area, LIST | {"name": "Của xã, mới"}, date(2026, 9, 1))
    assert [named(here.area, "thu-gui", date(2026, month, 5)).layout.name for month in (4, 10)] == [
        "Của xã",
        "Của xã, mới",
    ]
    put(keeper, here.area, LIST | {"name": "Của xã, mới, sửa"}, date(2026, 9, 1))
    last = named(here.area, "thu-gui", PAY_DAY)
    assert last.layout.name == "Của xã, mới, sửa"
    assert last.row is not None
    file_layouts.end_layout(actor=keeper, layout_id=last.row.pk, last_day=date(2026, 9, 30))
    assert named(here.area, "thu-gui", PAY_DAY).layout.name == "Của tỉnh", "where the own one ended"
    own.refresh_from_db()
    assert own.last_day == date(2026, 8, 31)
    assert AuditEntry.objects.filter(action="layout.set").count() == 5


def test_what_is_refused(here: Office, keeper: Any) -> None:
    put(keeper, here.area, LIST)

    def refused(act: Any = put, **more: Any) -> str:
        with pytest.raises(Refusal) as told:
            act(**({"actor": keeper, "area": here.area, "content": LIST} | more))
        return told.value.code

    assert refused(content=ANSWER | {"code": "thu-gui"}) == "other_direction"
    assert refused(content=LIST | {"columns": []}) == "bad_layout"
    assert refused(actor=here.maker) == "not_permitted"
    assert refused(area=builders.commune(1)) == "outside_scope"
    assert refused(actor=SYSTEM) == "nobody_responsible"
    run = released(here)
    with pytest.raises(Refusal) as told:
        payments.import_returns(
            actor=here.accountant, run_id=run.pk, content=b"x", name="a", on=PAY_DAY, layout="thu-gui"
        )
    assert told.value.code == "unknown_layout", "a layout to send reads nothing"


@pytest.mark.parametrize(
    "change",
    [
        {"valid": builders.period("2026-05-01", "2026-05-01")}, {"valid": builders.period("2026-05-01")},
        {"code": "A b"}, {"code": "khac"}, {"direction": "in"}, {"content": {"code": "thu-gui"}}, {"content": []},
    ],
)  # fmt: skip
def test_the_database_refuses(here: Office, keeper: Any, change: dict[str, Any]) -> None:
    put(keeper, here.area, LIST)
    row = file_layouts.FileLayout(
        area=here.area, code="thu-gui", direction="out", content=LIST,
        valid=builders.period("2025-01-01", "2026-01-01"), set_by_id=keeper.user_id,
    )  # fmt: skip
    for name, value in change.items():
        setattr(row, name, value)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_another_commune_sees_nothing_of_it(here: Office, keeper: Any) -> None:
    put(keeper, here.area, LIST)
    with acting_as(builders.officer("administrator", builders.commune(1), "quan-tri-khac")):
        assert file_layouts.declared() == []
    with acting_as(here.accountant):
        assert [one.code for one in file_layouts.declared()] == ["thu-gui"]


def test_by_command(here: Office, keeper: Any, tmp_path: Any) -> None:
    call = CliRunner()
    file, area = tmp_path / "mau.yaml", ["--area", here.area.code]
    shown = call.invoke(layouts, ["show", "buu-dien-tra-loi", *area], catch_exceptions=False).output
    file.write_text(shown.replace("code: buu-dien-tra-loi", "code: thu-nhan"))
    assert "dùng được" in call.invoke(layouts, ["check", str(file)], catch_exceptions=False).output
    by = ["--by", "quan-tri-xa"]
    assert call.invoke(layouts, ["set", str(file), *area, "--since", "2026-01-01", *by]).exit_code == 0
    assert "thu-nhan" in call.invoke(layouts, ["list", *area], catch_exceptions=False).output
    assert call.invoke(layouts, ["sample", "buu-dien-gui", *area, "--out", str(tmp_path / "x.xlsx")]).exit_code == 0
    run = released(here)
    gone = call.invoke(
        payroll.payroll,
        ["export", str(run.pk), "--out", str(tmp_path), "--layout", "buu-dien-gui", "--by", here.accountant.username],
    )
    assert (tmp_path / f"buu-dien-gui-{NOVEMBER}.xlsx").exists(), gone.output
    assert call.invoke(layouts, ["end", "thu-nhan", *area, "--last-day", "2026-12-31", *by]).exit_code == 0
    file.write_text("direction: in\ncode: x\n")
    wrong = call.invoke(layouts, ["check", str(file)])
    assert isinstance(wrong.exception, Refusal)
    assert "columns" in wrong.output
