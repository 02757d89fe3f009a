"""Sealed values: AES-256-GCM, each with its own nonce, as text that says what it is and which key opens it.

``number-1.QUJD…``: what kind of value, the key's number, then nonce, ciphertext and tag in base64. The kind is
authenticated with it, so a sealed account cannot be passed off as a sealed number; the same kind keeps its form in
every table, so that rows are copied from table to table by the database without opening them. Values are filled up to
a multiple of ``width`` bytes: the length tells nothing either. An empty text stays empty and null stays null.
"""

from __future__ import annotations

import binascii
import os
import re
from collections.abc import Callable, Iterable
from typing import Any

import polars
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ansinh.kernel.sealing.key_file import keys

NONCE = 12
TOKEN = re.compile(r"([a-z]{2,20})-(\d{1,4})\.([A-Za-z0-9+/]{38,}={0,2})")
FORM = r"^{what}-[0-9]{{1,4}}[.][A-Za-z0-9+/]{{38,}}={{0,2}}$"
"""The form of a sealed value for the database's own check; ``what`` is filled in."""
LEAST_BYTES = 28
"""What is sealed has at least a nonce and a tag: so many bytes."""


class SealBroken(ValueError):
    """A value that is not sealed as it must be, or that no key opens. Never tells the value."""


def seal_all(what: str, values: Iterable[str | None], *, width: int = 16) -> list[str | None]:
    """Seal texts of one kind with the newest key. About a million a second."""
    texts = list(values)
    number, key = max(keys().seal.items())
    encrypt, aad, prefix = AESGCM(key).encrypt, what.encode(), f"{what}-{number}."
    random = os.urandom(NONCE * len(texts))
    found: list[str | None] = []
    for place, text in enumerate(texts):
        if not text:
            found.append(text)
            continue
        plain = text.encode()
        nonce = random[place * NONCE : (place + 1) * NONCE]
        sealed = nonce + encrypt(nonce, plain + b"\0" * (-len(plain) % width), aad)
        found.append(prefix + binascii.b2a_base64(sealed, newline=False).decode())
    return found


def open_all(values: Iterable[str | None]) -> list[str | None]:
    """Open sealed texts; null and empty stay. Raises SealBroken for one in clear, tampered with or of a lost key."""
    held = keys().seal
    openers: dict[str, tuple[Callable[..., bytes], bytes]] = {}
    found: list[str | None] = []
    for value in values:
        if not value:
            found.append(value)
            continue
        head, dot, body = value.partition(".")
        known = openers.get(head) if dot else None
        if known is None:
            known = openers[head] = _opener(value, held)
        found.append(_opened(known, body))
    return found


def _opener(value: str, held: Any) -> tuple[Callable[..., bytes], bytes]:
    form = TOKEN.fullmatch(value)
    if form is None:
        raise SealBroken("Có giá trị lẽ ra phải mã hóa nhưng đang để rõ.")
    key = held.get(int(form[2]))
    if key is None:
        raise SealBroken(f"Không có khóa số {form[2]} trong tệp khóa.")
    return AESGCM(key).decrypt, form[1].encode()


def _opened(known: tuple[Callable[..., bytes], bytes], body: str) -> str:
    decrypt, aad = known
    try:
        raw = binascii.a2b_base64(body, strict_mode=True)
        return decrypt(raw[:NONCE], raw[NONCE:], aad).rstrip(b"\0").decode()
    except (InvalidTag, ValueError):
        raise SealBroken("Có giá trị mã hóa bị hỏng hoặc bị sửa.") from None


def open_one(value: str) -> str:
    """Open one sealed text."""
    return str(open_all([value])[0])


def open_within(text: str, written: Callable[[str], str] = str) -> str:
    """Open every sealed value that stands in a longer text; ``written`` says how it is written there."""
    tokens = list(dict.fromkeys(match[0] for match in TOKEN.finditer(text)))
    opened = dict(zip(tokens, map(str, open_all(tokens)), strict=True))
    return TOKEN.sub(lambda match: written(opened[match[0]]), text)


def seal_series(what: str, series: polars.Series, *, width: int = 16) -> polars.Series:
    """A column of texts, sealed."""
    return polars.Series(series.name, seal_all(what, series.to_list(), width=width), dtype=polars.String)


def open_series(series: polars.Series) -> polars.Series:
    """A column of sealed texts, opened."""
    return polars.Series(series.name, open_all(series.to_list()), dtype=polars.String)


def is_sealed(what: str, value: str | None) -> bool:
    """Whether a stored text has the form of a sealed value of this kind (or nothing to hide)."""
    form = TOKEN.fullmatch(value) if value else None
    return not value or (form is not None and form[1] == what)


def key_of(value: str) -> int:
    """The number of the key that a sealed text was written with."""
    form = TOKEN.fullmatch(value)
    if form is None:
        raise SealBroken("Có giá trị lẽ ra phải mã hóa nhưng đang để rõ.")
    return int(form[2])
