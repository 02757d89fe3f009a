"""The facts that go over when one record is taken up by another, and what is said about them to whoever chooses.

``key``: besides the person, what the fact is about; two facts about one thing may not hold on one day. ``value``: how a
fact is written beside the other's, sealed where it is kept sealed. ``whose``: the column that points at the person.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Moved:
    """A table of dated facts. ``code`` begins the names of choices: "paper:personal", "residence".

    ``slotted``: which fact it is, is sealed; a row is told by its blind slot, which names person and kind.
    """

    code: str
    table: str
    label: str
    columns: tuple[str, ...]
    value: str
    key: str = ""
    whose: str = "person_id"
    slotted: bool = False

    @property
    def choice(self) -> str:
        """SQL for the name of a row's choice; of sealed circumstances, the slot that the kept record has for the kind."""
        if self.slotted:
            return "coalesce(%(slots)s::jsonb ->> f.slot, f.slot)"
        return f"'{self.code}:' || f.{self.key}" if self.key else f"'{self.code}'"


MOVED = (
    Moved(
        "residence", "registry_residence", "Nơi cư trú", ("unit_id", "village"),
        "concat_ws(', ', nullif(f.village, ''), (SELECT name FROM areas_unit AS u WHERE u.id = f.unit_id))",
    ),
    Moved(
        "household", "registry_membership", "Hộ gia đình", ("household_id", "is_head", "relation"),
        "'hộ số ' || f.household_id || CASE WHEN f.is_head THEN ', chủ hộ' ELSE '' END",
    ),
    Moved("paper", "registry_paper", "Số giấy tờ", ("kind", "number", "number_index"), "f.number", key="kind"),
    Moved("circumstance", "registry_circumstance", "Hoàn cảnh", ("kind", "value"), "coalesce(f.value, '?')", key="kind"),
    Moved("sealed", "registry_sealed_circumstance", "Hoàn cảnh", ("content", "slot"), "f.content", slotted=True),
    Moved(
        "disability", "registry_disability", "Khuyết tật", ("degree", "types", "certified_on"),
        "concat_ws('|', coalesce(f.degree, '?'), f.certified_on)",
    ),
    Moved("pension", "registry_pension", "Lương hưu, trợ cấp BHXH", ("amount_vnd",), "coalesce(f.amount_vnd::text, '?')"),
    Moved(
        "channel", "registry_payment_channel", "Cách nhận tiền", ("kind", "bank", "account", "recipient_name"),
        "concat_ws(' · ', f.kind, nullif(f.bank, ''), nullif(f.account, ''), nullif(f.recipient_name, ''))",
    ),
    Moved("phone", "registry_phone", "Điện thoại", ("number", "number_index"), "f.number"),
    Moved("children", "registry_upbringing", "Nuôi con", ("child_id",), "''", key="child_id"),
    Moved("parents", "registry_upbringing", "Được nuôi bởi", ("person_id",), "''", key="person_id", whose="child_id"),
)  # fmt: skip

IDENTITY = {
    "name": ("Họ và tên", ("full_name",)),
    "born": ("Ngày sinh", ("born_on", "born_precision")),
    "sex": ("Giới tính", ("sex",)),
    "ethnicity": ("Dân tộc", ("ethnicity",)),
    "died": ("Ngày mất", ("died_on",)),
    "citizen": ("Quốc tịch", ("citizen",)),
}
"""Parts of the identity that are chosen one by one: label and columns."""
PROJECTED = (
    "full_name", "name_fold", "name_sort", "born_on", "born_precision", "died_on", "sex", "ethnicity", "area_id",
    "village",
)  # fmt: skip
"""What lists read of a person; a merge may change any of it, and undoing sets it back."""
SIDES = ("kept", "absorbed")
