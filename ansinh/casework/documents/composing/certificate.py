"""Giấy xác nhận khuyết tật: what the council found, from the day on which the commune's chair signs it.

Exchanged or given again (TT 01/2019 Đ9.2) it says what the office keeps: the finding that the registry had when the
file was decided, as long as it still has it.

The contents are those of Luật Người khuyết tật Đ19.1. Mẫu số 06 of TT 01/2019 is a card of 66 by 98 mm, filled in on
blanks that the province's department has printed (Đ7); its wording was not read. So this is a sheet with the same
contents, to be kept in the file and written off onto the card.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.areas.public import province
from ansinh.casework.case_policies import kind_of
from ansinh.casework.cases.kind import Outcome
from ansinh.casework.document_kinds import CERTIFICATES, DocumentKind
from ansinh.casework.documents.composing.cases import number_of
from ansinh.casework.documents.content import Content, Paragraph
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import Office, small
from ansinh.casework.documents.words import born_words, day_words, lower_first, upper_first
from ansinh.casework.models import Case, Document
from ansinh.kernel.errors import Refusal
from ansinh.registry.public import REQUEST_KINDS, Disability, RequestState, under_any_name

CHILD = 6
TAKEN_BACK = "Thu hồi khi cấp giấy mới theo hồ sơ số {} (khoản 1 Điều 9 Thông tư 01/2019/TT-BLĐTBXH)"
_FIELDS = {field.name: dict(field.choices) for field in REQUEST_KINDS["disability"].fields}
_SEX = {"male": "Nam", "female": "Nữ"}
_GROUNDS = {
    "wrong_data": "Cấp đổi theo điểm a khoản 1 Điều 8, ",
    "damaged": "Cấp đổi theo điểm b khoản 1 Điều 8, ",
    "lost": "Cấp lại theo điểm b khoản 2 Điều 8, ",
}
"""By the ground that was told at the counter; of others the text says nothing."""


def certificate_draft(case: Case, actor: Actor, on: date) -> Draft:
    """Raises Refusal where there is no disability to certify, and for a file that is not decided."""
    office = Office(case.area, _signed_on(case, _to_certify(case, on)))

    def write(symbol: str) -> Content:
        if case.request is not None:
            case.request.refresh_from_db(fields=["state"])  # undone meanwhile, a page could still ask for it
        return _content(case, office, _to_certify(case, on), symbol)

    return Draft(
        kind=DocumentKind.CERTIFICATE, subject=f"certificate:{case.pk}", office=office, letters=CERTIFICATES,
        area_id=case.area_id, write=write, person_id=case.person_id,
        takes_back=TAKEN_BACK.format(case.symbol) if _given_again(case) else "",
    )  # fmt: skip


def check_recorded(person_id: int, on: date) -> None:
    """Raise unless the registry has a disability that a certificate can say (TT 01/2019 Đ9.2)."""
    if not recorded(person_id, on):
        raise Refusal(
            "Sổ không ghi người này là người khuyết tật: không có hồ sơ đang lưu giữ để cấp lại; hãy xác định mức độ.",
            code="nothing_recorded",
        )


def recorded(person_id: int, on: date) -> bool:
    """Whether the registry has a disability on a day."""
    return _recorded(person_id, on) is not None


def found_by_council(case: Case) -> Mapping[str, Any] | None:
    """Degree, types and day as the case brought them into the registry; None where it did not, or it was taken back."""
    request = case.request
    if case.state != "decided" or request is None or request.state != RequestState.APPLIED:
        return None
    return next((row["after"] for row in request.rows if row["fact"] == "disability"), None)


def found_words(found: Mapping[str, Any]) -> tuple[str, str]:
    """Types and degree as the law names them (NĐ 28/2012 Đ2, Đ3)."""
    types = [lower_first(_FIELDS["types"][each]) for each in _FIELDS["types"] if each in found["types"]]
    return upper_first("; ".join(types)), _FIELDS["degree"][found["degree"]]


def certificates_before(person_id: int, case_id: int) -> list[Document]:
    """Those of a person that other files gave, the latest first; also of another record or commune of theirs."""
    found = Document.objects.filter(kind=DocumentKind.CERTIFICATE, person_id__in=under_any_name(person_id))
    with acting_as(SYSTEM):
        return list(found.select_related("registered").exclude(subject=f"certificate:{case_id}").order_by("-on", "-pk"))


def _given_again(case: Case) -> bool:
    return kind_of(case).outcome is Outcome.ANSWER


def _signed_on(case: Case, found: Mapping[str, Any]) -> date:
    """From that day it is in force (Luật Người khuyết tật Đ19.2)."""
    if _given_again(case) and case.closed_on is not None:
        return case.closed_on
    return date.fromisoformat(found["certified_on"])


def _to_certify(case: Case, on: date) -> Mapping[str, Any]:
    found = _kept(case, on) if _given_again(case) else found_by_council(case)
    if found is None or case.decided_by is None or found["degree"] == "none" or _ended_later(case):
        raise Refusal("Hồ sơ này không có giấy xác nhận khuyết tật để cấp.", code="no_certificate")
    return found


def _kept(case: Case, on: date) -> Mapping[str, Any] | None:
    """What the registry had on the day of the decision, where it was to be granted and still is so."""
    if case.state != "decided" or case.closed_on is None or case.suggested != Case.Suggested.GRANT:
        return None
    return _recorded(case.person_id, case.closed_on, max(on, case.closed_on))


def _recorded(person_id: int, *days: date) -> Mapping[str, Any] | None:
    """The one finding that holds on all of these days, as believed now."""
    found = Disability.objects.filter(person_id=person_id, retracted_at=None)
    for day in days:
        found = found.filter(valid__contains=day)
    with acting_as(SYSTEM):
        fact = found.first()
    if fact is None or fact.degree in (None, "none"):
        return None
    day = fact.certified_on
    return {"degree": fact.degree, "types": fact.types, "certified_on": day.isoformat() if day else None}


def _ended_later(case: Case) -> bool:
    """Whether a later file of the person found anew, or gave a certificate: this one's is past."""
    later = Q(closed_on__gt=case.closed_on) | Q(closed_on=case.closed_on, pk__gt=case.pk)
    ended = Q(kind="disability") | Q(documents__document__kind=DocumentKind.CERTIFICATE)
    with acting_as(SYSTEM):
        return Case.objects.filter(later, ended, person_id=case.person_id, state="decided").exists()


def _content(case: Case, office: Office, found: Mapping[str, Any], symbol: str) -> Content:
    person, number = case.person, number_of(case.person_id)
    types, degree = found_words(found)
    place = ", ".join(filter(None, (person.village, small(case.area.name), small(province(office.on).name))))
    lines = [
        ("Họ và tên:", person.full_name.upper()),
        ("Ngày, tháng, năm sinh:", born_words(person).removeprefix("sinh ").removeprefix("ngày ")),
        ("Giới tính:", _SEX.get(person.sex or "", "chưa ghi")),
        *([("Số định danh cá nhân:", number)] if number else []),
        ("Nơi cư trú:", place),
        ("Dạng khuyết tật:", types or "chưa ghi"),
        ("Mức độ khuyết tật:", degree),
    ]
    return Content(
        kind=DocumentKind.CERTIFICATE,
        head=office.head,
        place=office.place,
        on=office.on.isoformat(),
        symbol=symbol,
        title="GIẤY XÁC NHẬN KHUYẾT TẬT",
        about="theo Điều 19 Luật Người khuyết tật",
        body=(
            *(Paragraph(text, lead) for lead, text in lines),
            Paragraph("Giấy này có hiệu lực kể từ ngày ký."),
            *_in_place_of(case, found),
        ),
        recipients=("Người được cấp;", f"Lưu: {office.kept_by}, hồ sơ số {case.symbol}."),
        signatures=(office.signed_by_chair(case.decided_by.display_name if case.decided_by else ""),),
    )


def _in_place_of(case: Case, found: Mapping[str, Any]) -> list[Paragraph]:
    """The former one is taken back as this is given (TT 01/2019 Đ9.1)."""
    former, again = certificates_before(case.person_id, case.pk), _given_again(case)
    before = found.get("certified_on") if again else _found_before(case)
    told = [Paragraph(text) for text in _kept_words(case, before)] if again else []
    if former:
        what = f"số {former[0].symbol} {day_words(former[0].on)}"
    elif before:
        what = f"ký {day_words(date.fromisoformat(before))}"
    else:
        return told
    lost = again and case.asked.get("ground") == "lost"
    gone = "đã mất và không còn giá trị" if lost else "được thu hồi"
    return [*told, Paragraph(f"Giấy này thay cho Giấy xác nhận khuyết tật {what}, giấy đó {gone}.")]


def _kept_words(case: Case, certified_on: str | None) -> list[str]:
    """Why it is given again, and since when its finding holds: benefits count from that day, not from this paper's."""
    by = _GROUNDS.get(case.asked.get("ground", ""), "Cấp lại theo ")
    words = [f"{by}khoản 2 Điều 9 Thông tư 01/2019/TT-BLĐTBXH, căn cứ hồ sơ đang lưu giữ."]
    if certified_on:
        day = day_words(date.fromisoformat(certified_on))
        words.append(f"Mức độ khuyết tật trên đã được xác nhận từ {day}.")
    return words


def _found_before(case: Case) -> str | None:
    """The day of the certificate that the registry had before the finding."""
    rows = case.request.rows if case.request else []
    before = next((row["before"] for row in rows if row["fact"] == "disability" and row["before"]), None)
    if before is None or before.get("degree") in (None, "none"):
        return None
    day: str | None = before.get("certified_on")
    return day
