"""Monthly social allowance (trợ cấp xã hội hằng tháng): NĐ 20/2021 Đ5–6, NĐ 335/2026 Đ5–6."""
