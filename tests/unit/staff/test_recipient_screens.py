"""Authorised recipients at the screens: written by the officer, confirmed by the chair, seen nowhere else."""

from __future__ import annotations

from datetime import date, timedelta

from ansinh.payments.public import recipients

from .province import Province


def test_written_by_one_confirmed_by_another(made: Province) -> None:
    officer, chair = made.client("commune_officer"), made.client("commune_chair")
    address = f"/nguoi-dan/{made.here.pk}/nguoi-nhan-thay/"
    today = date.today()
    typed = {
        "full_name": "Giàng Thị Mỷ", "id_number": "015190000123", "relation": "child", "paper": "Giấy ủy quyền",
        "issuer": "UBND xã", "paper_on": today.isoformat(), "since": today.isoformat(), "until": "",
    }  # fmt: skip
    wrong = officer.post(address, typed)
    assert wrong.status_code == 422
    assert "Giàng Thị Mỷ" in wrong.content.decode(), "what was typed stays"
    assert officer.post(address, typed | {"until": (today + timedelta(days=90)).isoformat()}).status_code == 302
    one = recipients.Authorised.objects.get()
    page = officer.get("/nguoi-nhan-thay/").content.decode()
    assert "Giàng Thị Mỷ" in page
    assert 'value="confirm"' not in page, "nobody confirms what they wrote"
    assert "015190000123" not in officer.get(address).content.decode(), "numbers are covered"
    officer.post(f"/nguoi-nhan-thay/{one.pk}/lam/", {"act": "confirm"})
    one.refresh_from_db()
    assert one.confirmed_at is None
    assert 'value="confirm"' in chair.get("/nguoi-nhan-thay/").content.decode()
    chair.post(f"/nguoi-nhan-thay/{one.pk}/lam/", {"act": "confirm"})
    one.refresh_from_db()
    assert one.confirmed_by_id == made.actors["commune_chair"].user_id
    assert officer.get(f"/nguoi-dan/{made.there.pk}/nguoi-nhan-thay/").status_code == 404
    assert made.client("commune_accountant").get("/nguoi-nhan-thay/").status_code == 403
