"""One commune with something on every screen, and every address that makes a page with whoever opens it.

The addresses come from the table of routes; the world's records, words and queries fill their arguments. A new screen
that needs a record is told by the test that opens them all.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.test import Client

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.flows import area_change
from ansinh.funds import public as funds
from ansinh.intake.public import SourceFile
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry import public as registry
from ansinh.server import practice
from tests import builders, fake_payers
from tests.unit.registry.test_merge import suspected
from tests.unit.staff import test_case_screens as cases
from tests.unit.staff import test_form_screens as forms
from tests.unit.staff import test_intake_screens as lists
from tests.unit.staff import test_law_screens as law
from tests.unit.staff import test_money_screens as money
from tests.unit.staff import test_month_screen as months
from tests.unit.staff import test_news_screens as news
from tests.unit.staff import test_simulation_screens as simulations
from tests.unit.staff.province import Province, award, make_province, proposal

TODAY = date(2026, 11, 1)
READERS = (
    "commune_officer", "commune_chair", "commune_accountant", "province_officer", "province_leader", "auditor",
    "administrator", "payer",
)  # fmt: skip
"""Who opens an address: the first of these that may."""
FILES = frozenset(
    {"case_attachment", "case_document_preview", "news_scan", "document_file", "print_many_file", "payroll_download",
     "form_blank", "practice_list", "outside", "outside_back", "payroll_gateway", "home_sheets", "account_names_ask",
     "layout_download", "payroll_by_layout", "sampling_rates_workbook", "payroll_signed_copy", "fee_invoice",
     "payroll_line_signed"}
)  # fmt: skip
"""Addresses that give a file, lead to another office's sign-in, or need a payer's gateway; the others make a page."""
OPENED_BY = {"reform_people": "province_officer"}
WORDS = {
    "news_write": {"code": "disability"},
    "case_receive": {"code": "new"},
    "manual_page": {"code": "new"},
    "difference": {"code": "not_listed"},
    "quality_people": {"code": "no_head"},
    "form_to_registry": {"code": "correction"},
    "month_one": {"text": "2026-11"},
    "layout": {"code": "buu-dien-tra-loi"},
}  # fmt: skip


@dataclass
class World:
    """The commune and a record for the first word of each address that takes a number."""

    made: Province
    records: dict[str, int] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=lambda: dict(WORDS))
    queries: dict[str, str] = field(default_factory=dict)

    def client(self, role: str) -> Client:
        """A browser of somebody in a role; without one, of somebody who has not signed in."""
        return self.made.client(role) if role else Client()


@dataclass(frozen=True)
class Screen:
    """A page: what it is called, who opens it, what is sent where it answers a form; ``practice``: of such a place."""

    name: str
    role: str
    address: str
    sent: dict[str, Any] | None = None
    practice: bool = False


def make_world(folder: Path) -> World:
    """Write it into the test database."""
    made = make_province()
    world = World(made)
    for part in (_people, _counter, _money, _payroll, _after_payment, _overpaid, _payees, _province, _practice):
        part(world, folder)
    return world


def _people(world: World, folder: Path) -> None:
    made = world.made
    months.disabled(made)
    months.by_command(made, Month(2026, 11), folder)
    twin = builders.person(made.own, name="Giàng Páo", born="1950-01-01", precision="year", village="Bản Mới")
    pair = suspected(made.here, twin)
    live = proposal(builders.person(made.own, name="Sùng Thị Dừng"), run_id=2)
    world.records |= {
        "nghi-trung": pair.pk, "de-nghi": live.pk, "xem-khan-cap": made.here.pk,
    }  # fmt: skip


def _counter(world: World, folder: Path) -> None:
    made = world.made
    case = cases.received(made, cases.entitled(made))
    client = made.client("commune_officer")
    client.post(f"/ho-so/{case.pk}/trao-doi/", {"text": "Đã gọi gia đình"})
    cases.received(made, made.here, "complaint", programme="", about="Chậm chi trả", wanted="Giải quyết ngay")
    several = client.post("/ho-so/hang-loat/", {"act": "take", "id": [case.pk]})
    world.words["case_batch"] = {"pk": several["Location"].strip("/").split("/")[-1]}
    stopped = proposal(builders.person(made.own, name="Vàng A Thôi"), month=TODAY, reason="Đã chuyển đi.")
    client.post("/de-nghi/lam/", {"act": "submit", "id": [stopped.pk]})
    made.client("commune_chair").post("/de-nghi/lam/", {"act": "decide", "id": [stopped.pk]})
    decision = casework.Decision.objects.latest("pk")
    client.post("/van-ban/lap/", {"kind": "decision", "id": decision.pk})
    client.post("/nap-danh-sach/nhan/", {"file": lists.workbook(), "xa": made.own.code})
    document = casework.Document.objects.latest("pk")
    form = forms.begun(made)
    forms.saved(made, form, ethnicity="Tày")
    world.records |= {
        "ho-so": case.pk, "tin-moi": news.sent(made, "school", studying="yes").pk, "to-khai": form.pk,
        "quyet-dinh": decision.pk, "van-ban": document.pk, "nap-danh-sach": SourceFile.objects.latest("pk").pk,
    }  # fmt: skip
    world.words["verify"] = {"code": document.code}


def _money(world: World, folder: Path) -> None:
    made = world.made
    money.enter(made)
    keeper = made.client("commune_accountant")
    home = builders.household(made.own, builders.person(made.own, name="Lò Thị Nghèo", village="Bản Trong"))
    builders.fact(registry.Poverty, household=home, status="poor", valid=builders.period("2024-01-01"))
    keeper.post("/kho-hang/lam/", {"act": "open", "area": made.own.pk, "name": "Kho xã"})
    goods = {"store": funds.stores()[0].pk, "goods": "rice", "source": "reserve", "reference": "PN 1"}
    keeper.post("/kho-hang/lam/", goods | {"act": "receive", "quantity": "1.250,5"})
    wish = {"area": made.own.pk, "reason": "hardship", "months": "2", "number": "9/QĐ", "status": ["poor"]}
    keeper.post("/kho-hang/cap-phat/", goods | wish)
    gift = {"act": "promise", "area": made.own.pk, "donor": "Hội thử", "content": "emergency", "amount": "5.000.000"}
    keeper.post("/ung-ho/lam/", gift)
    world.records["kho-hang"] = funds.Handover.objects.latest("pk").pk


def _payroll(world: World, folder: Path) -> None:
    made = world.made
    maker, chair = made.actors["commune_officer"], made.actors["commune_chair"]
    builders.paying_office(made.own, account="3713.0.1000001")
    for name in ("Lò Thị Hoa", "Bàn Văn Nhất"):
        award(builders.person(made.own, name=name), maker, chair, builders.next_number(made.own, 2026))
    run = payments.open_run(actor=maker, month=Month(2026, 10), area=made.own, pay_on=date(2026, 10, 10))
    drawn = payments.lock_run(actor=maker, run_id=run.pk)
    sums = {"run_id": run.pk, "manifest_sha256": drawn.manifest_sha256, "on": date(2026, 10, 9)}
    payments.approve_run(actor=chair, **sums)
    payments.authorise_run(actor=made.actors["commune_account_holder"], **sums)
    payments.release_run(actor=made.actors["commune_accountant"], run_id=run.pk, on=date(2026, 10, 9))
    line = payments.PayrollLine.objects.filter(run=run).latest("pk")
    booked = [fake_payers.Money("D", line.amount_vnd + 1, line.key, line.full_name)]
    statement = fake_payers.bank_statement(booked, account="3713.0.1000001")
    payments.import_statement(
        actor=made.actors["commune_accountant"], content=statement, name="sao-ke.xml", on=date(2026, 11, 12)
    )
    world.records |= {"chi-tra": run.pk, "doi-chieu": payments.cases().latest("pk").pk, "nguoi-dan": line.person_id}
    world.records["khoan"] = line.pk
    world.queries["person_replay"] = f"?{urlencode({'khoan': line.pk, 'thang': '2026-10'})}"


def _after_payment(world: World, folder: Path) -> None:
    """A month that was paid and settled, a sample of it, somebody who received nothing."""
    made = world.made
    accountant, officer = made.actors["commune_accountant"], made.actors["commune_officer"]
    run = payments.open_run(actor=officer, month=Month(2026, 11), area=made.own, pay_on=TODAY)
    drawn = payments.lock_run(actor=officer, run_id=run.pk)
    sums = {"run_id": run.pk, "manifest_sha256": drawn.manifest_sha256, "on": TODAY}
    payments.approve_run(actor=made.actors["commune_chair"], **sums)
    payments.authorise_run(actor=made.actors["commune_account_holder"], **sums)
    payments.release_run(actor=accountant, run_id=run.pk, on=TODAY)
    payments.hand_in_scans(actor=accountant, run_id=run.pk, rest_paid=[made.own.code], on=TODAY)
    payments.settle_run(actor=accountant, run_id=run.pk, on=TODAY)
    sampling = payments.sampling
    sample = sampling.draw_sample(actor=officer, run_id=run.pk, area_id=made.own.pk, on=TODAY).sample_id
    first, *_ = sampling.SampledLine.objects.filter(sample_id=sample)
    said = sampling.Said("visit", TODAY, "none", remark="Chưa ai đưa tiền")
    sampling.record_contact(actor=officer, sampled_id=first.pk, said=said, on=TODAY)
    world.words |= {"sample": {"pk": str(sample)}, "sampled_line": {"pk": str(first.pk)}}


def _overpaid(world: World, folder: Path) -> None:
    """One on record that no list has to look at any more: none found it, and the next would take it off."""
    line = payments.PayrollLine.objects.get(pk=world.records["khoan"])
    over = payments.Overpayment.objects.create(
        person=line.person, area=world.made.own, programme="social_allowance", for_month=date(2026, 9, 1),
        amount_vnd=540_000, found_in=line.run,
    )  # fmt: skip
    world.records["chi-vuot"] = over.pk


def _payees(world: World, folder: Path) -> None:
    """Somebody who fetches nothing, somebody who collects for them, an account under another name, a round."""
    made = world.made
    stretch = payments.uncollected.Uncollected.objects.create(
        person=made.here, area=made.own, programme="social_allowance", cash=True, amount_vnd=2_430_000,
        months=builders.period("2026-07-01", "2026-10-01"), article="điểm a khoản 1 Điều 9 Nghị định 335/2026/NĐ-CP",
        found_on=TODAY, due_on=date(2026, 11, 15),
    )  # fmt: skip
    officer, chair = made.actors["commune_officer"], made.actors["commune_chair"]
    payments.uncollected.record_visit(
        actor=officer, uncollected_id=stretch.pk, visited_on=TODAY, found="housebound", on=TODAY, remark="Đau chân"
    )
    given = {"relation": "child", "paper": "Giấy ủy quyền", "issuer": "UBND xã", "paper_on": TODAY, "on": TODAY}
    listed = payments.PayrollLine.objects.get(pk=world.records["khoan"]).person
    for person in {made.here, listed}:  # who may be one
        payments.recipients.authorise_recipient(
            actor=officer, person_id=person.pk, full_name="Giàng Thị Mỷ", id_number="015190000123", since=TODAY,
            until=date(2027, 10, 31), **given,
        )  # fmt: skip
    payments.recipients.confirm_recipient(
        actor=chair, authorised_id=payments.recipients.Authorised.objects.latest("pk").pk
    )
    builders.fact(
        registry.PaymentChannel, person=made.here, kind="bank", account="777001", valid=builders.period("2024-01-01")
    )
    payments.account_names.take_holders(
        actor=made.actors["commune_accountant"], area=made.own, name="tra-loi.csv", told_by="Ngân hàng thử", on=TODAY,
        content="Số tài khoản;Ngân hàng;Tên chủ tài khoản\n777001;;TRAN VAN KHAC\n".encode(),
    )  # fmt: skip
    payments.home_delivery.set_round(
        actor=officer, area=made.own, village="Bản Trong", since=TODAY, name="Tuyến 1", carrier="Nguyễn Văn Thư"
    )
    world.records["khong-nhan"] = stretch.pk


def _province(world: World, folder: Path) -> None:
    made = world.made
    reform = simulations.done(made)
    outlook = simulations.done(made, simulations.OUTLOOKS, **simulations.rates())
    made.client("province_officer").post(
        "/phap-luat/nhap/?loai=muc-chuan",
        law.PAPER | {"from": "2026-12", "vnd": "650 000", "citation": "Điều 1", "act": "prepare"},
    )
    change = area_change.prepare(
        areas.rename_unit, by=made.actors["province_officer"], on=date(2027, 1, 1), citation="Nghị quyết 01/NQ-THU",
        unit=made.other.pk, name="Xã Tên Mới", code="",
    )  # fmt: skip
    world.records |= {
        "thu-du-thao": reform.pk, "du-bao": outlook.pk, "phap-luat": law.only().pk,
        "dia-ban": change.pk,
        "tai-khoan-quyen": made.actors["payer"].user_id or 0,
    }  # fmt: skip


def _practice(world: World, folder: Path) -> None:
    """The mark alone opens nothing; with the setting it does."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE SCHEMA {practice.MARK}")
    ids = [actor.user_id for actor in world.made.actors.values()]
    access.User.objects.filter(pk__in=ids).update(factor_waived=True)


def screens(world: World) -> Iterator[Screen]:
    """Every address of the table that may be opened, each by the first of the readers who may, and what follows."""
    for route in access.routes():
        if route.name in FILES:
            continue
        word = route.address.split("/")[0]
        numbers = {name: world.records.get(word, 0) for kind, name in route.arguments if kind == "int"}
        path = route.path(numbers | world.words.get(route.name, {})) + world.queries.get(route.name, "")
        who = next((role for role in READERS if route.reach(access.ROLES[role], TODAY) is not access.Reach.REFUSED), "")
        outside = route.reach(access.ROLES["payer"], TODAY) is access.Reach.OPEN
        of_practice = route.name.startswith("practice_")
        yield Screen(route.name, "" if outside else OPENED_BY.get(route.name, who), path, practice=of_practice)
    yield from _otherwise(world)


def _otherwise(world: World) -> Iterator[Screen]:
    """The same pages in other hands and states: what others see of them, lists with nothing in them, mistakes."""
    made, records = world.made, world.records
    for role in ("commune_chair", "commune_accountant", "province_leader", "auditor", "payer", "administrator"):
        yield Screen("home", role, "/")
    yield Screen("sampled_line", "commune_chair", f"/kiem-tra-sau-chi/{world.words['sampled_line']['pk']}/")
    yield Screen("home", "commune_chair", "/", practice=True)
    yield Screen("people", "commune_officer", "/nguoi-dan/", practice=True)
    yield Screen("practice_roles", "commune_officer", "/tap-lam/", practice=True)
    yield Screen("month_one", "province_leader", "/thang/2026-11/")
    yield Screen("overview", "province_leader", "/tong-quan/?thang=2026-11")
    yield Screen("quality", "province_leader", "/chat-luong/")
    yield Screen("proposals", "commune_chair", "/de-nghi/?trang-thai=submitted&thang=2026-05")
    yield Screen("case", "commune_chair", f"/ho-so/{records['ho-so']}/")
    yield Screen("cases", "commune_officer", "/ho-so/?cua=all")
    yield Screen("people_search", "commune_officer", "/nguoi-dan/tim/", {"q": "giang a pao"})
    yield Screen("people_search", "commune_officer", "/nguoi-dan/tim/", {"q": "không ai"})
    yield Screen("find", "commune_officer", "/tim/", {"q": "01/2026"})
    yield Screen("person", "commune_officer", f"/nguoi-dan/{made.here.pk}/?hien=paper,sensitive")
    yield Screen("case_receive", "commune_officer", f"/nguoi-dan/{made.here.pk}/ho-so/complaint/", {"act": "receive"})
    wrong = {"effective_on": "32/13/2026", "document_kind": ""}
    yield Screen("news_write", "commune_officer", f"/nguoi-dan/{made.here.pk}/bao-tin/school/", wrong)
    yield Screen("sign_in", "", "/dang-nhap/", {"username": "khong-co", "password": "sai"})
    yield Screen("layout_form", "administrator", "/mau-tep/nhap/?tu=buu-dien-tra-loi")
    yield Screen("layout_form", "administrator", "/mau-tep/nhap/", {"direction": "out", "act": "check"})
    yield Screen("law_form", "province_officer", "/phap-luat/nhap/?loai=doi-tuong", {"act": "preview", "number": ""})
    yield Screen("reform_new", "province_officer", "/thu-du-thao/moi/", {"draft": "categories: ["})
    yield Screen("own_person", "commune_chair", "/ho-so/khai-nguoi/", {"number": "1"})
    yield Screen("refused", "payer", "/nguoi-dan/")
    yield Screen("not_found", "commune_officer", "/nguoi-dan/999999999/")
