"""The month's page: steps as reported, a start that is queued once, and no figures of others."""

from __future__ import annotations

from procrastinate.contrib.django.models import ProcrastinateJob

from ansinh.kernel import progress
from ansinh.kernel.period import Month

from .province import Province

DONE = {
    "intake": {"files": 2, "rows_accepted": 30},
    "determine": {"people": 500, "eligible": 20},
    "propose": {"proposed": 3},
    "decide": {"decided": 3},
    "pay": {"lines": 20, "listed_vnd": 16_200_000},
    "settle": {"paid": 19, "returned": 1, "paid_vnd": 15_390_000, "returned_vnd": 810_000},
}


def report(work: str, upto: int) -> None:
    progress.plan(work, dict.fromkeys(DONE, 0))
    for stage, figures in list(DONE.items())[:upto]:
        progress.report(work, stage, state="done", figures=figures)


def test_a_closed_month_adds_up(made: Province) -> None:
    report("month:2026-10:all", 6)
    page = made.client("province_officer").get("/thang/2026-10/").content.decode()
    assert "Đồng vào = đồng ra: 16.200.000" in page
    assert "Chạy bước" not in page


def test_a_commune_sees_that_the_province_ran_it_but_not_its_figures(made: Province) -> None:
    report("month:2026-10:all", 6)
    page = made.client("commune_officer").get("/thang/2026-10/").content.decode()
    assert "do tỉnh chạy chung" in page
    assert "16.200.000" not in page
    assert ">500<" not in page


def test_the_next_stage_is_queued_once(made: Province) -> None:
    report(f"month:2026-11:{made.own.code}", 1)
    client = made.client("commune_officer")
    assert "Chạy bước xác định" in client.get("/thang/2026-11/").content.decode()
    start = {"stage": "determine", "xa": made.own.code}
    assert "hàng chờ" in client.post("/thang/2026-11/chay/", start, follow=True).content.decode()
    assert "đang chờ chạy" in client.post("/thang/2026-11/chay/", start, follow=True).content.decode()
    job = ProcrastinateJob.objects.get(task_name="month.run_stage")
    assert job.args["codes"] == [made.own.code]
    assert job.args["user_id"] == made.actors["commune_officer"].user_id


def test_what_others_do_is_not_started_here(made: Province) -> None:
    client = made.client("commune_officer")
    for stage, code in (("decide", made.own.code), ("pay", made.own.code), ("determine", made.other.code), ("x", "")):
        answer = client.post("/thang/2026-11/chay/", {"stage": stage, "xa": code}, follow=True)
        assert 'class="notice error"' in answer.content.decode(), stage
    assert not ProcrastinateJob.objects.filter(task_name="month.run_stage").exists()
    assert made.client("commune_chair").post("/thang/2026-11/chay/", {"stage": "determine"}).status_code == 403


def test_only_the_part_that_moves_is_asked_for_again(made: Province) -> None:
    progress.report(f"month:2026-11:{made.own.code}", "intake", state="running", done=3, total=9)
    client = made.client("commune_officer")
    whole, part = client.get("/thang/2026-11/"), client.get("/thang/2026-11/", headers={"HX-Request": "true"})
    assert 'hx-trigger="every 2s"' in whole.content.decode()
    assert "<html" not in part.content.decode()
    assert 'value="3" max="9"' in part.content.decode()
    assert str(Month(2026, 11)) in part.content.decode()
