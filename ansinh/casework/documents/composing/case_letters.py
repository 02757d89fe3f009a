"""Letters and notices about one case: what is missing, that it is not granted and why, the answer, the result.

What a letter says is put together when it is written: a page that offers five of them looks nothing up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from ansinh import legislation
from ansinh.access.public import Actor
from ansinh.casework.case_policies import kind_of
from ansinh.casework.case_steps import last_step
from ansinh.casework.cases.kind import Outcome
from ansinh.casework.document_kinds import DocumentKind
from ansinh.casework.documents.composing.case_person import whom
from ansinh.casework.documents.composing.certificate import CHILD, found_by_council, found_words
from ansinh.casework.documents.composing.notice import complaint
from ansinh.casework.documents.composing.submission import asking_department
from ansinh.casework.documents.content import Content, Paragraph
from ansinh.casework.documents.deciding import answers_by_department, deciding_unit
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.offices import Office
from ansinh.casework.documents.words import answering, day_words, lower_first, upper_first
from ansinh.casework.models import Case
from ansinh.determination.public import facts_rows, law_in_force
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.registry import public as registry


@dataclass(frozen=True)
class Letter:
    """What a letter says. ``title`` empty: a letter, else a notice. ``objects``: to what the reader may object.

    ``by_department``: the district's department answers in its own name, its head signs.
    """

    kind: DocumentKind
    about: str
    says: Callable[[], tuple[Paragraph, ...]]
    title: str = ""
    objects: str = ""
    signed: str = ""
    by_department: bool = False


def asking_draft(case: Case, actor: Actor, on: date) -> Draft:
    """What the citizen is to bring; the term stands still until then. Raises Refusal for a case that asks nothing."""
    asked = last_step(case, ("ask",))
    if asked is None or case.state != "citizen":
        raise Refusal("Hồ sơ không chờ bổ sung.", code="wrong_state")

    def says() -> tuple[Paragraph, ...]:
        return (
            Paragraph(f"Hồ sơ số {case.symbol} nhận {day_words(case.received_on)} về việc {_about(case)} của"
                      f" {_who(case, on)} còn thiếu hoặc chưa đúng:"),
            Paragraph(f"{asked.said.rstrip('.')}."),
            Paragraph("Đề nghị bổ sung tại nơi đã nộp hồ sơ. Thời gian chờ bổ sung không tính vào thời hạn giải quyết;"
                      " khi nhận đủ, hồ sơ được giải quyết tiếp ngay, không phải nộp lại giấy tờ đã có."),
        )  # fmt: skip

    letter = Letter(DocumentKind.NOTICE, f"Về việc bổ sung hồ sơ số {case.symbol}", says, "THÔNG BÁO")
    return _draft(case, Office(case.area, on), letter, f"case:{case.pk}:ask:{asked.pk}", "TB-UBND")


def refusing_draft(case: Case, actor: Actor, on: date) -> Draft:
    """That it is not granted, with the reasons of whoever decided and, of an allowance, the law's own."""
    if case.state != "refused" or case.closed_on is None:
        raise Refusal("Hồ sơ chưa có trả lời không giải quyết.", code="wrong_state")
    office = Office(deciding_unit(case, case.closed_on, "refuse"), case.closed_on)
    by_department = answers_by_department(case)
    answerer = f"{office.department} {office.area_name}" if by_department else office.name

    def says() -> tuple[Paragraph, ...]:
        return (
            Paragraph(f"{answerer} đã xem xét hồ sơ số {case.symbol} nhận {day_words(case.received_on)} về việc"
                      f" {_about(case)} của {_who(case, office.on)}, và trả lời: chưa có căn cứ để giải quyết."),
            Paragraph(f"{case.because.rstrip('.')}.", "Lý do:"),
            *_by_law(case),
            Paragraph("Khi hoàn cảnh thay đổi hoặc có thêm giấy tờ, có thể đề nghị xem xét lại bất cứ lúc nào."),
        )  # fmt: skip

    signed = case.decided_by.display_name if case.decided_by and not by_department else ""
    letter = Letter(
        DocumentKind.REFUSAL, f"V/v trả lời hồ sơ số {case.symbol}", says, objects="nội dung trả lời này",
        signed=signed, by_department=by_department,
    )  # fmt: skip
    letters = office.department_letters if by_department else office.letter_letters
    return _draft(case, office, letter, f"case:{case.pk}:refusal", letters)


def answering_draft(case: Case, actor: Actor, on: date) -> Draft:
    """The signed answer to what somebody told or asked, where it is no numbered decision."""
    if case.state != "decided" or case.closed_on is None or not kind_of(case).answers:
        raise Refusal("Hồ sơ chưa có trả lời.", code="wrong_state")
    office = Office(deciding_unit(case, case.closed_on), case.closed_on)

    def says() -> tuple[Paragraph, ...]:
        return (
            Paragraph(f"{office.name} đã nhận {day_words(case.received_on)} hồ sơ số {case.symbol} về việc"
                      f" {_about(case)} của {_who(case, office.on)}, và trả lời như sau:"),
            *(Paragraph(line) for line in case.because.splitlines() if line.strip()),
        )  # fmt: skip

    signed = case.decided_by.display_name if case.decided_by else ""
    letter = Letter(DocumentKind.REFUSAL, f"V/v trả lời hồ sơ số {case.symbol}", says, signed=signed)
    return _draft(case, office, letter, f"case:{case.pk}:answer", office.letter_letters)


def result_draft(case: Case, actor: Actor, on: date) -> Draft:
    """The result told to the citizen, of a case that did not end in proposals: the decision, or what was recorded."""
    decision, request = case.decision, case.request
    if case.state != "decided" or case.decided_by is None or (decision is None and request is None):
        raise Refusal("Hồ sơ chưa có quyết định.", code="wrong_state")
    if decision is None and request is not None and request.state == registry.RequestState.UNDONE:
        raise Refusal("Tin ghi kết quả của hồ sơ này đã được hoàn tác.", code="undone")
    office = Office(deciding_unit(case, on), on)

    def says() -> tuple[Paragraph, ...]:
        return (
            Paragraph(f"{office.name} thông báo: hồ sơ số {case.symbol} về việc {_about(case)} của {_who(case, on)} đã"
                      " được giải quyết.", "1. Kết quả:"),
            Paragraph(f"{office.chair} đã ký Quyết định số {decision.symbol} {day_words(decision.decided_on)}"
                      f" ({lower_first(decision.get_kind_display())}); quyết định được gửi kèm thông báo này.",
                      "2. Quyết định:")
            if decision
            else Paragraph(f"Đã ghi vào sổ: {lower_first(registry.REQUEST_KINDS[request.kind].label)}, từ"
                           f" {day_words(request.effective_on)}.", "2. Nội dung:"),
            *_certified(case),
        )  # fmt: skip

    letter = Letter(
        DocumentKind.NOTICE, f"Kết quả giải quyết hồ sơ số {case.symbol}", says, "THÔNG BÁO",
        "quyết định này" if decision else "kết quả này", case.decided_by.display_name,
    )  # fmt: skip
    return _draft(case, office, letter, f"case:{case.pk}:result", "TB-UBND")


def _certified(case: Case) -> Sequence[Paragraph]:
    """What the council found, the certificate beside it, and until when a child's holds (TT 01/2019 Đ8.2.c)."""
    found = found_by_council(case) if case.kind == "disability" else None
    if found is None:
        return ()
    if found["degree"] == "none":
        return [Paragraph("Kết luận: không còn khuyết tật; Giấy xác nhận khuyết tật đã cấp được thu hồi.")]
    types, degree = found_words(found)
    told = [Paragraph(f"Dạng khuyết tật: {lower_first(types or 'chưa ghi')}. Mức độ: {lower_first(degree)}."
                      " Giấy xác nhận khuyết tật được cấp kèm thông báo này.")]  # fmt: skip
    born = case.person.born_on
    six = date(born.year + CHILD, born.month, min(born.day, 28) if born.month == 2 else born.day)
    if date.fromisoformat(found["certified_on"]) < six:
        told.append(
            Paragraph(
                f"Khi cháu đủ 6 tuổi ({day_words(six)}) phải làm thủ tục cấp lại, trừ các trường hợp khuyết tật đặc"
                " biệt nặng nêu tại điểm c khoản 2 Điều 8 Thông tư 01/2019/TT-BLĐTBXH."
            )
        )
    return told


def _about(case: Case) -> str:
    return lower_first(kind_of(case).label)


def _who(case: Case, on: date) -> str:
    return whom(case, case.area, on)


def _by_law(case: Case) -> Sequence[Paragraph]:
    """The law's own sentences of the month in which it was refused, as known then, where the law says no."""
    if kind_of(case).outcome is not Outcome.PROPOSALS or case.closed_on is None:
        return ()
    month, then = Month.of(case.closed_on), case.steps.latest("pk").at
    rows = facts_rows(registry.facts_of_month(month, known_at=then, person_ids=[case.person_id]), month)
    book = law_in_force(known_at=then)
    if not rows or legislation.determine_one(rows[0], str(month), book)["outcome"] != "not_eligible":
        return ()
    told = legislation.decision_text(rows[0], str(month), name=case.person.full_name, book=book)
    return [Paragraph(each.text) for each in told]


def _draft(case: Case, office: Office, letter: Letter, subject: str, letters: str) -> Draft:
    def write(symbol: str) -> Content:
        return _content(case, office, letter, symbol)

    return Draft(
        kind=letter.kind, subject=subject, office=office, letters=letters, area_id=case.area_id, write=write,
        person_id=case.person_id,
    )  # fmt: skip


def _content(case: Case, office: Office, letter: Letter, symbol: str) -> Content:
    head, kept_by, signs = office.head, office.kept_by, office.signed_for_committee(letter.signed)
    to = office.chair
    if letter.by_department:
        asking = asking_department(office)
        head, kept_by, signs, to = asking.head, f"VT, {asking.kept_by}", asking.signature, office.preparer
        to = f"{to} {office.area_name}"
    body = (*letter.says(), *((complaint(office, "", letter.objects, to),) if letter.objects else ()))
    return Content(
        kind=letter.kind,
        head=head,
        place=office.place,
        on=office.on.isoformat(),
        symbol=symbol,
        title=letter.title,
        about=letter.about,
        to=(upper_first(str(case.applicant.get("name") or answering(case.person, office.on))),),
        body=body,
        recipients=("Như trên;", f"Lưu: {kept_by}."),
        signatures=(signs,),
    )
