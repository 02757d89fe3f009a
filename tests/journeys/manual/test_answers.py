"""Files that end in an answer in a browser: complaints, a grievance, one's own data."""

from __future__ import annotations

import pytest

from ansinh.casework import public as casework
from tests.journeys.manual.colleagues import Colleague, tells
from tests.journeys.manual.commune import Office, case_of, disabled


@pytest.fixture(scope="module", autouse=True)
def people(office: Office) -> None:
    """Those who come with something."""
    for name in ("Phàn Thị Kiện", "Phàn A Lần", "Đèo Thị Nói", "Tẩn Thị Biết"):
        disabled(office, name)


@tells("complaint")
def test_complaint(officer: Colleague, chair: Colleague) -> None:
    officer.step("Tìm người có quyền lợi liên quan, bấm “Chọn”.").finds("Phàn Thị Kiện")
    officer.step("Chọn “Khiếu nại”; khiếu nại về một hồ sơ đã giải quyết thì mở từ chính hồ sơ ấy.").follows(
        "Khiếu nại"
    )
    officer.step("Ghi khiếu nại việc gì, yêu cầu gì; đánh dấu đơn, bấm “Tiếp nhận, lấy số”.")
    officer.receives({"Khiếu nại việc gì": "Chậm giải quyết hồ sơ", "Yêu cầu giải quyết": "Giải quyết ngay"})
    officer.step("Đủ điều kiện thì bấm “Thụ lý”: hạn giải quyết tính từ ngày này.").presses("Thụ lý")
    officer.step("Xác minh xong, ghi nội dung trả lời, bấm “Trình”.")
    officer.fills({"Nội dung trả lời": "Xã đã xem lại và sẽ giải quyết trong tuần."}).presses("Trình")
    chair.step("Mở hồ sơ từ “Hồ sơ chờ bạn”.").opens("Phàn Thị Kiện")
    chair.sees("Xã đã xem lại")
    chair.step("Xem nội dung trả lời; đồng ý thì bấm “Quyết định giải quyết”.").presses("Quyết định giải quyết")
    chair.step("Quyết định có số; in rồi gửi cho người khiếu nại.").sees("Đã ký quyết định số")
    assert casework.Decision.objects.filter(kind="settle").count() == 1


@pytest.mark.long
@tells("appeal")
def test_appeal(officer: Colleague, province: Colleague, leader: Colleague) -> None:
    officer.step("Xã nhận đơn: tìm người, bấm “Chọn”.").finds("Phàn A Lần")
    officer.step("Chọn “Khiếu nại lần hai”, hoặc mở từ hồ sơ khiếu nại lần đầu.").follows("Khiếu nại lần hai")
    officer.step("Ghi không đồng ý điểm nào, yêu cầu gì; đánh dấu đơn, bấm “Tiếp nhận, lấy số”.")
    officer.receives({"Không đồng ý điểm nào": "Xã chưa xem giấy khám mới", "Yêu cầu giải quyết": "Xem lại"})
    province.step("Cán bộ cấp tỉnh ghi mục đích xem hồ sơ, một lần cho mỗi phiên làm việc.")
    province.states_purpose("Giải quyết khiếu nại lần hai").opens("Phàn A Lần")
    province.step("Bấm “Thụ lý”.").presses("Thụ lý")
    province.step("Ghi nội dung trả lời, bấm “Trình”.")
    province.fills({"Nội dung trả lời": "Đề nghị Hội đồng xác định lại."}).presses("Trình")
    leader.states_purpose("Giải quyết khiếu nại lần hai")
    leader.step("Lãnh đạo cấp tỉnh mở hồ sơ từ “Hồ sơ chờ bạn”.").opens("Phàn A Lần")
    leader.step("Bấm “Quyết định giải quyết”.").presses("Quyết định giải quyết")
    leader.step("Quyết định có số.").sees("Đã ký quyết định số")
    assert case_of("Phàn A Lần").state == "decided"


@tells("grievance")
def test_grievance(officer: Colleague, chair: Colleague) -> None:
    officer.step("Tìm người phản ánh, bấm “Chọn”.").finds("Đèo Thị Nói")
    officer.step("Chọn “Phản ánh, kiến nghị”.").follows("Phản ánh, kiến nghị")
    officer.step("Chọn về việc gì, ghi nội dung, bấm “Tiếp nhận, lấy số”.")
    officer.receives({"Về việc gì": "Chi trả: chậm, thiếu, thái độ", "Nội dung": "Hai tháng chưa nhận được tiền"})
    officer.step("Ghi nội dung trả lời, bấm “Trình”.")
    officer.fills({"Nội dung trả lời": "Bưu điện đã chi bù ngày hôm qua."}).presses("Trình")
    chair.step("Mở hồ sơ từ “Hồ sơ chờ bạn”.").opens("Đèo Thị Nói")
    chair.step("Bấm “Ký trả lời”.").presses("Ký trả lời")
    chair.step("Đã trả lời; câu trả lời giữ trong hồ sơ.").sees("Đã ký trả lời")
    assert case_of("Đèo Thị Nói").state == "decided"


@pytest.mark.long
@tells("own_data")
def test_own_data(officer: Colleague, chair: Colleague) -> None:
    officer.step("Đối chiếu căn cước, tìm người, bấm “Chọn”.").finds("Tẩn Thị Biết")
    officer.step("Chọn “Yêu cầu về dữ liệu của mình”.").follows("Yêu cầu về dữ liệu của mình")
    officer.step("Chọn yêu cầu, ghi cụ thể, đánh dấu phiếu, bấm “Tiếp nhận, lấy số”.")
    officer.receives({"Yêu cầu": "Được cung cấp bản sao", "Cụ thể": "Toàn bộ dữ liệu về tôi"})
    officer.step("Bấm “Lập bản dữ liệu để cung cấp”.").follows("Lập bản dữ liệu để cung cấp")
    officer.step("Ghi rõ yêu cầu của ai, ngày nào; xem rồi tải bản PDF.").sees("yêu cầu")
    officer.opens("Tẩn Thị Biết")
    officer.step("Ghi đã cung cấp những gì, bấm “Trình”.")
    officer.fills({"Nội dung trả lời": "Gửi kèm bản dữ liệu."}).presses("Trình")
    chair.step("Mở hồ sơ từ “Hồ sơ chờ bạn”.").opens("Tẩn Thị Biết")
    chair.step("Bấm “Ký trả lời”.").presses("Ký trả lời")
    chair.step("Đã trả lời; trao bản dữ liệu cho chính người yêu cầu.").sees("Đã ký trả lời")
    assert case_of("Tẩn Thị Biết").state == "decided"
