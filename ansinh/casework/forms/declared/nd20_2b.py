"""Mẫu số 2b: who takes somebody in to care for them (NĐ 20 Đ7.2.b, Đ22, Đ23)."""

from __future__ import annotations

from ansinh.casework.forms import blocks_table as blocks
from ansinh.casework.forms.declaration import Field, Form, Kind, Section, Wording

_SELF, _SPOUSE, _TAKEN_IN = "nhân thân", "vợ/chồng", "đối tượng nhận"

FORM = Form(
    code="nd20-2b",
    mark="Mẫu số 2b",
    decree="Nghị định số 20/2021/NĐ-CP",
    title="TỜ KHAI NHẬN CHĂM SÓC, NUÔI DƯỠNG ĐỐI TƯỢNG BẢO TRỢ XÃ HỘI",
    subject="Hộ gia đình, cá nhân nhận chăm sóc, nuôi dưỡng đối tượng bảo trợ xã hội",
    applies="",
    article="NĐ 20/2021 Đ7.2.b, Đ22, Đ23",
    wording=Wording.SUMMARY,
    source=blocks.FROM_SUMMARY,
    sections=(
        Section(
            "THÔNG TIN CỦA NGƯỜI NHẬN CHĂM SÓC, NUÔI DƯỠNG",
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
                Field("registered_at", "Nơi cư trú:", shows="residence", required=True, rests=_SELF),
                Field(
                    "marital",
                    "Tình trạng hôn nhân:",
                    Kind.CHOICE,
                    number="2.",
                    choices=blocks.MARITAL,
                    shows="marital",
                    rests="hôn nhân",
                ),
                Field("health", "Tình trạng sức khỏe:", number="3.", rests="sức khỏe"),
                Field("housing", "Nhà ở:", number="4.", rests="nhà ở"),
                Field("means", "Điều kiện kinh tế:", number="5.", rests="kinh tế"),
                Field("experience", "Kinh nghiệm, kỹ năng chăm sóc:", number="6.", rests="kinh nghiệm"),
            ),
        ),
        Section(
            "THÔNG TIN VỀ VỢ HOẶC CHỒNG",
            (
                Field("spouse", "Họ và tên:", when=("marital", ("married",)), rests=_SPOUSE),
                Field(
                    "spouse_born",
                    "Ngày/tháng/năm sinh:",
                    Kind.BIRTH,
                    joined=True,
                    when=("marital", ("married",)),
                    rests=_SPOUSE,
                ),
            ),
            lead="Chỉ khai khi đang có vợ, chồng.",
        ),
        Section(
            "THÔNG TIN VỀ ĐỐI TƯỢNG ĐƯỢC NHẬN CHĂM SÓC, NUÔI DƯỠNG",
            (
                Field("taken_in", "Họ và tên:", required=True, rests=_TAKEN_IN),
                Field("taken_in_born", "Ngày/tháng/năm sinh:", Kind.BIRTH, rests=_TAKEN_IN),
                Field(
                    "taken_in_sex",
                    "Giới tính:",
                    Kind.CHOICE,
                    choices=blocks.SEX,
                    written=True,
                    joined=True,
                    rests=_TAKEN_IN,
                ),
                Field("taken_in_relation", "Quan hệ với người nhận chăm sóc:", longest=60, rests=_TAKEN_IN),
                Field("taken_in_state", "Tình trạng của đối tượng:", Kind.LONG, lines=2, longest=1000, rests=_TAKEN_IN),
            ),
        ),
        blocks.CONFIRMATION_OF_OFFICE,
    ),
    signatures=blocks.DECLARANT,
    office_signatures=blocks.OFFICE,
    pledge=blocks.PLEDGE,
)
