"""What is given or found once in a browser: the support of a burial, the degree of a disability."""

from __future__ import annotations

from datetime import timedelta

import pytest

from ansinh.casework import public as casework
from ansinh.registry import public as registry
from tests import builders
from tests.journeys.manual import commune
from tests.journeys.manual.colleagues import Colleague, tells
from tests.journeys.manual.commune import Office, case_of


@pytest.mark.long
@tells("funeral")
def test_funeral(office: Office, officer: Colleague, chair: Colleague) -> None:
    who = commune.receiving(office, "Mùa A Khuất")["Mùa A Khuất"]
    builders.died(who, office.today - timedelta(days=3))
    officer.step("Tìm người đã chết; sổ chưa ghi thì bấm “báo tử trước”. Bấm “Chọn”.").finds("Mùa A Khuất")
    officer.step("Chọn “Hỗ trợ chi phí mai táng”.").follows("Hỗ trợ chi phí mai táng")
    officer.step("Ghi người nhận tiền, nguyên nhân, người nộp; đánh dấu tờ khai, bấm “Tiếp nhận, lấy số”.")
    officer.receives({
        "Người nhận tiền": "Mùa A Con",
        "Nguyên nhân": "Thông thường",
        "Người chết đang hưởng trợ cấp hằng tháng khác": "Không",
        "Là con được tính trong trợ cấp của người đơn thân nghèo": "Không",
        "Họ tên người nộp (nếu không phải chính người đó)": "Mùa A Con",
        "Quan hệ": "con",
    })  # fmt: skip
    officer.step("Xem khung “Mức hỗ trợ một lần” và điều luật; bấm “Trình”.").presses("Trình")
    chair.step("Mở hồ sơ từ “Hồ sơ chờ bạn”.").opens("Mùa A Khuất")
    chair.step("Bấm “Ký quyết định”.").presses("Ký quyết định")
    chair.step("Quyết định có số; kế toán chi một lần cho người nhận tiền.").sees("Đã ký quyết định số")
    assert casework.OneOffAward.objects.get(person=who).payee == "Mùa A Con"


def _given_once(officer: Colleague, chair: Colleague, name: str) -> None:
    """What the commune gives by the law of the day of the event, from the amount to the signature."""
    officer.step("Xem khung “Mức hỗ trợ một lần” và điều luật; bấm “Trình”.").presses("Trình")
    chair.step("Mở hồ sơ từ “Hồ sơ chờ bạn”.").opens(name)
    chair.step("Bấm “Ký quyết định”.").presses("Ký quyết định")
    chair.step("Quyết định có số; kế toán chi ở kỳ chi trả một lần.").sees("Đã ký quyết định số")


@pytest.mark.long
@tells("injury")
def test_injury(office: Office, officer: Colleague, chair: Colleague) -> None:
    who = commune.disabled(office, "Sùng A Thương")
    officer.step("Tìm người bị thương, bấm “Chọn”.").finds("Sùng A Thương")
    officer.step("Chọn “Hỗ trợ người bị thương nặng”.").follows("Hỗ trợ người bị thương nặng")
    officer.step("Ghi ngày bị thương, nguyên nhân, số ngày điều trị; bấm “Tiếp nhận, lấy số”.").receives({
        "Ngày bị thương": (office.today - timedelta(days=4)).isoformat(),
        "Nguyên nhân": "Thiên tai",
        "Số ngày cấp cứu và điều trị tại cơ sở y tế": "3",
    })  # fmt: skip
    _given_once(officer, chair, "Sùng A Thương")
    assert casework.OneOffAward.objects.get(person=who).amount_vnd == 5_400_000


@pytest.mark.long
@tells("housing")
def test_housing(office: Office, officer: Colleague, chair: Colleague) -> None:
    who = commune.disabled(office, "Giàng A Nhà")
    officer.step("Tìm một người của hộ, bấm “Chọn”.").finds("Giàng A Nhà")
    officer.step("Chọn “Hỗ trợ làm nhà, sửa nhà, di dời nhà ở”.").follows("Hỗ trợ làm nhà, sửa nhà, di dời nhà ở")
    officer.step("Chọn đề nghị gì, ghi nhà bị hại thế nào, còn nơi ở khác không; bấm “Tiếp nhận, lấy số”.").receives({
        "Đề nghị": "Làm nhà ở",
        "Ngày xảy ra": (office.today - timedelta(days=2)).isoformat(),
        "Nguyên nhân": "Hỏa hoạn",
        "Nhà ở bị hại": "Đổ, sập, trôi, cháy hoàn toàn",
        "Còn nơi ở khác": "Không",
        "Có quyết định của cơ quan có thẩm quyền phải di dời": "Không",
        "Hộ có hoàn cảnh khó khăn": "Có",
    })  # fmt: skip
    _given_once(officer, chair, "Giàng A Nhà")
    assert casework.OneOffAward.objects.get(person=who).kind == "house_rebuild"


@tells("disability")
def test_disability(office: Office, officer: Colleague, chair: Colleague) -> None:
    who = builders.person(office.here, name="Cứ Thị Khó", born="2009-08-08", village="Bản Trong")
    builders.household(office.here, who)
    officer.step("Tìm người đề nghị, bấm “Chọn”.").finds("Cứ Thị Khó")
    officer.step("Chọn “Xác định mức độ khuyết tật”.").follows("Xác định mức độ khuyết tật")
    officer.step("Đánh dấu đơn và giấy tờ y tế, bấm “Tiếp nhận, lấy số”.").receives()
    officer.step("Ghi ngày và nơi họp, bấm “Mời Hội đồng”.").fills({"Ngày và nơi họp": "Sáng thứ Ba tới, trụ sở xã"})
    officer.presses("Mời Hội đồng")
    officer.step("Hội đồng họp xong: ghi kết luận, bấm “Ghi kết luận, niêm yết”.")
    officer.fills({"Kết luận của Hội đồng": "Khuyết tật vận động, mức độ nặng"}).presses("Ghi kết luận, niêm yết")
    officer.step("Trong lúc niêm yết, bấm “Giấy xác nhận khuyết tật …” để ghi tin được duyệt cùng hồ sơ.")
    officer.follows("Giấy xác nhận khuyết tật mới hoặc thay đổi")
    officer.step("Ghi mức độ, dạng khuyết tật và giấy tờ, bấm “Xem trước”.").fills({
        "Ngày ký giấy xác nhận": office.today.isoformat(),
        "Mức độ khuyết tật": "Nặng",
        "Giấy tờ": "Biên bản Hội đồng xác định mức độ khuyết tật",
        "Nơi cấp": "Hội đồng xác định mức độ khuyết tật xã",
    })  # fmt: skip
    officer.ticks("Vận động").presses("Xem trước")
    officer.step("So hiện tại với đề nghị, bấm “Gửi duyệt”.").presses("Gửi duyệt")
    officer.step("Trang tin báo hồ sơ nào đang chờ tin này: bấm “Gắn vào hồ sơ”.").presses("Gắn vào hồ sơ")
    officer.step("Hết ngày niêm yết mà không ai khiếu nại thì bấm “Trình”.").presses("Trình")
    chair.step("Mở hồ sơ từ “Hồ sơ chờ bạn”.").opens("Cứ Thị Khó")
    chair.step("Bấm “Cấp giấy xác nhận”.").presses("Cấp giấy xác nhận")
    chair.step("Mức độ khuyết tật đã vào sổ; nay có thể nhận hồ sơ hưởng trợ cấp.").sees("Đã ký")
    chair.sees("dùng bản này để ghi lên phôi")
    assert case_of("Cứ Thị Khó").state == "decided"
    assert registry.Disability.objects.get(person=who, retracted_at=None).degree == "severe"


@tells("disability_reissue")
def test_disability_reissue(office: Office, officer: Colleague, chair: Colleague) -> None:
    who = commune.disabled(office, "Hà Thị Mất")
    officer.step("Tìm người khuyết tật, bấm “Chọn”.").finds("Hà Thị Mất")
    officer.step("Chọn “Cấp đổi, cấp lại Giấy xác nhận khuyết tật”.")
    officer.follows("Cấp đổi, cấp lại Giấy xác nhận khuyết tật")
    officer.step("Chọn vì sao, đánh dấu đơn và giấy cũ nếu còn, bấm “Tiếp nhận, lấy số”.")
    officer.receives({"Vì sao": "Bị mất (điểm b khoản 2 Điều 8)"})
    officer.step("Đối chiếu với sổ, bấm “Trình”.").presses("Trình")
    chair.step("Mở hồ sơ từ “Hồ sơ chờ bạn”.").opens("Hà Thị Mất")
    chair.step("Bấm “Ký cấp giấy”.").presses("Ký cấp giấy")
    chair.step("Ở khung “Văn bản” bấm “Lập và in”: giấy mới có số, giấy cũ được thu hồi.")
    chair.sees("Giấy xác nhận khuyết tật").sees("Đã ký")
    assert case_of("Hà Thị Mất").state == "decided"
    assert registry.Disability.objects.filter(person=who, retracted_at=None).count() == 1
