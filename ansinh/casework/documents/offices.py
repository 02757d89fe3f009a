"""Who issues a document on a day, and how it is named: the district until 30 June 2025, the commune afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from ansinh.areas.public import Unit
from ansinh.casework.documents.content import Letterhead, Signature
from ansinh.casework.documents.departments_table import Department, Level, department_of

COUNCIL = "Ủy ban nhân dân"
OFFICIAL = "công chức Lao động - Thương binh và Xã hội"


@dataclass(frozen=True)
class Office:
    """A people's committee. ``unit`` is its area; ``on`` the day, by which its departments are named."""

    unit: Unit
    on: date

    @property
    def is_district(self) -> bool:
        """Whether it is one of the districts that were there until June 2025."""
        return bool(self.unit.kind == Unit.Kind.DISTRICT)

    @property
    def is_province(self) -> bool:
        """Whether it is the province, which answers a second complaint."""
        return bool(self.unit.kind == Unit.Kind.PROVINCE)

    @property
    def area_name(self) -> str:
        """ "xã Lục Yên": as it stands within a sentence."""
        return small(self.unit.name)

    @property
    def name(self) -> str:
        """ "Ủy ban nhân dân xã Lục Yên"."""
        return f"{COUNCIL} {self.area_name}"

    @property
    def place(self) -> str:
        """ "Lục Yên": where the office is; the kind stays where the name is a number (NĐ 30/2020, phụ lục I)."""
        kind, _, own = self._parts
        return f"{kind} {own}" if own.isdigit() else own

    @cached_property
    def _parts(self) -> tuple[str, str, str]:
        for kind in ("Thị trấn", "Thành phố", "Thị xã", "Đặc khu"):
            if self.unit.name.startswith(f"{kind} "):
                return kind, " ", self.unit.name.removeprefix(f"{kind} ")
        return self.unit.name.partition(" ")

    @property
    def head(self) -> Letterhead:
        """The name of the committee, of which no superior body stands above."""
        return Letterhead((), (COUNCIL, self.area_name))

    @property
    def chair(self) -> str:
        """ "Chủ tịch Ủy ban nhân dân xã Lục Yên"."""
        return f"Chủ tịch {self.name}"

    @property
    def department(self) -> str:
        """The department that prepares, as it was called on the day; a commune has one since July 2025."""
        return self._department.name

    @cached_property
    def _department(self) -> Department:
        level: Level = "province" if self.is_province else "district" if self.is_district else "commune"
        return department_of(level, self.on)

    @property
    def preparer(self) -> str:
        """Who prepares, within a sentence: the head of the department, before it the official (NĐ 20/2021 Đ8.1.b)."""
        if not self.department:
            return OFFICIAL
        return f"Giám đốc {self.department}" if self.is_province else f"Trưởng {self.department}"

    @property
    def executors(self) -> str:
        """Who carries a decision out within the office: its hall, where it has one, and who prepared."""
        hall = COUNCIL if self.is_province else f"Hội đồng nhân dân và {COUNCIL}"
        return f"Chánh Văn phòng {hall} {self.area_name}, {self.preparer}" if self.department else self.preparer

    @property
    def department_letters(self) -> str:
        """Its letters in numbers and archive marks."""
        return self._department.letters

    @property
    def kept_by(self) -> str:
        """Where a document stays, for its last recipient: "VT, VHXH"."""
        return ", ".join(filter(None, ("VT", self.department_letters)))

    @property
    def letter_letters(self) -> str:
        """The letters of a letter of the committee that the department wrote."""
        return "-".join(filter(None, ("UBND", self.department_letters)))

    def signed_by_chair(self, name: str) -> Signature:
        """The chair decides in the own right."""
        return Signature(("CHỦ TỊCH",), name)

    def signed_for_committee(self, name: str) -> Signature:
        """The chair signs for the committee."""
        return Signature((f"TM. {COUNCIL.upper()}", "CHỦ TỊCH"), name)


def issuing_unit(commune: Unit, on: date) -> Unit:
    """The unit whose chair decides in a commune on a day: its district while there was one."""
    above = commune.parent
    if above is None or above.kind != Unit.Kind.DISTRICT:
        return commune
    until = above.valid.upper  # nobody knew of an end before the resolution
    return above if until is None or on < until else commune


def small(name: str) -> str:
    """A unit's name within a sentence: "xã Lục Yên"."""
    return f"{name[:1].lower()}{name[1:]}"
