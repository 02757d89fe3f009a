"""Numbers that a form or an address names: read in one place, so that no page breaks over what is no number."""

from __future__ import annotations

import re

import pytest

from ansinh.staff.filters import typed_number
from tests.paths import ROOT
from tests.unit.staff.province import Province


@pytest.mark.parametrize("text", ["", "-1", "+1", "1.0", "1 ", "²", "١٢", "１２", "1_0", "9" * 19, "1e3", "0x1"])
def test_what_is_no_row_of_digits_is_none(text: str) -> None:
    assert typed_number(text) is None


def test_the_longest_id_still_fits_the_database() -> None:
    assert typed_number("9" * 18) == 10**18 - 1 < 2**63
    assert (typed_number("0012"), typed_number("1234", longest=3)) == (12, None)


def test_no_screen_reads_digits_by_itself() -> None:
    """``isdigit`` says yes to ² and to digits of other scripts, of which ``int`` takes some and some not."""
    asked = re.compile(r"isdigit\(\) and len\(|int\([^)]*\) if [^\n]*isdigit\(\)")
    files = [path for path in (ROOT / "ansinh" / "staff").rglob("*.py") if path.name != "filters.py"]
    assert [path.name for path in files if asked.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.django_db
def test_a_number_of_another_script_is_refused_not_an_error(made: Province) -> None:
    client = made.client("commune_officer")
    assert client.get("/ho-so/", {"sau": "²"}).status_code == 404
    for address, typed in (
        ("/to-khai/moi/", {"nguoi": "²", "mau": "nd335-01"}),
        ("/ho-so/hang-loat/", {"id": "²", "act": "submit"}),
        ("/van-ban/lap/", {"id": "١", "kind": "case"}),
    ):
        page = client.post(address, typed, follow=True)
        assert (page.status_code, "Lựa chọn không hợp lệ" in str(page.content.decode())) == (200, True), address
