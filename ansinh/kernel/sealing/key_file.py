"""The keys, in a file outside the database: one number a key, the newest writes, all open."""

from __future__ import annotations

import base64
import hmac
import json
import os
import secrets
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from django.conf import settings

Purpose = Literal["seal", "index"]
PURPOSES: tuple[Purpose, ...] = ("seal", "index")
KEY_BYTES = 32
NAME = "keys.json"


class KeysMissing(RuntimeError):
    """There is no key file, or a key that is needed is not in it."""


@dataclass(frozen=True)
class Keys:
    """Keys by number. ``seal`` encrypts, ``index`` makes blind indexes; neither is ever used for the other."""

    seal: Mapping[int, bytes] = field(repr=False)
    index: Mapping[int, bytes] = field(repr=False)

    def of(self, purpose: Purpose) -> Mapping[int, bytes]:
        """The keys of a purpose by number."""
        return self.seal if purpose == "seal" else self.index


def key_file() -> Path:
    """The file in the folder of ANSINH_KEYS, or of ``keys`` in the data folder."""
    return Path(settings.KEYS) / NAME


def fingerprint(key: bytes) -> str:
    """Names a key without telling it: what the database remembers of it."""
    return hmac.digest(key, b"ansinh: which key is this", "sha256").hex()[:16]


def keys() -> Keys:
    """The keys as the file holds them now. Raises KeysMissing."""
    path = key_file()
    try:
        seen = path.stat()
    except FileNotFoundError:
        raise KeysMissing(
            f"Không có tệp khóa {path}: đặt ANSINH_KEYS tới thư mục giữ khóa, hoặc khôi phục tệp từ bản lưu riêng."
        ) from None
    return _read(path, seen.st_mtime_ns, seen.st_size, seen.st_ino)


@lru_cache(maxsize=2)
def _read(path: Path, changed: int, size: int, inode: int) -> Keys:
    """Read again only when the file became another: looking at it is cheaper than a query."""
    held = json.loads(path.read_text(encoding="utf-8"))
    found = {p: {int(n): base64.b64decode(key) for n, key in held[p].items()} for p in PURPOSES}
    if not all(found.values()) or any(len(key) != KEY_BYTES for by in found.values() for key in by.values()):
        raise KeysMissing(f"Tệp khóa {path} thiếu khóa hoặc có khóa sai độ dài.")
    return Keys(found["seal"], found["index"])


def make_keys() -> bool:
    """Make the file with a first key of each purpose, readable by its owner only; False when there is one."""
    if key_file().exists():
        return False
    return _write(Keys({1: secrets.token_bytes(KEY_BYTES)}, {1: secrets.token_bytes(KEY_BYTES)}), first=True)


def add_key(purpose: Purpose) -> int:
    """A new key beside those there are; returns its number."""
    held = keys()
    number = max(held.of(purpose)) + 1
    added = {**held.of(purpose), number: secrets.token_bytes(KEY_BYTES)}
    _write(Keys(added, held.index) if purpose == "seal" else Keys(held.seal, added))
    return number


def drop_key(purpose: Purpose, number: int) -> None:
    """Take a key out of the file. Whoever calls this has seen that nothing is sealed with it."""
    held = keys()
    left = {n: key for n, key in held.of(purpose).items() if n != number}
    if not left:
        raise KeysMissing("Không bỏ được khóa duy nhất.")
    _write(Keys(left, held.index) if purpose == "seal" else Keys(held.seal, left))


def _write(held: Keys, *, first: bool = False) -> bool:
    """All or nothing: written beside, forced to disk, then put in place. ``first``: unless there is one by now."""
    path = key_file()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    content = {p: {str(n): base64.b64encode(k).decode() for n, k in held.of(p).items()} for p in PURPOSES}
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".keys-")  # 0600
    beside = Path(name)
    with os.fdopen(descriptor, "w", encoding="utf-8") as stream:
        json.dump(content, stream, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    placed = True
    if first:
        try:
            path.hardlink_to(beside)
        except FileExistsError:
            placed = False
        beside.unlink()
    else:
        beside.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
    return placed
