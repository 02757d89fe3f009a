"""Security keys: added with a real signature, asked for at the second step, and refused when anything is off."""

from __future__ import annotations

import pytest
from django.test import Client

from ansinh.access.models import Device, Factor

from .province import Province
from .soft_key import SoftKey
from .test_sign_in import PASSWORD, attempt, signed_in

OPTIONS, ADD = "/tai-khoan/khoa/hoi/", "/tai-khoan/khoa/"
ASKED, SHOW = "/dang-nhap/buoc-hai/khoa/hoi/", "/dang-nhap/buoc-hai/khoa/"


def added(made: Province, key: SoftKey) -> Client:
    """The chair's browser, in which the key has been added."""
    client = signed_in(made, "commune_chair")
    answer = client.post(ADD, {"answer": key.create(client.post(OPTIONS).json()), "name": "Khóa USB"})
    assert len(answer.context["codes"]) == 10
    return client


def halfway(made: Province) -> Client:
    client = Client()
    assert "/buoc-hai/" in attempt(client, made.actors["commune_chair"].username, PASSWORD)["Location"]
    return client


def test_a_key_is_added_and_signs_in(made: Province) -> None:
    key = SoftKey()
    added(made, key)
    client = halfway(made)
    assert "Dùng khóa bảo mật" in client.get("/dang-nhap/buoc-hai/").content.decode()
    assert (
        client.post(SHOW, {"answer": key.sign(client.post(ASKED).json()), "next": "/de-nghi/"})["Location"]
        == "/de-nghi/"
    )
    assert client.get("/de-nghi/").status_code == 200
    assert Device.objects.filter(factor="key").count() == 1
    assert Factor.objects.get().sign_count == 2


@pytest.mark.parametrize("off", ["challenge", "origin", "other key", "copied key", "used twice", "rubbish"])
def test_a_signature_that_is_off_opens_nothing(made: Province, off: str) -> None:
    key = SoftKey()
    added(made, key)
    client = halfway(made)
    options = client.post(ASKED).json()
    if off == "challenge":
        answer = key.sign(options | {"challenge": "AAAA"})
    elif off == "origin":
        key.origin = "http://testserver.evil.example"
        answer = key.sign(options)
    elif off == "other key":
        foreign = SoftKey()
        foreign.credential = key.credential
        answer = foreign.sign(options)
    elif off == "copied key":
        key.counter = 0
        answer = key.sign(options)
    elif off == "used twice":
        answer = key.sign(options)
        assert halfway(made).post(SHOW, {"answer": answer})["Location"] == "/dang-nhap/buoc-hai/"
        client.post(ASKED)
    else:
        answer = '{"id": ["x"]}'
    assert client.post(SHOW, {"answer": answer})["Location"] == "/dang-nhap/buoc-hai/"
    assert client.get("/de-nghi/").status_code == 302


def test_what_is_no_key_is_not_added(made: Province) -> None:
    client, key = signed_in(made, "commune_chair"), SoftKey("http://evil.example")
    options = client.post(OPTIONS).json()
    assert "không hợp lệ" in client.post(ADD, {"answer": key.create(options)}, follow=True).content.decode()
    assert "không hợp lệ" in client.post(ADD, {"answer": "", "name": "x"}, follow=True).content.decode()
    assert not Factor.objects.exists()
    assert Client().post(ASKED).status_code == 403


def test_the_same_key_is_kept_once(made: Province) -> None:
    key = SoftKey()
    client = added(made, key)
    options = client.post(OPTIONS).json()
    assert len(options["excludeCredentials"]) == 1
    assert "đã được thêm" in client.post(ADD, {"answer": key.create(options)}, follow=True).content.decode()
