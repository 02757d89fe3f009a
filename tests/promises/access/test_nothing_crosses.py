"""Every address, as every role of one commune: no answer of any kind holds a word or a number of the other commune.

The addresses are found by walking the table of routes and by following every link and form from the first page, so what
is added later is swept too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from ansinh.access.public import ROLES, Reach, Route, routes
from tests import builders

from .pages import Form, Page, text_of
from .two_communes import LOCAL, Side, make_side

pytestmark = [pytest.mark.promise, pytest.mark.django_db]
NUMBERS = 14
"""So many numbers of the other commune are tried at every address that takes one."""
MOST_PAGES = 150
WORDS = ("ngoaihuong", "giang ngoaihuong", "sung thi")
"""What somebody might type to find them, none of it as a page would write them."""
FEWEST_FORMS = {"commune_officer": 25, "commune_chair": 8, "commune_accountant": 5}
"""Fewer forms would say that the walk got nowhere."""
LEAVES = ("/dang-xuat/", "/static/")


@pytest.fixture
def sides(db: None) -> tuple[Side, Side]:
    """Here and there."""
    builders.commune()
    return make_side(0, "Trongquê", "701234567"), make_side(1, "Ngoàihương", "908765432")


def check(answer: Any, there: Side, what: str) -> None:
    """Nothing of the other commune, and no error that nobody foresaw."""
    assert answer.status_code < 500, what
    read = text_of(answer)
    for mark in there.marks:
        assert mark not in read, f"{what}: {mark}"


def foreign_numbers(there: Side) -> range:
    """Numbers under which the other commune has rows, in one table or another."""
    return range(there.first + 1, there.first + 1 + NUMBERS)


def reached(role: str) -> Iterator[Route]:
    for route in routes():
        if route.reach(ROLES[role], builders.NEW_LEVEL.replace(year=2026)) in (Reach.OWN, Reach.OPEN):
            yield route


def test_each_commune_sees_its_own_marks(sides: tuple[Side, Side]) -> None:
    """The sweep would find something: where it is allowed, the marks are read."""
    for side in sides:
        person = side.first + 1
        page = text_of(side.client("commune_officer").get(f"/nguoi-dan/{person}/?hien=paper,phone"))
        assert all(mark in page for mark in side.marks)
        listed = text_of(side.client("commune_officer").get("/de-nghi/"))
        assert side.word in listed


@pytest.mark.parametrize("role", LOCAL)
def test_nothing_crosses(sides: tuple[Side, Side], role: str) -> None:
    """Records by their numbers, lists with every filter, and whatever can be clicked or sent."""
    for sweep in (_records, _lists, _clicks):
        sweep(*sides, role)


def _records(here: Side, there: Side, role: str) -> None:
    """Under the other commune's numbers there is nothing, and nothing there changes."""
    before = there.digest()
    client = here.client(role)
    for route in reached(role):
        numbers = [name for kind, name in route.arguments if kind == "int"]
        for number in foreign_numbers(there) if numbers else ():
            path = route.path(dict.fromkeys(numbers, number))
            for answer in (client.get(path), client.post(path, {"next": "/"})):
                check(answer, there, f"{role} {path}")
                assert answer.status_code != 200, f"{role} {path}"
    assert there.digest() == before


def _lists(here: Side, there: Side, role: str) -> None:
    """Lists, searches, counts and files, with the other commune put into every filter."""
    client = here.client(role)
    filters = {"xa": there.area.code, "area": str(there.area.pk), "noi": there.area.code, "sau": str(there.first)}
    for route in reached(role):
        if route.arguments or f"/{route.address}" in LEAVES:
            continue
        path = route.path()
        check(client.get(path), there, f"{role} {path}")
        for name, value in filters.items():
            check(client.get(path, {name: value}), there, f"{role} {path}?{name}=")
        for words in WORDS:
            check(client.get(path, {"q": words}), there, f"{role} {path}?q=")
            check(client.post(path, {"q": words, "xa": there.area.code}), there, f"{role} POST {path}")


def _clicks(here: Side, there: Side, role: str) -> None:
    """Every page that links lead to; then every form met there is sent with the other commune's numbers in it."""
    client, forms = here.client(role), dict[str, Form]()
    for address, answer in crawl(client):
        check(answer, there, f"{role} {address}")
        if answer.get("Content-Type", "").startswith("text/html"):
            for form in Page(text_of(answer), address).forms:
                forms.setdefault(f"{form.method} {shape(form.action)} {sorted(form.buttons)}", form)
    assert len(forms) >= FEWEST_FORMS.get(role, 1), f"{role}: the sweep met {len(forms)} forms only"
    before = there.digest()
    client = here.client(role)
    for form in forms.values():
        if form.action.startswith(LEAVES):
            continue
        for name, value in form.buttons or [("", "")]:
            replay(client, form, {name: value} if name else {}, there, role)
    assert there.digest() == before


def crawl(client: Client) -> Iterator[tuple[str, Any]]:
    """Pages by their links, each shape of address a few times."""
    waiting, met, visited = ["/"], dict[str, int](), 0
    while waiting and visited < MOST_PAGES:
        address = waiting.pop(0).split("#")[0]
        kind = shape(address)
        if address.startswith(LEAVES) or met.get(kind, 0) >= 2:
            continue
        met[kind] = met.get(kind, 0) + 1
        visited += 1
        answer = client.get(address, follow=True)
        yield address, answer
        if answer.get("Content-Type", "").startswith("text/html"):
            waiting += sorted(Page(text_of(answer), address).links)


def shape(address: str) -> str:
    """An address without its numbers and without the values of its query."""
    path, _, query = address.partition("?")
    return re.sub(r"\d+", "0", path) + "?" + ",".join(sorted(part.split("=")[0] for part in query.split("&")))


def replay(client: Client, form: Form, button: dict[str, str], there: Side, role: str) -> None:
    """The form as it stood, but with the other commune's numbers: in its address, and in what it sends."""
    for number in foreign_numbers(there):
        action = re.sub(r"/\d+/", f"/{number}/", form.action)
        sent = {name: other(name, value, number, there) for name, value in (form.fields | button).items()}
        if action == form.action and sent == form.fields | button:
            return
        ask = client.post if form.method == "post" else client.get
        check(ask(action, sent), there, f"{role} {form.method} {action} {sorted(sent)}")


def other(name: str, value: str, number: int, there: Side) -> str:
    """What a field holds when it is turned on the other commune."""
    if name in ("xa", "noi"):
        return there.area.code
    if name == "area":
        return str(there.area.pk)
    return str(number) if value.isdigit() and int(value) > 1_000_000 else value
