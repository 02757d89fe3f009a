"""What the registry says of a case's person before anything is decided: each check with its answer in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ansinh.casework.case_states import LIVE_CASES
from ansinh.casework.models import Case, Suspension
from ansinh.registry.public import (
    ChangeRequest,
    DuplicatePair,
    PairState,
    Paper,
    PaymentChannel,
    RequestState,
    Residence,
)


@dataclass(frozen=True)
class Check:
    """``good`` None: somebody should look."""

    label: str
    good: bool | None
    detail: str


def checks_of(case: Case, on: date) -> list[Check]:
    """The registry's checks of a case on a day."""
    return list(_checks(case, on))


def _checks(case: Case, on: date) -> Iterator[Check]:
    person, who = case.person, case.person_id
    held = Paper.objects.filter(person_id=who, retracted_at=None, valid__contains=on)
    kinds = set(held.values_list("kind", flat=True))
    if "personal" in kinds:
        yield Check("Số định danh cá nhân", True, "đã ghi trong sổ")
    else:
        yield Check("Số định danh cá nhân", None, "chỉ có chứng minh cũ" if kinds else "chưa có số giấy tờ nào")
    full = person.born_precision == "day"
    yield Check("Ngày sinh", True if full else None, "đủ ngày, tháng, năm" if full else "chưa biết đủ ngày tháng")
    if person.died_on is None:
        yield Check("Còn sống", True, "sổ không ghi đã chết")
    else:
        yield Check("Còn sống", case.kind in ("funeral", "stop") or None, f"đã chết ngày {person.died_on:%d/%m/%Y}")
    here = Residence.objects.filter(person_id=who, retracted_at=None, valid__contains=on, unit_id=case.area_id)
    lives = here.exists()
    yield Check("Nơi cư trú", lives, "đang cư trú tại xã" if lives else "sổ không ghi đang cư trú tại xã")
    twice = DuplicatePair.objects.filter(first_id=who) | DuplicatePair.objects.filter(second_id=who)
    suspected = twice.filter(state__in=(PairState.SUSPECTED, PairState.UNSURE)).exists()
    yield Check(
        "Hồ sơ trùng",
        None if suspected else True,
        "đang nghi trùng với người khác" if suspected else "không nghi trùng",
    )
    waiting = ChangeRequest.objects.filter(person_id=who, state__in=(RequestState.OPEN, RequestState.APPROVED)).count()
    yield Check("Tin chưa vào sổ", None if waiting else True, f"{waiting} tin đang chờ" if waiting else "không có")
    others = Case.objects.filter(person_id=who, state__in=LIVE_CASES).exclude(pk=case.pk).count()
    yield Check("Hồ sơ khác", None if others else True, f"{others} hồ sơ đang giải quyết" if others else "không có")
    paid = PaymentChannel.objects.filter(person_id=who, retracted_at=None, valid__contains=on).exists()
    yield Check("Cách nhận tiền", True if paid else None, "đã khai" if paid else "chưa khai, sẽ chi qua bưu điện")
    if Suspension.objects.filter(person_id=who, ended_by=None).exists():
        yield Check("Tạm dừng", None, "đang tạm dừng hưởng")
