"""``ansinh verify access``: nothing differs as things are, nothing stays behind, and what is wrong is found."""

from __future__ import annotations

import sys
from datetime import date
from types import ModuleType

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.test import override_settings
from django.urls import include, path

from ansinh.access.public import ROLES, SYSTEM, Permission, Reach, User, acting_as, allow, for_everyone
from ansinh.cli._access_walk import Walk, foreign_records, walk_access
from ansinh.kernel.models import AuditEntry
from ansinh.registry.public import Person
from tests import builders
from tests.unit.staff.province import Province, make_province

ON = date(2026, 11, 25)


@pytest.fixture
def made(db: None) -> Province:
    builders.commune()
    builders.numbers_apart(step=1000)
    return make_province()


def test_nothing_differs_and_nothing_stays(made: Province) -> None:
    before = User.objects.count(), AuditEntry.objects.count()
    walk = walk_access(ON)
    assert walk.wrong == []
    assert (User.objects.count(), AuditEntry.objects.count()) == before
    reached = {route.name: reaches for route, reaches in walk.seen.items()}
    assert set(reached["people"]) == set(ROLES)
    assert reached["people"]["commune_officer"] is Reach.OWN
    assert reached["people"]["province_officer"] is Reach.ALL
    assert reached["journal"]["auditor"] is Reach.ALL
    for role in ("payer", "facility", "administrator", "district_chair", "province_leader"):
        assert reached["people"][role] is Reach.REFUSED
    assert walk.foreign > 100


def test_the_records_asked_for_are_somebody_elses(made: Province) -> None:
    records = foreign_records(made.actors["commune_officer"])
    assert made.there.pk in records or made.foreign_proposal.pk in records
    with acting_as(made.actors["commune_officer"]):
        assert not Person.objects.filter(pk__in=records).exists()


@allow(Permission.READ_PERSON)
def _leaks(request: HttpRequest, pk: int) -> HttpResponse:
    with acting_as(SYSTEM):
        return HttpResponse(str(get_object_or_404(Person, pk=pk).pk))


@allow(Permission.DECIDE)
def _refuses(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def _silent(request: HttpRequest) -> HttpResponse:
    return HttpResponse("mở")


@allow(Permission.VIEW_FIGURES)
def _breaks(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


def _walk(*patterns: object) -> Walk:
    """Walk over these addresses alone."""
    table = ModuleType("tests_of_routes")
    table.urlpatterns = [path("", for_everyone(_silent), name="home"), *patterns]  # type: ignore[attr-defined]
    sys.modules[table.__name__] = table
    try:
        with override_settings(ROOT_URLCONF=table.__name__):
            return walk_access(ON)
    finally:
        del sys.modules[table.__name__]


def test_a_page_that_shows_foreign_records_is_found(made: Province) -> None:
    wrong = _walk(path("lo/<int:pk>/", _leaks, name="leak")).wrong
    assert wrong
    assert all("bản ghi" in sentence and "/lo/<int:pk>/" in sentence for sentence in wrong)


def test_a_page_that_does_not_do_as_declared_is_found(made: Province) -> None:
    walk = _walk(path("sau/", include([path("kin/", _refuses, name="shut"), path("tran/", _silent, name="bare")])))
    chair = [sentence for sentence in walk.wrong if ROLES["commune_chair"].label in sentence]
    assert chair == [
        "/sau/kin/ – Chủ tịch UBND cấp xã: bị từ chối, khác với khai báo",
        "/sau/tran/ – Chủ tịch UBND cấp xã: mở được, khác với khai báo",
    ]
    assert len(walk.wrong) > len(ROLES)


def test_a_page_that_breaks_is_found(made: Province) -> None:
    assert any("lỗi 500" in sentence for sentence in _walk(path("hong/", _breaks, name="broken")).wrong)
