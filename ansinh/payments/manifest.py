"""The manifest: one hash over everything that a run will pay, the same for the same lines, whatever key seals them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from json.encoder import encode_basestring

from django.db import connection

from ansinh.kernel.sealing.values import open_all
from ansinh.payments.manifest_table import HEAD, LINES, ROOM, ROOMY


def manifest_of(run_id: int) -> str:
    """SHA-256 (hex) over a run's lines and parts as they stand now; millions are read as they come."""
    digest = hashlib.sha256()
    with connection.cursor() as cursor:
        cursor.execute(HEAD, {"run": run_id})
        head, lines = cursor.fetchone()
        digest.update(str(head).encode())
        if lines >= ROOMY:
            cursor.execute(ROOM)
        with cursor.copy(LINES.format(run=run_id)) as copy:
            for pack in copy.rows():
                digest.update("".join(_lines(*(column.split("\n") for column in pack))).encode())
    return digest.hexdigest()


def _lines(
    before: list[str],
    numbers: list[str],
    between: list[str],
    accounts: list[str],
    after: list[str],
    parts: list[str],
    one_offs: list[str],
    payees: list[str],
) -> Iterator[str]:
    """Numbers and accounts are hashed as they are, not as they are sealed."""
    opened = (open_all(sealed) for sealed in (numbers, accounts, payees))
    rows = zip(before, between, after, parts, one_offs, *opened, strict=True)
    text = encode_basestring
    for head, middle, tail, months, one_off, number, account, payee in rows:
        once = f", {one_off}, {text(payee or '')}" if one_off else ""
        yield f"\n[{head}, {text(number or '')}, {middle}, {text(account or '')}, {tail}, {months}{once}]"
