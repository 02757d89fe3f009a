"""Authorising somebody to collect: written down by one, confirmed by another, ended early, withdrawn."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.sealing.blind import blind
from ansinh.payments.models import Authorised
from ansinh.payments.models.recipient import Relation
from ansinh.payments.policies import check_scope, responsible
from ansinh.payments.queries_recipients import collector_died_on
from ansinh.payments.typed import line_of_words
from ansinh.registry.public import Person, kept_instead_of

LONGEST_YEARS = 5
"""No paper is taken for longer: the person's will is asked again."""


def authorise_recipient(
    *,
    actor: Actor,
    person_id: int,
    full_name: str,
    id_number: str,
    relation: str,
    paper: str,
    issuer: str,
    paper_on: date,
    since: date,
    until: date,
    on: date,
    paper_number: str = "",
) -> Authorised:
    """Write down who may collect, from the first to the last day; nobody collects before another person confirms it.

    Raises Refusal for a wrong value, days on which somebody else is authorised, a person who is dead or merged, a
    collector who is dead, and outside the actor's area or rights.
    """
    with acting_as(SYSTEM):
        person = _person(actor, person_id)
        digits = re.sub(r"\s", "", id_number)
        if not re.fullmatch(r"\d{9}|\d{12}", digits):
            raise Refusal("Số định danh có 12 số; chứng minh nhân dân cũ có 9 số.", code="bad_number")
        if relation not in Relation.values:
            raise Refusal("Hãy chọn quan hệ với người hưởng.", code="bad_relation")
        _check_days(since, until, paper_on, on)
        days = DateRange(since, until + timedelta(days=1))
        _check_free(person, days)
        _check_lives(blind("number", digits))
        made = Authorised.objects.create(
            person=person, full_name=line_of_words(full_name, 120, gettext_noop("họ tên người nhận thay")),
            id_number=digits, relation=relation, paper=line_of_words(paper, 120, gettext_noop("tên giấy tờ")),
            paper_number=" ".join(paper_number.split())[:60], paper_on=paper_on,
            issuer=line_of_words(issuer, 160, gettext_noop("nơi chứng thực, ban hành")), valid=days,
            recorded_by_id=responsible(actor),
        )  # fmt: skip
        _note(actor, "recipient.record", made)
    return made


def confirm_recipient(*, actor: Actor, authorised_id: int) -> Authorised:
    """Let an authorisation count, by somebody else than who wrote it down. Raises Refusal."""
    with acting_as(SYSTEM):
        found = _live(actor, authorised_id, Permission.APPROVE_NEWS)
        if found.recorded_by_id == actor.user_id:
            raise Refusal("Bạn là người ghi; phải do người khác xác nhận.", code="maker_is_checker")
        if found.confirmed_at is None:
            _check_lives(found.number_index)
            Authorised.objects.filter(pk=found.pk).update(confirmed_by_id=actor.user_id, confirmed_at=Now())
            _note(actor, "recipient.confirm", found)
        found.refresh_from_db()
    return found


def end_recipient(*, actor: Actor, authorised_id: int, last_day: date) -> None:
    """The authorisation ends earlier. Before its first day, or unconfirmed: it is withdrawn. Raises Refusal."""
    with acting_as(SYSTEM):
        found = _live(actor, authorised_id, Permission.RECORD_NEWS)
        end = last_day + timedelta(days=1)
        if end >= found.valid.upper:
            raise Refusal("Giấy này vốn đã hết hạn vào ngày đó hoặc trước đó.", code="not_earlier")
        if found.confirmed_at is None or end <= found.valid.lower:
            Authorised.objects.filter(pk=found.pk).update(withdrawn_at=Now())
        else:
            # Ended by hand, it is no longer the death that ends it.
            Authorised.objects.filter(pk=found.pk).update(
                valid=DateRange(found.valid.lower, end), collector_died_on=None, written_end=None, noted_on=None
            )
        _note(actor, "recipient.end", found)


def _person(actor: Actor, person_id: int) -> Person:
    person = Person.objects.select_for_update().filter(pk=person_id).first()
    if person is None or person.area_id is None or kept_instead_of(person.pk) is not None:
        raise Refusal("Không có người này trong địa bàn của bạn.", code="unknown_person")
    check_scope(actor, Permission.RECORD_NEWS, person.area_id)
    if person.died_on is not None:
        raise Refusal("Sổ đã ghi người này chết.", code="dead")
    return person


def _check_free(person: Person, days: DateRange) -> None:
    clash = Authorised.objects.filter(person=person, withdrawn_at=None, valid__overlap=days).first()
    if clash is not None:
        raise Refusal(
            "%(name)s đang được nhận thay đến hết %(day)s; hãy kết thúc trước.",
            code="overlap",
            name=clash.full_name,
            day=f"{clash.last_day:%d/%m/%Y}",
        )


def _check_lives(number_index: str) -> None:
    if collector_died_on(number_index) is not None:
        raise Refusal("Theo sổ, người mang số định danh này đã chết; không nhận thay được.", code="dead_collector")


def _check_days(since: date, until: date, paper_on: date, on: date) -> None:
    if paper_on > on:
        raise Refusal("Giấy tờ không thể ký sau hôm nay.", code="bad_day")
    if until < since or until < on:
        raise Refusal("Ngày hết hạn phải sau ngày bắt đầu và chưa qua.", code="bad_day")
    if until.year - since.year > LONGEST_YEARS:
        raise Refusal("Giấy ủy quyền ghi quá %(years)s năm.", code="too_long", years=LONGEST_YEARS)


def _live(actor: Actor, authorised_id: int, permission: Permission) -> Authorised:
    live = Authorised.objects.select_for_update(of=("self",)).filter(pk=authorised_id, withdrawn_at=None)
    found = live.select_related("person").first()
    if found is None:
        raise Refusal("Không có giấy này.", code="unknown_authorisation")
    check_scope(actor, permission, found.person.area_id or 0)
    return found


def _note(actor: Actor, action: str, found: Authorised) -> None:
    audit.record(
        actor=actor, action=action, object_kind="authorised_recipient", object_id=found.pk,
        area_id=found.person.area_id, details={"person": found.person_id},
    )  # fmt: skip
