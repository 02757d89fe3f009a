"""Writing down a change that somebody else is to carry out; nothing of it holds yet."""

from __future__ import annotations

from ansinh.areas.models import Change
from ansinh.areas.plan import Plan
from ansinh.areas.planning import whole_plan
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


def prepare_change(plan: Plan, *, by: audit.Acting) -> Change:
    """The plan made whole, checked and kept. Raises Refusal for a gap, an overlap, or a day on which it cannot be."""
    if by.user_id is None:
        raise Refusal("Phải có một người chịu trách nhiệm lập thay đổi.", code="nobody_responsible")
    whole = whole_plan(plan)
    change = Change.objects.create(
        kind=whole.kind,
        on=whole.on,
        citation=" ".join(whole.citation.split()),
        plan=whole.written(),
        prepared_by_id=by.user_id,
    )
    audit.record(
        actor=by,
        action="area_change.prepare",
        object_kind="area_change",
        object_id=change.pk,
        details={"kind": whole.kind, "on": whole.on.isoformat(), "ends": len(whole.ends), "begins": len(whole.begins)},
    )
    return change
