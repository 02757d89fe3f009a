"""People who move in a browser: within the commune, and to another one."""

from __future__ import annotations

import pytest

from ansinh.casework import public as casework
from ansinh.registry import public as registry
from tests.journeys.manual import commune
from tests.journeys.manual.colleagues import Colleague, tells
from tests.journeys.manual.commune import Office, case_of


@pytest.fixture(scope="module")
def people(office: Office) -> dict[str, registry.Person]:
    """Two who receive already."""
    return commune.receiving(office, "Thào A Gần", "Thào A Xa")


@pytest.mark.long
@tells("move_within")
def test_move_within(office: Office, people: dict[str, registry.Person], officer: Colleague, chair: Colleague) -> None:
    officer.step("Tìm người, bấm “Chọn”.").finds("Thào A Gần")
    officer.step("Chọn “Chuyển nơi ở trong xã”.").follows("Chuyển nơi ở trong xã")
    officer.step("Đánh dấu văn bản đề nghị, bấm “Tiếp nhận, lấy số”.").receives()
    officer.step("Bấm “Chuyển thôn, bản trong xã” để ghi tin.").follows("Chuyển thôn, bản trong xã")
    officer.step("Ghi ngày, thôn bản mới, ai cùng chuyển và giấy tờ, bấm “Xem trước”.").fills({
        "Ngày chuyển": office.today.isoformat(),
        "Thôn, bản mới": "Bản Ngoài",
        "Giấy tờ": "Đơn của hộ",
        "Nơi cấp": "Trưởng thôn Bản Trong",
    })  # fmt: skip
    officer.presses("Xem trước")
    officer.step("Tin này không cần người khác duyệt: bấm “Ghi vào sổ”.").presses("Ghi vào sổ")
    officer.step("Bấm “Gắn vào hồ sơ”.").presses("Gắn vào hồ sơ")
    officer.step("Bấm “Trình”.").presses("Trình")
    chair.step("Mở hồ sơ từ “Hồ sơ chờ bạn”.").opens("Thào A Gần")
    chair.step("Bấm “Ký quyết định”.").presses("Ký quyết định")
    chair.step("Trợ cấp chi tiếp tại nơi ở mới, không gián đoạn tháng nào.").sees("Đã ký")
    assert case_of("Thào A Gần").state == "decided"
    assert registry.Person.objects.get(full_name="Thào A Gần").village == "Bản Ngoài"


@tells("move_commune")
def test_move_commune(
    office: Office, people: dict[str, registry.Person], officer: Colleague, chair: Colleague, new_officer: Colleague,
    new_chair: Colleague,
) -> None:  # fmt: skip
    officer.step("Xã nơi cũ: tìm người, bấm “Chọn”.").finds("Thào A Xa")
    officer.step("Chọn “Chuyển nơi nhận trợ cấp sang xã, phường khác”.")
    officer.follows("Chuyển nơi nhận trợ cấp sang xã, phường khác")
    officer.step("Đánh dấu văn bản đề nghị, bấm “Tiếp nhận, lấy số”.").receives()
    officer.step("Bấm “Chuyển sang xã, phường khác trong tỉnh” để ghi tin.")
    officer.follows("Chuyển sang xã, phường khác trong tỉnh")
    officer.step("Ghi ngày đi, xã nhận, ai cùng chuyển và giấy tờ, bấm “Xem trước”.").fills({
        "Ngày chuyển đi": office.today.isoformat(),
        "Xã, phường nhận": "Xã Mù Cang Chải",
        "Giấy tờ": "Xác nhận thông tin về cư trú",
        "Nơi cấp": "Công an xã",
    })  # fmt: skip
    officer.presses("Xem trước")
    officer.step("Bấm “Gửi xã nhận”.").presses("Gửi xã nhận")
    officer.step("Bấm “Gắn vào hồ sơ”.").presses("Gắn vào hồ sơ")
    officer.step("Bấm “Trình”.").presses("Trình")
    chair.step("Chủ tịch nơi cũ mở hồ sơ từ “Hồ sơ chờ bạn”.").opens("Thào A Xa")
    chair.step("Bấm “Ký thôi chi trả tại xã, gửi nơi mới”.").presses("Ký thôi chi trả tại xã, gửi nơi mới")
    new_officer.step("Công chức nơi mới thấy hồ sơ ở “Hồ sơ chờ bạn”.").opens("Thào A Xa")
    new_officer.step("Xem hồ sơ rồi bấm “Tiếp nhận, trình”.").presses("Tiếp nhận, trình")
    new_chair.step("Chủ tịch nơi mới mở hồ sơ.").opens("Thào A Xa")
    new_chair.step("Bấm “Ký quyết định”: tin chuyển đi được tiếp nhận cùng lúc.").presses("Ký quyết định")
    new_chair.step("Xã mới chi trả từ đây; không tháng nào trả hai nơi hoặc không nơi nào.").sees("Đã ký quyết định số")
    kinds = casework.Decision.objects.filter(kind__in=("leave", "arrive")).values_list("kind", "commune__code")
    assert set(kinds) == {("leave", "04303"), ("arrive", "04456")}
