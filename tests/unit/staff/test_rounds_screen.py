"""Rounds of home delivery at the screen: a village is put on one and taken off; what is refused stays typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from ansinh.payments.public import home_delivery
from ansinh.registry.public import PaymentChannel
from tests import builders

from .province import Province

pytestmark = pytest.mark.django_db
ROUNDS, ACT = "/chi-tra/tai-nha/", "/chi-tra/tai-nha/lam/"


def typed(made: Province, **more: str) -> dict[str, str]:
    return {
        "xa": made.own.code, "village": "Bản Xa", "name": "Tuyến 1", "place": "1", "carrier": "Nguyễn Văn Thư",
        "phone": "0912345678", "since": (timezone.localdate() - timedelta(days=3)).isoformat(),
    } | more  # fmt: skip


def test_a_village_is_put_on_a_round_and_taken_off(made: Province) -> None:
    home = builders.person(made.own, name="Bàn Văn Nhất", village="Bản Xa")
    builders.fact(PaymentChannel, person=home, kind="home", valid=builders.period("2026-01-01"))
    client = made.client("commune_officer")
    assert "Bản Xa (1)" in client.get(ROUNDS).content.decode(), "somebody is paid there and nobody goes"
    assert client.post(ACT, typed(made)).status_code == 302
    page = client.get(ROUNDS).content.decode()
    assert "Nguyễn Văn Thư" in page
    assert "Bản Xa (1)" not in page
    (stop,) = home_delivery.rounds_of(made.own.pk, timezone.localdate())
    assert client.post(ACT, {"xa": made.own.code, "end": str(stop.pk)}).status_code == 302
    assert "Bản Xa (1)" in client.get(ROUNDS).content.decode()


@pytest.mark.parametrize(
    ("wrong", "said", "beside"),
    [
        ({"place": "0"}, "từ 1 đến 999", True),
        ({"since": ""}, "ngày bắt đầu", False),
        ({"name": " "}, "tên tuyến", False),
    ],
)
def test_what_is_refused_stays_typed(made: Province, wrong: dict[str, str], said: str, beside: bool) -> None:
    answer = made.client("commune_officer").post(ACT, typed(made, **wrong))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert 'value="Nguyễn Văn Thư"' in page
    assert 'value="0912345678"' in page
    assert ('aria-describedby="place-w"' in page) == beside
    assert not home_delivery.rounds_of(made.own.pk, timezone.localdate())


def test_another_commune_is_not_set(made: Province) -> None:
    answer = made.client("commune_officer").post(ACT, typed(made, xa=made.other.code))
    assert answer.status_code == 422
    assert made.other.name not in answer.content.decode()
    assert made.client("auditor").get(ROUNDS).status_code == 403
