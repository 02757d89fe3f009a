"""Sealed files: whole files in the data folder, each under a key of its own that stands sealed in the file's row.

A stored file is a nonce, AES-256-GCM over the content, and the tag. It is written and read in pieces, so a large one
costs no memory. Changing the installation's keys seals the file's key anew and never touches the file; a key that was
emptied makes its file unreadable in every copy.
"""

from __future__ import annotations

import hashlib
import os
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import GCM
from django.apps import apps
from django.conf import settings
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db.models import Model

from ansinh.kernel.sealing.columns import NAMED, Wrong
from ansinh.kernel.sealing.fields import SealedField
from ansinh.kernel.sealing.values import SealBroken

PIECE = 1024 * 1024
KEY_KIND = "filekey"
_NONCE, _TAG, _KEY = 12, 16, 32
_READABLE = (b"PK\x03\x04", b"%PDF-", b"\xff\xd8\xff", b"\x89PNG", b"\xd0\xcf\x11\xe0", b"<?xml", b"\xef\xbb\xbf")
"""How files begin that a person could open: office documents, PDF, pictures, text."""


class FileBroken(ValueError):
    """A stored file that is gone, was changed, or does not belong to the key."""


@dataclass(frozen=True)
class Kept:
    """Where a file was stored, its key as text, and the size and SHA-256 of what it says."""

    stored: str
    key: str
    size: int
    sha256: str


class _Sealing(File):  # type: ignore[type-arg]  # not subscriptable at run time
    """A file whose pieces come out sealed."""

    def __init__(self, source: Iterable[bytes], key: bytes) -> None:
        super().__init__(None)
        self.source, self.key, self.length, self.digest = source, key, 0, hashlib.sha256()

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        nonce = os.urandom(_NONCE)
        encryptor = Cipher(AES(self.key), GCM(nonce)).encryptor()
        yield nonce
        for piece in self.source:
            self.length += len(piece)
            self.digest.update(piece)
            yield encryptor.update(piece)
        yield encryptor.finalize() + encryptor.tag


def pieces_of(stream: BinaryIO) -> Iterator[bytes]:
    """What a stream holds, a piece at a time."""
    while piece := stream.read(PIECE):
        yield piece


def seal_file(source: Iterable[bytes], path: str) -> Kept:
    """Seal what comes, piece by piece, under a new key; once this returns it is on the disk for good."""
    key = secrets.token_bytes(_KEY)
    sealing = _Sealing(source, key)
    stored = default_storage.save(f"{path}-{secrets.token_hex(4)}", sealing)
    with default_storage.open(stored) as written:
        os.fsync(written.fileno())
    return Kept(stored, key.hex(), sealing.length, sealing.digest.hexdigest())


def open_file(stored: str, key: str) -> Iterator[bytes]:
    """The content, piece by piece. Raises FileBroken, at the latest after the last piece: use nothing before that."""
    try:
        with default_storage.open(stored) as stream:
            left = default_storage.size(stored) - _NONCE - _TAG
            decryptor = Cipher(AES(bytes.fromhex(key)), GCM(stream.read(_NONCE))).decryptor()
            while left > 0 and (piece := stream.read(min(PIECE, left))):
                left -= len(piece)
                yield decryptor.update(piece)
            yield decryptor.finalize_with_tag(stream.read(_TAG))
    except (FileNotFoundError, InvalidTag, ValueError):
        raise FileBroken(f"Tệp {stored} không còn hoặc đã bị sửa.") from None


def models_with_files() -> list[type[Model]]:
    """Every model whose rows keep a sealed file, found by looking: they have ``stored`` and a sealed key."""
    return [
        model
        for model in apps.get_models()
        if any(isinstance(field, SealedField) and field.what == KEY_KIND for field in model._meta.local_fields)
    ]


def wrong_files() -> Iterator[Wrong]:
    """Stored files that do not open with the key of their row, and files in the folder that anybody could read.

    Needs a connection that sees every row. Reads every file once; files that no row names are left over from something
    that was interrupted, and nobody has their key: they count only where they lie open.
    """
    named: set[str] = set()
    for model in models_with_files():
        broken: list[int] = []
        rows = model._default_manager.exclude(stored="").values_list("pk", "stored", "key").order_by("pk")
        for pk, stored, key in rows.iterator():
            named.add(stored)
            if not _opens(stored, key):
                broken.append(pk)
        if broken:
            yield Wrong(model._meta.db_table, "stored", "tệp không mở được", len(broken), tuple(broken[:NAMED]))
    open_ones = [path for path in _readable() if path not in named]
    if open_ones:
        yield Wrong(str(settings.MEDIA_ROOT), ", ".join(open_ones[:NAMED]), "tệp để rõ", len(open_ones), ())


def _opens(stored: str, key: str) -> bool:
    try:
        for _ in open_file(stored, key):
            pass
    except (FileBroken, SealBroken):
        return False
    return True


def _readable() -> Iterator[str]:
    folder = Path(settings.MEDIA_ROOT)
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file():
            with path.open("rb") as stream:
                if stream.read(8).startswith(_READABLE):
                    yield path.relative_to(folder).as_posix()
