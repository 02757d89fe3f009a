"""Mẫu số 03 of NĐ 335/2026: the cost of a funeral (NĐ 335 Đ11). Its first part was read."""

from __future__ import annotations

from ansinh.casework.forms import blocks_table as blocks
from ansinh.casework.forms.declaration import Field, Form, Kind, Section, Wording

_DEAD = "người chết (họ tên, sinh, chết ngày, nguyên nhân, diện hưởng)"

FORM = Form(
    code="nd335-03",
    mark="Mẫu số 03",
    decree="Nghị định số 335/2026/NĐ-CP",
    title="TỜ KHAI ĐỀ NGHỊ HỖ TRỢ CHI PHÍ MAI TÁNG",
    subject="Hỗ trợ chi phí mai táng",
    applies="",
    article="NĐ 335/2026 Đ11",
    wording=Wording.PARTLY,
    source="Phần 1 theo văn bản; phần về người chết dựng theo bản tóm tắt, chưa đối chiếu với phụ lục.",
    addressed=("Chủ tịch Ủy ban nhân dân xã (phường, đặc khu)",),
    sections=(
        Section(
            "1. Thông tin người đề nghị",
            (
                Field("applicant", "Họ và tên:", required=True),
                Field(
                    "applicant_number",
                    "Số căn cước hoặc số định danh cá nhân:",
                    Kind.PAPER,
                    covered="paper",
                    required=True,
                ),
                Field("applicant_number_on", "ngày cấp", Kind.DAY, joined=True),
                Field("applicant_number_by", "Nơi cấp:", longest=160),
                Field("applicant_lives_at", "Nơi cư trú:", required=True),
                Field("wish", "Nội dung đề nghị:", Kind.LONG, lines=2, longest=1000),
            ),
        ),
        Section(
            "2. Thông tin người chết",
            (
                Field("full_name", "Họ và tên:", required=True, shows="full_name", rests=_DEAD),
                Field("born", "Ngày/tháng/năm sinh:", Kind.BIRTH, shows="born", rests=_DEAD),
                Field("died_on", "Ngày chết:", Kind.DAY, joined=True, required=True, shows="died_on", rests=_DEAD),
                Field("cause", "Nguyên nhân chết:", rests=_DEAD),
                Field("title_held", "Đang hưởng chế độ:", rests=_DEAD),
                Field(
                    "relation",
                    "Quan hệ của người đề nghị với người chết:",
                    longest=60,
                    rests="cá nhân/cơ quan đứng ra mai táng",
                ),
                Field("account", "Số tài khoản nhận tiền:", covered="channel", longest=34, rests="tài khoản"),
            ),
        ),
    ),
    signatures=blocks.DECLARANT,
    pledge=blocks.PLEDGE,
)
