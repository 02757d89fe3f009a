"""Support of carers (hỗ trợ kinh phí chăm sóc, nuôi dưỡng): NĐ 20/2021 Đ20, NĐ 335/2026 Đ17."""
