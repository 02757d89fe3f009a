"""States of a filled-in form and the acts that lead from one to the next; everything not in the table is refused."""

from __future__ import annotations

from django.db import models

from ansinh.access.public import Act, Permission


class FormState(models.TextChoices):
    """Where a form stands."""

    DRAFT = "draft", "Đang khai"
    COMPLETE = "complete", "Đã khai đủ"
    PRINTED = "printed", "Đã in để ký"


_DONE = frozenset({FormState.COMPLETE, FormState.PRINTED})
ACTS = {
    act.name: act
    for act in (
        Act("complete", "Khai xong", frozenset({FormState.DRAFT}), FormState.COMPLETE, Permission.RECORD_NEWS),
        Act("print", "In để ký", _DONE, FormState.PRINTED, Permission.RECORD_NEWS),
        Act("reopen", "Sửa lại", _DONE, FormState.DRAFT, Permission.RECORD_NEWS),
    )
}
