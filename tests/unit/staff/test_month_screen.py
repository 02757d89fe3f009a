"""The month's page: steps read off what is there, acts where they belong, work queued once, no figures of others."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from ansinh.casework.public import Proposal
from ansinh.demo.post_office import answers_of_made_up_payers
from ansinh.flows import month_acts
from ansinh.flows.cast import Cast
from ansinh.flows.monthly_cycle import STAGES, Cycle, run_month
from ansinh.jobs.on_request.act_on_month import act_on_month
from ansinh.jobs.on_request.run_stage import run_stage
from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments.public import PayrollLine, PayrollRun
from ansinh.registry import public as registry
from tests import builders
from tests.builders import period

from .province import Province

NOVEMBER = "/thang/2026-11/"


def disabled(made: Province, area: Any = None) -> registry.Person:
    """Somebody to whom the law gives 810 000 đồng a month, who is not paid yet."""
    who = builders.person(area or made.own, name="Sùng Thị Mới", born="1990-01-01")
    builders.fact(registry.Disability, person=who, degree="severe", valid=period("2023-05-01"))
    builders.fact(
        registry.Paper,
        person=who,
        kind="personal",
        number=f"015090{who.pk % 1_000_000:06d}",
        valid=period("2023-05-01"),
    )
    return who


def states(client: Client, address: str = NOVEMBER) -> dict[str, str]:
    return {step.code: step.state for step, _ in client.get(address).context["steps"]}


def offer(client: Client, code: str, address: str = NOVEMBER) -> Any:
    return next(offer for step, offer in client.get(address).context["steps"] if step.code == code)


def press(client: Client, code: str, label: str, address: str = NOVEMBER, **more: Any) -> str:
    """Send the form with that button, as the page wrote it; returns the page that follows."""
    act = next(act for act in offer(client, code, address).acts if act.label.startswith(label))
    return client.post(act.url, {**act.fields, "next": address, **more}, follow=True).content.decode()


def one_by_one(client: Client, state: str, act: str) -> None:
    """Go by the step's link to the doubtful ones and do the act to each."""
    link = next(url for _, url in offer(client, "decide").links if f"trang-thai={state}&nghi-van=doubtful" in url)
    for found in client.get(link).context["page"].proposals:
        assert found.doubt
        client.post("/de-nghi/lam/", {"act": act, "id": [found.pk]})


def worked() -> None:
    """Do what is queued, as the worker would."""
    jobs = ProcrastinateJob.objects.filter(status="todo").order_by("pk")
    for job in list(jobs):
        {"month.run_stage": run_stage, "month.act": act_on_month}[job.task_name](**job.args)
    jobs.filter(pk__in=[job.pk for job in jobs]).update(status="succeeded")


def by_command(made: Province, month: Month, folder: Path, **more: Any) -> None:
    """The province's month as ``ansinh month`` does it."""
    on = date(month.year, month.number, 10)
    cast = Cast(made.actors["province_officer"], made.actors["province_leader"], *_treasury(made))
    clock = lambda: datetime(2026, 11, 20, tzinfo=UTC)  # noqa: E731
    run_month(Cycle(month, on, cast, clock, answer=lambda run: answers_of_made_up_payers(run, folder), **more))


def _treasury(made: Province) -> list[Any]:
    whole = made.own.parent
    assert whole is not None
    return [builders.officer(role, whole) for role in ("province_account_holder", "province_accountant")]


def test_a_month_worked_by_hand_shows_every_step_done(made: Province, tmp_path: Path) -> None:
    """Intake, determination and proposals by the worker, the rest by one press after another."""
    who = disabled(made)
    Proposal.objects.all().delete()
    officer, chair, payer = (made.client(f"commune_{role}") for role in ("officer", "chair", "accountant"))
    assert states(officer)["intake"] == "next"
    press(officer, "intake", "Lấy tệp trong hộp nhận")
    for code, label in (("determine", "Chạy bước xác định"), ("propose", "Chạy bước đề nghị")):
        worked()
        assert states(officer)[code] == "next"
        press(officer, code, label)
        assert states(officer)[code] == "queued"
    worked()
    assert states(officer) | {} == {
        "intake": "done", "determine": "done", "propose": "done", "decide": "next", "pay": "waiting",
        "settle": "waiting",
    }  # fmt: skip
    assert "Đã trình" in press(officer, "decide", "Trình")
    assert "Chủ tịch UBND cấp xã" in offer(officer, "decide").awaits[0]
    assert "Đã ký" in press(chair, "decide", "Ký")
    one_by_one(officer, "open", "submit")
    assert (states(chair)["decide"], states(chair)["pay"]) == ("partly", "next")
    one_by_one(chair, "submitted", "decide")
    assert states(chair)["decide"] == "done"
    press(officer, "pay", "Mở kỳ chi trả")
    assert "Đã chốt danh sách" in press(officer, "pay", "Chốt danh sách")
    run = PayrollRun.objects.get()
    assert run.manifest_sha256 in chair.get(NOVEMBER).content.decode()
    assert "Đã duyệt" in press(chair, "pay", "Duyệt")
    holder = made.client("commune_account_holder")
    assert "Đã chuẩn chi" in press(holder, "settle", "Chuẩn chi")
    assert "Đã chuyển" in press(payer, "settle", "Chuyển cho đơn vị chi trả")
    assert states(payer)["settle"] == "partly"
    files = [SimpleUploadedFile(f.name, f.read_bytes()) for f in answers_of_made_up_payers(run.pk, tmp_path)]
    assert "Đã đối chiếu" in press(payer, "settle", "Nhập kết quả", file=files)
    page = press(payer, "settle", "Kết thúc đối chiếu")
    assert "Cả sáu bước đã xong." in page
    listed = PayrollLine.objects.filter(run=run)
    assert {line.person_id for line in listed} >= {who.pk}
    total = f"{sum(line.amount_vnd for line in listed):,}".replace(",", ".")
    assert f"Đồng vào = đồng ra: {total}" in page
    assert set(states(officer).values()) == {"done"}


def test_the_same_is_seen_of_a_month_run_by_command(made: Province, tmp_path: Path) -> None:
    disabled(made)
    by_command(made, Month(2026, 11), tmp_path)
    leader = made.client("province_leader")
    assert states(leader) == dict.fromkeys(STAGES, "done") | {"decide": "partly"}
    one_by_one(leader, "submitted", "decide")
    whole = made.client("province_officer").get(NOVEMBER)
    assert {step.state for step, _ in whole.context["steps"]} == {"done"}
    lines = sum(line.amount_vnd for line in PayrollLine.objects.all())
    assert (whole.context["state"].listed_vnd, whole.context["state"].ended_vnd) == (lines, lines)
    here = made.client("commune_officer").get(NOVEMBER)
    own = sum(line.amount_vnd for line in PayrollLine.objects.filter(commune=made.own))
    assert 0 < own < lines
    assert (here.context["state"].listed_vnd, here.context["state"].ended_vnd) == (own, own)
    page = here.content.decode()
    assert "do tỉnh chạy chung" in page
    assert f"{lines:,}".replace(",", ".") not in page


def test_what_others_do_is_said_and_not_offered(made: Province) -> None:
    officer, chair = made.client("commune_officer"), made.client("commune_chair")
    assert offer(chair, "decide").acts == []
    assert offer(chair, "decide").awaits == ["Công chức văn hóa – xã hội cấp xã hoặc Chuyên viên cấp tỉnh"]
    press(officer, "decide", "Trình 1")
    assert offer(officer, "decide").acts == []
    assert offer(officer, "decide").awaits == ["Chủ tịch UBND cấp xã hoặc Lãnh đạo cấp tỉnh"]
    assert [act.label for act in offer(chair, "decide").acts] == ["Ký 1 đề nghị không nghi vấn"]
    Proposal.objects.update(prepared_by=made.actors["commune_chair"].user_id)
    assert offer(chair, "decide").acts == []
    assert offer(chair, "decide").awaits == ["Người khác ký 1 đề nghị do bạn trình hoặc về hộ của bạn"]


def test_the_month_and_the_desk_count_for_signing_what_signing_takes(made: Province) -> None:
    """Proposals about the own household are somebody else's to sign: neither counted nor taken."""
    maker = made.actors["commune_officer"].user_id
    Proposal.objects.update(state="submitted", prepared_by=maker, prepared_at=timezone.now())
    chair, leader = made.client("commune_chair"), made.client("province_leader")
    desk = {"trang-thai": "submitted", "xa": made.own.code}
    assert [act.label for act in offer(chair, "decide").acts] == ["Ký 1 đề nghị không nghi vấn"]
    assert chair.get("/de-nghi/", desk).context["page"].clear == 1
    chair.post("/ho-so/khai-nguoi/", {"number": "015050000001"})
    assert offer(chair, "decide").acts == []
    assert offer(chair, "decide").awaits == ["Người khác ký 1 đề nghị do bạn trình hoặc về hộ của bạn"]
    assert chair.get("/de-nghi/", desk).context["page"].clear == 0
    assert leader.get("/de-nghi/", desk).context["page"].clear == 1


def test_doubtful_cases_do_not_hold_up_the_rest_but_stay_in_sight(made: Province) -> None:
    Proposal.objects.filter(pk=made.proposal.pk).update(doubt="Chưa có số giấy tờ tùy thân")
    officer = made.client("commune_officer")
    page = officer.get(NOVEMBER)
    assert states(officer)["pay"] == "next"
    (link,) = [each for each in offer(officer, "decide").links if "đề nghị" in each[0]]
    assert link[0] == "1 đề nghị cần xem rồi trình riêng"
    assert [p.pk for p in officer.get(link[1]).context["page"].proposals] == [made.proposal.pk]
    assert 'act" value="submit:clear"' not in page.content.decode()


def test_a_later_months_proposals_are_not_this_months(made: Province) -> None:
    officer = made.client("commune_officer")
    assert offer(officer, "decide", "/thang/2026-10/").acts == []
    Proposal.objects.filter(pk=made.proposal.pk).update(month=date(2026, 10, 1))
    assert offer(officer, "decide", "/thang/2026-10/").acts[0].label.startswith("Trình 1")
    october = {"act": "submit:clear", "trang-thai": "open", "xa": made.own.code, "den-thang": "2026-09"}
    assert "Chưa chọn đề nghị nào" in officer.post("/de-nghi/lam/", october, follow=True).content.decode()


def test_a_stage_is_queued_once(made: Province) -> None:
    client = made.client("commune_officer")
    start = {"stage": "determine", "xa": made.own.code}
    assert "hàng chờ" in client.post(f"{NOVEMBER}chay/", start, follow=True).content.decode()
    assert "đang chờ chạy" in client.post(f"{NOVEMBER}chay/", start, follow=True).content.decode()
    job = ProcrastinateJob.objects.get(task_name="month.run_stage")
    assert job.args["codes"] == [made.own.code]
    assert job.args["user_id"] == made.actors["commune_officer"].user_id
    assert offer(client, "determine").acts == []


def test_what_others_do_is_not_started_here(made: Province) -> None:
    client = made.client("commune_officer")
    for stage, code in (("decide", made.own.code), ("pay", made.own.code), ("determine", made.other.code), ("x", "")):
        answer = client.post(f"{NOVEMBER}chay/", {"stage": stage, "xa": code}, follow=True)
        assert 'class="notice error"' in answer.content.decode(), stage
    assert not ProcrastinateJob.objects.filter(task_name="month.run_stage").exists()
    assert made.client("commune_chair").post(f"{NOVEMBER}chay/", {"stage": "determine"}).status_code == 403


def test_only_the_part_that_moves_is_asked_for_again_and_only_when_it_moved(made: Province) -> None:
    progress.report(f"month:2026-11:{made.own.code}", "intake", state="running", done=3, total=9)
    client = made.client("commune_officer")
    whole, part = client.get(NOVEMBER), client.get(NOVEMBER, headers={"HX-Request": "true"})
    assert 'hx-trigger="every 2s"' in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert 'value="3" max="9"' in part.content.decode()
    mark = {"dau": part.context["mark"]}
    assert client.get(NOVEMBER, mark, headers={"HX-Request": "true"}).status_code == 204
    progress.report(f"month:2026-11:{made.own.code}", "intake", state="running", done=4, total=9)
    assert client.get(NOVEMBER, mark, headers={"HX-Request": "true"}).status_code == 200


def test_long_work_goes_to_the_worker_and_is_done_as_who_asked(made: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(month_acts, "LARGE", 0)
    officer, chair = made.client("commune_officer"), made.client("commune_chair")
    assert "đã đưa vào hàng chờ" in press(officer, "decide", "Trình 1")
    assert states(officer)["decide"] == "queued"
    worked()
    made.proposal.refresh_from_db()
    made.foreign_proposal.refresh_from_db()
    assert (made.proposal.state, made.foreign_proposal.state) == ("submitted", "open")
    assert made.proposal.prepared_by_id == made.actors["commune_officer"].user_id
    assert "Đã trình 1 đề nghị." in chair.get(NOVEMBER).content.decode()
    refused = {"act": "decide:clear", "trang-thai": "submitted", "xa": made.own.code, "den-thang": "2026-11"}
    assert "không có quyền" in officer.post("/de-nghi/lam/", refused, follow=True).content.decode()


def test_a_refusal_of_the_worker_is_shown_where_the_work_was_asked_for(
    made: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = made.client("commune_officer")
    press(officer, "decide", "Trình 1")
    monkeypatch.setattr(month_acts, "LARGE", 0)
    chair = made.client("commune_chair")
    press(chair, "decide", "Ký 1")
    Proposal.objects.filter(pk=made.proposal.pk).update(state="open")
    with pytest.raises(Refusal, match="Chưa chọn"):
        worked()
    assert states(chair)["decide"] == "failed"
    assert "Chưa chọn đề nghị nào." in chair.get(NOVEMBER).content.decode()


def test_another_communes_payroll_is_not_worked_from_here(made: Province) -> None:
    stranger = made.actors["commune_officer"]
    run = PayrollRun.objects.create(
        month=date(2026, 11, 1), area=made.other, kind="monthly", pay_on=date(2026, 11, 10), made_by_id=stranger.user_id
    )
    client = made.client("commune_chair")
    assert str(run.pk) not in {link[1] for link in offer(client, "pay").links}
    assert made.other.name not in client.get(NOVEMBER).content.decode()
