"""Care in social assistance facilities: NĐ 20/2021 Đ25, NĐ 335/2026 Đ22."""
