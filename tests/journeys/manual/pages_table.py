"""What the manual says of each kind of file beside its steps: when it comes, what it is, what is refused, what comes out."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Page:
    """``comes``: what somebody comes to the counter with. ``what``: paragraphs. ``refused``: words that the program
    says, and what to do then. ``papers``: documents that come out of it. ``programme``: the one its term is told for.
    """

    comes: str
    what: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    papers: tuple[str, ...]
    programme: str = ""


RECEIPT = "Giấy tiếp nhận và hẹn trả kết quả: nút “In giấy hẹn” trên trang hồ sơ."
DECISION = "Quyết định có số của UBND: nút “Quyết định …”, rồi “In quyết định” (PDF) hoặc “Tải DOCX”."
NOTICE = "Thông báo cho người dân: mở đề nghị trong hồ sơ, khung văn bản."
NO_GROUND = (
    "Theo luật và sổ người dân hiện nay chưa có căn cứ",
    "Đọc khung “Vì sao”: điều kiện nào chưa đạt, thông tin nào còn thiếu. Thiếu thì báo tin rồi trình lại; "
    "không đạt thì chọn “Không giải quyết” và ghi lý do.",
)
NEWS_FIRST = (
    "Hãy báo tin tương ứng về người này và gắn vào hồ sơ trước khi trình.",
    "Ở khung “Việc của bạn” bấm nút ghi tin, gửi tin, rồi bấm “Gắn vào hồ sơ”.",
)
NO_EVENT = (
    "Theo luật của ngày xảy ra sự việc chưa có căn cứ hỗ trợ; xem phần “Vì sao”.",
    "Đọc khung “Mức hỗ trợ một lần” hoặc “Vì sao”: điều kiện nào chưa đạt. Không đạt thì chọn “Không giải quyết”.",
)
GIVEN = (
    "Việc này đã được hỗ trợ theo quyết định số",
    "Người này, hoặc người cùng hộ, đã có quyết định cho sự việc ngày ấy; chọn “Không giải quyết” và ghi số quyết định.",
)
ANSWER_MISSING = ("Hãy ghi nội dung trả lời, lý do.", "Viết câu trả lời đầy đủ rồi trình lại.")
NOT_RECEIVING = (
    "Người này không đang hưởng chế độ này.",
    "Xem thẻ “Trợ cấp và lý do” của người đó; người chưa hưởng thì lập hồ sơ đề nghị hưởng.",
)

PAGES: dict[str, Page] = {
    "new": Page(
        "Người dân xin hưởng trợ cấp hằng tháng, trợ cấp hưu trí xã hội hoặc chính sách riêng của tỉnh",
        (
            "Hồ sơ xin hưởng lần đầu, hoặc xin hưởng thêm một chế độ. Điều kiện của trợ cấp xã hội ở Điều 5, hồ sơ ở "
            "Điều 7, thủ tục ở Điều 8 Nghị định 335/2026/NĐ-CP; trợ cấp hưu trí xã hội theo Điều 4 Nghị định "
            "176/2025/NĐ-CP (sửa đổi tại Điều 31 Nghị định 335/2026/NĐ-CP).",
            "Được hưởng từ tháng Chủ tịch UBND cấp xã ký quyết định.",
        ),
        (
            NO_GROUND,
            ("đang có hồ sơ cùng loại số", "Mở hồ sơ ấy ở “Hồ sơ đã có” mà làm tiếp, không lập hồ sơ thứ hai."),
            (
                "Ngày nhận, chế độ này theo thủ tục khác: hãy xem lại hạn và đánh dấu giấy tờ rồi tiếp nhận.",
                "Đổi ngày nhận hay chế độ thì giấy tờ cũng khác: xem lại danh sách giấy tờ rồi bấm tiếp nhận lần nữa.",
            ),
        ),
        (RECEIPT, "Tờ khai điền sẵn: khung “Tờ khai”, “In để ký”.", DECISION, NOTICE),
        programme="social_allowance",
    ),
    "care_support": Page(
        "Người, hộ gia đình nhận chăm sóc, nuôi dưỡng xin hỗ trợ kinh phí",
        (
            "Hỗ trợ hằng tháng cho hộ gia đình, cá nhân nhận chăm sóc trẻ em, người cao tuổi, người khuyết tật đặc "
            "biệt nặng, và cho người khuyết tật mang thai hoặc nuôi con nhỏ: Điều 17, hồ sơ theo khoản 2 Điều 7 Nghị "
            "định 335/2026/NĐ-CP. Hồ sơ đứng tên người được chăm sóc.",
        ),
        (
            NO_GROUND,
            ("Ghi họ tên người nộp.", "Người nộp là người chăm sóc, nên phải ghi họ tên người ấy."),
        ),
        (RECEIPT, "Tờ khai nhận chăm sóc, nuôi dưỡng điền sẵn.", DECISION, NOTICE),
        programme="care_support",
    ),
    "change": Page(
        "Người đang hưởng có thay đổi (mức độ khuyết tật, tuổi, số con, hoàn cảnh)",
        (
            "Điều chỉnh mức khi điều kiện hưởng thay đổi (khoản 4 Điều 8 Nghị định 335/2026/NĐ-CP). Mức mới do luật "
            "tính từ sổ, không gõ tay; vì vậy phải báo tin về thay đổi trước.",
        ),
        (NOT_RECEIVING, NO_GROUND),
        (RECEIPT, DECISION, NOTICE),
        programme="social_allowance",
    ),
    "stop": Page(
        "Người đang hưởng chết, hoặc không còn đủ điều kiện",
        (
            "Thôi hưởng khi chết, hoặc không còn điều kiện hưởng (Điều 8, Điều 9 Nghị định 335/2026/NĐ-CP). Xã tự lập "
            "hồ sơ được, không chờ gia đình. Tháng chết vẫn chi; thôi từ tháng sau.",
            "Khoản đã chi quá được tính và thu hồi ở kỳ chi trả, không phải làm thêm ở đây.",
        ),
        (NOT_RECEIVING, NO_GROUND),
        (RECEIPT, DECISION, NOTICE),
        programme="social_allowance",
    ),
    "suspension": Page(
        "Bưu điện báo người hưởng không nhận tiền ba tháng liền, hoặc không chịu xác định lại",
        (
            "Tạm dừng chi trả từ tháng sau ngày ký, tới khi rà soát (khoản 1 Điều 9 Nghị định 335/2026/NĐ-CP). Trợ "
            "cấp hưu trí xã hội không có việc tạm dừng này.",
        ),
        (
            (
                "tháng liên tục không nhận",
                "Đếm lại số tháng liền nhau trong danh sách chưa nhận; chưa đủ thì chưa được tạm dừng.",
            ),
            (
                "Luật của ngày này không có căn cứ tạm dừng đó cho chế độ này.",
                "Chọn lại lý do hoặc chế độ theo Điều 9.",
            ),
            (
                "Người này không hưởng chế độ này từ tháng sau, không có gì để tạm dừng.",
                "Đã có quyết định thôi hưởng: trả lại hồ sơ, không ký.",
            ),
        ),
        (RECEIPT, DECISION),
        programme="social_allowance",
    ),
    "resumption": Page(
        "Người bị tạm dừng đến nhận lại tiền",
        (
            "Rà soát rồi cho hưởng lại (khoản 4 Điều 9 Nghị định 335/2026/NĐ-CP): điều kiện không đổi thì hưởng lại "
            "từ tháng đã dừng; đã đổi thì hưởng mức khác hoặc thôi hưởng.",
        ),
        (
            ("Chế độ này của người này không đang tạm dừng.", "Chọn đúng chế độ đang tạm dừng."),
            NO_GROUND,
        ),
        (RECEIPT, DECISION, NOTICE),
        programme="social_allowance",
    ),
    "funeral": Page(
        "Người lo mai táng cho người đang hưởng xin hỗ trợ chi phí",
        (
            "Hỗ trợ một lần cho người, tổ chức đứng ra mai táng (Điều 11 Nghị định 335/2026/NĐ-CP; người hưởng trợ cấp "
            "hưu trí xã hội theo Điều 5 Nghị định 176/2025/NĐ-CP). Mức theo luật của ngày chết. Người chết đồng thời "
            "phải thôi hưởng: lập thêm hồ sơ thôi hưởng.",
        ),
        (
            ("Sổ chưa ghi người này chết; hãy báo tử trước.", "Bấm “báo tử trước” ở trang chọn loại hồ sơ."),
            (
                "Theo luật của ngày xảy ra sự việc chưa có căn cứ hỗ trợ; xem phần “Vì sao”.",
                "Người chết không thuộc diện, hoặc đã được mai táng phí theo văn bản khác cao hơn.",
            ),
        ),
        (RECEIPT, "Tờ khai đề nghị hỗ trợ chi phí mai táng điền sẵn.", DECISION),
        programme="social_allowance",
    ),
    "injury": Page(
        "Người bị thương nặng do thiên tai, hỏa hoạn, tai nạn nghiêm trọng cần giúp ngay",
        (
            "Hỗ trợ một lần cho người phải cấp cứu và điều trị tại cơ sở y tế từ 3 ngày trở lên (khoản 2 Điều 12 Nghị "
            "định 335/2026/NĐ-CP). Mức theo luật của ngày bị thương. UBND cấp xã tự rà soát được, không cần chờ đơn: "
            "chọn “UBND xã tự lập”. Người chết trong cùng vụ việc: lập hồ sơ mai táng, chọn đúng nguyên nhân.",
        ),
        (NO_EVENT, GIVEN),
        (RECEIPT, DECISION),
        programme="",
    ),
    "housing": Page(
        "Hộ có nhà bị sập, trôi, cháy, hư hỏng nặng, hoặc phải di dời khẩn cấp",
        (
            "Hỗ trợ một lần cho cả hộ để làm nhà, sửa nhà hoặc di dời (khoản 4 Điều 12 Nghị định 335/2026/NĐ-CP). Làm "
            "nhà và sửa nhà dành cho hộ nghèo, hộ cận nghèo, hộ có hoàn cảnh khó khăn; di dời thì hộ nào cũng được, khi "
            "có quyết định của cơ quan có thẩm quyền. Một sự việc mỗi hộ một lần, ai trong hộ đứng tên cũng vậy.",
        ),
        (NO_EVENT, GIVEN),
        (RECEIPT, DECISION),
        programme="",
    ),
    "disability": Page(
        "Người dân xin giấy xác nhận khuyết tật, hoặc xác định lại mức độ",
        (
            "Hội đồng xác định mức độ khuyết tật cấp xã họp và kết luận, kết luận được niêm yết, Chủ tịch UBND cấp xã "
            "cấp giấy (Điều 4, Điều 5, Điều 6 Thông tư 01/2019/TT-BLĐTBXH). Hội đồng không kết luận được thì Chủ tịch "
            "bấm “Chuyển giám định y khoa”.",
        ),
        (
            NEWS_FIRST,
            (
                "Hồ sơ không còn ở bước gắn tin.",
                "Tin phải gắn trước khi trình; Chủ tịch trả lại hồ sơ thì gắn được.",
            ),
        ),
        (
            RECEIPT,
            "Văn bản niêm yết: trang “Sổ văn bản”.",
            "Giấy xác nhận khuyết tật: khung “Văn bản”, bấm “Lập và in”; ghi lên phôi của Sở theo bản này, Chủ tịch ký.",
        ),
    ),
    "disability_reissue": Page(
        "Người khuyết tật mất giấy xác nhận, giấy hỏng, hoặc giấy sai thông tin so với căn cước",
        (
            "Cấp đổi, cấp lại theo hồ sơ xã đang lưu giữ, không họp Hội đồng: cùng dạng, cùng mức độ, số mới, thay giấy "
            "cũ (Điều 8, Điều 9 Thông tư 01/2019/TT-BLĐTBXH). Tiền trợ cấp không đổi: tháng hưởng tính theo ngày xác "
            "nhận lần đầu. Đổi dạng, mức độ, hoặc trẻ đủ 6 tuổi thì lập hồ sơ xác định mức độ khuyết tật.",
            "Giấy sai thông tin: báo tin sửa sổ trước, giấy mới ghi theo sổ. Giấy đã bị thu hồi không có hiệu lực trở "
            "lại; người còn khuyết tật theo sổ thì chọn “Giấy đã bị thu hồi” (văn bản không nêu, chưa đối chiếu).",
        ),
        (
            (
                "Sổ không ghi người này là người khuyết tật: không có hồ sơ đang lưu giữ để cấp lại; hãy xác định mức độ.",
                "Chọn “Không giải quyết” và ghi lý do, rồi lập hồ sơ xác định mức độ khuyết tật.",
            ),
        ),
        (
            RECEIPT,
            "Giấy xác nhận khuyết tật mới: khung “Văn bản”, bấm “Lập và in”; giấy cũ được thu hồi cùng lúc.",
        ),
    ),
    "move_within": Page(
        "Người hưởng chuyển thôn, bản trong xã",
        (
            "Chi trả tiếp tại nơi ở mới, không gián đoạn (khoản 3 Điều 8 Nghị định 335/2026/NĐ-CP). Nơi ở mới làm "
            "thay đổi chế độ theo vùng thì máy đề nghị điều chỉnh riêng.",
        ),
        (NEWS_FIRST,),
        (RECEIPT,),
    ),
    "move_commune": Page(
        "Người hưởng chuyển sang xã, phường khác trong tỉnh",
        (
            "Hai xã cùng làm một hồ sơ: Chủ tịch nơi cũ ký thôi chi trả và gửi, Chủ tịch nơi mới ký tiếp tục chi trả "
            "(khoản 3 Điều 8 Nghị định 335/2026/NĐ-CP). Tới khi nơi mới ký, nơi cũ vẫn giữ người này. Nơi cũ chi trả các "
            "tháng đã lên danh sách; nơi mới chi trả từ tháng ghi trong quyết định thôi chi trả, kể cả truy lĩnh.",
            "Người đã chuyển nơi ở từ trước, nơi cũ vẫn chi trả: lập hồ sơ này ở xã nơi đang sống, không báo tin nữa; hồ sơ "
            "sang nơi cũ ký thôi chi trả rồi trở lại.",
        ),
        (
            NEWS_FIRST,
            (
                "Đây là xã đang giữ hồ sơ; hãy dùng tin chuyển thôn, bản.",
                "Lập hồ sơ “Chuyển nơi ở trong xã”.",
            ),
            ("Xã, phường khác mới làm được việc này.", "Hồ sơ đã ở bước của xã kia; chờ xã ấy làm."),
        ),
        (RECEIPT, "Hai quyết định: thôi chi trả tại nơi cũ, chi trả tại nơi mới.", DECISION),
    ),
    "complaint": Page(
        "Người dân không đồng ý với một quyết định, hoặc với việc không giải quyết",
        (
            "Khiếu nại lần đầu do Chủ tịch UBND cấp xã giải quyết bằng quyết định có số (Luật Khiếu nại "
            "02/2011/QH13, Điều 27 đến Điều 31). Bảng thời hạn trong máy chưa đối chiếu với văn bản này.",
        ),
        (
            ANSWER_MISSING,
            ("Không có hồ sơ trước như vậy của người này.", "Chỉ chọn được hồ sơ của chính người này."),
        ),
        (RECEIPT, DECISION),
    ),
    "appeal": Page(
        "Người khiếu nại không đồng ý với quyết định giải quyết lần đầu",
        (
            "Khiếu nại lần hai: xã nhận đơn, cấp tỉnh thụ lý và giải quyết (Luật Khiếu nại 02/2011/QH13, Điều 33 đến "
            "Điều 40). Bảng thời hạn trong máy chưa đối chiếu với văn bản này.",
        ),
        (ANSWER_MISSING,),
        (RECEIPT, DECISION),
    ),
    "grievance": Page(
        "Người dân phản ánh về chi trả, thủ tục, thái độ, người hưởng sai hay bị bỏ sót",
        (
            "Phản ánh, kiến nghị không chống lại một quyết định nào, nên trả lời bằng công văn, không có số quyết "
            "định. Văn bản không ghi thời hạn: xã tự đặt mốc mười ngày làm việc.",
        ),
        (ANSWER_MISSING,),
        (RECEIPT, "Câu trả lời trong hồ sơ, Chủ tịch ký."),
    ),
    "own_data": Page(
        "Người dân muốn biết hồ sơ ghi gì về mình, ai đã xem, hoặc muốn sửa chỗ sai",
        (
            "Quyền đối với dữ liệu của chính mình (Điều 14 Nghị định 13/2023/NĐ-CP, chưa đối chiếu). Chỉ chính người "
            "đó hoặc người giám hộ được yêu cầu; phải đối chiếu căn cước.",
        ),
        (
            ("Hãy ghi rõ yêu cầu: ai, ngày nào, bằng cách nào.", "Ghi đủ ba điều; câu này vào nhật ký."),
            ANSWER_MISSING,
        ),
        (RECEIPT, "Bản dữ liệu: xem trên màn hình, PDF, hoặc tệp cho máy đọc."),
    ),
}

EVERYWHERE = (
    ("Còn thiếu:", "Đánh dấu giấy tờ đã nhận ở khung “Giấy tờ”, hoặc bấm “Yêu cầu bổ sung”: hạn dừng tới khi nhận đủ."),
    (
        "Bạn là người trình hồ sơ này; phải do người khác ký.",
        "Người trình và người ký luôn là hai người. Chủ tịch mở hồ sơ ở “Hồ sơ chờ bạn” mà ký.",
    ),
    (
        "Có người thuộc hộ gia đình của chính bạn; phải do người khác ký quyết định.",
        "Không ai quyết định cho hộ mình: người khác có quyền ký phải ký.",
    ),
    (
        "Từ khi trình, sổ người dân hoặc luật đã làm kết quả khác đi; hãy trả lại để thẩm định lại.",
        "Bấm “Trả lại…”, ghi lý do; công chức xem lại rồi trình lần nữa.",
    ),
    (
        "Công chức đề xuất không giải quyết; hãy trả lời bằng văn bản hoặc trả lại.",
        "Bấm “Trả lời không giải quyết…” hoặc “Trả lại…”.",
    ),
    ("Ngày nhận không được sau hôm nay.", "Sửa ngày nhận."),
    (
        "Người này do xã, phường khác quản lý.",
        "Xã nơi người đó cư trú tiếp nhận; người đã chuyển đến thì báo tin trước.",
    ),
)
"""Refusals that any kind of file can meet."""
