"""News that is being recorded when the machine dies is either whole in the registry or not there; again finishes it."""

from __future__ import annotations

import pytest

from ansinh.kernel.crash import CRASHED
from ansinh.kernel.models import OutboxFact
from ansinh.registry import public as registry
from tests.promises.child import killed
from tests.unit.registry.requests.counter import ON, believed, counter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise]
APPROVE = """
import os
from ansinh.access import public as access
from ansinh.registry import public as registry
from tests.unit.registry.requests.counter import ON
actor = access.actor_of(access.User.objects.get(pk=os.environ["CHECKER"]), ON)
registry.approve_request(actor=actor, request_id=int(os.environ["REQUEST"]), on=ON)
"""


@pytest.mark.parametrize("place", ["facts", "before_commit", "after_commit"])
def test_killed_while_a_death_is_recorded(place: str) -> None:
    at = counter()
    sent = at.send("death", at.head, "2026-11-10", spouse=at.wife.pk, remaining_head=at.wife.pk)
    before = believed()
    who = {"CHECKER": str(at.checker.user_id), "REQUEST": str(sent.pk)}
    assert killed(f"apply_request.{place}", APPROVE, **who) == CRASHED
    request = registry.ChangeRequest.objects.get(pk=sent.pk)
    if place == "after_commit":
        assert (request.state, OutboxFact.objects.count()) == ("applied", 1)
        return
    assert believed() == before
    assert (request.state, request.decided_by_id, OutboxFact.objects.count()) == ("open", None, 0)
    assert registry.approve_request(actor=at.checker, request_id=sent.pk, on=ON).state == "applied"
