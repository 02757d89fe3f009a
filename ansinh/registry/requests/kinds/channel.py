"""How the money is received, or who collects it."""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.registry.requests.kind import About, Approval, Change, Field, Kind, Type

CHANNELS = (
    ("post_office", "Bưu điện"),
    ("home", "Chi trả tại nhà"),
    ("bank", "Tài khoản ngân hàng"),
    ("social_account", "Tài khoản an sinh xã hội"),
)


def _changes(about: About) -> list[Change]:
    values = {"kind": about.values["channel"]}
    values |= {name: about.values.get(name) or "" for name in ("bank", "account", "recipient_name")}
    return [Change("channel", {"person_id": about.person_id}, values, about.day)]


def _checks(about: About) -> Mapping[str, str]:
    by_account = about.values["channel"] in ("bank", "social_account")
    account = about.values.get("account")
    if by_account and not account:
        return {"account": "Hãy ghi số tài khoản."}
    if not by_account and account:
        return {"account": "Nhận tiền mặt thì không ghi số tài khoản."}
    return {}


KIND = Kind(
    code="channel",
    label="Cách nhận tiền, người nhận thay",
    group="Chi trả",
    day_label="Từ ngày",
    documents=(
        "Đơn đề nghị",
        "Giấy ủy quyền nhận trợ cấp",
        "Văn bản cử người giám hộ",
        "Biên bản xác minh tại nhà",
    ),
    fields=(
        Field("channel", "Nhận qua", Type.CHOICE, CHANNELS, shows=("channel", "kind")),
        Field("bank", "Ngân hàng", required=False, shows=("channel", "bank"), longest=60),
        Field("account", "Số tài khoản", required=False, shows=("channel", "account"), longest=34),
        Field(
            "recipient_name",
            "Người nhận thay",
            required=False,
            shows=("channel", "recipient_name"),
            hint="Để trống nếu tự nhận.",
        ),
    ),
    changes=_changes,
    checks=_checks,
    approval=Approval.ANOTHER,
    why="Tiền đi sang tài khoản hoặc người khác, nên một người không tự làm trọn được.",
    touches=(("person", "channel"),),
    may_be_later=True,
)
