"""The texts that officers sign, word for word."""

from __future__ import annotations

from typing import Any

import pytest

from ansinh import legislation

Facts = dict[str, Any]

CASES: list[tuple[str, Facts, str, str | None, list[tuple[str, str]]]] = [
    (
        "pension_75",
        {"born": "1949-03-15", "sex": "male"},
        "2026-11",
        "Hoàng Văn Páo",
        [
            (
                "entitlement",
                "Ông Hoàng Văn Páo từ đủ 75 tuổi (sinh ngày 15/03/1949), là công dân Việt Nam, không có lương hưu,"
                " trợ cấp bảo hiểm xã hội hằng tháng, nên được hưởng trợ cấp hưu trí xã hội theo khoản 1 Điều 21"
                " Luật Bảo hiểm xã hội 2024, Điều 2, Điều 3 Nghị định 176/2025/NĐ-CP; mức hưởng: 540.000 đồng/tháng.",
            ),
        ],
    ),
    (
        "orphan_in_the_month_of_16",
        {"born": "2010-11-20", "father": "deceased", "mother": "missing"},
        "2026-11",
        None,
        [
            (
                "entitlement",
                "Cháu dưới 16 tuổi, tính hết tháng tròn 16 tuổi (sinh ngày 20/11/2010), cha đã chết, mẹ bị tuyên bố"
                " mất tích, nên được hưởng trợ cấp xã hội hằng tháng theo khoản 1 Điều 5, điểm a khoản 1 Điều 6 Nghị"
                " định 335/2026/NĐ-CP; mức hưởng: hệ số 1,5 (từ đủ 4 tuổi) × 540.000 đồng = 810.000 đồng/tháng.",
            ),
            (
                "base",
                "Mức chuẩn trợ giúp xã hội: 540.000 đồng/tháng (khoản 2 Điều 4, khoản 3, 4, 5 Điều 32 Nghị định"
                " 335/2026/NĐ-CP).",
            ),
        ],
    ),
    (
        "orphan_student",
        {"born": "2007-05-02", "sex": "female", "had_orphan_allowance": True, "studying": "yes"},
        "2026-11",
        None,
        [
            (
                "entitlement",
                "Bà từ đủ 16 tuổi (sinh ngày 02/05/2007), đang hưởng trợ cấp trẻ em không có nguồn nuôi dưỡng khi đủ"
                " 16 tuổi, đang học, không gián đoạn, nên được hưởng trợ cấp xã hội hằng tháng theo khoản 2 Điều 5,"
                " điểm b khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP; mức hưởng: hệ số 1,5 × 540.000 đồng = 810.000"
                " đồng/tháng.",
            ),
            (
                "base",
                "Mức chuẩn trợ giúp xã hội: 540.000 đồng/tháng (khoản 2 Điều 4, khoản 3, 4, 5 Điều 32 Nghị định"
                " 335/2026/NĐ-CP).",
            ),
        ],
    ),
    (
        "single_parent_with_disability",
        {
            "born": "1990-06-01",
            "sex": "female",
            "poverty": "near_poor",
            "marital": "widowed",
            "children_under_16": 2,
            "disability": "severe",
            "disability_certified": "2025-02-03",
        },
        "2026-11",
        "Lò Thị Mai",
        [
            (
                "entitlement",
                "Bà Lò Thị Mai (sinh ngày 01/06/1990) thuộc hộ cận nghèo, vợ hoặc chồng đã chết, đang nuôi 2 con"
                " dưới 16 tuổi, nên được hưởng trợ cấp xã hội hằng tháng theo khoản 4 Điều 5, điểm d khoản 1 Điều 6"
                " Nghị định 335/2026/NĐ-CP; mức hưởng: hệ số 2,0 (2 con × 1,0) × 540.000 đồng = 1.080.000"
                " đồng/tháng.",
            ),
            (
                "entitlement",
                "Bà Lò Thị Mai (sinh ngày 01/06/1990) là người khuyết tật nặng, có giấy xác nhận khuyết tật cấp ngày"
                " 03/02/2025, không có lương hưu, trợ cấp bảo hiểm xã hội hằng tháng, không hưởng trợ cấp ưu đãi"
                " người có công hằng tháng, nên được hưởng trợ cấp xã hội hằng tháng theo khoản 6 Điều 5, điểm e"
                " khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP, Điều 51 Luật Người khuyết tật; mức hưởng: hệ số 1,5 (từ"
                " đủ 16 đến dưới 60 tuổi) × 540.000 đồng = 810.000 đồng/tháng.",
            ),
            (
                "combination",
                "Người đơn thân nghèo đang nuôi con đồng thời là đối tượng quy định tại khoản 5, khoản 6 hoặc khoản"
                " 8 Điều 5 thì được hưởng cả hai mức, theo khoản 2 Điều 6 Nghị định 335/2026/NĐ-CP.",
            ),
            (
                "total",
                "Tổng mức hưởng hằng tháng: 1.890.000 đồng.",
            ),
            (
                "base",
                "Mức chuẩn trợ giúp xã hội: 540.000 đồng/tháng (khoản 2 Điều 4, khoản 3, 4, 5 Điều 32 Nghị định"
                " 335/2026/NĐ-CP).",
            ),
        ],
    ),
    (
        "child_with_carer",
        {"born": "2015-03-15", "disability": "extremely_severe", "care": "own_household"},
        "2026-11",
        None,
        [
            (
                "entitlement",
                "Cháu (sinh ngày 15/03/2015) là người khuyết tật đặc biệt nặng, đã được cấp giấy xác nhận khuyết"
                " tật, nên được hưởng trợ cấp xã hội hằng tháng theo khoản 6 Điều 5, điểm e khoản 1 Điều 6 Nghị định"
                " 335/2026/NĐ-CP, Điều 51 Luật Người khuyết tật; mức hưởng: hệ số 2,5 (chưa đủ 16 tuổi) × 540.000"
                " đồng = 1.350.000 đồng/tháng.",
            ),
            (
                "entitlement",
                "Cháu (sinh ngày 15/03/2015) được hộ gia đình trực tiếp chăm sóc, nuôi dưỡng, là người khuyết tật"
                " đặc biệt nặng, đã được cấp giấy xác nhận khuyết tật, nên hộ gia đình, cá nhân chăm sóc, nuôi dưỡng"
                " được hỗ trợ kinh phí chăm sóc, nuôi dưỡng hằng tháng theo điểm c khoản 2 Điều 17 Nghị định"
                " 335/2026/NĐ-CP; mức hỗ trợ: hệ số 1,0 × 540.000 đồng = 540.000 đồng/tháng.",
            ),
            (
                "total",
                "Tổng mức hưởng hằng tháng: 1.890.000 đồng.",
            ),
            (
                "base",
                "Mức chuẩn trợ giúp xã hội: 540.000 đồng/tháng (khoản 2 Điều 4, khoản 3, 4, 5 Điều 32 Nghị định"
                " 335/2026/NĐ-CP).",
            ),
        ],
    ),
    (
        "facility",
        {"born": "1950-03-15", "sex": "female", "disability": "severe", "in_facility": True},
        "2025-11",
        None,
        [
            (
                "entitlement",
                "Bà từ đủ 75 tuổi (sinh ngày 15/03/1950), là công dân Việt Nam, không có lương hưu, trợ cấp bảo hiểm"
                " xã hội hằng tháng, nên được hưởng trợ cấp hưu trí xã hội theo khoản 1 Điều 21 Luật Bảo hiểm xã hội"
                " 2024, Điều 2, Điều 3 Nghị định 176/2025/NĐ-CP; mức hưởng: 500.000 đồng/tháng.",
            ),
            (
                "entitlement",
                "Bà (sinh ngày 15/03/1950) đang được chăm sóc, nuôi dưỡng tại cơ sở trợ giúp xã hội, nên được hưởng"
                " trợ cấp nuôi dưỡng hằng tháng tại cơ sở trợ giúp xã hội theo khoản 1 Điều 24, khoản 1 Điều 25 Nghị"
                " định 20/2021/NĐ-CP; mức hưởng: hệ số 4,0 (từ đủ 4 tuổi) × 500.000 đồng = 2.000.000 đồng/tháng.",
            ),
            (
                "combination",
                "Cũng thuộc diện người khuyết tật nặng, đặc biệt nặng (mức 1.000.000 đồng/tháng) nhưng không hưởng"
                " thêm: người được nuôi dưỡng tại cơ sở trợ giúp xã hội hưởng trợ cấp nuôi dưỡng tại cơ sở, không"
                " hưởng trợ cấp xã hội và hỗ trợ chăm sóc tại cộng đồng, theo khoản 5 Điều 25 Nghị định"
                " 20/2021/NĐ-CP.",
            ),
            (
                "total",
                "Tổng mức hưởng hằng tháng: 2.500.000 đồng.",
            ),
            (
                "base",
                "Mức chuẩn trợ giúp xã hội: 500.000 đồng/tháng (khoản 1 Điều 1 Nghị định 76/2024/NĐ-CP).",
            ),
        ],
    ),
    (
        "alone_before_pension",
        {"born": "1949-03-15", "sex": "male", "poverty": "poor", "support": "on_allowance"},
        "2026-11",
        None,
        [
            (
                "entitlement",
                "Ông từ đủ 60 tuổi (sinh ngày 15/03/1949), thuộc hộ nghèo, người có nghĩa vụ và quyền phụng dưỡng"
                " đang hưởng trợ cấp xã hội hằng tháng, nên được hưởng trợ cấp xã hội hằng tháng theo điểm a khoản 5"
                " Điều 5, điểm đ khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP; mức hưởng: hệ số 2,0 (từ đủ 75 tuổi) ×"
                " 540.000 đồng = 1.080.000 đồng/tháng.",
            ),
            (
                "combination",
                "Cũng thuộc diện trợ cấp hưu trí xã hội – người từ đủ 75 tuổi (mức 540.000 đồng/tháng) nhưng không"
                " hưởng thêm: đủ điều kiện hưởng cả trợ cấp hưu trí xã hội và trợ cấp xã hội hằng tháng thì được"
                " hưởng chế độ có mức cao hơn, theo khoản 1 Điều 3 Nghị định 176/2025/NĐ-CP.",
            ),
            (
                "base",
                "Mức chuẩn trợ giúp xã hội: 540.000 đồng/tháng (khoản 2 Điều 4, khoản 3, 4, 5 Điều 32 Nghị định"
                " 335/2026/NĐ-CP).",
            ),
        ],
    ),
    (
        "province_of_its_own",
        {"born": "1955-03-15", "sex": "male", "disability": "severe", "province": "22"},
        "2026-09",
        None,
        [
            (
                "entitlement",
                "Ông (sinh ngày 15/03/1955) là người khuyết tật nặng, đã được cấp giấy xác nhận khuyết tật, không có"
                " lương hưu, trợ cấp bảo hiểm xã hội hằng tháng, không hưởng trợ cấp ưu đãi người có công hằng"
                " tháng, nên được hưởng trợ cấp xã hội hằng tháng theo khoản 6 Điều 5, điểm e khoản 1 Điều 6 Nghị"
                " định 20/2021/NĐ-CP, Điều 51 Luật Người khuyết tật; mức hưởng: hệ số 2,0 (từ đủ 60 tuổi) × 700.000"
                " đồng = 1.400.000 đồng/tháng.",
            ),
            (
                "base",
                "Mức chuẩn trợ giúp xã hội của tỉnh: 700.000 đồng/tháng (nghị quyết của Hội đồng nhân dân tỉnh Quảng"
                " Ninh áp dụng từ 01/10/2024), cao hơn mức chuẩn chung 540.000 đồng/tháng nên được áp dụng, theo"
                " khoản 3 Điều 4 Nghị định 20/2021/NĐ-CP.",
            ),
        ],
    ),
    (
        "small_child",
        {"born": "2024-03-15", "poverty": "near_poor", "hard_area": True},
        "2026-11",
        None,
        [
            (
                "entitlement",
                "Cháu dưới 3 tuổi (sinh ngày 15/03/2024), thuộc hộ cận nghèo, sống tại xã, thôn đặc biệt khó khăn"
                " vùng đồng bào dân tộc thiểu số và miền núi, nên được hưởng trợ cấp xã hội hằng tháng theo khoản 7"
                " Điều 5, điểm g khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP; mức hưởng: hệ số 1,5 × 540.000 đồng ="
                " 810.000 đồng/tháng.",
            ),
            (
                "base",
                "Mức chuẩn trợ giúp xã hội: 540.000 đồng/tháng (khoản 2 Điều 4, khoản 3, 4, 5 Điều 32 Nghị định"
                " 335/2026/NĐ-CP).",
            ),
        ],
    ),
    (
        "refused_at_72",
        {"born": "1952-03-15", "sex": "male"},
        "2026-11",
        "Giàng A Sử",
        [
            (
                "refusal",
                "Ông Giàng A Sử (sinh ngày 15/03/1952) chưa đủ điều kiện hưởng trợ giúp xã hội hằng tháng của tháng"
                " 11/2026.",
            ),
            (
                "near",
                "Trợ cấp hưu trí xã hội – người từ đủ 70 đến dưới 75 tuổi thuộc hộ nghèo, cận nghèo (khoản 2 Điều 21"
                " Luật Bảo hiểm xã hội 2024; Điều 2, Điều 3 Nghị định 176/2025/NĐ-CP): chưa được hưởng vì không"
                " thuộc hộ nghèo hoặc hộ cận nghèo.",
            ),
            (
                "near",
                "Trợ cấp hưu trí xã hội – người từ đủ 75 tuổi (khoản 1 Điều 21 Luật Bảo hiểm xã hội 2024; Điều 2,"
                " Điều 3 Nghị định 176/2025/NĐ-CP): chưa được hưởng vì chưa đủ 75 tuổi (sinh ngày 15/03/1952); đủ 75"
                " tuổi từ tháng 03/2027.",
            ),
            (
                "near",
                "Người cao tuổi thuộc hộ nghèo, không có người phụng dưỡng (điểm a khoản 5 Điều 5, điểm đ khoản 1"
                " Điều 6 Nghị định 335/2026/NĐ-CP): chưa được hưởng vì không thuộc hộ nghèo; có người có nghĩa vụ và"
                " quyền phụng dưỡng.",
            ),
        ],
    ),
    (
        "refused_for_a_pension",
        {"born": "1940-03-15", "sex": "female", "pension_vnd": 3000000},
        "2026-11",
        None,
        [
            (
                "refusal",
                "Bà (sinh ngày 15/03/1940) chưa đủ điều kiện hưởng trợ giúp xã hội hằng tháng của tháng 11/2026.",
            ),
            (
                "near",
                "Trợ cấp hưu trí xã hội – người từ đủ 75 tuổi (khoản 1 Điều 21 Luật Bảo hiểm xã hội 2024; Điều 2,"
                " Điều 3 Nghị định 176/2025/NĐ-CP): chưa được hưởng vì có lương hưu, trợ cấp bảo hiểm xã hội hằng"
                " tháng 3.000.000 đồng, không thấp hơn mức trợ cấp hưu trí xã hội.",
            ),
            (
                "near",
                "Người cao tuổi thuộc hộ nghèo, không có người phụng dưỡng (điểm a khoản 5 Điều 5, điểm đ khoản 1"
                " Điều 6 Nghị định 335/2026/NĐ-CP): chưa được hưởng vì không thuộc hộ nghèo; có người có nghĩa vụ và"
                " quyền phụng dưỡng.",
            ),
        ],
    ),
    (
        "refused_mild",
        {"born": "1970-03-15", "sex": "male", "disability": "mild"},
        "2026-11",
        None,
        [
            (
                "refusal",
                "Ông (sinh ngày 15/03/1970) chưa đủ điều kiện hưởng trợ giúp xã hội hằng tháng của tháng 11/2026.",
            ),
            (
                "near",
                "Người khuyết tật nặng, đặc biệt nặng (khoản 6 Điều 5, điểm e khoản 1 Điều 6 Nghị định"
                " 335/2026/NĐ-CP; Điều 51 Luật Người khuyết tật): chưa được hưởng vì mức độ khuyết tật là nhẹ, chưa"
                " đến mức nặng.",
            ),
        ],
    ),
    (
        "refused_near_nothing",
        {"born": "1990-03-15", "sex": "male", "poverty": "poor", "marital": "married"},
        "2026-11",
        None,
        [
            (
                "refusal",
                "Ông (sinh ngày 15/03/1990) chưa đủ điều kiện hưởng trợ giúp xã hội hằng tháng của tháng 11/2026.",
            ),
            (
                "near",
                "Theo thông tin đã có, không thuộc nhóm nào trong 17 nhóm đối tượng được hưởng hằng tháng (Nghị định"
                " 335/2026/NĐ-CP).",
            ),
        ],
    ),
    (
        "refused_after_death",
        {"born": "1950-03-15", "sex": "female", "died": "2026-08-31"},
        "2026-11",
        None,
        [
            (
                "refusal",
                "Bà (sinh ngày 15/03/1950) không thuộc diện hưởng trợ giúp xã hội hằng tháng của tháng 11/2026.",
            ),
            (
                "near",
                "Lý do: đã chết ngày 31/08/2026 (khoản 4 Điều 8 Nghị định 335/2026/NĐ-CP).",
            ),
        ],
    ),
    (
        "undetermined",
        {"born": "1990-06-01", "sex": "female", "poverty": "near_poor", "marital": None, "children_under_16": 2},
        "2026-11",
        None,
        [
            (
                "undetermined",
                "Chưa đủ thông tin để xác định quyền hưởng trợ giúp xã hội hằng tháng của bà trong tháng 11/2026.",
            ),
            (
                "missing",
                "Còn thiếu: tình trạng hôn nhân. Cách bổ sung: giấy xác nhận tình trạng hôn nhân, giấy chứng tử hoặc"
                " quyết định của Tòa án về vợ, chồng.",
            ),
            (
                "open",
                "Thông tin này quyết định: người đơn thân nghèo đang nuôi con (khoản 4 Điều 5, điểm d khoản 1 Điều 6"
                " Nghị định 335/2026/NĐ-CP).",
            ),
        ],
    ),
    (
        "hiv",
        {"born": "1990-03-15", "sex": "male", "poverty": "poor", "marital": "single", "hiv": True},
        "2026-11",
        None,
        [
            (
                "entitlement",
                "Ông từ đủ 16 tuổi (sinh ngày 15/03/1990), nhiễm HIV/AIDS, thuộc hộ nghèo, không có tiền lương, tiền"
                " công, thu nhập ổn định hằng tháng, không có lương hưu, trợ cấp bảo hiểm xã hội hằng tháng, nên"
                " được hưởng trợ cấp xã hội hằng tháng theo khoản 8 Điều 5, điểm g khoản 1 Điều 6 Nghị định"
                " 335/2026/NĐ-CP; mức hưởng: hệ số 1,5 × 540.000 đồng = 810.000 đồng/tháng.",
            ),
            (
                "base",
                "Mức chuẩn trợ giúp xã hội: 540.000 đồng/tháng (khoản 2 Điều 4, khoản 3, 4, 5 Điều 32 Nghị định"
                " 335/2026/NĐ-CP).",
            ),
        ],
    ),
]


@pytest.mark.parametrize(
    ("facts", "month", "name", "expected"), [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_text(facts: Facts, month: str, name: str | None, expected: list[tuple[str, str]]) -> None:
    assert [(each.kind, each.text) for each in legislation.decision_text(facts, month, name=name)] == expected
