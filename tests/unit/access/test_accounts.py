"""Keeping accounts: nobody keeps the own one, roles fit their place and time, and sessions do not outlive a change."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from ansinh.access import public as access
from ansinh.access.public import Actor, Grant, User
from ansinh.areas import public as areas
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from tests import builders

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 25)


@pytest.fixture
def here() -> areas.Unit:
    return builders.commune(0)


@pytest.fixture
def keeper(here: areas.Unit) -> Actor:
    """The administrator of the province, who is not wide."""
    return builders.officer("administrator", areas.province(ON))


def refused(code: str, **wanted: Any) -> None:
    with pytest.raises(Refusal) as found, transaction.atomic():
        access.grant_role(**({"role": "commune_officer", "since": ON, "until": None, "on": ON} | wanted))
    assert found.value.code == code


def test_a_role_is_granted_by_another_and_holds_in_its_days(keeper: Actor, here: areas.Unit) -> None:
    user = User.objects.get(pk=builders.officer("commune_officer", here).user_id)
    grant = access.grant_role(
        actor=keeper, user_id=user.pk, role="inspector", area=here, since=ON, until=ON + timedelta(days=9), on=ON
    )
    assert grant.made_by_id == keeper.user_id
    assert "inspector" in access.actor_of(user, ON + timedelta(days=9)).roles
    assert "inspector" not in access.actor_of(user, ON + timedelta(days=10)).roles
    entry = AuditEntry.objects.get(action="grant.give")
    assert (entry.object_id, entry.actor_id, entry.details["role"]) == (str(user.pk), keeper.user_id, "inspector")


def test_nobody_gives_rights_to_the_own_account(keeper: Actor, here: areas.Unit) -> None:
    refused("own_account", actor=keeper, user_id=keeper.user_id, area=here)
    with pytest.raises(IntegrityError), transaction.atomic():
        Grant.objects.create(
            user_id=keeper.user_id,
            role="commune_chair",
            area=here,
            valid=DateRange(ON, None),
            made_by_id=keeper.user_id,
        )


def test_what_is_refused(keeper: Actor, here: areas.Unit) -> None:
    officer = builders.officer("commune_officer", here)
    whole, there = areas.province(ON), builders.commune(1)
    local = builders.officer("administrator", here)
    wanted = {"actor": keeper, "user_id": officer.user_id, "area": here}
    refused("not_permitted", **wanted | {"actor": officer, "user_id": keeper.user_id})
    refused("held_already", **wanted)
    refused("unknown_role", **wanted, role="chu-tich")
    refused("wrong_level", **wanted | {"area": whole})
    refused("wrong_level", **wanted, role="auditor")
    refused("must_end", **wanted, role="inspector")
    refused("bad_days", **wanted, role="inspector", until=ON - timedelta(days=1))
    refused("area_not_then", **wanted, role="commune_chair", since=date(2025, 6, 30))
    refused("outside_scope", **wanted | {"actor": local, "area": there})
    refused("unknown_account", actor=local, user_id=builders.officer("commune_officer", there).user_id, area=here)
    refused("unknown_account", **wanted | {"user_id": 0})


def test_a_district_role_ends_with_the_districts(keeper: Actor) -> None:
    day = date(2025, 6, 30)
    district = areas.Unit.objects.filter(kind="district", valid__contains=day).first()
    assert district is not None
    user = access.open_account(
        username="huyen", display_name="Huyện", password=None, role="district_chair", area=district,
        since=date(2024, 1, 1), by=None,
    )  # fmt: skip
    assert access.actor_of(user, day).roles == {"district_chair"}
    assert access.actor_of(user, day + timedelta(days=1)).roles == frozenset()
    wide = access.actor_of(User.objects.get(pk=keeper.user_id), ON)
    refused(
        "outside_scope" if district.pk not in wide.area_ids else "role_over",
        actor=wide, user_id=user.pk, area=district, role="district_officer", since=day,
    )  # fmt: skip


def test_a_revoked_role_is_gone_today(keeper: Actor, here: areas.Unit) -> None:
    user = User.objects.get(pk=builders.officer("commune_officer", here).user_id)
    grant = Grant.objects.get(user=user)
    access.revoke_grant(actor=keeper, user_id=user.pk, grant_id=grant.pk, on=ON)
    assert access.actor_of(user, ON).permissions == frozenset()
    assert access.actor_of(user, ON - timedelta(days=1)).roles == {"commune_officer"}
    with pytest.raises(Refusal, match="đã hết hạn"):
        access.revoke_grant(actor=keeper, user_id=user.pk, grant_id=grant.pk, on=ON)


@pytest.mark.parametrize("change", ["grant", "revoke", "lock", "password", "factors", "elsewhere"])
def test_a_session_does_not_outlive_the_change(keeper: Actor, here: areas.Unit, change: str) -> None:
    user = User.objects.get(pk=builders.officer("commune_officer", here).user_id)
    client = Client()
    client.force_login(user)
    assert client.get("/").status_code == 200
    who = {"actor": keeper, "user_id": user.pk, "on": ON}
    if change == "grant":
        access.grant_role(**who, role="commune_accountant", area=here, since=ON, until=None)
    elif change == "revoke":
        access.revoke_grant(**who, grant_id=Grant.objects.get(user=user).pk)
    elif change == "lock":
        access.lock_account(**who, locked=True)
    elif change == "password":
        access.reset_password(**who)
    elif change == "factors":
        access.reset_factors(**who)
    else:  # by whatever road: a statement of the owner, as when areas change
        Grant.objects.filter(user=user).update(valid=DateRange(date(2025, 7, 1), ON))
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/dang-nhap/")


def test_the_screen_opens_grants_locks_and_tells_the_password_once(keeper: Actor, here: areas.Unit) -> None:
    client = Client()
    client.force_login(User.objects.get(pk=keeper.user_id))
    form = {
        "username": "nguyen.thi.thu", "display_name": "Nguyễn Thị Thử", "role": "commune_chair", "area": here.pk,
        "since": "2026-11-01", "until": "",
    }  # fmt: skip
    assert "Tên đăng nhập gồm" in client.post("/tai-khoan-quyen/mo/", form | {"username": "Thử"}).content.decode()
    made = client.post("/tai-khoan-quyen/mo/", form)
    user = User.objects.get(username="nguyen.thi.thu")
    password = made.context["password"]
    assert user.check_password(password)
    assert user.must_change_password
    assert password not in client.get(f"/tai-khoan-quyen/{user.pk}/").content.decode()
    page = client.get("/tai-khoan-quyen/?vai-tro=commune_chair").content.decode()
    assert "Nguyễn Thị Thử" in page
    done = client.post(f"/tai-khoan-quyen/{user.pk}/lam/", {"act": "lock"}, follow=True).content.decode()
    assert "đang khóa" in done
    assert "Nguyễn Thị Thử" in client.get("/tai-khoan-quyen/?trang-thai=locked").content.decode()
    own = client.post(
        f"/tai-khoan-quyen/{keeper.user_id}/lam/",
        {"act": "grant", "role": "commune_chair", "area": here.pk, "since": "2026-11-01"}, follow=True,
    )  # fmt: skip
    assert "Không ai tự sửa tài khoản" in own.content.decode()


def test_a_commune_keeps_its_own_accounts_only(here: areas.Unit) -> None:
    local = builders.officer("administrator", here)
    stranger = builders.officer("commune_officer", builders.commune(1), "nguoi-xa-khac")
    client = Client()
    client.force_login(User.objects.get(pk=local.user_id))
    assert "nguoi-xa-khac" not in client.get("/tai-khoan-quyen/").content.decode()
    assert client.get(f"/tai-khoan-quyen/{stranger.user_id}/").status_code == 404
