"""Law: the month's rules in words, a resolution entered without YAML, published by another person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.files.uploadedfile import SimpleUploadedFile

from ansinh.determination import public as determination
from tests.unit.determination.laws import YEN_BAI_60, base, publish
from tests.unit.staff.province import CANARY, Province, make_province

pytestmark = pytest.mark.django_db
SPEC = Path(__file__).parents[2] / "spec/enacted"
PAPER = {"number": "01/2021/NQ-HĐND", "from": "2021-08"}
CATEGORY = PAPER | {
    "label": "Người từ đủ 75 đến dưới 80 tuổi thuộc hộ nghèo, hộ cận nghèo", "code": "yen_bai_75", "full": "75",
    "under": "80", "dk-poor_or_near": "all_of", "dk-has_pension": "none_of", "measure": "coefficient",
    "coefficient": "1", "citation": "Điều 2",
}  # fmt: skip
CHILD = PAPER | {
    "number": "02/2021/NQ-HĐND", "label": "Trẻ em có cha hoặc mẹ chết, mất tích thuộc hộ nghèo, hộ cận nghèo",
    "code": "yen_bai_child", "under": "16", "dk-poor_or_near": "all_of", "dk-father_gone": "any_of",
    "dk-mother_gone": "any_of", "measure": "vnd", "vnd": "300.000", "citation": "Điều 3", "paid_from": "title",
}  # fmt: skip
SIGNED = {"number": "01/2021/NQ-HĐND", "issued_on": "2021-07-20", "issued_by": "HĐND tỉnh (thử)", "sure": "1"}


@pytest.fixture
def made() -> Province:
    return make_province()


def send(made: Province, form: dict[str, Any], kind: str = "doi-tuong", act: str = "preview", role: str = "") -> Any:
    client = made.client(role or "province_officer")
    return client.post(f"/phap-luat/nhap/?loai={kind}", form | {"act": act}, follow=True)


def only() -> determination.Enactment:
    (found,) = determination.enactments()
    return found


@pytest.mark.parametrize(("form", "file"), [(CATEGORY, "yen_bai_75"), (CHILD, "yen_bai_child")])
def test_what_stands_in_yaml_can_be_entered_on_the_screen(made: Province, form: dict[str, Any], file: str) -> None:
    preview = send(made, form).content.decode()
    assert "Mới được hưởng từ tháng 08/2021" in preview
    assert "thuộc hộ nghèo hoặc hộ cận nghèo" in preview
    assert not determination.enactments()
    send(made, form, act="prepare")
    written = yaml.safe_load((SPEC / f"{file}.yaml").read_text())
    text = json.loads(only().text)
    (category,) = text["provinces"]["15"]["categories"]
    (wanted,) = written["provinces"]["15"]["categories"]
    assert category == wanted
    assert {text[name] == written[name] for name in ("title", "number", "from")} == {True}


def test_amounts_of_the_province(made: Province) -> None:
    form = PAPER | {"from": "2026-11", "vnd": "650 000", "citation": "Điều 1"}
    assert "650.000 đồng một tháng từ tháng 11/2026" in send(made, form, "muc-chuan").content.decode()
    low = send(made, form | {"vnd": "400000"}, "muc-chuan").content.decode()
    assert "mức của Nhà nước là 540.000 đồng, không thấp hơn nên không thay đổi gì" in low
    assert send(made, form | {"vnd": "650.005"}, "muc-chuan").status_code == 422
    send(made, form, "huu-tri", act="prepare")
    assert json.loads(only().text)["provinces"]["15"] == {
        "social_pension": {"vnd": 650_000, "citation": "Điều 1 Nghị quyết 01/2021/NQ-HĐND"}
    }


def test_a_category_is_ended(made: Province) -> None:
    assert "Tỉnh chưa có đối tượng riêng nào" in send(made, PAPER, "ket-thuc").content.decode()
    publish({"provinces": {"15": {"categories": [YEN_BAI_60]}}}, **{"from": "2026-09"})
    form = {"number": "02", "from": "2027-01", "code": "yen_bai_60"}
    shown = send(made, form, "ket-thuc").content.decode()
    assert "Không còn từ tháng 01/2027" in shown


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"number": ""}, "number"),
        ({"from": ""}, "from"),
        ({"from": "tháng tám"}, "from"),
        ({"label": " "}, "label"),
        ({"code": "Yên Bái"}, "code"),
        ({"citation": ""}, "citation"),
        ({"full": "bảy lăm"}, "full"),
        ({"under": "75"}, "under"),
        ({"under": "120"}, "under"),
        ({"measure": ""}, "measure"),
        ({"coefficient": "1,55"}, "coefficient"),
        ({"coefficient": "0"}, "coefficient"),
        ({"measure": "vnd", "vnd": "ba trăm"}, "vnd"),
        ({"issued_on": "2021-02-30"}, "issued_on"),
        ({"full": "", "under": "", "dk-poor_or_near": ""}, "criteria"),
        ({"dk-hiv": "any_of"}, "criteria"),
        ({"dk-hiv": "nobody"}, "criteria"),
    ],
)
def test_what_is_wrong_stands_beside_its_field(made: Province, change: dict[str, str], field: str) -> None:
    answer = send(made, CATEGORY | change, act="prepare")
    assert answer.status_code == 422
    assert set(answer.context["wrong"]) == {field}
    assert answer.context["wrong"][field] in answer.content.decode()
    assert not determination.enactments()


def test_what_the_law_refuses_is_said(made: Province) -> None:
    answer = send(made, CATEGORY | {"code": "orphan_child"}, act="prepare")
    assert answer.status_code == 422
    assert "orphan_child" in answer.content.decode()
    send(made, CATEGORY, act="prepare")
    assert "đã được nhập" in send(made, CATEGORY, act="prepare").content.decode()


def test_a_file_is_shown_and_kept(made: Province) -> None:
    content = (SPEC / "yen_bai_child.yaml").read_bytes()
    shown = send(made, {"file": SimpleUploadedFile("nq.yaml", content)}, "tep").content.decode()
    assert "400.000 đồng một tháng từ tháng 08/2021" in shown
    assert "Hưởng từ tháng đủ điều kiện" in shown
    send(made, {"text": content.decode()}, "tep", act="prepare")
    assert only().number == "02/2021/NQ-HĐND"
    assert made.client("province_officer").get(f"/phap-luat/{only().pk}/van-ban.yaml").status_code == 200


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"[", b"title: x", b"a: &a [1]\nb: [*a, *a]", b"- 1", b"x" * 200_001, b"{title: .nan}"],
)
def test_a_file_that_is_none_is_refused(made: Province, content: bytes) -> None:
    answer = send(made, {"file": SimpleUploadedFile("nq.yaml", content)}, "tep", act="prepare")
    assert answer.status_code == 422
    assert "notice bad" in answer.content.decode()
    assert not determination.enactments()


def test_another_publishes_and_the_law_of_the_month_says_so(made: Province) -> None:
    send(made, CATEGORY | {"from": "2026-09"}, act="prepare")
    page = f"/phap-luat/{only().pk}/"
    assert "Cần người khác" in made.client("province_officer").get(page).content.decode()
    leader = made.client("province_leader")
    refused = leader.post(f"{page}lam/", SIGNED | {"act": "publish", "sure": ""})
    assert refused.status_code == 422
    assert "đã đối chiếu" in refused.context["wrong"]["sure"]
    assert leader.post(f"{page}lam/", SIGNED | {"act": "publish", "issued_by": ""}).context["wrong"]["issued_by"]
    done = leader.post(f"{page}lam/", SIGNED | {"act": "publish"}, follow=True).content.decode()
    assert "Đã ban hành 01/2021/NQ-HĐND, có hiệu lực từ tháng 09/2026" in done
    assert "Danh sách phải xét lại" in done
    before, after = (leader.get(f"/phap-luat/?thang={month}").content.decode() for month in ("2026-08", "2026-09"))
    assert "Chính sách của tỉnh" not in before
    assert "Chính sách của tỉnh" in after
    assert "yen_bai_75" in made.client("commune_officer").get("/nguoi-dan/?thang=2026-10").content.decode()


def test_a_text_that_still_cites_a_draft_is_noticed(made: Province) -> None:
    send(made, CATEGORY | {"number": "Dự thảo ngày 01/11/2026"}, act="prepare")
    assert "Căn cứ còn ghi “dự thảo”" in made.client("province_leader").get(f"/phap-luat/{only().pk}/").content.decode()


def test_the_leaders_desk_says_what_waits(made: Province) -> None:
    send(made, CATEGORY, act="prepare")
    desk = made.client("province_leader").get("/").content.decode()
    assert "Văn bản của tỉnh chờ ban hành" in desk
    assert "Văn bản của tỉnh chờ ban hành" not in made.client("commune_officer").get("/").content.decode()


def test_withdrawn_before_its_month_with_a_reason(made: Province) -> None:
    found = publish(base(650_000), **{"from": "2099-01"}).enactment
    page = f"/phap-luat/{found.pk}/"
    leader = made.client("province_leader")
    assert leader.post(f"{page}lam/", {"act": "withdraw"}).context["wrong"]["reason"]
    assert "Đã rút" in leader.post(f"{page}lam/", {"act": "withdraw", "reason": "hoãn"}, follow=True).content.decode()
    assert "hoãn" in leader.get(page).content.decode()


@pytest.mark.parametrize(
    ("role", "sees", "enters", "acts"),
    [
        ("commune_officer", 200, 403, 403),
        ("commune_chair", 200, 403, 403),
        ("payer", 403, 403, 403),
        ("auditor", 200, 403, 403),
        ("administrator", 200, 200, 422),
        ("province_officer", 200, 200, 422),
        ("province_leader", 200, 403, 302),
    ],
)
def test_who_sees_who_enters_who_publishes(made: Province, role: str, sees: int, enters: int, acts: int) -> None:
    send(made, CATEGORY, act="prepare")
    client, page = made.client(role), f"/phap-luat/{only().pk}/"
    assert client.get("/phap-luat/").status_code == client.get(page).status_code == sees
    assert client.get("/phap-luat/nhap/").status_code == enters
    assert client.post(f"{page}lam/", SIGNED | {"act": "publish"}).status_code == acts


def test_what_is_entered_is_text(made: Province) -> None:
    send(made, CATEGORY | {"label": CANARY}, act="prepare")
    client = made.client("province_leader")
    client.post(f"/phap-luat/{only().pk}/lam/", SIGNED | {"act": "publish"})
    for page in (f"/phap-luat/{only().pk}/", "/phap-luat/?thang=2022-01", "/nguoi-dan/"):
        assert CANARY not in made.client("province_officer").get(page).content.decode()


def test_unknown_kinds_months_and_texts_are_not_found(made: Province) -> None:
    client = made.client("province_officer")
    for page in ("/phap-luat/nhap/?loai=x", "/phap-luat/?thang=x", "/phap-luat/?thang=2001-01", "/phap-luat/999999/"):
        assert client.get(page).status_code == 404
