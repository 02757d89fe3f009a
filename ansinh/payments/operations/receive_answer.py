"""Read a payer's file that waits sealed."""

from __future__ import annotations

from datetime import date

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.payments.models import WaitingAnswer
from ansinh.payments.operations.import_returns import Imported, import_returns
from ansinh.payments.queries_waiting import answer_content


def receive_answer(*, actor: Actor, waiting: WaitingAnswer, on: date) -> Imported | None:
    """Match it as ``import_returns`` does; None when that was done before, then it is not opened. Raises Refusal."""
    if waiting.file_id is not None:
        return None
    told = import_returns(actor=actor, run_id=waiting.run_id, content=answer_content(waiting), name=waiting.name, on=on)
    with acting_as(SYSTEM):
        WaitingAnswer.objects.filter(pk=waiting.pk, file=None).update(file_id=told.import_id)
    return told
