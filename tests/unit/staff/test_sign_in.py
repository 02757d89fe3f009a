"""Signing in: the right words, a lock after too many failures, and nothing that tells who exists."""

from __future__ import annotations

from django.test import Client

from ansinh.kernel.models import AuditEntry
from ansinh.staff.views.sign_in import CLOSED, FAILURES, WRONG

from .province import Province

PASSWORD = "mat-khau-thu"


def attempt(client: Client, username: str, password: str, **more: str):  # type: ignore[no-untyped-def]
    return client.post("/dang-nhap/", {"username": username, "password": password, **more})


def test_in_and_out(made: Province) -> None:
    client = Client()
    username = made.actors["commune_officer"].username
    assert client.get("/")["Location"] == "/dang-nhap/?next=/"
    assert attempt(client, username, PASSWORD, next="/de-nghi/")["Location"] == "/de-nghi/"
    assert client.get("/").status_code == 200
    assert client.get("/dang-xuat/").status_code == 405
    assert client.post("/dang-xuat/")["Location"] == "/dang-nhap/"
    assert client.get("/").status_code == 302


def test_it_does_not_lead_elsewhere(made: Province) -> None:
    username = made.actors["commune_officer"].username
    for wanted in ("//evil.example/", "https://evil.example/", "javascript:alert(1)"):
        assert attempt(Client(), username, PASSWORD, next=wanted)["Location"] == "/"


def test_a_wrong_password_and_an_unknown_name_read_the_same(made: Province) -> None:
    pages = {
        attempt(Client(), name, "sai").content.decode().count(WRONG)
        for name in (made.actors["commune_officer"].username, "khong-co")
    }
    assert pages == {1}


def test_too_many_failures_close_the_name_and_no_other(made: Province) -> None:
    username = made.actors["commune_officer"].username
    for _ in range(FAILURES):
        assert attempt(Client(), username, "sai").status_code == 422
    assert CLOSED in attempt(Client(), username, PASSWORD).content.decode()
    assert attempt(Client(), made.actors["commune_chair"].username, PASSWORD).status_code == 302
    assert username not in "".join(AuditEntry.objects.filter(object_kind="sign_in").values_list("object_id", flat=True))
