"""Lists and merges over the same people: while a merge stands its list stays, afterwards the list is undone as ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from ansinh.access.public import SYSTEM
from ansinh.flows.undo_list import undo_list
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry
from tests.unit.payments.payroll import office
from tests.unit.registry.test_merge import believed, merged
from tests.unit.registry.test_undo_list import PAO, accepted

pytestmark = pytest.mark.django_db
DE = (2, "Sùng A Dê", "1962", "Nam", "Mông", "015062004321", "Nậm Khắt", "", "x", "Vận động", "Nhẹ")


@pytest.mark.parametrize("kept_first", [True, False])
@pytest.mark.parametrize("side", ["kept", "absorbed"])
@pytest.mark.parametrize("together", [True, False])
def test_a_list_is_undone_after_the_merge_was(tmp_path: Path, kept_first: bool, side: str, together: bool) -> None:
    at = office()
    clerk = at.maker
    if together:
        file = accepted(tmp_path, at.area, "ds.xlsx", PAO, DE)
    else:
        accepted(tmp_path, at.area, "ds.xlsx", PAO)
        file = accepted(tmp_path, at.area, "ds2.xlsx", DE)
    first, second = registry.Person.objects.order_by("pk")
    kept, absorbed = (first, second) if kept_first else (second, first)
    before = believed()
    choices = {c.choice: side for c in registry.conflicts(kept.pk, absorbed.pk)}
    merge = merged(clerk, kept, absorbed, choices)
    with pytest.raises(Refusal) as refused:
        undo_list(actor=SYSTEM, file=file)
    assert refused.value.code == "merged"
    registry.undo_merge(actor=clerk, merge_id=merge.pk, because="")
    assert believed() == before
    undo_list(actor=SYSTEM, file=file)
    assert registry.queries.live_people().count() == (0 if together else 1)
