"""Mẫu số 04: the cost of a funeral (NĐ 20 Đ11.3, Đ14). Read on the paper as it is published again."""

from __future__ import annotations

from ansinh.casework.forms import blocks_table as blocks
from ansinh.casework.forms.declaration import Field, Form, Kind, Section, Signature, Wording

FORM = Form(
    code="nd20-04",
    mark="Mẫu số 04",
    decree="Nghị định số 20/2021/NĐ-CP",
    title="TỜ KHAI ĐỀ NGHỊ HỖ TRỢ CHI PHÍ MAI TÁNG",
    subject="Hỗ trợ chi phí mai táng",
    applies="(Áp dụng đối với đối tượng quy định tại Điều 5, khoản 1 Điều 14 Nghị định số 20/2021/NĐ-CP)",
    article="NĐ 20/2021 Đ11.3, Đ14",
    wording=Wording.PARTLY,
    source="Phần người khai theo bản in công bố lại; phần xác nhận của ủy ban, nếu mẫu có, chưa đọc được.",
    sections=(
        Section(
            "I. THÔNG TIN NGƯỜI CHẾT ĐƯỢC MAI TÁNG (Nếu có)",
            (
                Field("full_name", "Họ và tên (Viết chữ in hoa).", number="1.", shows="full_name", required=True),
                Field("born", "Ngày/tháng/năm sinh:", Kind.BIRTH, shows="born"),
                Field("sex", "Giới tính:", Kind.CHOICE, choices=blocks.SEX, written=True, joined=True, shows="sex"),
                Field("ethnicity", "Dân tộc:", joined=True, longest=30, shows="ethnicity"),
                Field("registered_at", "Hộ khẩu thường trú:", number="2.", shows="residence"),
                Field("died_on", "Ngày … tháng … năm … chết", Kind.DAY, number="3.", shows="died_on", required=True),
                Field("cause", "Nguyên nhân chết", number="4."),
                Field("buried_on", "Thời gian mai táng", number="5."),
                Field("buried_at", "Địa điểm mai táng", number="6."),
            ),
        ),
        Section("II. THÔNG TIN CƠ QUAN, TỔ CHỨC, HỘ GIA ĐÌNH, CÁ NHÂN ĐỨNG RA MAI TÁNG CHO NGƯỜI CHẾT"),
        Section(
            "1. Trường hợp cơ quan, tổ chức đứng ra mai táng",
            (
                Field("office", "Tên cơ quan, tổ chức:", number="a)"),
                Field("office_at", "Địa chỉ:", number="-"),
                Field("office_by", "Họ và tên người đại diện cơ quan:", number="b)"),
                Field("office_post", "Chức vụ:", number="-"),
            ),
            level=2,
        ),
        Section(
            "2. Trường hợp hộ gia đình, cá nhân đứng ra mai táng",
            (
                Field("buried_by", "Họ và tên (Chủ hộ hoặc người đại diện).", number="a)"),
                Field("buried_by_born", "Ngày/tháng/năm sinh:", Kind.BIRTH),
                Field("buried_by_number", "Giấy CMND số:", Kind.PAPER, covered="paper"),
                Field("buried_by_number_on", "cấp ngày", Kind.DAY, joined=True),
                Field("buried_by_number_by", "Nơi cấp", joined=True, longest=160),
                Field("buried_by_registered_at", "Hộ khẩu thường trú:", number="b)"),
                Field("buried_by_lives_at", "Nơi ở:"),
                Field("buried_by_relation", "Quan hệ với người chết:", number="c)", longest=60),
            ),
            level=2,
        ),
    ),
    signatures=(Signature("Người khai", "(Ký, ghi rõ họ tên. Nếu cơ quan, tổ chức thì ký, đóng dấu)", dated=True),),
    pledge=blocks.PLEDGE,
)
