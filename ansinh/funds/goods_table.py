"""What is kept in stores: words, the unit it is counted in, and the one-off benefit in kind that it serves."""

GOODS = {
    "rice": ("Gạo", "kg", "rice"),
    "noodles": ("Mì ăn liền", "thùng", "essentials"),
    "water": ("Nước uống đóng chai", "thùng", "essentials"),
    "oil": ("Dầu ăn", "lít", "essentials"),
    "salt": ("Muối", "kg", "essentials"),
    "blanket": ("Chăn", "cái", "essentials"),
    "mosquito_net": ("Màn", "cái", "essentials"),
    "clothes": ("Quần áo", "bộ", "essentials"),
    "kitchen": ("Bộ đồ nấu ăn", "bộ", "essentials"),
    "hygiene": ("Đồ vệ sinh cá nhân", "bộ", "essentials"),
    "tarpaulin": ("Bạt, tấm lợp", "tấm", "essentials"),
}
