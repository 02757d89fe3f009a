"""Mẫu số 04 of NĐ 335/2026: care in a facility (NĐ 335 Đ24.1). Its opening was read."""

from __future__ import annotations

from ansinh.casework.forms import blocks_table as blocks
from ansinh.casework.forms.declaration import Field, Form, Kind, Section, Wording

_SELF = "nhân thân"

FORM = Form(
    code="nd335-04",
    mark="Mẫu số 04",
    decree="Nghị định số 335/2026/NĐ-CP",
    title="TỜ KHAI ĐỀ NGHỊ CHĂM SÓC, NUÔI DƯỠNG TẠI CƠ SỞ TRỢ GIÚP XÃ HỘI",
    subject="Chăm sóc, nuôi dưỡng tại cơ sở trợ giúp xã hội",
    applies="",
    article="NĐ 335/2026 Đ24.1",
    wording=Wording.PARTLY,
    source="Phần mở đầu theo văn bản; các dòng sau số định danh dựng theo bản tóm tắt, chưa đối chiếu với phụ lục.",
    addressed=("Ủy ban nhân dân xã (phường, đặc khu)", "Giám đốc Cơ sở trợ giúp xã hội"),
    sections=(
        Section(
            "I. Thông tin của người đề nghị được chăm sóc, nuôi dưỡng",
            (
                Field("full_name", "Họ và tên:", number="1.", required=True, shows="full_name"),
                Field("number", "Số căn cước/Số định danh cá nhân:", Kind.PAPER, shows="number", covered="paper"),
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
                Field("registered_at", "Nơi cư trú:", shows="residence", required=True, rests=_SELF),
                Field(
                    "state",
                    "Hoàn cảnh, tình trạng của người đề nghị:",
                    Kind.LONG,
                    lines=3,
                    longest=1000,
                    required=True,
                    rests="tình trạng",
                ),
            ),
        ),
        Section("II. Người giám hộ, nhân viên công tác xã hội khai thay (nếu có)", blocks.SUBSTITUTE.fields),
    ),
    signatures=blocks.DECLARANT,
    pledge=blocks.PLEDGE,
)
