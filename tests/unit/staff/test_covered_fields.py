"""Numbers, accounts, certificates and sensitive facts are covered wherever they stand; uncovering goes into the log."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.utils import timezone

from ansinh.kernel.models import AuditEntry
from ansinh.registry import public as registry
from tests import builders
from tests.builders import circumstance, fact, period
from tests.unit.registry.test_merge import suspected

from .province import Province
from .test_news_screens import sent, text

NUMBER, ACCOUNT, PHONE = "015050000001", "88085004711", "0912345678"
DEGREE = "đặc biệt nặng"


@pytest.fixture
def known(made: Province) -> Province:
    """The officer's person has an account and a certificate besides the number and HIV of the made-up province."""
    fact(registry.PaymentChannel, person=made.here, kind="bank", bank="Agribank", account=ACCOUNT,
         valid=period("2024-01-01"))  # fmt: skip
    fact(registry.Phone, person=made.here, number=PHONE, valid=period("2024-01-01"))
    fact(registry.Disability, person=made.here, degree="extremely_severe", types=["vision"], valid=period("2024-01-01"))
    return made


def _timeline(made: Province) -> str:
    return f"/nguoi-dan/{made.here.pk}/dien-bien/"


def _pair(made: Province) -> str:
    twin = builders.person(made.own, name="Giàng Páo", born="1950-01-01", precision="year")
    return f"/nghi-trung/{suspected(made.here, twin).pk}/"


def _merge(made: Province) -> str:
    twin = builders.person(made.own, name="Giàng Páo", born="1950-01-01", precision="year")
    fact(registry.Paper, person=twin, kind="personal", number="015050009998", valid=period("2024-01-01"))
    fact(registry.PaymentChannel, person=twin, kind="bank", bank="Agribank", account="1234567890",
         valid=period("2024-01-01"))  # fmt: skip
    fact(registry.Disability, person=twin, degree="mild", valid=period("2024-01-01"))
    return f"/nghi-trung/{suspected(made.here, twin).pk}/gop/?giu={made.here.pk}"


@pytest.mark.parametrize("page", [_timeline, _pair, _merge], ids=["timeline", "pair", "merge"])
def test_covered_until_asked_for(known: Province, page: Callable[[Province], str]) -> None:
    client, address = known.client("commune_officer"), page(known)
    covered = text(client.get(address))
    for secret in (NUMBER, ACCOUNT, DEGREE, "Nhiễm HIV"):
        assert secret not in covered, secret
    join = "&" if "?" in address else "?"
    assert "hien=paper" in covered
    opened = text(client.get(f"{address}{join}hien=channel,disability,paper"))
    for secret in (NUMBER, ACCOUNT, DEGREE):
        assert secret in opened, secret
    assert "Nhiễm HIV" not in opened
    entry = AuditEntry.objects.filter(action="person.read", object_id=str(known.here.pk)).latest("pk")
    assert entry.details["shown"] == ["channel", "disability", "paper"]


@pytest.mark.parametrize(
    ("code", "values", "secret", "field"),
    [
        ("paper", {"number": "015050007777"}, "015050007777", "paper"),
        ("channel", {"channel": "bank", "bank": "Agribank", "account": "99001122"}, "99001122", "channel"),
        ("phone", {"reached": "yes", "number": "0987654321"}, "0987654321", "phone"),
        ("disability", {"degree": "mild", "types": "vision"}, "nhẹ (nhìn)", "disability"),
    ],
)
def test_news_beside_what_is_known_is_covered(
    known: Province, code: str, values: dict[str, str], secret: str, field: str
) -> None:
    one = sent(known, code, **values)
    client = known.client("commune_chair")
    covered = text(client.get(f"/tin-moi/{one.pk}/"))
    before = {"paper": NUMBER, "channel": ACCOUNT, "phone": PHONE, "disability": f"{DEGREE} (nhìn)"}[field]
    assert secret not in covered
    assert before not in covered
    assert 'class="differs"' in covered
    opened = text(client.get(f"/tin-moi/{one.pk}/?hien={field}"))
    assert secret in opened
    assert AuditEntry.objects.filter(action="person.read").latest("pk").details["shown"] == [field]


def test_news_of_what_lies_covered_does_not_say_which_until_asked(known: Province) -> None:
    one = sent(known, "covered", imprisoned="yes")
    client = known.client("commune_chair")
    for address in (f"/tin-moi/{one.pk}/", "/tin-moi/", f"/nguoi-dan/{known.here.pk}/"):
        covered = text(client.get(address))
        assert "Đang chấp hành án phạt tù" not in covered, address
    assert "Thông tin nhạy cảm" in text(client.get(f"/tin-moi/{one.pk}/"))
    assert "Đang chấp hành án phạt tù" in text(client.get(f"/tin-moi/{one.pk}/", {"nhay-cam": "1"}))


def test_a_form_is_filled_with_a_covered_value_only_when_asked(known: Province) -> None:
    client = known.client("commune_officer")
    degree = 'value="extremely_severe" selected'
    for field, secret in (("channel", ACCOUNT), ("phone", PHONE), ("disability", degree)):
        address = f"/nguoi-dan/{known.here.pk}/bao-tin/{field}/"
        covered = text(client.get(address))
        assert secret not in covered
        assert "đã che" in covered
        assert secret in text(client.get(address, {"hien": field}))


def test_the_covered_kind_is_not_told_beside_another_record(known: Province) -> None:
    twin = builders.person(known.own, name="Giàng Páo", born="1950-01-01", precision="year")
    circumstance(twin, "hiv", "no", timezone.localdate().replace(day=1).isoformat())
    address = f"/nghi-trung/{suspected(known.here, twin).pk}/gop/?giu={known.here.pk}"
    client = known.client("commune_officer")
    page = text(client.get(address))
    assert "Thông tin nhạy cảm" in page
    assert "Nhiễm HIV" not in page
    assert "Nhiễm HIV" in text(client.get(f"{address}&hien=sensitive"))
