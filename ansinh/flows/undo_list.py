"""Undo the acceptance of a commune's list, unless something was proposed, decided or paid on what it said."""

from __future__ import annotations

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.flows.resting import resting
from ansinh.intake import public as intake
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry


def undo_list(*, actor: Actor, file: intake.SourceFile) -> int:
    """The number of facts that were retracted or restored.

    Raises Refusal (``rests_on_list``) when a live proposal, an award or a payroll line about one of the list's people
    came after its acceptance; and whatever ``registry.undo_import`` refuses.
    """
    with transaction.atomic():
        people = registry.imported_people(file)
        found = resting(people.ids, people.since)
        if found:
            what = ", ".join(f"{count} {name}" for name, count in found.items())
            raise Refusal(
                "%(name)s: không hoàn tác được vì đã có %(what)s dựa trên danh sách này; hãy trả lại hoặc điều "
                "chỉnh những hồ sơ đó trước.",
                code="rests_on_list",
                file=file.pk,
                name=file.name,
                what=what,
            )
        return registry.undo_import(actor=actor, file=file)
