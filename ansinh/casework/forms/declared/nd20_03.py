"""Mẫu số 03: somebody taken in who draws no allowance of their own (NĐ 20 Đ7.2.c)."""

from __future__ import annotations

from ansinh.casework.forms import blocks_table as blocks
from ansinh.casework.forms.declaration import Field, Form, Kind, Section, Wording

_SELF = "nhân thân"

FORM = Form(
    code="nd20-03",
    mark="Mẫu số 03",
    decree="Nghị định số 20/2021/NĐ-CP",
    title="TỜ KHAI CỦA ĐỐI TƯỢNG ĐƯỢC NHẬN CHĂM SÓC, NUÔI DƯỠNG",
    subject="Đối tượng được nhận chăm sóc, nuôi dưỡng không hưởng trợ cấp xã hội hằng tháng",
    applies="(Áp dụng trong trường hợp đối tượng không hưởng trợ cấp xã hội hàng tháng)",
    article="NĐ 20/2021 Đ7.2.c",
    wording=Wording.SUMMARY,
    source=blocks.FROM_SUMMARY,
    sections=(
        Section(
            "THÔNG TIN CỦA ĐỐI TƯỢNG",
            (
                Field(
                    "full_name",
                    "Họ và tên (Viết chữ in hoa):",
                    number="1.",
                    required=True,
                    shows="full_name",
                    rests=_SELF,
                ),
                Field("born", "Ngày/tháng/năm sinh:", Kind.BIRTH, required=True, shows="born", rests=_SELF),
                Field(
                    "sex",
                    "Giới tính:",
                    Kind.CHOICE,
                    choices=blocks.SEX,
                    written=True,
                    joined=True,
                    shows="sex",
                    rests=_SELF,
                ),
                Field("ethnicity", "Dân tộc:", joined=True, longest=30, shows="ethnicity", rests=_SELF),
                Field(
                    "number",
                    "Giấy CMND hoặc Căn cước công dân số",
                    Kind.PAPER,
                    shows="number",
                    covered="paper",
                    rests=_SELF,
                ),
                Field("number_on", "Cấp ngày", Kind.DAY, joined=True, rests=_SELF),
                Field("number_by", "Nơi cấp:", longest=160, rests=_SELF),
                Field("registered_at", "Nơi cư trú:", shows="residence", rests=_SELF),
                Field(
                    "state",
                    "Tình trạng của đối tượng:",
                    Kind.LONG,
                    number="2.",
                    lines=3,
                    longest=1000,
                    required=True,
                    rests="tình trạng",
                ),
            ),
        ),
        blocks.CONFIRMATION_OF_OFFICE,
    ),
    signatures=blocks.DECLARANT,
    office_signatures=blocks.OFFICE,
    pledge=blocks.PLEDGE,
)
