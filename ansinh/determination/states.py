"""States of an enactment and the acts that lead from one to the next; everything not in the table is refused."""

from __future__ import annotations

from django.db import models

from ansinh.access.public import Act, Permission


class State(models.TextChoices):
    """Where an enactment stands; whether it holds already is a matter of its first month."""

    PREPARED = "prepared", "Đang chuẩn bị"
    PUBLISHED = "published", "Đã ban hành"
    WITHDRAWN = "withdrawn", "Đã rút"


ACTS = {
    act.name: act
    for act in (
        Act("publish", "Ban hành", frozenset({State.PREPARED}), State.PUBLISHED, Permission.PUBLISH_LAW),
        Act("discard", "Bỏ bản chuẩn bị", frozenset({State.PREPARED}), State.WITHDRAWN, Permission.PREPARE_LAW),
        # only before the first month: what has held cannot be unsaid, another text follows it
        Act("withdraw", "Rút lại", frozenset({State.PUBLISHED}), State.WITHDRAWN, Permission.PUBLISH_LAW),
    )
}
