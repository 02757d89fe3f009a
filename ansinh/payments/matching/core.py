"""Matching what a bank booked with what it was told to pay: set by set, never row by row."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from typing import Any

from ansinh.kernel.vietnamese import fold
from ansinh.payments.matching.core_table import CREATE, NEAR_LIMIT, STEPS, TABLES


@dataclass(frozen=True, slots=True)
class Instructed:
    """An instruction to a bank. ``due``: it should be booked by now; ``debited``, ``credited``: it was, earlier."""

    id: int
    key: str
    group_key: str
    amount_vnd: int
    account: str
    name: str
    due: bool = True
    debited: bool = False
    credited: bool = False


@dataclass(frozen=True, slots=True)
class Booked:
    """A booking of a bank. ``side``: D, money out, or C, money in. Texts are empty where the bank says nothing."""

    id: int
    side: str
    amount_vnd: int
    key: str = ""
    group_key: str = ""
    account: str = ""
    name: str = ""
    reference: str = ""
    text: str = ""
    seen: bool = False


class Digests:
    """Account numbers as digests with a key of this matching only: equal ones are equal, and nothing else is told."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(16)

    def of(self, account: str) -> str:
        """The digest of a number, whatever spaces and marks stand in it; "" for none."""
        plain = "".join(sign for sign in account if sign.isalnum()).upper()
        return hashlib.blake2b(plain.encode(), key=self._key, digest_size=12).hexdigest() if plain else ""


def load(cursor: Any, instructed: Iterable[Instructed], booked: Iterable[Booked]) -> None:
    """Put both sides into the tables of the matching; within a transaction, at whose end they go."""
    cursor.execute(CREATE)
    digests = Digests()
    with cursor.copy("COPY match_instr FROM STDIN") as copy:
        for one in instructed:
            key, group, amount, account, name = one.key, one.group_key, one.amount_vnd, one.account, one.name
            plain = fold(name)
            row = (one.id, key, group, amount, digests.of(account), plain, _tokens(plain))
            copy.write_row((*row, one.due, one.debited, one.credited))
    with cursor.copy("COPY match_entry FROM STDIN") as copy:
        for entry in booked:
            number, side, amount, key, group, account, name, reference, text, seen = astuple(entry)
            plain = fold(name)
            told = (number, side, amount, key, group, digests.of(account), plain, _tokens(plain))
            copy.write_row((*told, reference, text, seen))


def match(cursor: Any) -> None:
    """Fill ``match_pair`` and ``match_finding`` from what was loaded."""
    for name, statement in STEPS:
        if name == "by_near_key" and not _few_left(cursor):
            continue
        cursor.execute(statement)


def drop(cursor: Any) -> None:
    """Drop the tables before the transaction ends."""
    cursor.execute(f"DROP TABLE {', '.join(TABLES)}")


def _few_left(cursor: Any) -> bool:
    """Near keys are looked for among what is left of a sound statement, not when whole runs are not booked yet."""
    cursor.execute("SELECT count(*) FROM left_instr")
    (count,) = cursor.fetchone()
    return bool(count <= NEAR_LIMIT)


def _tokens(plain: str) -> str:
    return " ".join(sorted(plain.split()))
