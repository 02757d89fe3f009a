"""Mẫu số 1c: poor single parents (NĐ 20 Đ5.4). The opening was read on the paper as it is published again."""

from __future__ import annotations

from ansinh.casework.forms import blocks_table as blocks
from ansinh.casework.forms.declaration import Field, Form, Kind, Section, Wording

_COUNTS = "số con đang nuôi (<16; 16-22 đang học)"

FORM = Form(
    code="nd20-1c",
    mark="Mẫu số 1c",
    decree="Nghị định số 20/2021/NĐ-CP",
    title="TỜ KHAI ĐỀ NGHỊ TRỢ GIÚP XÃ HỘI",
    subject="Người đơn thân nghèo đang nuôi con",
    applies="(Áp dụng đối với đối tượng quy định tại khoản 4 Điều 5)",
    article="NĐ 20/2021 Đ5.4, Đ7.1",
    wording=Wording.PARTLY,
    source="Tiêu đề, mục 1 theo bản in công bố lại; các mục sau dựng theo bản tóm tắt, chưa đối chiếu với phụ lục.",
    sections=(
        Section(
            "THÔNG TIN CỦA ĐỐI TƯỢNG",
            (
                *blocks.who(rests=False),
                *blocks.lives(2),
                *blocks.insured(3),
                *blocks.draws(4),
                *blocks.poverty(5),
                *blocks.disability(6),
                Field(
                    "marital",
                    "Tình trạng hôn nhân:",
                    Kind.CHOICE,
                    number="7.",
                    choices=blocks.MARITAL,
                    required=True,
                    shows="marital",
                    rests="tình trạng hôn nhân",
                ),
                Field(
                    "children_under_16",
                    "Số con đang nuôi dưới 16 tuổi:",
                    Kind.NUMBER,
                    number="8.",
                    unit="người",
                    shows="children_under_16",
                    rests=_COUNTS,
                ),
                Field("children_16_up", "Số con từ 16 đến 22 tuổi đang học:", Kind.NUMBER, unit="người", rests=_COUNTS),
                Field(
                    "children",
                    "Thông tin về con đang nuôi:",
                    Kind.TABLE,
                    number="9.",
                    columns=blocks.CHILDREN,
                    shows="children",
                    rests="thông tin từng con (họ tên, sinh, nơi ở, học tập, chế độ đang hưởng)",
                ),
            ),
        ),
        blocks.SUBSTITUTE,
        blocks.CONFIRMATION,
    ),
    signatures=blocks.DECLARANT,
    office_signatures=blocks.OFFICE,
    pledge=blocks.PLEDGE,
)
