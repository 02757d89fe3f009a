"""A form that is being saved when the machine dies holds the whole save or the one before; sent again it is whole."""

from __future__ import annotations

import pytest

from ansinh.casework.models import FilledForm
from ansinh.casework.public import filled_forms as forms
from ansinh.kernel.crash import CRASHED
from tests.promises.child import killed
from tests.unit.casework.form_counter import ON, form_counter

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise]
SAVE = """
import os
from ansinh.access import public as access
from ansinh.casework import public as casework
from ansinh.casework.public import filled_forms as forms
from tests.unit.casework.form_counter import ON
actor = access.actor_of(access.User.objects.get(pk=os.environ["OFFICER"]), ON)
given = {"lives_at": ["Bản Ngoài"]}
forms.save_answers(actor=actor, form_id=int(os.environ["FORM"]), version=2, given=given)
"""


@pytest.mark.parametrize("place", ["before_commit", "after_commit"])
def test_killed_while_a_form_is_saved(place: str) -> None:
    at = form_counter()
    form = at.start()
    at.save(form, insured="yes")
    before = FilledForm.objects.get(pk=form.pk)
    who = {"OFFICER": str(at.officer.user_id), "FORM": str(form.pk)}
    assert killed(f"save_answers.{place}", SAVE, **who) == CRASHED
    after = FilledForm.objects.get(pk=form.pk)
    if place == "before_commit":
        assert (after.answers, after.version) == (before.answers, 2)
    else:
        assert (after.answers["lives_at"], after.answers["insured"], after.version) == ("Bản Ngoài", "yes", 3)
    # The page never heard the answer and sends the same again, with the version it knows.
    again = forms.save_answers(actor=at.officer, form_id=form.pk, version=2, given={"lives_at": ["Bản Ngoài"]})
    assert (again.form.answers["lives_at"], again.form.version) == ("Bản Ngoài", 3)
    assert again.form.known_on == ON
