"""Settings: the administrator sets who pays; nobody else sees the screen."""

from __future__ import annotations

from typing import Any

import pytest

from ansinh.areas.public import province
from ansinh.payments.public import PayingOffice, office_for
from tests import builders
from tests.unit.staff.province import CANARY, Province, make_province

pytestmark = pytest.mark.django_db


@pytest.fixture
def made() -> Province:
    return make_province()


def _form(made: Province, **more: Any) -> dict[str, Any]:
    return {
        "area": province(builders.NEW_LEVEL).pk, "since": "2026-01-01", "name": "Quỹ thử", "account": "3713 0 1000001",
        "bank_name": "Kho bạc thử", "bank_bic": "", "post_office": "Bưu điện thử",
    } | more  # fmt: skip


def test_an_office_is_set_and_shown(made: Province) -> None:
    client = made.client("administrator")
    first = client.get("/cai-dat/").content.decode()
    assert "chưa có đơn vị chi trả cho hôm nay" in first
    assert "Chưa khai báo đơn vị chi trả nào" in first
    done = client.post("/cai-dat/don-vi-chi-tra/", _form(made), follow=True).content.decode()
    assert "Đã khai báo đơn vị chi trả của Tỉnh Lào Cai từ ngày 01/01/2026" in done
    assert "371301000001" in done
    assert "đang dùng" in done
    assert "chưa có đơn vị chi trả cho hôm nay" not in done
    found = office_for(made.own.pk, builders.NEW_LEVEL.replace(year=2026))
    assert found is not None
    assert found.post_office == "Bưu điện thử"


def test_names_are_text(made: Province) -> None:
    shown = made.client("administrator").post("/cai-dat/don-vi-chi-tra/", _form(made, name=CANARY), follow=True)
    assert CANARY not in shown.content.decode()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"account": "tài khoản"}, "Số tài khoản"),
        ({"bank_bic": "VN"}, "Mã BIC"),
        ({"name": ""}, "Hãy ghi tên đơn vị chi trả"),
        ({"since": "hôm nay"}, "Hãy chọn địa bàn và ngày bắt đầu"),
        ({"since": "2026-02-30"}, "Hãy chọn địa bàn và ngày bắt đầu"),
        ({"since": "2025-06-30"}, "không tồn tại vào ngày 30/06/2025"),
        ({"area": "0"}, "Hãy chọn địa bàn và ngày bắt đầu"),
    ],
)
def test_a_wrong_value_is_said_on_the_page(made: Province, more: dict[str, Any], said: str) -> None:
    shown = made.client("administrator").post("/cai-dat/don-vi-chi-tra/", _form(made, **more), follow=True)
    assert shown.status_code == 422
    assert said in shown.content.decode()
    assert "Bưu điện thử" in shown.content.decode()  # what was typed is not lost
    assert not PayingOffice.objects.exists()


@pytest.mark.parametrize("role", ["province_officer", "commune_accountant", "province_leader", "payer"])
def test_nobody_else_sets_it(made: Province, role: str) -> None:
    client = made.client(role)
    assert client.get("/cai-dat/").status_code == 403
    assert client.post("/cai-dat/don-vi-chi-tra/", _form(made)).status_code == 403
    assert not PayingOffice.objects.exists()
