"""Giấy xác nhận khuyết tật: what the council found, from the day on which the commune's chair signs it.

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
from ansinh.casework.document_kinds import CERTIFICATES, DocumentKind
from ansinh.casework.documents.composing.cases import number_of
from ansinh.casework.documents.content import Content, Paragraph
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import Office, small
from ansinh.casework.documents.words import born_words, day_words, lower_first, upper_first
from ansinh.casework.models import Case, Document
from ansinh.kernel.errors import Refusal
from ansinh.registry.public import REQUEST_KINDS, RequestState

CHILD = 6
_FIELDS = {field.name: dict(field.choices) for field in REQUEST_KINDS["disability"].fields}
_SEX = {"male": "Nam", "female": "Nữ"}


def certificate_draft(case: Case, actor: Actor, on: date) -> Draft:
    """Raises Refusal where the council found no disability, and for a file that is not decided."""
    office = Office(case.area, date.fromisoformat(_to_certify(case)["certified_on"]))

    def write(symbol: str) -> Content:
        if case.request is not None:
            case.request.refresh_from_db(fields=["state"])  # undone meanwhile, a page could still ask for it
        return _content(case, office, _to_certify(case), symbol)

    return Draft(
        kind=DocumentKind.CERTIFICATE, subject=f"certificate:{case.pk}", office=office, letters=CERTIFICATES,
        area_id=case.area_id, write=write, person_id=case.person_id,
    )  # fmt: skip


def _to_certify(case: Case) -> Mapping[str, Any]:
    found = found_by_council(case)
    if found is None or case.decided_by is None or found["degree"] == "none" or _ended_later(case):
        raise Refusal("Hồ sơ này không có giấy xác nhận khuyết tật để cấp.", code="no_certificate")
    return found


def _ended_later(case: Case) -> bool:
    """Whether a later file of the person ended in a certificate, or in none any more: this one's is past."""
    later = Q(closed_on__gt=case.closed_on) | Q(closed_on=case.closed_on, pk__gt=case.pk)
    with acting_as(SYSTEM):
        return Case.objects.filter(later, person_id=case.person_id, kind=case.kind, state="decided").exists()


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
    """Those of a person that other files gave, the latest first; also of a commune where they lived before."""
    found = Document.objects.filter(kind=DocumentKind.CERTIFICATE, person_id=person_id).select_related("registered")
    with acting_as(SYSTEM):
        return list(found.exclude(subject=f"certificate:{case_id}").order_by("-on", "-pk"))


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
            *_in_place_of(case),
        ),
        recipients=("Người được cấp;", f"Lưu: {office.kept_by}, hồ sơ số {case.symbol}."),
        signatures=(office.signed_by_chair(case.decided_by.display_name if case.decided_by else ""),),
    )


def _in_place_of(case: Case) -> list[Paragraph]:
    """The former one is taken back as this is given (TT 01/2019 Đ9.1)."""
    rows = case.request.rows if case.request else []
    before = next((row["before"] for row in rows if row["fact"] == "disability" and row["before"]), None)
    former = certificates_before(case.person_id, case.pk)
    if former:
        what = f"số {former[0].symbol} {day_words(former[0].on)}"
    elif before and before.get("certified_on") and before.get("degree") not in (None, "none"):
        what = f"ký {day_words(date.fromisoformat(before['certified_on']))}"
    else:
        return []
    return [Paragraph(f"Giấy này thay cho Giấy xác nhận khuyết tật {what}, giấy đó được thu hồi.")]
