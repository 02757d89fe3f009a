"""The made-up commune in which officers try things out: few people, and at each desk something that waits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from django.utils import timezone

from ansinh.access.public import Actor, User, acting_as, actor_of
from ansinh.casework.public import Award, receive_case, step_case, submit_case
from ansinh.demo.accounts import LOGINS
from ansinh.demo.build import Told, Wanted, build_province
from ansinh.demo.communes import chosen_communes
from ansinh.demo.history import FIRST, LAST
from ansinh.demo.whole import make_commune
from ansinh.demo.workbooks.layouts_table import NEWS
from ansinh.demo.workbooks.listing import listing
from ansinh.demo.workbooks.people_rows import people_of
from ansinh.demo.workbooks.write_list import write_list
from ansinh.intake.public import seal_inbox
from ansinh.kernel import progress
from ansinh.kernel.period import Month
from ansinh.oversight.practice import LIST_NAME, READY
from ansinh.registry.public import Person, approve_request, draft_request, submit_request

PEOPLE, SEED = 2_500, 2026
PLACE = next(login.commune for login in LOGINS if login.commune)
LISTED_DEAD, LISTED_OTHERS = 2, 6
DEAD, CERTIFIED = 2, 4
_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def wanted_on(today: date) -> Wanted:
    """The province that makes a practice commune whose month to be worked is that of ``today``."""
    until = min(max(Month.of(today).minus(1), FIRST), LAST.plus(9))
    return Wanted(PEOPLE, 1, SEED, history=True, until=str(until), only=(PLACE,))


def fill_practice(folder: Path, today: date, *, told: Told) -> None:
    """Make it all in an empty database: people, past months, news, files in several states, a list."""
    build_province(wanted_on(today), folder, told=told)
    officer, chair = _actor("commune_officer", today), _actor("commune_chair", today)
    gone, certified = _receiving()[:DEAD], _without()
    _news_of(gone, certified, officer, chair, today)
    _files_at_the_counter(gone[1:], certified[1:], officer, today)
    _write_list(folder, today)
    seal_inbox(folder / "inbox")
    examples = {"receive": certified[0].pk, "stop": gone[0].pk}
    progress.report(*READY, state=progress.State.DONE, done=1, total=1, figures=examples)


def _actor(role: str, today: date) -> Actor:
    login = next(one for one in LOGINS if one.role == role)
    return actor_of(User.objects.get(username=login.username), today)


def _receiving() -> Sequence[Person]:
    """Living people whose social pension goes on, the oldest first."""
    held = Award.objects.filter(retracted_at=None, months__upper_inf=True, programme="social_pension")
    people = Person.objects.filter(pk__in=held.values("person"), area__code=PLACE, died_on=None)
    return list(people.order_by("born_on", "pk"))


def _without() -> Sequence[Person]:
    """Living grown-ups who receive nothing."""
    held = Award.objects.filter(retracted_at=None, months__upper_inf=True)
    people = Person.objects.filter(area__code=PLACE, died_on=None, born_on__range=(date(1970, 1, 1), date(2000, 1, 1)))
    return list(people.exclude(pk__in=held.values("person")).order_by("pk")[:CERTIFIED])


def _news(kind: str, who: Person, day: date, values: dict[str, str], officer: Actor, chair: Actor, on: date) -> None:
    """News at the counter, told by the officer and approved by the chair."""
    paper = {"document_kind": "Giấy tờ giả lập", "document_number": "01/TL", "document_on": day.isoformat()}
    typed = paper | {"document_issuer": "UBND xã (giả lập)", "effective_on": day.isoformat()} | values
    with acting_as(officer):
        request = draft_request(
            actor=officer, kind=kind, person_id=who.pk, area_id=who.area_id,
            typed={name: [value] for name, value in typed.items()}, on=on,
        )  # fmt: skip
        submit_request(actor=officer, request_id=request.pk, on=on)
    with acting_as(chair):
        approve_request(actor=chair, request_id=request.pk, on=on)


def _news_of(gone: Sequence[Person], certified: Sequence[Person], officer: Actor, chair: Actor, today: date) -> None:
    """Deaths of some who receive, and certificates of some who do not yet."""
    for who in gone:
        _news("death", who, today - timedelta(days=3), {"spouse": ""}, officer, chair, today)
    for who in certified:
        values = {"degree": "severe", "types": "mobility"}
        _news("disability", who, today - timedelta(days=10), values, officer, chair, today)


def _files_at_the_counter(gone: Sequence[Person], certified: Sequence[Person], officer: Actor, today: date) -> None:
    """New applications, a stop and a suggestion, each waiting for somebody else or for the next step."""
    with acting_as(officer):
        new = [_received("new", who, officer, today, "person", "social_allowance") for who in certified]
        step_case(actor=officer, case_id=new[1], act="ask", on=today, said="Bổ sung giấy xác nhận khuyết tật")
        step_case(actor=officer, case_id=new[2], act="check", on=today, said="Khớp với cơ sở dữ liệu (giả lập)")
        stop = _received("stop", gone[0], officer, today, "office", "social_pension")
        for case in (new[2], stop):
            submit_case(actor=officer, case_id=case, suggested="grant", on=today, at=timezone.now())
        asked = {"subject": "payment", "about": "Hỏi vì sao tháng trước nhận tiền muộn (giả lập)"}
        _received("grievance", _receiving()[0], officer, today, "person", "", asked)


def _received(
    kind: str,
    who: Person,
    officer: Actor,
    on: date,
    starter: str,
    programme: str,
    asked: dict[str, str] | None = None,
) -> int:
    papers = ("form", "identity", "proof")
    case = receive_case(
        actor=officer, kind=kind, person_id=who.pk, received_on=on, on=on, starter=starter, programme=programme,
        asked=asked, papers=papers,
    )  # fmt: skip
    return case.pk


def _write_list(folder: Path, today: date) -> None:
    """A list as the villages would send it: some of those who receive have died, the others stay as they are."""
    month = Month.of(today)
    commune = chosen_communes(SEED, 1, (PLACE,))[0]
    partner = chosen_communes(SEED, 1, (commune.partner,))[0]
    known_at = datetime(today.year, today.month, today.day, tzinfo=_LOCAL)
    lists = listing(make_commune(commune, partner, PEOPLE, SEED), known_at)
    first = Person.objects.earliest("pk").pk  # people are loaded in the order in which they are made
    owners = [who.pk - first for who in _receiving()[LISTED_DEAD:][: LISTED_DEAD + LISTED_OTHERS]]
    found = people_of(lists, lists.rows.filter(lists.rows["owner"].is_in(owners)))
    for row in found[:LISTED_DEAD]:
        row["died"], row["note"] = (today - timedelta(days=5)).isoformat(), "Chết"
    path = folder / "inbox" / str(month) / PLACE / LIST_NAME
    write_list(path, NEWS, found, commune=commune.name, month=month.vietnamese)
