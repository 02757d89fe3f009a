"""``ansinh person``: what was believed of a person and the household on one day to be true of another."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import click
from django.utils import timezone

from ansinh.access.public import Permission, User, acting_as, actor_of
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.registry.public import Person
from ansinh.registry.public import history as registry
from ansinh.staff.fact_words import origin
from ansinh.staff.guarded import COVERED, read_guarded
from ansinh.staff.words import TABLES

_DAY = click.DateTime(["%Y-%m-%d"])
PURPOSE = "Dòng lệnh ansinh person"


@click.command("person")
@click.argument("person_id", type=int)
@click.option("--on", type=_DAY, help="Sự việc vào ngày nào; bỏ trống là hôm nay.")
@click.option("--known", type=_DAY, help="Theo những gì biết đến hết ngày nào; bỏ trống là hôm nay.")
@click.option(
    "--sensitive",
    is_flag=True,
    help="Không che số giấy tờ, tài khoản, khuyết tật và thông tin nhạy cảm (được ghi nhật ký).",
)
@click.option("--by", "username", required=True, help="Tên đăng nhập của người xem.")
def command(person_id: int, on: datetime | None, known: datetime | None, sensitive: bool, username: str) -> None:
    """Hoàn cảnh của một người và hộ vào một ngày, như đã biết vào một ngày khác, với nguồn của từng thông tin."""
    today = timezone.localdate()
    day, known_on = (given.date() if given else today for given in (on, known))
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Refusal(f"Không có tài khoản {username}.", code="unknown_user", username=username)
    actor = actor_of(user, today)
    known_at = timezone.make_aware(datetime.combine(known_on + timedelta(days=1), time())).astimezone(UTC)
    with acting_as(actor):
        person = Person.objects.filter(pk=person_id).first() if actor.may(Permission.READ_PERSON) else None
        if person is None:
            raise Refusal(f"Không có hồ sơ {person_id} trong địa bàn của bạn.", code="unknown_person", person=person_id)
        details = {"part": "command", "on": str(day), "known_on": str(known_on), "sensitive": sensitive}
        audit.record(
            actor=actor,
            action="person.read",
            object_kind="person",
            object_id=person_id,
            area_id=person.area_id,
            purpose=PURPOSE,
            details=details,
        )
        found = registry.person_as_of(person_id, day, known_at)
        household = registry.household_as_of(person_id, day, known_at)
    click.echo(f"Hồ sơ {person_id} vào ngày {day:%d/%m/%Y}, theo những gì biết đến hết ngày {known_on:%d/%m/%Y}:")
    for one in read_guarded(found.facts, frozenset(COVERED) if sensitive else frozenset()):
        where = origin(one.fact.source_kind, one.fact.source, one.fact.who)
        click.echo(f"  {TABLES['fact'][one.fact.kind]}: {one.text} [{where}]")
    for member in household.members if household else ():
        relation = "chủ hộ" if member.is_head else member.relation or "thành viên"
        click.echo(f"  Hộ: {member.full_name}, sinh {member.born}, {relation}")
