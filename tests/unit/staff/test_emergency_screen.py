"""The screens of emergency reading, and fields that are covered until somebody asks."""

from __future__ import annotations

import pytest

from ansinh.kernel.models import AuditEntry
from tests.unit.staff.province import Province

REASON = "Cấp cứu tại bệnh viện, cần biết người giám hộ"


@pytest.mark.django_db
def test_asked_granted_read_and_told(made: Province) -> None:
    officer = made.client("commune_officer")
    asked = officer.post(
        "/xem-khan-cap/de-nghi/", {"number": "015050000002", "reason": REASON, "hours": "4"}, follow=True
    )
    assert "Chờ duyệt" in asked.content.decode()
    assert "Giàng A Ngoài" not in asked.content.decode()
    address = f"/xem-khan-cap/ho-so/{made.there.pk}/"
    assert "Không có lượt xem nào" in officer.get(address, follow=True).content.decode()
    leader = made.client("province_leader")
    listed = leader.get("/xem-khan-cap/").content.decode()
    assert REASON in listed
    number = listed.split("/quyet-dinh/")[0].rsplit("/", 1)[1]
    leader.post(f"/xem-khan-cap/{number}/quyet-dinh/", {"act": "grant"})
    read = officer.get(address).content.decode()
    assert "Giàng A Ngoài" in read
    assert "015050000002" not in read
    assert "•••••••••002" in read
    assert "015050000002" in officer.get(f"{address}?hien=paper").content.decode()
    entries = AuditEntry.objects.filter(action="emergency.read").order_by("pk")
    assert [entry.details["shown"] for entry in entries] == [[], ["paper"]]
    assert officer.get(f"/nguoi-dan/{made.there.pk}/").status_code == 404


@pytest.mark.django_db
def test_numbers_are_covered_until_asked_for_and_asking_is_recorded(made: Province) -> None:
    client = made.client("province_officer")
    address = f"/nguoi-dan/{made.here.pk}/"
    covered = client.get(address).content.decode()
    assert "015050000001" not in covered
    assert "HIV" not in covered
    shown = client.get(f"{address}?hien=paper").content.decode()
    assert "015050000001" in shown
    assert "HIV" not in shown
    assert "HIV" in client.get(f"{address}?hien=paper,sensitive").content.decode()
    entries = AuditEntry.objects.filter(action="person.read").order_by("pk")
    assert [entry.details["shown"] for entry in entries] == [[], ["paper"], ["paper", "sensitive"]]
    assert all(entry.purpose for entry in entries)
