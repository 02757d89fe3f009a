"""Suspected pairs at the screens: seen as far as one sees, decided by whoever has both, approved by another."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ansinh.kernel.models import AuditEntry
from ansinh.registry.public import DuplicatePair, Merge, Person
from tests import builders
from tests.unit.registry.test_merge import suspected

from .province import Province, award, waiting_at
from .test_query_budget import OPENING
from .test_who_sees_what import OUTSIDE, text

PAIR_BUDGET = 20
"""Both people's whole histories stand on the page; opening each is recorded."""


@pytest.fixture
def twin(made: Province) -> Person:
    """A second record of the officer's own person."""
    return builders.person(made.own, name="Giàng Páo", born="1950-01-01", precision="year", village="Bản Mới")


@pytest.fixture
def pair(made: Province, twin: Person) -> DuplicatePair:
    return suspected(made.here, twin)


def test_two_records_side_by_side(made: Province, pair: DuplicatePair) -> None:
    client = made.client("commune_officer")
    assert "Giàng Páo" in text(client.get("/nghi-trung/"))
    with CaptureQueriesContext(connection) as captured:
        page = text(client.get(f"/nghi-trung/{pair.pk}/"))
    asked = [q["sql"] for q in captured.captured_queries if not any(word in q["sql"] for word in OPENING)]
    assert len(asked) <= PAIR_BUDGET, "\n".join(asked)
    assert "015050000001" not in page
    assert "015050000001" in text(client.get(f"/nghi-trung/{pair.pk}/?hien=paper"))
    for shown in ("cùng ngày sinh", "•••••••••001", "Giàng A Páo", "Giàng Páo", "810.000"):
        assert shown in page
    read = AuditEntry.objects.filter(action="person.read").values_list("object_id", flat=True)
    assert set(read) == {str(pair.first_id), str(pair.second_id)}
    assert "Nghi trùng với hồ sơ số" in text(client.get(f"/nguoi-dan/{made.here.pk}/"))


def test_of_another_commune_only_its_name_is_shown(made: Province) -> None:
    across = suspected(made.here, made.there)
    client = made.client("commune_officer")
    for address in ("/nghi-trung/", f"/nghi-trung/{across.pk}/"):
        page = text(client.get(address))
        assert made.other.name in page
        assert OUTSIDE not in page
        assert "015050000002" not in page
    assert client.get(f"/nghi-trung/{across.pk}/gop/").status_code == 404
    client.post(f"/nghi-trung/{across.pk}/lam/", {"act": "different"})
    across.refresh_from_db()
    assert across.state == "suspected"
    made.client("province_officer").post(f"/nghi-trung/{across.pk}/lam/", {"act": "different", "because": "khác"})
    across.refresh_from_db()
    assert (across.state, across.because) == ("different", "khác")


def test_merging_and_undoing_at_the_screen(made: Province, pair: DuplicatePair, twin: Person) -> None:
    client = made.client("commune_officer")
    page = text(client.get(f"/nghi-trung/{pair.pk}/gop/"))
    assert f"Giữ lại: hồ sơ số {made.here.pk}" in page  # the one who is paid
    assert 'name="chon-identity:name"' in page
    answer = client.post(
        f"/nghi-trung/{pair.pk}/lam/",
        {"act": "same", "kept": made.here.pk, "because": "cùng sổ hộ khẩu", "chon-identity:name": "kept"},
        follow=True,
    )
    assert f"Đã gộp hồ sơ số {twin.pk}" in text(answer)
    assert f'Hồ sơ này đã gộp vào <a href="/nguoi-dan/{made.here.pk}/">' in text(client.get(f"/nguoi-dan/{twin.pk}/"))
    assert "Đã gộp" in text(client.get(f"/nguoi-dan/{made.here.pk}/"))
    undo = {"act": "undo", "because": ""}
    assert "Hãy ghi lý do" in text(client.post(f"/nghi-trung/{pair.pk}/lam/", undo, follow=True))
    client.post(f"/nghi-trung/{pair.pk}/lam/", undo | {"because": "nhầm người"})
    assert Merge.objects.get().state == "undone"


def test_of_two_who_are_paid_the_chair_approves(made: Province, pair: DuplicatePair, twin: Person) -> None:
    award(twin, made.actors["commune_officer"], made.actors["commune_chair"], builders.next_number(made.own, 2026))
    client, chair = made.client("commune_officer"), made.client("commune_chair")
    asked = {"act": "same", "kept": made.here.pk, "because": "cùng người"}
    assert "chờ người có thẩm quyền khác duyệt" in text(client.post(f"/nghi-trung/{pair.pk}/lam/", asked, follow=True))
    assert client.post(f"/nghi-trung/{pair.pk}/lam/", {"act": "approve"}).status_code == 302
    assert Merge.objects.get().state == "proposed"
    assert "Duyệt gộp" in text(chair.get(f"/nghi-trung/{pair.pk}/"))
    assert {task.label: task.count for task in waiting_at(chair.get("/"))}["Đề nghị gộp hồ sơ chờ duyệt"] == 1
    chair.post(f"/nghi-trung/{pair.pk}/lam/", {"act": "approve"})
    assert Merge.objects.get().state == "done"


@pytest.mark.parametrize("role", ["commune_accountant", "payer", "auditor", "administrator"])
def test_others_do_not_open_the_queue(made: Province, pair: DuplicatePair, role: str) -> None:
    if role not in made.actors:
        pytest.skip("no such role in the made-up province")
    for address in ("/nghi-trung/", f"/nghi-trung/{pair.pk}/"):
        assert made.client(role).get(address).status_code == 403


def test_an_unknown_filter_is_not_found(made: Province) -> None:
    client = made.client("commune_officer")
    for query in ("trang-thai=x", "muc=x", "dau-hieu=x", "xa=0", "sau=x"):
        assert client.get(f"/nghi-trung/?{query}").status_code == 404, query
