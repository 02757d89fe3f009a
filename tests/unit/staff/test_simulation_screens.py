"""Trying a draft and looking ahead at the screens: the form, the worker, the kept result, and who sees what of it."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from ansinh.flows.simulation_run import run_simulation
from ansinh.kernel import progress
from ansinh.kernel.models import AuditEntry, Progress
from ansinh.oversight.models import ReformPerson, Simulation, SimulationResult
from ansinh.oversight.simulations.outlook import shipped_assumptions
from ansinh.staff.simulation_form import example_draft
from tests.builders import person

from .province import Province, make_province
from .test_query_budget import BUDGET, asked

REFORMS, OUTLOOKS = "/thu-du-thao/", "/du-bao/"
FIELDS = {"thang": "2027-01", "so-nam": "2", "pham-vi": "15"}


def text(answer: Any) -> str:
    return str(answer.content.decode())


def sent(made: Province, role: str = "province_officer", address: str = REFORMS, **more: Any) -> Any:
    return made.client(role).post(f"{address}moi/", FIELDS | {"draft": example_draft()} | more)


def rates(**changed: str) -> dict[str, str]:
    shipped = shipped_assumptions()
    given = {f"nam-{age}": str(pair[0]) for age, pair in shipped["deaths"]["by_age"].items()}
    given |= {f"nu-{age}": str(pair[1]) for age, pair in shipped["deaths"]["by_age"].items()}
    return given | {"sinh": str(shipped["births"]["per_year_percent"])} | changed


def done(made: Province, address: str = REFORMS, **more: Any) -> Simulation:
    """A try or outlook asked at the screen and answered."""
    person(made.own, name="Hoàng Thị Bảy Ba", born="1953-05-20")
    person(made.other, name="Vàng A Xa", born="1953-05-20")
    answer = sent(made, address=address, **more)
    pk = int(answer["Location"].strip("/").split("/")[-1])
    run_simulation(pk, actor=made.actors["province_officer"])
    return Simulation.objects.get(pk=pk)


def test_the_lists_say_what_to_do_when_there_is_nothing(made: Province) -> None:
    client = made.client("province_leader")
    assert "Chưa có lần thử nào" in text(client.get(REFORMS))
    assert "Chưa có lần dự báo nào" in text(client.get(OUTLOOKS))
    page = text(client.get(f"{REFORMS}moi/?mau=1"))
    assert "Nâng mức chuẩn" in page
    assert "pension_bars" in page


def test_a_mistake_stands_beside_the_text_and_nothing_is_kept(made: Province) -> None:
    answer = sent(made, draft=example_draft().replace("has_pension]", "has_pensions]"))
    assert answer.status_code == 422
    page = text(answer)
    line = example_draft().split("\n").index("    none_of: [has_pension]") + 1
    assert f"Dòng {line}: categories.elderly_65: không có điều kiện nào tên là “has_pensions”" in page
    assert f'data-line="{line}"' in page
    assert "none_of: [has_pensions]" in page
    for wrong in ({"thang": "2026-12"}, {"thang": "x"}, {"so-nam": "11"}, {"pham-vi": "99"}, {"draft": ""}):
        assert sent(made, **wrong).status_code == 422, wrong
    assert not Simulation.objects.exists()
    assert not ProcrastinateJob.objects.filter(task_name="simulation.run").exists()


def test_a_file_takes_the_place_of_the_text(made: Province) -> None:
    file = SimpleUploadedFile("du-thao.yaml", ("\ufeff" + example_draft()).replace("\n", "\r\n").encode())
    assert sent(made, draft="không phải dự thảo", tep=file).status_code == 302
    assert sent(made).status_code == 302
    first, second = Simulation.objects.order_by("id")
    assert first.draft_sha256 == second.draft_sha256
    assert sent(made, tep=SimpleUploadedFile("x.yaml", b"\xff\xfe\x00")).status_code == 422


def test_what_was_sent_waits_for_the_worker_and_its_page_says_so(made: Province) -> None:
    address = sent(made)["Location"]
    client = made.client("province_officer")
    assert "Trong hàng chờ" in text(client.get(address))
    job = ProcrastinateJob.objects.get(task_name="simulation.run")
    simulation = Simulation.objects.get()
    assert job.args == {"simulation_id": simulation.pk, "user_id": made.actors["province_officer"].user_id}
    progress.report(simulation.work, "run", state=progress.State.RUNNING, done=3, total=24)
    part = client.get(address, headers={"HX-Request": "true"})
    assert "đã tính 3/24 tháng" in text(part)
    assert "<h1" not in text(part)
    again = client.post(f"{address}chay-lai/", follow=True)
    assert "đang trong hàng chờ" in text(again)
    Progress.objects.filter(work=simulation.work).update(updated_at=timezone.now() - timedelta(hours=1))
    stopped = text(client.get(address))
    assert "Dừng giữa chừng" in stopped
    assert "Chạy lại" in stopped
    assert "hx-trigger" not in stopped
    progress.report(simulation.work, "run", state=progress.State.FAILED, message="Hỏng rồi")
    assert "Hỏng rồi" in text(client.get(address))
    assert client.get(f"{address}nguoi/").status_code == 404
    assert client.get(f"{address}tai-ve/").status_code == 404


def test_the_page_of_a_result_has_the_kept_numbers(made: Province) -> None:
    simulation = done(made)
    client = made.client("province_officer")
    address = f"{REFORMS}{simulation.pk}/"
    answer = client.get(address)
    sides = answer.context["sides"]
    assert sides["new"].people == ReformPerson.objects.filter(change="new").count() == 2
    assert sides["all"].difference_vnd == sides["gain"].difference_vnd + sides["lose"].difference_vnd == 2 * 540_000
    assert sum(row["difference_vnd"] for row in answer.context["communes"]) == sides["all"].difference_vnd
    assert sum(row["difference_vnd"] for row in answer.context["categories"]) == sides["all"].difference_vnd
    page = text(answer)
    assert "+1.080.000" in page
    assert simulation.draft_sha256 in page
    assert "style=" not in page
    refreshed = client.get(address, headers={"HX-Request": "true"})
    assert refreshed["HX-Refresh"] == "true"
    assert "1.080.000" in text(client.get(REFORMS))
    assert client.get(f"{address}du-thao.yaml").content.decode() == simulation.draft
    assert simulation.draft.strip() in client.get(f"{REFORMS}moi/?tu={simulation.pk}").context["typed"]["draft"]


def test_the_people_are_listed_for_those_who_may_read_and_each_reading_is_written(made: Province) -> None:
    simulation = done(made)
    address = f"{REFORMS}{simulation.pk}/nguoi/"
    unasked = made.client("province_officer", purpose=False).get(address)
    assert unasked["Location"].startswith("/muc-dich/")
    client = made.client("province_officer")
    page = text(client.get(address))
    assert "Hoàng Thị Bảy Ba" in page
    assert "Vàng A Xa" in page
    entry = AuditEntry.objects.get(action="person.list")
    assert entry.details == {"shown": 2, "simulation": simulation.pk}
    assert entry.purpose
    only = text(client.get(address, {"xa": made.own.code, "thay-doi": "new"}))
    assert "Hoàng Thị Bảy Ba" in only
    assert "Vàng A Xa" not in only
    assert "Không có ai phải xét lại" in text(client.get(address, {"thay-doi": "less"}))
    for wrong in ({"thay-doi": "x"}, {"xa": "99999"}, {"sau": "x"}):
        assert client.get(address, wrong).status_code == 404
    found = ReformPerson.objects.filter(area=made.own).get()
    assert f"/nguoi-dan/{found.person_id}/tro-cap/" in page
    assert client.get(f"/nguoi-dan/{found.person_id}/tro-cap/").status_code == 200


def test_the_leader_sees_figures_and_no_people(made: Province) -> None:
    simulation = done(made)
    client = made.client("province_leader")
    page = text(client.get(f"{REFORMS}{simulation.pk}/"))
    assert "Ai được, ai mất" in page
    assert "/nguoi/" not in page
    assert client.get(f"{REFORMS}{simulation.pk}/nguoi/").status_code == 403
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{REFORMS}{simulation.pk}/tai-ve/").content))
    assert "Người phải xét lại" not in book.sheetnames
    counted = {row[0]: row[1] for row in book["Tóm tắt"].iter_rows(values_only=True)}
    assert counted["Mới được hưởng"] == 2
    own = made.client("province_officer").get(f"{REFORMS}{simulation.pk}/tai-ve/")
    assert "Người phải xét lại" in openpyxl.load_workbook(io.BytesIO(own.content)).sheetnames
    assert AuditEntry.objects.filter(action="simulation.export").count() == 2


@pytest.mark.parametrize("role", ["commune_officer", "commune_chair", "auditor", "administrator", "payer"])
def test_nobody_else_opens_any_of_it(made: Province, role: str) -> None:
    simulation = done(made)
    client = made.client(role)
    for address in (
        REFORMS, f"{REFORMS}moi/", f"{REFORMS}so-sanh/", f"{REFORMS}{simulation.pk}/", OUTLOOKS, f"{OUTLOOKS}moi/",
        *(f"{REFORMS}{simulation.pk}/{part}" for part in ("nguoi/", "tai-ve/", "du-thao.yaml")),
    ):  # fmt: skip
        assert client.get(address).status_code in (403, 404), address
    assert client.post(f"{REFORMS}moi/", FIELDS | {"draft": example_draft()}).status_code == 403
    assert client.post(f"{REFORMS}{simulation.pk}/chay-lai/").status_code == 403
    assert REFORMS not in text(client.get("/"))
    assert Simulation.objects.count() == 1


def test_tries_stand_side_by_side(made: Province) -> None:
    first = done(made)
    second = done(made, draft=example_draft().replace("full_73", "full_90"))
    client = made.client("province_officer")
    page = text(client.get(f"{REFORMS}so-sanh/", {"lan": [first.pk, second.pk]}))
    assert f"Lần {first.pk}" in page
    assert f"Lần {second.pk}" in page
    assert "+1.080.000" in page
    alone = client.get(f"{REFORMS}so-sanh/", {"lan": [first.pk]}, follow=True)
    assert "Hãy chọn từ 2 đến 4" in text(alone)
    assert client.get(f"{REFORMS}so-sanh/", {"lan": ["x"]}).status_code == 404


def test_an_outlook_shows_what_was_supposed_and_changed(made: Province) -> None:
    simulation = done(made, OUTLOOKS, **rates(sinh="50", **{"nam-0": "1600"}))
    assert simulation.assumptions["births"]["per_year_percent"] == 50
    assert "Người lập sửa cho lần này: dưới 1 tuổi" in simulation.assumptions["deaths"]["source"]
    client = made.client("province_leader")
    answer = client.get(f"{OUTLOOKS}{simulation.pk}/")
    assert answer.context["supposed"].changed == 2
    page = text(answer)
    assert "đã sửa, gốc 1500 · 1300" in page
    assert answer.context["difference_vnd"] > 0
    years = answer.context["years"]
    assert [(year.year, year.months) for year in years] == [(2027, 12), (2028, 12)]
    months = answer.context["months"]
    assert sum(now for _, now, _ in months) == answer.context["total_vnd"] == sum(year.now_vnd for year in years)
    assert sum(draft for *_, draft in months) == answer.context["draft_total_vnd"]
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{OUTLOOKS}{simulation.pk}/tai-ve/").content))
    assert [row[2] for row in book["Theo năm"].iter_rows(min_row=2, values_only=True)] == [y.now_vnd for y in years]
    again = client.get(f"{OUTLOOKS}moi/?tu={simulation.pk}").context
    assert again["supposed"].births == "50"
    assert again["supposed"].changed == 2


def test_an_outlook_without_a_draft_is_of_the_law_as_it_is(made: Province) -> None:
    simulation = done(made, OUTLOOKS, draft="", **rates())
    answer = made.client("province_officer").get(f"{OUTLOOKS}{simulation.pk}/")
    assert answer.context["draft_total_vnd"] is None
    assert "chart-laws" not in text(answer)
    assert simulation.assumptions["deaths"]["source"] == shipped_assumptions()["deaths"]["source"]


@pytest.mark.parametrize("wrong", [{"nam-0": "x"}, {"sinh": "-1"}, {"sinh": "5000"}, {"nu-85": "100001"}, {"nu-1": ""}])
def test_rates_that_are_none_are_refused_and_stay_in_the_form(made: Province, wrong: dict[str, str]) -> None:
    answer = sent(made, address=OUTLOOKS, draft="", **rates(**wrong))
    assert answer.status_code == 422
    (value,) = wrong.values()
    typed = answer.context["supposed"]
    assert value in {typed.births, *(one for rate in typed.rates for one in (rate.men, rate.women))}
    assert not Simulation.objects.exists()


def test_pages_stay_within_the_budget_of_queries(made: Province) -> None:
    reform, outlook = done(made), done(made, OUTLOOKS, **rates())
    waiting = sent(made)["Location"]
    for address in (
        REFORMS, f"{REFORMS}moi/?tu={reform.pk}", f"{REFORMS}{reform.pk}/", f"{REFORMS}{reform.pk}/nguoi/", waiting,
        f"{REFORMS}{reform.pk}/tai-ve/", OUTLOOKS, f"{OUTLOOKS}moi/?tu={outlook.pk}", f"{OUTLOOKS}{outlook.pk}/",
    ):  # fmt: skip
        queries = asked(made, address, "province_officer")
        assert len(queries) <= BUDGET, "\n".join(queries)
    second = done(made)
    client = made.client("province_officer")
    with CaptureQueriesContext(connection) as captured:
        client.get(f"{REFORMS}so-sanh/", {"lan": [reform.pk, second.pk]})
    assert len(captured.captured_queries) <= 2 * BUDGET


@pytest.mark.django_db(transaction=True)
def test_the_worker_answers_what_was_sent() -> None:
    made = make_province()
    person(made.own, name="Hoàng Thị Bảy Ba", born="1953-05-20")
    address = sent(made)["Location"]
    call_command("procrastinate", "worker", "--one-shot")
    simulation = Simulation.objects.get()
    assert ProcrastinateJob.objects.get(task_name="simulation.run").status == "succeeded"
    assert SimulationResult.objects.get().simulation_id == simulation.pk
    (step,) = progress.of(simulation.work)
    assert (step.state, step.message) == (progress.State.DONE, "Đã xét 4 người, 1 người phải xét lại.")
    assert "Ai được, ai mất" in text(made.client("province_officer").get(address))
