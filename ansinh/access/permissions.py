"""What a person may be allowed to do. Every route names the permissions that open it."""

from enum import StrEnum


class Permission(StrEnum):
    """One kind of act; the text is what an auditor reads."""

    VIEW_FIGURES = "view_figures"
    READ_PERSON = "read_person"
    IMPORT_LISTS = "import_lists"
    RECORD_NEWS = "record_news"
    APPROVE_NEWS = "approve_news"
    PREPARE_PROPOSALS = "prepare_proposals"
    MERGE_PEOPLE = "merge_people"
    DECIDE = "decide"
    PREPARE_PAYROLL = "prepare_payroll"
    APPROVE_PAYROLL = "approve_payroll"
    AUTHORISE_PAYROLL = "authorise_payroll"
    RELEASE_PAYROLL = "release_payroll"
    RECORD_RETURNS = "record_returns"
    VERIFY_PAID = "verify_paid"
    PREPARE_BUDGET = "prepare_budget"
    APPROVE_BUDGET = "approve_budget"
    CLOSE_PERIOD = "close_period"
    KEEP_STOCK = "keep_stock"
    RUN_MONTH = "run_month"
    RUN_SIMULATIONS = "run_simulations"
    PREPARE_LAW = "prepare_law"
    PUBLISH_LAW = "publish_law"
    READ_AUDIT = "read_audit"
    LEND_RECORDS = "lend_records"
    MANAGE_ACCESS = "manage_access"
    MANAGE_SETTINGS = "manage_settings"
    PREPARE_AREAS = "prepare_areas"
    APPLY_AREAS = "apply_areas"


DESCRIPTIONS = {
    Permission.VIEW_FIGURES: "Xem số liệu tổng hợp của địa bàn mình",
    Permission.READ_PERSON: "Xem hồ sơ từng người trong địa bàn mình (mỗi lần xem được ghi nhật ký)",
    Permission.IMPORT_LISTS: "Nạp danh sách Excel, duyệt từng dòng, hoàn tác",
    Permission.RECORD_NEWS: "Báo tin mới về một người hoặc một hộ, kèm giấy tờ",
    Permission.APPROVE_NEWS: "Duyệt, hoàn tác tin do người khác báo; tiếp nhận người chuyển đến",
    Permission.PREPARE_PROPOSALS: "Lập và trình đề nghị thêm mới, điều chỉnh, thôi hưởng",
    Permission.MERGE_PEOPLE: "Quyết định cặp hồ sơ nghi trùng, gộp hồ sơ và hoàn tác trong địa bàn mình",
    Permission.DECIDE: "Ký quyết định đối với đề nghị do người khác trình",
    Permission.PREPARE_PAYROLL: "Lập và chốt danh sách chi trả",
    Permission.APPROVE_PAYROLL: "Duyệt danh sách chi trả do người khác lập",
    Permission.AUTHORISE_PAYROLL: "Chuẩn chi danh sách do người khác lập, người khác duyệt",
    Permission.RELEASE_PAYROLL: "Chuyển danh sách đã chuẩn chi sang đơn vị chi trả",
    Permission.RECORD_RETURNS: "Nhập kết quả chi trả của bưu điện, ngân hàng",
    Permission.VERIFY_PAID: "Rút mẫu, hỏi lại và ghi kết quả kiểm tra sau chi trả (không phải khoản mình đã chi)",
    Permission.PREPARE_BUDGET: "Nhập quyết định giao, điều chỉnh dự toán; tiền, hàng ủng hộ và việc sử dụng",
    Permission.APPROVE_BUDGET: "Duyệt dự toán, cấp phát, hao hụt do người khác lập; mở lại kỳ người khác khóa",
    Permission.CLOSE_PERIOD: "Khóa sổ tháng, năm của địa bàn mình",
    Permission.KEEP_STOCK: "Nhập, chuyển, cấp phát, kiểm kê hàng cứu trợ trong kho của địa bàn mình",
    Permission.RUN_MONTH: "Chạy các bước của tháng",
    Permission.RUN_SIMULATIONS: "Thử dự thảo trên người dân hiện có, dự báo kinh phí",
    Permission.PREPARE_LAW: "Nhập mức và đối tượng riêng của tỉnh, văn bản sắp ban hành; bỏ bản mình chuẩn bị",
    Permission.PUBLISH_LAW: "Ban hành văn bản do người khác chuẩn bị; rút lại trước tháng có hiệu lực",
    Permission.READ_AUDIT: "Xem nhật ký truy cập và thay đổi",
    Permission.LEND_RECORDS: "Duyệt cho người ngoài địa bàn xem khẩn cấp hồ sơ một người",
    Permission.MANAGE_ACCESS: "Cấp và thu hồi quyền",
    Permission.MANAGE_SETTINGS: "Khai báo đơn vị chi trả, tài khoản và ngân hàng của địa bàn",
    Permission.PREPARE_AREAS: "Lập thay đổi địa bàn (nhập, chia, đổi tên, chuyển), nhập phân loại xã, thôn",
    Permission.APPLY_AREAS: "Áp dụng và hoàn tác thay đổi địa bàn do người khác lập",
}
