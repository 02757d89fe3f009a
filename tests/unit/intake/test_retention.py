"""The contents of lists past their term go when a second person says so; what rests on them stays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, ProgrammingError, connection, transaction

from ansinh.access import public as access
from ansinh.intake import public as intake
from ansinh.intake.operations.confirm_removal import CONTENTS
from ansinh.jobs.nightly.list_past_term import run as list_past_term_of_the_night
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.kernel.sealing.files import seal_file
from tests import builders

pytestmark = pytest.mark.django_db
TODAY, NOW = date(2026, 11, 20), datetime(2026, 11, 20, 3, tzinfo=UTC)


@dataclass
class Office:
    """A commune's officer and chair, and its lists: one old, one with a row undecided, one of this year."""

    officer: access.Actor
    chair: access.Actor
    old: intake.SourceFile
    undecided: intake.SourceFile
    new: intake.SourceFile


def _list(area: object, received: str, decision: str) -> intake.SourceFile:
    count = intake.SourceFile.objects.count()
    file = intake.SourceFile.objects.create(
        area=area, sha256=f"{count:064x}", name=f"{count}.xlsx", size_bytes=1, received_on=date.fromisoformat(received)
    )
    row = intake.Row.objects.create(
        file=file, area=area, position=0, sheet="A", row_number=5, month=date(2024, 1, 1), status="new",
        decision=decision, person_id=7, full_name="Lò Thị Thử", born="1950", id_number="015050004712", note="HIV",
    )  # fmt: skip
    intake.Problem.objects.create(row=row, column="B", value="015050004712", code="x", message="xem lại")
    intake.Notice.objects.create(row=row, column="B", value="Lò Thị Thử", text="Lò Thị Thử", code="x", message="chữ")
    return file


@pytest.fixture
def office() -> Office:
    area = builders.commune()
    return Office(
        builders.officer("commune_officer", area),
        builders.officer("commune_chair", area),
        _list(area, "2024-10-31", "accepted"),
        _list(area, "2024-10-31", "pending"),
        _list(area, "2024-11-01", "accepted"),
    )


def test_the_file_as_it_came_goes_with_its_rows(office: Office, django_capture_on_commit_callbacks: Any) -> None:
    """One that is known to have become the list, and one that has the same content; those of other lists stay."""
    old, new = office.old, office.new
    wanted = ((old, "a" * 64, old), (old, old.sha256, None), (new, "b" * 64, new))
    kept = [seal_file([b"PK danh sach"], "hop-nhan/thu") for _ in wanted]
    for one, (sent, digest, became) in zip(kept, wanted, strict=True):
        intake.WaitingFile.objects.create(
            area=sent.area, month=date(2024, 10, 1), name="a.xlsx", size_bytes=12, sha256=digest, key=one.key,
            stored=one.stored, file=became,
        )  # fmt: skip
    with access.acting_as(office.officer):
        asked = intake.ask_removal(actor=office.officer, area=office.old.area, on=TODAY)
    with django_capture_on_commit_callbacks(execute=True), access.acting_as(office.chair):
        intake.confirm_removal(actor=office.chair, removal_id=asked.pk, at=NOW)
    assert intake.WaitingFile.objects.filter(emptied_at=NOW, key="", stored="").count() == 2
    assert [default_storage.exists(one.stored) for one in kept] == [False, False, True]


def test_only_decided_lists_past_the_term_are_listed(office: Office) -> None:
    assert intake.cutoff(TODAY) == date(2024, 11, 1)
    (one,) = intake.past_term(TODAY)
    assert (one.area_id, one.files, one.rows) == (office.old.area_id, 1, 1)


def test_one_asks_another_confirms_and_only_the_contents_go(office: Office) -> None:
    with access.acting_as(office.officer):
        asked = intake.ask_removal(actor=office.officer, area=office.old.area, on=TODAY)
        assert intake.ask_removal(actor=office.officer, area=office.old.area, on=TODAY).pk == asked.pk
    assert intake.Row.objects.get(file=office.old).full_name == "Lò Thị Thử"
    with access.acting_as(office.chair):
        done = intake.confirm_removal(actor=office.chair, removal_id=asked.pk, at=NOW)
    assert (done.file_count, done.row_count) == (1, 1)
    row = intake.Row.objects.get(file=office.old)
    assert [getattr(row, name) for name in CONTENTS] == [None] * len(CONTENTS)
    assert (row.person_id, row.decision, row.row_number) == (7, "accepted", 5)
    assert list(intake.Problem.objects.filter(row=row).values_list("value", "message")) == [("", "")]
    assert list(intake.Notice.objects.filter(row=row).values_list("value", "text", "message")) == [("", "", "")]
    for kept in (office.undecided, office.new):
        assert intake.Row.objects.get(file=kept).id_number == "015050004712"
    assert intake.past_term(TODAY) == []
    with pytest.raises(AlreadyDone):
        intake.confirm_removal(actor=office.chair, removal_id=asked.pk, at=NOW)


def test_who_asked_does_not_confirm_and_nobody_from_elsewhere(office: Office) -> None:
    asked = intake.ask_removal(actor=office.officer, area=office.old.area, on=TODAY)
    for wrong in (office.officer, builders.officer("commune_chair", builders.commune(1))):
        with pytest.raises(Refusal):
            intake.confirm_removal(actor=wrong, removal_id=asked.pk, at=NOW)
    with pytest.raises(IntegrityError, match="removal_second_person"), transaction.atomic():
        intake.Removal.objects.filter(pk=asked.pk).update(confirmed_by_id=office.officer.user_id, confirmed_at=NOW)


def test_nothing_past_the_term_is_refused(office: Office) -> None:
    with pytest.raises(Refusal) as refused:
        intake.ask_removal(actor=office.officer, area=office.old.area, on=date(2026, 10, 1))
    assert refused.value.code == "nothing_past_term"


def test_every_content_column_is_emptied() -> None:
    """A new cell of a list is among what goes, or among what is named here as staying."""
    staying = {
        "id", "file_id", "area_id", "position", "sheet", "row_number", "month", "status", "decision", "person_id",
        "changed", "keys",
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT column_name FROM information_schema.columns WHERE table_name = 'intake_row'")
        columns = {name for (name,) in cursor.fetchall()}
    assert columns - staying == set(CONTENTS)


def test_the_night_lists_what_is_past_its_term_and_removes_nothing(office: Office) -> None:
    rows = intake.Row.objects.count()
    assert list_past_term_of_the_night(TODAY) == "1 danh sách quá thời hạn lưu ở 1 xã, phường"
    listed = intake.PastTermListing.objects.get()
    assert (listed.area_id, listed.file_count, listed.row_count) == (office.old.area_id, 1, 1)
    assert (listed.oldest, listed.before) == (office.old.received_on, date(2024, 11, 1))
    assert intake.Row.objects.count() == rows
    assert not intake.SourceFile.objects.exclude(emptied_at=None).exists()
    assert list_past_term_of_the_night(date(2024, 11, 20)).startswith("0 danh sách")
    assert not intake.PastTermListing.objects.exists()


def test_the_listing_is_seen_by_its_office_until_somebody_asks_for_removal(office: Office) -> None:
    intake.list_past_term(on=TODAY)
    stranger = builders.officer("commune_officer", builders.commune(1))
    with access.acting_as(stranger):
        assert (intake.areas_to_tidy().count(), intake.PastTermListing.objects.count()) == (0, 0)
    with access.acting_as(office.officer):
        assert intake.areas_to_tidy().count() == 1
        intake.ask_removal(actor=office.officer, area=office.old.area, on=TODAY)
        assert intake.areas_to_tidy().count() == 0
        assert intake.removals_to_confirm(office.officer.user_id).count() == 0
    with access.acting_as(office.chair):
        assert intake.removals_to_confirm(office.chair.user_id).count() == 1
    with access.acting_as(office.officer), pytest.raises(ProgrammingError), transaction.atomic():
        intake.PastTermListing.objects.all().delete()
