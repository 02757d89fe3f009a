"""A list that was taken in has its commune's figures on the board counted anew, once, and no other commune's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ansinh.flows.reactions import react
from ansinh.flows.undo_list import undo_list
from ansinh.kernel.models import OutboxFact
from ansinh.oversight import queries_quality as quality
from ansinh.oversight.models import QualityFigure
from ansinh.oversight.operations.count_quality import count_quality
from tests import builders
from tests.unit.registry.test_undo_list import SYSTEM, accepted

pytestmark = pytest.mark.django_db
NO_NUMBER = (2, "Vàng Thị Chư", "02/03/1960", "Nữ", "Mông", "", "Nậm Khắt", "x", "", "Vận động", "Nặng")


def test_a_list_asks_once_for_a_count_of_its_commune_alone(tmp_path: Path) -> None:
    here, there = builders.commune(), builders.commune(1)
    builders.person(there)
    count_quality(on=date(2026, 11, 20))
    before = list(QualityFigure.objects.filter(area=there).values("pk", "counted_at"))
    accepted(tmp_path, here)
    file = accepted(tmp_path, here, "hai.xlsx", NO_NUMBER)
    assert OutboxFact.objects.filter(kind="list.taken").count() == 1
    assert here.pk not in quality.kept_figures()[1]
    react()
    at, kept = quality.kept_figures()
    assert (kept[here.pk][quality.PEOPLE], kept[here.pk]["no_number"]) == (2, 1)
    assert list(QualityFigure.objects.filter(area=there).values("pk", "counted_at")) == before
    assert at == before[0]["counted_at"]  # the board tells the age of its oldest figure
    undo_list(actor=SYSTEM, file=file)
    react()
    assert quality.kept_figures()[1][here.pk] == {quality.PEOPLE: 1}
    QualityFigure.objects.all().delete()
    accepted(tmp_path, here, "ba.xlsx", NO_NUMBER)
    react()
    assert set(quality.kept_figures()[1]) == {here.pk, there.pk}  # never counted: all of it
    assert not OutboxFact.objects.filter(handled_at=None).exists()
