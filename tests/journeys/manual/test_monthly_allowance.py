"""Monthly allowances in a browser: asked for, changed, stopped, suspended and taken up again."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from ansinh.casework import public as casework
from ansinh.registry import public as registry
from tests import builders
from tests.journeys.manual import commune
from tests.journeys.manual.colleagues import Colleague, tells
from tests.journeys.manual.commune import Office, case_of, disabled

People = dict[str, registry.Person]
FORM = "lập Mẫu số 01: Trợ cấp xã hội hằng tháng, trợ cấp hưu trí xã hội"
DECISION = re.compile(r"^Quyết định \d+")


@pytest.fixture(scope="module")
def people(office: Office) -> People:
    """Five who receive already."""
    return commune.receiving(office, "Giàng Thị Đổi", "Hờ A Tạm", "Lù A Lại", "Sùng A Thôi", "Lò Thị Nuôi")


@tells("new")
def test_new(office: Office, people: People, officer: Colleague, chair: Colleague) -> None:
    who = disabled(office, "Vàng Thị Mới")
    officer.step("Ở Bảng việc bấm “Tiếp nhận hồ sơ”, gõ tên người, bấm “Tìm” rồi “Chọn”.").finds("Vàng Thị Mới")
    officer.step("Chọn loại hồ sơ “Đề nghị hưởng trợ cấp hằng tháng”.").follows("Đề nghị hưởng trợ cấp hằng tháng")
    officer.step("Xem thủ tục và hạn, đánh dấu từng giấy tờ đã nhận, bấm “Tiếp nhận, lấy số”.").receives(then=FORM)
    officer.step("Tờ khai mở ra, điền sẵn từ sổ: đánh dấu người này thuộc nhóm nào.")
    officer.ticks("Người khuyết tật nặng, đặc biệt nặng").sees("Đã lưu lúc")
    officer.step("Khai các ô còn lại; máy tự lưu khi gõ. Xong thì bấm “Khai xong”, rồi “In để ký”.").sees("Khai xong")
    officer.opens("Vàng Thị Mới")
    officer.step("Đối chiếu với cơ sở dữ liệu, ghi kết quả, bấm “Xác thực với cơ sở dữ liệu”.")
    officer.fills({"Kết quả xác thực": "CSDLQG về dân cư: khớp"}).presses("Xác thực với cơ sở dữ liệu")
    officer.step("Xem máy gợi ý gì, mức hưởng và từ tháng nào; đúng thì bấm “Trình”.").presses("Trình")
    officer.sees("Bạn là người trình hồ sơ này").misses("Ký quyết định")
    chair.step("Ở Bảng việc bấm “Hồ sơ chờ bạn”, rồi bấm tên người.").opens("Vàng Thị Mới")
    chair.step("Xem đề xuất, mức hưởng và khung “Vì sao”; đồng ý thì bấm “Ký quyết định”.").presses("Ký quyết định")
    chair.step("Quyết định đã có số; từ tháng nào, mức nào đứng ngay dưới. Bấm “Quyết định …” để in.").follows(DECISION)
    chair.step("Bấm “In quyết định”; từ đó nội dung giữ nguyên, in lại lúc nào cũng như nhau.").prints("In quyết định")
    assert case_of("Vàng Thị Mới").state == "decided"
    assert casework.Award.objects.get(person=who, retracted_at=None).amount_vnd == 810_000


@pytest.mark.long
@tells("care_support")
def test_care_support(office: Office, officer: Colleague, chair: Colleague) -> None:
    since = (office.today - timedelta(days=60)).isoformat()
    who = disabled(office, "Hảng Thị Chăm", degree="extremely_severe")
    builders.circumstance(who, "care", "own_household", since)
    officer.step("Tìm người được chăm sóc, bấm “Chọn”.").finds("Hảng Thị Chăm")
    officer.step("Chọn loại hồ sơ.").follows("Đề nghị hỗ trợ kinh phí chăm sóc, nuôi dưỡng")
    officer.step("Ghi họ tên người nhận chăm sóc là người nộp, đánh dấu tờ khai, bấm “Tiếp nhận, lấy số”.")
    officer.receives({"Họ tên người nộp (nếu không phải chính người đó)": "Hảng A Cha", "Quan hệ": "bố"})
    officer.step("Đối chiếu với cơ sở dữ liệu, ghi kết quả, bấm “Xác thực với cơ sở dữ liệu”.")
    officer.fills({"Kết quả xác thực": "Cùng hộ, cùng nơi ở"}).presses("Xác thực với cơ sở dữ liệu")
    officer.step("Xem khung “Nếu giải quyết hôm nay”: cả trợ cấp của người được chăm sóc. Bấm “Trình”.").presses(
        "Trình"
    )
    chair.step("Mở hồ sơ từ “Hồ sơ chờ bạn”.").opens("Hảng Thị Chăm")
    chair.step("Bấm “Ký quyết định”.").presses("Ký quyết định")
    chair.step("Hỗ trợ được chi từ tháng ghi ở khung “Đề nghị của hồ sơ”.").sees("Đã ký quyết định số")
    found = casework.Award.objects.filter(person=who, retracted_at=None)
    assert "household_carer" in set(found.values_list("category", flat=True))


@pytest.mark.long
@tells("change")
def test_change(office: Office, people: People, officer: Colleague, chair: Colleague) -> None:
    who = people["Giàng Thị Đổi"]
    commune.worse(who, office.today - timedelta(days=20))
    officer.step("Điều kiện đổi thì trước hết báo tin (hồ sơ người dân, “Báo tin mới”). Rồi tìm người, bấm “Chọn”.")
    officer.finds("Giàng Thị Đổi")
    officer.step("Chọn “Điều chỉnh mức đang hưởng”; loại nào không hợp thì ghi rõ vì sao.")
    officer.follows("Điều chỉnh mức đang hưởng")
    officer.step("Chọn chế độ đang hưởng cần điều chỉnh, đánh dấu giấy tờ, bấm “Tiếp nhận, lấy số”.").receives()
    officer.step("Xem “Đang hưởng” và “Sẽ hưởng”; đúng thì bấm “Trình”.").presses("Trình")
    chair.step("Mở hồ sơ từ “Hồ sơ chờ bạn”.").opens("Giàng Thị Đổi")
    chair.step("Bấm “Ký quyết định”.").presses("Ký quyết định")
    chair.step("Mức mới và tháng bắt đầu đứng ở khung “Đề nghị của hồ sơ”.").sees("Đã ký quyết định số")
    amounts = casework.Award.objects.filter(person=who, retracted_at=None).values_list("amount_vnd", flat=True)
    assert set(amounts) == {810_000, 1_080_000}


@tells("stop")
def test_stop(office: Office, people: People, officer: Colleague, chair: Colleague) -> None:
    who = people["Sùng A Thôi"]
    builders.died(who, office.today - timedelta(days=3))
    officer.step("Sổ phải ghi việc làm thôi hưởng trước (ví dụ báo tử). Rồi tìm người, bấm “Chọn”.").finds(
        "Sùng A Thôi"
    )
    officer.step("Chọn “Thôi hưởng trợ cấp hằng tháng”.").follows("Thôi hưởng trợ cấp hằng tháng")
    officer.step("Chọn ai nộp (xã tự lập cũng được), đánh dấu giấy tờ, bấm “Tiếp nhận, lấy số”.")
    officer.receives({"Ai nộp": "UBND xã tự lập"})
    officer.step("Xem thôi từ tháng nào, theo điều nào; bấm “Trình”.").presses("Trình")
    chair.step("Mở hồ sơ từ “Hồ sơ chờ bạn”.").opens("Sùng A Thôi")
    chair.step("Bấm “Ký quyết định”.").presses("Ký quyết định")
    chair.step("Từ tháng ghi ở đây không còn tên trong danh sách chi trả.").sees("Đã ký quyết định số")
    award = casework.Award.objects.get(person=who, retracted_at=None)
    assert award.months.upper is not None


@pytest.mark.long
@tells("suspension")
def test_suspension(people: People, officer: Colleague, chair: Colleague) -> None:
    officer.step("Tìm người ba tháng liền không nhận tiền, bấm “Chọn”.").finds("Hờ A Tạm")
    officer.step("Chọn “Tạm dừng hưởng trợ cấp hằng tháng”.").follows("Tạm dừng hưởng trợ cấp hằng tháng")
    officer.step("Chọn lý do, ghi số tháng chưa nhận, đánh dấu danh sách của đơn vị chi trả, bấm “Tiếp nhận, lấy số”.")
    reason = {"Lý do tạm dừng": "Không nhận liên tục từ 03 tháng", "Số tháng liên tục chưa nhận (nếu có)": "3"}
    officer.receives(reason)
    officer.step("Máy cho biết có đủ căn cứ hay không; có thì bấm “Trình”.").presses("Trình")
    chair.step("Mở hồ sơ từ “Hồ sơ chờ bạn”.").opens("Hờ A Tạm")
    chair.step("Bấm “Ký quyết định”: ngừng chi từ tháng sau.").presses("Ký quyết định")
    chair.step("Đã tạm dừng; khi người dân đến nhận lại thì lập hồ sơ “Xét hưởng lại sau tạm dừng”.")
    chair.sees("Đã ký quyết định số")
    assert casework.Suspension.objects.get(person=people["Hờ A Tạm"]).ended_by is None


@pytest.mark.long
@tells("resumption")
def test_resumption(office: Office, people: People, officer: Colleague, chair: Colleague) -> None:
    commune.suspended(office, people["Lù A Lại"])
    officer.step("Tìm người đang tạm dừng, bấm “Chọn”.").finds("Lù A Lại")
    officer.step("Chọn “Xét hưởng lại sau tạm dừng”.").follows("Xét hưởng lại sau tạm dừng")
    officer.step("Đánh dấu biên bản rà soát, bấm “Tiếp nhận, lấy số”.").receives()
    officer.step("Còn đủ điều kiện thì hưởng lại từ tháng đã dừng. Bấm “Trình”.").presses("Trình")
    chair.step("Mở hồ sơ từ “Hồ sơ chờ bạn”.").opens("Lù A Lại")
    chair.step("Bấm “Ký quyết định”.").presses("Ký quyết định")
    chair.step("Tiền của những tháng dừng được truy lĩnh ở kỳ chi trả tới.").sees("Đã ký quyết định số")
    assert casework.Suspension.objects.get(person=people["Lù A Lại"]).ended_by is not None
