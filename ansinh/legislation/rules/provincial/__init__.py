"""Categories of a province's own resolutions (NĐ 20/2021 Đ4.3.b, NĐ 335/2026 Đ4.3.b), read from values/provinces."""
