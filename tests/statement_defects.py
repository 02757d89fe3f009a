"""Statements with defects whose truth is known: what a bank books for instructions, and what went wrong with some.

``made(instructions, defects, seed)`` gives both sides and the list of defects. Clean bookings are as banks write them:
names in capitals without marks and cut short, accounts with or without dots, one in five without account.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from ansinh.kernel.vietnamese import fold
from ansinh.payments.matching.core import Booked, Instructed

FAMILY = ("Lò", "Vàng", "Giàng", "Hoàng", "Nguyễn", "Trần", "Bàn", "Đặng", "Sùng", "Mùa", "Lý", "Hà")
MIDDLE = ("Văn", "Thị", "A", "Đức", "Thu", "Minh", "Ngọc", "Seo", "Mạnh")
GIVEN = ("Hòa", "Páo", "Dua", "Khé", "Lan", "Sình", "Chía", "Tuấn", "Hương", "Phương", "Bình", "Ánh", "Dín", "Vừ")
AMOUNTS = (540_000, 810_000, 1_080_000, 1_350_000, 500_000, 1_620_000)


@dataclass(frozen=True)
class Defect:
    """One thing that went wrong: the bookings and instructions that show it."""

    kind: str
    entries: frozenset[int] = frozenset()
    instructions: frozenset[int] = frozenset()


@dataclass
class Made:
    """Both sides, and the truth."""

    instructed: list[Instructed]
    booked: list[Booked] = field(default_factory=list)
    defects: list[Defect] = field(default_factory=list)


class Bank:
    """Books instructions, well or badly."""

    def __init__(self, dice: random.Random, made: Made) -> None:
        self.dice, self.made = dice, made
        self.keys = {one.key for one in made.instructed}

    def book(self, one: Instructed, **changed: object) -> int:
        """A booking as it should be but for what is changed; its number."""
        number = len(self.made.booked) + 1
        account = one.account if self.dice.random() < 0.8 else ""
        dotted = account[:4] + "." + account[4:] if account and self.dice.random() < 0.3 else account
        entry = Booked(
            id=number, side="D", amount_vnd=one.amount_vnd, key=one.key, account=dotted,
            name=fold(one.name).upper()[:35], reference=f"FT{number:09d}", text="TRO CAP XA HOI",
        )  # fmt: skip
        self.made.booked.append(replace(entry, **changed))  # type: ignore[arg-type]
        return number

    def slip(self, key: str) -> str:
        """A key with one slip: a digit wrong, left out, doubled, or two changed over."""
        at = self.dice.randrange(2, len(key) - 1)
        while not (key[at].isdigit() and key[at + 1].isdigit() and key[at] != key[at + 1]):
            at = self.dice.randrange(2, len(key) - 1)
        digit = str((int(key[at]) + self.dice.randrange(1, 10)) % 10)
        return self.dice.choice(
            (
                key[:at] + digit + key[at + 1 :],
                key[:at] + key[at + 1 :],
                key[:at] + key[at] + key[at:],
                key[:at] + key[at + 1] + key[at] + key[at + 2 :],
            )
        )

    def told(self, kind: str, entries: list[int], *instructions: Instructed) -> None:
        """Note the truth."""
        self.made.defects.append(Defect(kind, frozenset(entries), frozenset(i.id for i in instructions)))

    # one method a defect; each is given instructions that nothing else uses

    def missing(self, one: Instructed) -> None:
        self.told("missing", [], one)

    def duplicate(self, one: Instructed) -> None:
        self.book(one)
        self.told("duplicate", [self.book(one)], one)

    def repeated(self, one: Instructed) -> None:
        first = self.made.booked[self.book(one) - 1]
        self.made.booked.append(replace(first, id=len(self.made.booked) + 1))
        self.told("repeated", [len(self.made.booked)], one)

    def amount(self, one: Instructed) -> None:
        off = self.dice.choice((-1, 1, 10, -100, 90_000, 4_860_000))
        self.told("amount", [self.book(one, amount_vnd=one.amount_vnd + off)], one)

    def partial(self, one: Instructed) -> None:
        self.told("partial", [self.book(one, amount_vnd=one.amount_vnd // self.dice.choice((2, 3)))], one)

    def in_parts(self, one: Instructed) -> None:
        part = one.amount_vnd // self.dice.choice((2, 3))
        parts = [self.book(one, amount_vnd=part), self.book(one, amount_vnd=one.amount_vnd - part)]
        self.told("in_parts", parts, one)

    def wrong_reference(self, one: Instructed) -> None:
        how = self.dice.choice(("slip", "slip, account", "slip, bare"))
        key = self.slip(one.key)
        while how == "slip, bare" and key in self.keys:
            key = self.slip(one.key)  # without name or account it would be nothing but the other's booking
        changed: dict[str, object] = {"key": key}
        if how == "slip, account":
            changed["account"] = one.account
        elif how == "slip, bare":
            changed |= {"account": "", "name": ""}
        self.told("wrong_reference", [self.book(one, **changed)], one)

    def swapped(self, one: Instructed, other: Instructed) -> None:
        first = self.book(one, key=other.key, account=one.account)
        second = self.book(other, key=one.key, account=other.account)
        self.told("wrong_reference", [first], one)
        self.told("wrong_reference", [second], other)

    def anothers_key(self, one: Instructed, other: Instructed) -> None:
        self.book(other, account=other.account)
        self.told("wrong_reference", [self.book(one, key=other.key, account=one.account)], one)

    def no_reference(self, one: Instructed) -> None:
        self.told("no_reference", [self.book(one, key="", account=one.account)], one)

    def wrong_account(self, one: Instructed) -> None:
        self.told("wrong_account", [self.book(one, account=f"7{one.id:09d}77")], one)

    def merged(self, one: Instructed, other: Instructed, third: Instructed) -> None:
        total = one.amount_vnd + other.amount_vnd + third.amount_vnd
        text = f"TRO CAP {one.key} {other.key};{third.key}"
        entry = self.book(one, key="", amount_vnd=total, text=text, account="", name="")
        self.told("merged", [entry], one, other, third)

    def unknown_debit(self, one: Instructed) -> None:
        self.book(one)
        stranger = {"key": "", "account": f"9{one.id:08d}99", "name": "PHI DICH VU", "amount_vnd": 11_000}
        self.told("unknown_debit", [self.book(one, **stranger)])

    def unknown_credit(self, one: Instructed) -> None:
        self.book(one)
        stranger = {"side": "C", "key": "", "account": f"8{one.id:08d}88", "name": "NOP TIEN", "amount_vnd": 123_456}
        self.told("unknown_credit", [self.book(one, **stranger)])

    def duplicate_credit(self, one: Instructed) -> None:
        self.book(one)
        self.book(one, side="C")
        self.told("duplicate_credit", [self.book(one, side="C")], one)

    def partial_credit(self, one: Instructed) -> None:
        self.book(one)
        self.told("partial_credit", [self.book(one, side="C", amount_vnd=one.amount_vnd // 2)], one)

    def doubtful_credit(self, one: Instructed) -> None:
        self.book(one)
        self.told("doubtful_credit", [self.book(one, side="C", key="", account=one.account)], one)

    def credit_without_debit(self, one: Instructed) -> None:
        self.told("credit_without_debit", [self.book(one, side="C")], one)


KINDS: dict[str, int] = {
    "missing": 1, "duplicate": 1, "repeated": 1, "amount": 1, "partial": 1, "in_parts": 1, "wrong_reference": 1,
    "swapped": 2, "anothers_key": 2, "no_reference": 1, "wrong_account": 1, "merged": 3, "unknown_debit": 1,
    "unknown_credit": 1, "duplicate_credit": 1, "partial_credit": 1, "doubtful_credit": 1, "credit_without_debit": 1,
}  # fmt: skip
"""Defects, and how many instructions each takes."""


def made(instructions: int, defects: int, seed: int) -> Made:
    """So many instructions, of which some are booked badly; one in twenty of the sound ones comes back."""
    dice = random.Random(seed)
    found = Made([_instruction(number, dice) for number in range(1, instructions + 1)])
    bank, left = Bank(dice, found), list(found.instructed)
    dice.shuffle(left)
    while len(found.defects) < defects:
        kind = dice.choice(list(KINDS))
        given = [left.pop() for _ in range(KINDS[kind])]
        act: Callable[..., None] = getattr(bank, kind)
        act(*given)
    for one in left:
        bank.book(one)
        if dice.random() < 0.05:
            bank.book(one, side="C")
    return found


def _instruction(number: int, dice: random.Random) -> Instructed:
    name = f"{dice.choice(FAMILY)} {dice.choice(MIDDLE)} {dice.choice(GIVEN)}"
    return Instructed(
        id=number, key=f"AS2611-{number // 50_000 + 1:05d}-{number % 50_000 + 1:06d}", group_key="",
        amount_vnd=dice.choice(AMOUNTS), account=f"{dice.randrange(10**9, 10**10)}{number:06d}", name=name,
    )  # fmt: skip
