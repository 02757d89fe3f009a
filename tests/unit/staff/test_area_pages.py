"""The screens of the areas: a day's units, preparing by one, applying by another, classifications from a workbook."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from typing import Any

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from ansinh.access.public import Actor, User
from ansinh.areas import public as areas
from ansinh.flows.area_workbooks import HEADINGS, write_crosswalk
from ansinh.jobs.on_request.apply_area_change import apply_area_change
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry
from tests import builders
from tests.unit.flows.area_world import CITATION, World, account, world

pytestmark = pytest.mark.django_db
DAY = "2026-01-01"
NEW, MAKE, DO = "/dia-ban/thay-doi/", "/dia-ban/thay-doi/lap/", "/dia-ban/thay-doi/{}/lam/"


@pytest.fixture
def made() -> World:
    return world()


def browser(actor: Actor) -> Client:
    client = Client()
    client.force_login(User.objects.get(pk=actor.user_id))
    return client


def test_a_merger_from_the_form_to_the_day_and_back(made: World) -> None:
    maker, checker = browser(made.maker), browser(made.checker)
    form = {"verb": "nhap", "on": DAY, "citation": CITATION, "code": "90001", "name": "Xã Mới"}
    answer = maker.post(MAKE, form | {"units": [unit.pk for unit in made.communes[:2]]})
    change = areas.Change.objects.get()
    assert answer["Location"].endswith(f"/{change.pk}/")
    shown = checker.get(f"/dia-ban/thay-doi/{change.pk}/").content.decode()
    assert "Xã Mới" in shown
    assert 'value="apply"' in shown
    assert 'value="apply"' not in maker.get(f"/dia-ban/thay-doi/{change.pk}/").content.decode()
    maker.post(DO.format(change.pk), {"act": "apply"})
    assert areas.Change.objects.get().state == "prepared"
    checker.post(DO.format(change.pk), {"act": "apply"})
    new = areas.commune("90001", date.fromisoformat(DAY))
    assert registry.Person.objects.filter(area=new).count() == 4
    page = maker.get(f"/dia-ban/?ngay={DAY}&don-vi={new.pk}").content.decode()
    assert "lineage" in page
    assert "Xã 1" in page
    checker.post(DO.format(change.pk), {"act": "undo"})
    assert areas.Change.objects.get().state == "undone"
    assert registry.Person.objects.filter(area=new).count() == 0


def test_a_change_ahead_of_its_day_is_applied_at_midnight_of_it_unless_it_is_dropped(
    made: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = timezone.localdate() + timedelta(days=4)
    maker, checker = browser(made.maker), browser(made.checker)
    form = {"verb": "doi-ten", "on": day.isoformat(), "citation": CITATION, "code": "90001", "name": "Phường Mới"}
    maker.post(MAKE, form | {"unit": made.communes[0].pk})
    change = areas.Change.objects.get()
    checker.post(DO.format(change.pk), {"act": "apply"})
    job = ProcrastinateJob.objects.get(task_name="areas.apply")
    assert timezone.localtime(job.scheduled_at).isoformat()[:16] == f"{day.isoformat()}T00:00"
    shown = checker.get(f"/dia-ban/thay-doi/{change.pk}/").content.decode()
    assert "Đã hẹn áp dụng lúc 0 giờ ngày" in shown
    assert 'value="apply"' not in shown
    with pytest.raises(Refusal) as refusal:
        apply_area_change(change.pk, made.checker.user_id)
    assert refusal.value.code == "before_its_day"
    assert registry.Person.objects.filter(area=made.communes[0]).exists()
    monkeypatch.setattr("ansinh.jobs.on_request.apply_area_change.timezone.localdate", lambda: day)
    apply_area_change(change.pk, made.checker.user_id)
    assert areas.Change.objects.get().state == "applied"
    checker.post(DO.format(change.pk), {"act": "undo"})
    maker.post(MAKE, form | {"unit": made.communes[0].pk})
    again = areas.Change.objects.latest("pk")
    maker.post(DO.format(again.pk), {"act": "drop"})
    apply_area_change(again.pk, made.checker.user_id)
    assert areas.Change.objects.get(pk=again.pk).state == "dropped"


def test_a_split_by_the_villages_of_the_form(made: World) -> None:
    maker = browser(made.maker)
    unit = made.communes[0]
    page = maker.get(f"{NEW}?viec=chia&ngay={DAY}&don-vi={unit.pk}").content.decode()
    assert "Thôn Trên" in page
    form = {"verb": "chia", "on": DAY, "citation": CITATION, "unit": unit.pk, "code-1": "90001", "name-1": "Xã A"}
    maker.post(MAKE, form | {"code-2": "90011", "name-2": "Xã B", "village-0": "2", "village-1": "1"})
    plan = areas.read_plan(areas.Change.objects.get().plan)
    assert [step.villages for step in plan.went_over] == [("Thôn Trên",), ("Thôn Dưới",)]


def test_a_split_into_as_many_as_are_wanted(made: World) -> None:
    maker = browser(made.maker)
    unit = made.communes[0]
    for village in ("Thôn Giữa", "Thôn Ngoài"):
        builders.person(unit, village=village, lives_from="2020-01-01")
    address = f"{NEW}?viec=chia&ngay={DAY}&don-vi={unit.pk}"
    for wrong in ("1", "9", "x"):
        assert maker.get(f"{address}&phan={wrong}").status_code == 404
    page = maker.get(f"{address}&phan=4").content.decode()
    villages = re.findall(r'name="village-(\d+)" value="1" required aria-label="([^"]+) về', page)
    assert 'name="code-4"' in page
    assert 'name="code-5"' not in page
    form = {"verb": "chia", "on": DAY, "citation": CITATION, "unit": unit.pk, "pieces": "4"}
    form |= {f"code-{n}": f"9102{n}" for n in range(1, 5)} | {f"name-{n}": f"Xã {n}" for n in range(1, 5)}
    refused = maker.post(MAKE, form | {"pieces": "40"}, follow=True).content.decode()
    assert "Số đơn vị không hợp lệ" in refused
    maker.post(MAKE, form | {f"village-{place}": str(n) for n, (place, _) in enumerate(villages, 1)})
    plan = areas.read_plan(areas.Change.objects.get().plan)
    assert [step.villages for step in plan.went_over] == [(name,) for _, name in villages]


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ({"verb": "nhap", "on": ""}, "ngày có hiệu lực"),
        ({"verb": "khac", "on": DAY}, "Không có việc này"),
        ({"verb": "doi-ten", "on": DAY, "unit": "x"}, "chọn địa bàn"),
        ({"verb": "nhap", "on": DAY, "units": [10**17]}, "có trong danh mục"),
    ],
)
def test_what_is_refused_is_said_on_the_form(made: World, form: dict[str, Any], words: str) -> None:
    answer = browser(made.maker).post(MAKE, form, follow=True)
    assert words in answer.content.decode()
    assert not areas.Change.objects.exists()


def test_every_verb_has_a_form_and_only_for_those_who_may(made: World) -> None:
    maker = browser(made.maker)
    for verb in ("nhap", "chia", "doi-ten", "chuyen", "het-cap-huyen"):
        assert maker.get(f"{NEW}?viec={verb}&ngay={DAY}").status_code == 200
    assert maker.get(f"{NEW}?viec=khac").status_code == 404
    officer = browser(account("commune_officer", made.communes[0]))
    assert officer.get(NEW).status_code == 403
    assert officer.get("/dia-ban/").status_code == 200
    assert officer.post(DO.format(1), {"act": "apply"}).status_code == 403
    assert officer.post("/dia-ban/phan-loai/").status_code == 403


def workbook(*rows: tuple[object, ...]) -> bytes:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Phân loại")
        for number, row in enumerate((HEADINGS, *rows)):
            sheet.write_row(number, 0, row)
    return content.getvalue()


def enter(made: World, *rows: tuple[object, ...]) -> str:
    file = SimpleUploadedFile("phan-loai.xlsx", workbook(*rows))
    return browser(made.maker).post("/dia-ban/phan-loai/", {"file": file}, follow=True).content.decode()


def test_classifications_come_from_a_workbook_with_days_and_grounds(made: World) -> None:
    said = enter(
        made,
        ("90001", "", "Khu vực", "III", "01/07/2023", "01/01/2026", "QĐ 861/QĐ-TTg"),
        ("90001", "Thôn Trên", "Đặc biệt khó khăn", "Có", "01/07/2023", "", "QĐ 612/QĐ-UBDT"),
        ("90001", "", "Miền núi", "Vùng cao", "2023-07-01", "", "QĐ thử"),
    )
    assert "3 dòng có thay đổi" in said
    unit = made.communes[0]
    area = areas.Classification.objects.get(unit=unit, kind="minority_area")
    assert (area.value, area.valid.upper, area.citation) == ("III", date(2026, 1, 1), "QĐ 861/QĐ-TTg")
    assert areas.Hardship.objects.get(unit=unit).village == "Thôn Trên"
    assert "0 dòng có thay đổi" in enter(made, ("90001", "", "Miền núi", "Vùng cao", "2023-07-01", "", "QĐ thử"))
    enter(made, ("90001", "Thôn Trên", "Đặc biệt khó khăn", "Không", "01/07/2024", "", "QĐ mới"))
    assert areas.Hardship.objects.get(unit=unit).valid.upper == date(2024, 7, 1)
    enter(made, ("90001", "", "Khu vực", "II", "01/01/2025", "01/07/2025", "QĐ sửa"))
    found = areas.Classification.objects.filter(unit=unit, kind="minority_area").order_by("valid")
    assert [(row.value, row.valid.lower, row.valid.upper) for row in found] == [
        ("III", date(2023, 7, 1), date(2025, 1, 1)),
        ("II", date(2025, 1, 1), date(2025, 7, 1)),
        ("III", date(2025, 7, 1), date(2026, 1, 1)),
    ]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (("99999", "", "Khu vực", "III", "01/07/2023", "", "QĐ"), "99999"),
        (("90001", "", "Khu vực", "IV", "01/07/2023", "", "QĐ"), "Phân loại!3"),
        (("90001", "Thôn Trên", "Khu vực", "III", "01/07/2023", "", "QĐ"), "Phân loại!3"),
        (("90001", "", "Khu vực", "III", "31/02/2023", "", "QĐ"), "không phải là ngày"),
        (("90001", "", "Khu vực", "III", "", "", "QĐ"), "thiếu ngày bắt đầu"),
        (("90001", "", "Khu vực", "III", "01/07/2023", "", " "), "thiếu số quyết định"),
        (("90001", "", "Khu vực", "III", "01/07/2023", "01/07/2023", "QĐ"), "phải sau ngày bắt đầu"),
    ],
)
def test_a_row_that_cannot_be_is_named_and_nothing_is_written(made: World, row: tuple[object, ...], words: str) -> None:
    assert words in enter(made, ("90002", "", "Khu vực", "I", "01/07/2023", "", "QĐ"), row)
    assert not areas.Classification.objects.exists()


def test_other_files_are_refused(made: World) -> None:
    client = browser(made.maker)
    for content in (b"", b"PK\x03\x04 not a workbook", b"plain"):
        file = SimpleUploadedFile("x.xlsx", content)
        assert client.post("/dia-ban/phan-loai/", {"file": file}, follow=True).status_code == 200
    assert not areas.Classification.objects.exists()


def test_the_overview_is_asked_in_the_units_of_either_day(made: World) -> None:
    ids = [unit.pk for unit in made.communes[:2]]
    made.change(areas.merge_units, units=ids, code="90001", name="Xã Mới", on=date.fromisoformat(DAY))
    client = browser(made.checker)
    page = client.get("/tong-quan/").content.decode()
    assert f'<option value="{DAY}"' in page
    assert client.get(f"/tong-quan/?thang=2025-12&dia-ban={DAY}&xa=90001").status_code == 200
    assert client.get("/tong-quan/?thang=2025-12&dia-ban=2025-12-31&xa=90002").status_code == 200
    assert client.get("/tong-quan/?dia-ban=2025-01-01").status_code == 404


def news_of(made: World, at: int, kind: str = "school", **values: list[str]) -> registry.ChangeRequest:
    """News about the first person of a commune, as a clerk of it drafted it."""
    commune, who = made.communes[at], made.people[2 * at]
    typed = {
        "effective_on": ["2025-11-03"], "document_kind": ["Giấy xác nhận"], "document_issuer": ["UBND xã"],
        **(values or {"studying": ["yes"]}),
    }  # fmt: skip
    clerk = account("commune_officer", commune)
    return registry.draft_request(
        actor=clerk, kind=kind, person_id=who.pk, area_id=commune.pk, typed=typed, on=date(2025, 11, 20)
    )


def test_news_that_waits_keeps_the_names_of_its_people_when_communes_merge(made: World) -> None:
    who, news = made.people[0], news_of(made, 0)
    ids = [unit.pk for unit in made.communes[:2]]
    made.change(areas.merge_units, units=ids, code="90001", name="Xã Mới", on=date.fromisoformat(DAY))
    who.refresh_from_db()
    assert who.area_id not in ids
    assert registry.queries_requests.standing(news).names == {who.pk: who.full_name}


def test_news_that_waits_for_those_who_are_carried_over_is_counted_before_anybody_applies(made: World) -> None:
    """Told there, or about people who are to come there; no draft, and nothing of communes that stay."""
    going = str(made.communes[0].pk)
    told = [news_of(made, 0), news_of(made, 3, "move_commune", to_unit=[going]), news_of(made, 4)]
    registry.ChangeRequest.objects.filter(pk__in=[one.pk for one in told]).update(
        state="open", opened_at=timezone.now()
    )
    news_of(made, 1)
    units = [unit.pk for unit in made.communes[:2]]
    form = {"verb": "nhap", "on": DAY, "citation": CITATION, "code": "90001", "name": "Xã Mới", "units": units}
    page = browser(made.maker).post(MAKE, form, follow=True)
    assert page.context["preview"].news == 2
    assert "<dt>Tin mới đang chờ</dt><dd>2</dd>" in page.content.decode()


def test_the_province_is_called_as_on_the_day_whose_areas_are_shown(db: None) -> None:
    areas.load_units()
    client = browser(account("province_officer", areas.province(date(2026, 1, 1)), date(2025, 7, 1)))
    for address, name in (
        ("/dia-ban/?ngay=2025-06-30", "Yên Bái"),
        ("/dia-ban/?ngay=2025-07-01", "Lào Cai"),
        ("/tong-quan/?thang=2025-06", "Yên Bái"),
        ("/tong-quan/?thang=2025-06&dia-ban=2025-07-01", "Lào Cai"),
        ("/dia-ban/?ngay=1990-01-01", "Lào Cai"),
    ):
        assert f"<span>Trợ giúp xã hội tỉnh {name}</span>" in client.get(address).content.decode(), address


def test_the_crosswalk_is_a_workbook_of_two_sheets(made: World) -> None:
    ids = [unit.pk for unit in made.communes[:2]]
    made.change(areas.merge_units, units=ids, code="90001", name="Xã Mới", on=date.fromisoformat(DAY))
    answer = browser(made.maker).get(f"/dia-ban/bang-chuyen-doi.xlsx?tu={DAY}&den={DAY}")
    assert answer["Content-Disposition"].endswith(f'"bang-chuyen-doi-{DAY}-{DAY}.xlsx"')
    assert answer.content[:2] == write_crosswalk([])[:2] == b"PK"
