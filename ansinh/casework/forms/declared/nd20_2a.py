"""Mẫu số 2a: households that care for somebody extremely severely disabled (NĐ 20 Đ7.2.a, Đ20)."""

from __future__ import annotations

from ansinh.casework.forms import blocks_table as blocks
from ansinh.casework.forms.declaration import Column, Field, Form, Kind, Section, Wording

CARED_FOR = (
    Column("name", "Họ và tên", width=4),
    Column("born", "Ngày sinh", Kind.BIRTH),
    Column("paper", "Giấy xác nhận khuyết tật", width=3),
)

FORM = Form(
    code="nd20-2a",
    mark="Mẫu số 2a",
    decree="Nghị định số 20/2021/NĐ-CP",
    title="TỜ KHAI HỘ GIA ĐÌNH CÓ NGƯỜI KHUYẾT TẬT ĐẶC BIỆT NẶNG",
    subject="Hộ gia đình đang chăm sóc người khuyết tật đặc biệt nặng",
    applies="",
    article="NĐ 20/2021 Đ7.2.a, Đ20",
    wording=Wording.SUMMARY,
    source=blocks.FROM_SUMMARY,
    sections=(
        Section(
            "THÔNG TIN HỘ GIA ĐÌNH",
            (
                Field("full_name", "Họ và tên chủ hộ:", number="1.", required=True, shows="head", rests="chủ hộ"),
                Field("registered_at", "Nơi cư trú của hộ:", shows="residence", rests="chủ hộ"),
                Field(
                    "members",
                    "Số người trong hộ:",
                    Kind.NUMBER,
                    number="2.",
                    unit="người",
                    shows="members",
                    rests="số người",
                ),
                Field(
                    "disabled_members",
                    "Số người khuyết tật đặc biệt nặng:",
                    Kind.NUMBER,
                    number="3.",
                    unit="người",
                    required=True,
                    rests="số NKT ĐBN",
                ),
                Field(
                    "cared_for",
                    "Người khuyết tật đặc biệt nặng trong hộ:",
                    Kind.TABLE,
                    columns=CARED_FOR,
                    rests="số NKT ĐBN",
                ),
                Field("housing", "Nhà ở:", number="4.", rests="nhà ở"),
                Field("income_vnd", "Thu nhập của hộ:", Kind.MONEY, number="5.", unit="đồng/tháng", rests="thu nhập"),
                Field(
                    "poverty",
                    "Thuộc hộ nghèo, hộ cận nghèo không?",
                    Kind.CHOICE,
                    number="6.",
                    choices=blocks.POVERTY,
                    shows="poverty",
                    rests="hộ nghèo",
                ),
            ),
        ),
        Section(
            "NGƯỜI TRỰC TIẾP CHĂM SÓC, NUÔI DƯỠNG",
            (
                Field("carer", "Họ và tên:", required=True, rests="người trực tiếp chăm sóc"),
                Field("carer_born", "Ngày/tháng/năm sinh:", Kind.BIRTH, rests="người trực tiếp chăm sóc"),
                Field(
                    "carer_sex",
                    "Giới tính:",
                    Kind.CHOICE,
                    choices=blocks.SEX,
                    written=True,
                    joined=True,
                    rests="người trực tiếp chăm sóc",
                ),
                *blocks.number_of("carer_", "người trực tiếp chăm sóc"),
                Field("carer_relation", "Quan hệ với người khuyết tật:", longest=60, rests="người trực tiếp chăm sóc"),
            ),
        ),
        blocks.CONFIRMATION_OF_OFFICE,
    ),
    signatures=blocks.DECLARANT,
    office_signatures=blocks.OFFICE,
    pledge=blocks.PLEDGE,
)
