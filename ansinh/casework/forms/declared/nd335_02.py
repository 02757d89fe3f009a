"""Mẫu số 02 of NĐ 335/2026: taking somebody in, and support for care (NĐ 335 Đ7.2). Title and opening were read."""

from __future__ import annotations

from dataclasses import replace

from ansinh.casework.forms import blocks_table as blocks
from ansinh.casework.forms.declaration import Field, Form, Kind, Section, Wording
from ansinh.casework.forms.declared.nd20_2a import FORM as HOUSEHOLD
from ansinh.casework.forms.declared.nd20_2b import FORM as CARER

_WHO = (
    (
        "household",
        "Hộ gia đình có người khuyết tật đặc biệt nặng đang trực tiếp nuôi dưỡng, chăm sóc khai mục I, II, IV và […]",
    ),
    ("carer", "Hộ gia đình, cá nhân nhận chăm sóc, nuôi dưỡng"),
    ("disabled_parent", "Người khuyết tật mang thai, nuôi con dưới 36 tháng tuổi"),
)


def _of(form: Form, *names: str, **more: object) -> tuple[Field, ...]:
    """Fields of the paper of NĐ 20, without its numbers."""
    return tuple(replace(form.fields[name], number="", when=None, **more) for name in names)  # type: ignore[arg-type]


FORM = Form(
    code="nd335-02",
    mark="Mẫu số 02",
    decree="Nghị định số 335/2026/NĐ-CP",
    title="TỜ KHAI NHẬN CHĂM SÓC, NUÔI DƯỠNG, ĐỀ NGHỊ NHẬN HỖ TRỢ KINH PHÍ CHĂM SÓC, NUÔI DƯỠNG",
    subject="Nhận chăm sóc, nuôi dưỡng, đề nghị hỗ trợ kinh phí",
    applies="",
    article="NĐ 335/2026 Đ7.2",
    wording=Wording.PARTLY,
    source="Tiêu đề, dòng mở đầu theo văn bản; các mục dựng theo mẫu của NĐ 20/2021, chưa đối chiếu với phụ lục.",
    sections=(
        Section(
            "",
            (
                Field(
                    "groups",
                    "Người thực hiện khai thông tin liên quan như sau:",
                    Kind.TICKS,
                    choices=_WHO,
                    required=True,
                ),
            ),
        ),
        Section(
            "I. THÔNG TIN CỦA NGƯỜI ĐỀ NGHỊ",
            _of(
                CARER,
                "full_name",
                "born",
                "sex",
                "ethnicity",
                "number",
                "number_on",
                "number_by",
                "registered_at",
                "marital",
                "spouse",
            ),
        ),
        Section(
            "II. THÔNG TIN CỦA HỘ", _of(HOUSEHOLD, "members", "disabled_members", "housing", "income_vnd", "poverty")
        ),
        Section("III. ĐIỀU KIỆN NHẬN CHĂM SÓC, NUÔI DƯỠNG", _of(CARER, "health", "means", "experience")),
        Section(
            "IV. THÔNG TIN CỦA NGƯỜI ĐƯỢC CHĂM SÓC, NUÔI DƯỠNG",
            (
                *_of(CARER, "taken_in", "taken_in_born", "taken_in_sex", "taken_in_relation", "taken_in_state"),
                Field(
                    "small_children",
                    "Số con dưới 36 tháng tuổi đang nuôi:",
                    Kind.NUMBER,
                    unit="người",
                    shows="small_children",
                    when=("groups", ("disabled_parent",)),
                    rests="số con <36 tháng",
                ),
            ),
        ),
    ),
    signatures=blocks.DECLARANT,
    pledge=blocks.PLEDGE,
)
