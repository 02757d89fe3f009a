"""The manual on the screens: its pages, the link to the right one from wherever one is, light at first sight."""

from __future__ import annotations

import re

import pytest

from ansinh.casework import public as casework

from .province import Province

pytestmark = pytest.mark.django_db
FIRST_LOAD = 200_000


def help_of(made: Province, role: str, address: str) -> str:
    page = made.client(role).get(address).content.decode()
    (link,) = re.findall(r'<a class="help" href="([^"]+)"', page)
    return str(link)


def test_every_page_opens_for_whoever_is_signed_in(made: Province) -> None:
    client = made.client("payer")
    first = client.get("/huong-dan/").content.decode()
    for code, kind in casework.CASE_KINDS.items():
        assert f'href="/huong-dan/{code}/"' in first
        page = client.get(f"/huong-dan/{code}/").content.decode()
        assert f"<h1>{kind.label}</h1>" in page
        pictures = re.findall("<img [^>]+>", page)
        assert pictures
        assert all('loading="lazy"' in one and 'height="' in one for one in pictures)
        assert "pictures/" not in page
        assert ".md" not in page
        assert len(page) < FIRST_LOAD / 4
    assert client.get("/huong-dan/khac/").status_code == 404
    assert client.get("/huong-dan/..%2Findex/").status_code == 404


def test_help_opens_at_what_is_on_the_screen(made: Province) -> None:
    here = f"/nguoi-dan/{made.here.pk}"
    assert help_of(made, "commune_officer", f"{here}/ho-so/suspension/") == "/huong-dan/suspension/"
    assert help_of(made, "commune_officer", f"{here}/bao-tin/death/") == "/huong-dan/stop/"
    assert help_of(made, "commune_officer", f"{here}/bao-tin/move_commune/") == "/huong-dan/move_commune/"
    for address in ("/", "/ho-so/", f"{here}/bao-tin/pension/", "/de-nghi/?loai=stop"):
        assert help_of(made, "commune_officer", address) == "/huong-dan/", address
