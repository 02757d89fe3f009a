"""Names of account holders at the screens: the answer uploaded by the accountant, decided by the chair."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from ansinh.payments.public import account_names
from ansinh.registry.public import PaymentChannel
from tests import builders
from tests.builders import period

from .province import Province


def test_uploaded_compared_decided(made: Province) -> None:
    for person, number in ((made.here, "777001"), (made.there, "777002")):
        builders.fact(PaymentChannel, person=person, kind="bank", account=number, valid=period("2024-01-01"))
    accountant, chair = made.client("commune_accountant"), made.client("commune_chair")
    asked = accountant.get(f"/chu-tai-khoan/hoi/{made.own.code}/").content.decode("utf-8-sig")
    assert "777001" in asked
    assert "777002" not in asked
    assert "Páo" not in asked, "the bank is not told which name is expected"
    content = "Số tài khoản;Ngân hàng;Tên chủ tài khoản\n777001;;TRAN VAN KHAC\n777002;;LE THI LA\n".encode()
    typed = {"act": "take", "place": made.own.code, "told_by": "Ngân hàng thử"}
    page = accountant.post(
        "/chu-tai-khoan/lam/", typed | {"file": SimpleUploadedFile("tra-loi.csv", content)}, follow=True
    ).content.decode()
    assert "TRAN VAN KHAC" in page
    assert "LE THI LA" not in page, "another commune's"
    assert "777001" not in page, "numbers are covered"
    check = account_names.AccountCheck.objects.get(person=made.here)
    foreign = account_names.AccountCheck.objects.get(person=made.there)
    chair.post("/chu-tai-khoan/lam/", {"check": f"same-{check.pk}", f"because-{check.pk}": "Đối chiếu sổ tài khoản"})
    chair.post("/chu-tai-khoan/lam/", {"check": f"same-{foreign.pk}", f"because-{foreign.pk}": "x"})
    check.refresh_from_db()
    foreign.refresh_from_db()
    assert (check.verdict, foreign.verdict) == ("same", "")
    broken = SimpleUploadedFile("hong.csv", b"\xff\xfe\x00")
    page = accountant.post("/chu-tai-khoan/lam/", typed | {"file": broken}, follow=True).content.decode()
    assert "hong.csv" in page
    assert made.client("commune_officer").get(f"/chu-tai-khoan/hoi/{made.own.code}/").status_code == 403
