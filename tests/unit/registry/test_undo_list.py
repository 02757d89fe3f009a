"""A list is undone only while nothing rests on it, and whom it brought is gone from lists and searches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ansinh.access.public import SYSTEM
from ansinh.areas.public import Unit
from ansinh.casework.public import Proposal
from ansinh.flows.undo_list import undo_list
from ansinh.intake import public as intake
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from ansinh.registry import public as registry
from tests.unit.intake.lists import HEADINGS, workbook
from tests.unit.payments.payroll import NOVEMBER, PAY_DAY, Office, award, office

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 20)
PAO = (1, "Giàng A Páo", "12/05/1950", "Nam", "Mông", "015050001234", "Nậm Khắt", "x", "", "Vận động", "Nặng")


def accepted(folder: Path, area: Unit, name: str = "ds.xlsx", *rows: tuple[object, ...]) -> intake.SourceFile:
    path = workbook(folder / name, [("DANH SÁCH THÁNG 11 NĂM 2026",), HEADINGS, *(rows or (PAO,))])
    file = intake.receive_file(actor=SYSTEM, path=path, area=area, on=ON, bases=())
    registry.accept_import(actor=SYSTEM, file=file, positions=None, on=ON)
    return file


def names(area: Unit, text: str = "") -> list[str]:
    if not text:
        return [person.full_name for person in registry.queries.live_people().filter(area=area)]
    return [hit.person.full_name for hit in registry.find_people(text, on=ON, area_ids=[area.pk]).hits]


def test_newcomers_of_an_undone_list_are_in_no_list_and_no_search(tmp_path: Path) -> None:
    at = office()
    file = accepted(tmp_path, at.area)
    assert names(at.area) == names(at.area, "giang pao") == names(at.area, "015050001234") == ["Giàng A Páo"]
    assert registry.queries.villages(at.area.pk) == ["Nậm Khắt"]
    assert undo_list(actor=SYSTEM, file=file) > 0
    assert names(at.area) == names(at.area, "giang pao") == names(at.area, "015050001234") == []
    assert registry.queries.villages(at.area.pk) == []
    accepted(tmp_path, at.area)
    assert names(at.area) == ["Giàng A Páo"]


def _proposed(at: Office, who: registry.Person) -> None:
    Proposal.objects.create(
        run_id=1, month="2026-11-01", person=who, area=at.area, programme="social_allowance", kind="start",
        first_month="2026-11-01", before_vnd=0, after_vnd=810_000, reason="thử", citation="NĐ 20/2021 Đ5",
        law_version="x", facts_hash="x", facts={},
    )  # fmt: skip


def _awarded(at: Office, who: registry.Person) -> None:
    award(at, who)


def _listed(at: Office, who: registry.Person) -> None:
    award(at, who)
    run = payments.open_run(actor=at.maker, month=NOVEMBER, area=at.area, pay_on=PAY_DAY)
    payments.lock_run(actor=at.maker, run_id=run.pk)


@pytest.mark.parametrize(
    ("rests", "named"),
    [(_proposed, "1 đề nghị"), (_awarded, "1 khoản trợ cấp"), (_listed, "1 dòng trong danh sách chi trả")],
)
def test_what_rests_on_a_list_keeps_it(
    rests: Callable[[Office, registry.Person], None], named: str, tmp_path: Path
) -> None:
    at = office()
    file = accepted(tmp_path, at.area)
    rests(at, registry.Person.objects.get())
    with pytest.raises(Refusal, match=named) as refused:
        undo_list(actor=SYSTEM, file=file)
    assert refused.value.code == "rests_on_list"
    assert names(at.area) == ["Giàng A Páo"]


def test_a_withdrawn_proposal_keeps_nothing(tmp_path: Path) -> None:
    at = office()
    file = accepted(tmp_path, at.area)
    _proposed(at, registry.Person.objects.get())
    Proposal.objects.update(state="withdrawn")
    undo_list(actor=SYSTEM, file=file)
    assert names(at.area) == []


def test_a_later_list_with_the_same_newcomer_keeps_the_first(tmp_path: Path) -> None:
    at = office()
    file = accepted(tmp_path, at.area)
    again = accepted(tmp_path, at.area, "sau.xlsx", (7, *PAO[1:]))
    assert intake.Row.objects.get(file=again).decision == "accepted"
    with pytest.raises(Refusal) as refused:
        undo_list(actor=SYSTEM, file=file)
    assert refused.value.code == "built_upon"


def test_nothing_to_undo(tmp_path: Path) -> None:
    at = office()
    file = accepted(tmp_path, at.area)
    undo_list(actor=SYSTEM, file=file)
    with pytest.raises(Refusal) as refused:
        undo_list(actor=SYSTEM, file=file)
    assert refused.value.code == "nothing_to_undo"
