"""What the registry says of a case's person before anything is decided: each check with its answer in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db.models import IntegerField
from django.db.models.expressions import RawSQL

from ansinh.casework.models import Case
from ansinh.registry.public import PairState, RequestState


@dataclass(frozen=True)
class Check:
    """``good`` None: somebody should look."""

    label: str
    good: bool | None
    detail: str


@dataclass(frozen=True)
class RegistrySays:
    """What the registry and other files hold of a case's person, each as the number of rows: ``registry_says``."""

    papers: int
    personal_numbers: int
    homes_here: int
    suspected_pairs: int
    waiting: int
    others: int
    channels: int
    suspensions: int


_SAYS = """ARRAY[
  (SELECT count(*) FROM registry_paper AS f WHERE f.person_id = {p} AND {stands}),
  (SELECT count(*) FROM registry_paper AS f WHERE f.person_id = {p} AND f.kind = 'personal' AND {stands}),
  (SELECT count(*) FROM registry_residence AS f JOIN casework_case AS c ON f.unit_id IN (c.area_id, c.to_area_id)
   AND c.id = %(case)s WHERE f.person_id = {p} AND {stands}),
  (SELECT count(*) FROM registry_duplicate_pair AS d WHERE {p} IN (d.first_id, d.second_id)
   AND d.state = ANY (%(suspected)s)),
  (SELECT count(*) FROM registry_change_request AS q WHERE q.person_id = {p} AND q.state = ANY (%(waiting)s)),
  (SELECT count(*) FROM casework_case AS c WHERE c.person_id = {p} AND c.closed_on IS NULL AND c.id <> %(case)s),
  (SELECT count(*) FROM registry_payment_channel AS f WHERE f.person_id = {p} AND {stands}),
  (SELECT count(*) FROM casework_suspension AS s WHERE s.person_id = {p} AND s.ended_by_id IS NULL)
]::int[]""".format(  # noqa: S608 - our own text
    p="registry_person.id", stands="f.retracted_at IS NULL AND f.valid @> %(on)s::date"
)
_IN_ORDER = re.compile(r"%\((\w+)\)s")


def registry_says(case_id: int, on: date) -> RawSQL:
    """For annotating the person of a case: the values of ``RegistrySays`` on a day.

    Needs a connection that sees what bears on the person.
    """
    given = {
        "case": case_id,
        "on": on,
        "suspected": [PairState.SUSPECTED.value, PairState.UNSURE.value],
        "waiting": [RequestState.OPEN.value, RequestState.APPROVED.value],
    }
    values = [given[name] for name in _IN_ORDER.findall(_SAYS)]
    return RawSQL(_IN_ORDER.sub("%s", _SAYS), values, ArrayField(IntegerField()))  # noqa: S611 - our own statement


def checks_of(case: Case, says: RegistrySays) -> list[Check]:
    """The registry's checks of a case in words."""
    return list(_checks(case, says))


def _checks(case: Case, says: RegistrySays) -> Iterator[Check]:
    person = case.person
    if says.personal_numbers:
        yield Check("Số định danh cá nhân", True, "đã ghi trong sổ")
    else:
        detail = "chỉ có chứng minh cũ" if says.papers else "chưa có số giấy tờ nào"
        yield Check("Số định danh cá nhân", None, detail)
    full = person.born_precision == "day"
    yield Check("Ngày sinh", True if full else None, "đủ ngày, tháng, năm" if full else "chưa biết đủ ngày tháng")
    if person.died_on is None:
        yield Check("Còn sống", True, "sổ không ghi đã chết")
    else:
        yield Check("Còn sống", case.kind in ("funeral", "stop") or None, f"đã chết ngày {person.died_on:%d/%m/%Y}")
    lives = says.homes_here > 0
    yield Check("Nơi cư trú", lives, "đang cư trú tại xã" if lives else "sổ không ghi đang cư trú tại xã")
    yield Check(
        "Hồ sơ trùng",
        None if says.suspected_pairs else True,
        "đang nghi trùng với người khác" if says.suspected_pairs else "không nghi trùng",
    )
    waiting, others, paid = says.waiting, says.others, says.channels
    yield Check("Tin chưa vào sổ", None if waiting else True, f"{waiting} tin đang chờ" if waiting else "không có")
    yield Check("Hồ sơ khác", None if others else True, f"{others} hồ sơ đang giải quyết" if others else "không có")
    yield Check("Cách nhận tiền", True if paid else None, "đã khai" if paid else "chưa khai, sẽ chi qua bưu điện")
    if says.suspensions:
        yield Check("Tạm dừng", None, "đang tạm dừng hưởng")
