"""Social pension (trợ cấp hưu trí xã hội): Luật BHXH 2024, NĐ 176/2025, NĐ 335/2026 Đ31."""
