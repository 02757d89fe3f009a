"""Payers' answers that were put down and wait sealed: which there are, and reading one of them."""

from __future__ import annotations

from django.db.models import QuerySet

from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.kernel.sealing.files import FileBroken, open_file
from ansinh.payments.models import WaitingAnswer


def waiting_answers(run_id: int) -> QuerySet[WaitingAnswer]:
    """What was put down for a run, in that order; also what was read."""
    return WaitingAnswer.objects.filter(run_id=run_id).order_by("pk")


def answers_of_month(month: Month) -> QuerySet[WaitingAnswer]:
    """What was put down for the runs of a month, as far as one sees; also what was read."""
    return WaitingAnswer.objects.filter(run__month=month.first).select_related("run__area").order_by("run_id", "pk")


def answer_content(waiting: WaitingAnswer) -> bytes:
    """The whole file. Raises Refusal when it is gone or was tampered with."""
    try:
        return b"".join(open_file(waiting.stored, waiting.key))
    except FileBroken:
        raise Refusal(
            "Tệp %(name)s trong thư mục kết quả không còn hoặc đã bị sửa.", code="file_broken", name=waiting.name
        ) from None
