"""So tên chủ tài khoản ngân hàng đã báo với tên người đang được chi vào tài khoản đó."""

from __future__ import annotations

from datetime import date

from ansinh.payments.public import account_names


def run(today: date) -> str:
    """How many accounts have to be looked at by a person."""
    return f"{account_names.check_accounts(on=today)} trường hợp mới cần kết luận"
