"""The switch between Vietnamese and English, per account and per browser; English pages leave nothing untranslated."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import IntegrityError, connection
from django.test import Client
from django.utils import translation
from django.utils.translation import _trans

from ansinh.access.public import User
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from ansinh.staff.views.sign_in import WRONG
from tests.messages.extract import VIETNAMESE
from tests.promises.access.pages import Page

from .province import Province

PAGES = ("/", "/nguoi-dan/{here}/", "/nguoi-dan/{here}/tro-cap/", "/nguoi-dan/{here}/dien-bien/", "/ho-so/",
         "/tin-moi/",
         "/thang/2026-11/", "/de-nghi/", "/chi-tra/", "/chat-luong/", "/tai-khoan/", "/to-khai/", "/dia-ban/",
         "/nguoi-dan/{here}/bao-tin/disability/", "/nap-danh-sach/luu-tru/", "/phap-luat/")  # fmt: skip
NAMES = re.compile(r"([A-ZĐÀ-Ỹ][\w/.-]*,? ?)+$|(Xã|Phường|Tỉnh|Thôn|Bản|Tổ) ")


@pytest.fixture
def missed() -> Iterator[set[str]]:
    """Vietnamese texts that a page in English looked up in vain."""
    translation.get_language()
    look_up, found = _trans.gettext, set[str]()

    def noticing(text: str) -> str:
        said = look_up(text)
        if said == text and translation.get_language() == "en" and VIETNAMESE.search(text):
            found.add(text)
        return str(said)

    _trans.gettext = noticing
    yield found
    _trans.gettext = look_up


def test_before_signing_in_the_browser_keeps_it() -> None:
    client = Client(headers={"accept-language": "en"})
    page = client.get("/dang-nhap/")
    assert '<html lang="vi">' in page.content.decode()
    assert client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/"})["Location"] == "/dang-nhap/"
    page = client.get("/dang-nhap/")
    assert '<html lang="en">' in page.content.decode()
    assert page["Content-Language"] == "en"
    assert "Mật khẩu" not in page.content.decode()
    assert client.get("/ngon-ngu/").status_code == 405


def test_the_account_keeps_it_wherever_one_signs_in(made: Province) -> None:
    client = made.client("commune_officer")
    client.post("/ngon-ngu/", {"language": "en", "next": "/nguoi-dan/"})
    assert User.objects.get(pk=made.actors["commune_officer"].user_id).language == "en"
    assert AuditEntry.objects.filter(action="account.choose_language").count() == 1
    page = made.client("commune_officer").get("/").content.decode()
    assert '<html lang="en">' in page
    assert 'lang="vi">Tiếng Việt</button>' in page
    client.post("/ngon-ngu/", {"language": "vi"})
    assert '<html lang="vi">' in made.client("commune_officer").get("/").content.decode()


def test_no_other_language_is_taken(made: Province) -> None:
    client = made.client("commune_officer")
    client.post("/ngon-ngu/", {"language": "fr"})
    assert User.objects.get(pk=made.actors["commune_officer"].user_id).language == ""
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    assert '<html lang="vi">' in client.get("/").content.decode()
    with pytest.raises(IntegrityError, match="user_known_language"), connection.cursor() as cursor:
        cursor.execute("UPDATE access_user SET language = 'fr'")


def test_english_pages_miss_nothing(made: Province, missed: set[str]) -> None:
    """Whatever a page looks up is in the catalogue; what is left in Vietnamese is a name or marked as Vietnamese."""
    for role in ("commune_officer", "commune_chair", "province_leader"):
        client = made.client(role)
        client.post("/ngon-ngu/", {"language": "en"})
        for page in PAGES:
            client.get(page.format(here=made.here.pk))
    said = {text for text in missed if not NAMES.match(text) and made.here.full_name not in text}
    assert said <= {"Tiếng Việt", "đồng", "Đồng"}


def test_the_menu_and_the_links_are_the_same_in_both(made: Province) -> None:
    client = made.client("commune_officer")
    links = []
    for language in ("vi", "en"):
        client.post("/ngon-ngu/", {"language": language})
        links.append(Page(client.get("/").content.decode(), "/").links)
    assert links[0] == links[1]


def test_days_and_sums_stay_as_the_papers_write_them(made: Province) -> None:
    client = made.client("commune_officer")
    address = f"/nguoi-dan/{made.here.pk}/tro-cap/"
    shown = []
    for language in ("vi", "en"):
        client.post("/ngon-ngu/", {"language": language})
        page = client.get(address).content.decode()
        shown.append(set(re.findall(r"\b\d{2}/\d{2}/\d{4}\b|\b\d{1,3}(?:\.\d{3})+\b", page)))
    assert shown[0] == shown[1] != set()


def test_a_refusal_is_stored_in_vietnamese_and_said_in_english() -> None:
    refusal = Refusal("Kỳ này chưa hết: từ ngày %(end)s mới khóa được.", code="not_over", end="01/12/2026")
    with translation.override("en"):
        assert refusal.said == "This period is not over: it can be closed from 01/12/2026."
        assert refusal.message == str(refusal) == "Kỳ này chưa hết: từ ngày 01/12/2026 mới khóa được."
    with translation.override("vi"):
        assert refusal.said == refusal.message
    assert Refusal("100 % của %(người", code="odd").said == "100 % của %(người"


def test_a_wrong_password_is_told_in_english(made: Province) -> None:
    client = Client()
    client.post("/ngon-ngu/", {"language": "en"})
    answer = client.post("/dang-nhap/", {"username": "nobody", "password": "x"}).content.decode()
    assert "User name or password is wrong." in answer
    assert WRONG not in answer
