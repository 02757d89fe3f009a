"""Mẫu số 01 of NĐ 335/2026: the allowance and the social pension (NĐ 335 Đ7.1, Đ31). Title and opening were read."""

from __future__ import annotations

from dataclasses import replace

from ansinh.casework.forms import blocks_table as blocks
from ansinh.casework.forms.declaration import YES_NO, Field, Form, Kind, Section, Wording
from ansinh.casework.forms.declared.nd20_1d import SUPPORT

_GROUPS = (
    ("orphan_child", "Trẻ em dưới 16 tuổi không có nguồn nuôi dưỡng khai mục I, mục II (1.1; 1.5) và mục III"),
    ("orphan_student", "Người từ đủ 16 tuổi không có nguồn nuôi dưỡng đang đi học"),
    ("hiv_child", "Trẻ em thuộc khoản 3 Điều 5"),
    ("single_parent", "Người đơn thân nghèo đang nuôi con"),
    ("elderly", "Người cao tuổi thuộc khoản 5 Điều 5"),
    ("disability", "Người khuyết tật nặng, đặc biệt nặng"),
    ("small_child", "Trẻ em dưới 3 tuổi thuộc khoản 7 Điều 5"),
    ("hiv_adult", "Người thuộc khoản 8 Điều 5"),
    ("social_pension", "Người đề nghị trợ cấp hưu trí xã hội"),
)
_HIV = "nhiễm HIV giấy tờ"


def _unnumbered(fields: tuple[Field, ...]) -> tuple[Field, ...]:
    """The numbers within the parts were not read, so none are printed."""
    return tuple(replace(field, number="") for field in fields)


def _of_groups(fields: tuple[Field, ...], *groups: str) -> tuple[Field, ...]:
    """Asked of some groups only."""
    return tuple(replace(field, when=field.when or ("groups", groups)) for field in _unnumbered(fields))


FORM = Form(
    code="nd335-01",
    mark="Mẫu số 01",
    decree="Nghị định số 335/2026/NĐ-CP",
    title="TỜ KHAI ĐỀ NGHỊ TRỢ CẤP XÃ HỘI, TRỢ CẤP HƯU TRÍ XÃ HỘI",
    subject="Trợ cấp xã hội hằng tháng, trợ cấp hưu trí xã hội",
    applies="",
    article="NĐ 335/2026 Đ7.1, Đ31",
    wording=Wording.PARTLY,
    source="Tiêu đề, dòng mở đầu theo văn bản; các mục dựng theo mẫu của NĐ 20/2021, chưa đối chiếu với phụ lục.",
    sections=(
        Section(
            "",
            (
                Field(
                    "groups",
                    "Đối tượng thực hiện khai thông tin liên quan (nếu có) như sau:",
                    Kind.TICKS,
                    choices=_GROUPS,
                    covered="sensitive",
                    required=True,
                ),
            ),
        ),
        Section(
            "I. THÔNG TIN CỦA ĐỐI TƯỢNG",
            _unnumbered((*blocks.who(), *blocks.lives(2), *blocks.insured(3), *blocks.draws(4), *blocks.poverty(5))),
        ),
        Section(
            "II. THÔNG TIN THEO TỪNG NHÓM ĐỐI TƯỢNG",
            (
                *_of_groups(blocks.studies(1), "orphan_child", "orphan_student", "hiv_child", "disability"),
                *_of_groups(blocks.parents(2), "orphan_child", "orphan_student", "hiv_child", "small_child"),
                *_unnumbered(blocks.disability(3)),
                Field(
                    "marital",
                    "Tình trạng hôn nhân:",
                    Kind.CHOICE,
                    choices=blocks.MARITAL,
                    shows="marital",
                    when=("groups", ("single_parent", "disability")),
                    rests="tình trạng hôn nhân",
                ),
                Field(
                    "children",
                    "Thông tin về con đang nuôi:",
                    Kind.TABLE,
                    columns=blocks.CHILDREN,
                    shows="children",
                    when=("groups", ("single_parent", "disability")),
                    rests="thông tin từng con (họ tên, sinh, nơi ở, học tập, chế độ đang hưởng)",
                ),
                Field(
                    "support",
                    "Có người có nghĩa vụ và quyền phụng dưỡng không?",
                    Kind.CHOICE,
                    choices=SUPPORT,
                    shows="support",
                    when=("groups", ("elderly",)),
                    rests="người có nghĩa vụ và quyền phụng dưỡng (nghề, thu nhập, chế độ)",
                ),
                Field(
                    "carer",
                    "Người nhận chăm sóc tại cộng đồng:",
                    when=("groups", ("elderly",)),
                    rests="người nhận chăm sóc",
                ),
                Field(
                    "hiv",
                    "Có giấy tờ xác nhận bị nhiễm HIV không?",
                    Kind.CHOICE,
                    choices=YES_NO,
                    shows="hiv",
                    covered="sensitive",
                    when=("groups", ("hiv_child", "hiv_adult")),
                    rests=_HIV,
                ),
            ),
        ),
        Section("III. NGƯỜI KHAI THAY (nếu có)", blocks.SUBSTITUTE.fields),
    ),
    signatures=blocks.DECLARANT,
    pledge=blocks.PLEDGE,
)
