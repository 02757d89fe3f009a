"""Choosing the language in which the screens speak to oneself."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction

from ansinh.access.actors import SYSTEM, Actor
from ansinh.access.models import User
from ansinh.access.scope import acting_as
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


def check_language(language: str) -> None:
    """Raises Refusal for a language that the screens do not speak."""
    if language not in dict(settings.LANGUAGES):
        raise Refusal("Không có ngôn ngữ này.", code="unknown_language")


@transaction.atomic
def choose_language(*, actor: Actor, language: str) -> None:
    """Keep the language with the own account. Raises as ``check_language``."""
    check_language(language)
    with acting_as(SYSTEM):
        User.objects.filter(pk=actor.user_id).update(language=language)
    audit.record(
        actor=actor,
        action="account.choose_language",
        object_kind="user",
        object_id=actor.user_id,
        details={"language": language},
    )
