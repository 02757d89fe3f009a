"""Talking to a provider over HTTP. Only a signed answer to this very question is an answer; all else is silence."""

from __future__ import annotations

import http.client
import json
import secrets
import ssl
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

from ansinh.payments.gateway.signing import ANSWER, NONCE, REQUEST, is_signed, signed_headers

LARGEST_ANSWER = 8 * 1024 * 1024
PATIENCE = 20.0
"""Seconds for one question and its answer."""
LONGEST_REFERENCE, LONGEST_REASON, LARGEST_NUMBER = 60, 200, 10**15


class NoAnswer(Exception):
    """Nothing that can be believed came back. What was asked for may have been done all the same."""


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a provider is and how to sign. ``secret`` is shared with it and never shown."""

    url: str
    key_id: str
    secret: str
    patience: float = PATIENCE

    def __repr__(self) -> str:
        return f"Contact({self.url!r}, {self.key_id!r})"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One payment. ``key`` was chosen by us before the first attempt and stays the same in every one."""

    key: str
    amount_vnd: int
    creditor: str
    bank: str
    account: str
    text: str


@dataclass(frozen=True, slots=True)
class Told:
    """What a provider says of one payment. ``version`` grows with every change; state as in ``OrderState``, or
    ``not_known``."""

    key: str
    state: str
    version: int
    amount_vnd: int
    reference: str
    reason: str


STATES = frozenset({"accepted", "executed", "refused", "returned", "not_known"})


class Client:
    """One conversation with a provider; the connection is kept between questions and opened again when it breaks."""

    def __init__(self, contact: Contact) -> None:
        self._contact, self._place = contact, urlsplit(contact.url)
        self._connection: http.client.HTTPConnection | None = None

    def __enter__(self) -> Client:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def send(self, instructions: Sequence[Instruction]) -> list[Told]:
        """Hand over payments. Those that the provider holds already are not made again. Raises NoAnswer."""
        return self._payments("/v1/payments", {"payments": [asdict(one) for one in instructions]})

    def ask(self, keys: Sequence[str]) -> list[Told]:
        """What became of payments. Raises NoAnswer."""
        return self._payments("/v1/payments/ask", {"keys": list(keys)})

    def _payments(self, path: str, question: dict[str, Any]) -> list[Told]:
        body = json.dumps(question, ensure_ascii=False, separators=(",", ":")).encode()
        try:
            return list(_read(self._post(self._place.path.rstrip("/") + path, body)))
        except (OSError, http.client.HTTPException, ValueError, KeyError, TypeError) as error:
            self._close()
            kind = "" if type(error) is ValueError else f"{type(error).__name__}: "  # those are said in our own words
            raise NoAnswer(f"{kind}{error}"[:200]) from error

    def _post(self, path: str, body: bytes) -> bytes:
        contact, target, nonce = self._contact, f"POST {path}", secrets.token_hex(16)
        ends = time.monotonic() + contact.patience
        headers = signed_headers(
            contact.secret, REQUEST, target, key_id=contact.key_id, created=int(time.time()), nonce=nonce, body=body
        )
        connection = self._opened()
        connection.request("POST", path, body, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        content = _limited(answer, ends)
        given = {name: answer.getheader(name) or "" for name in headers}
        if given[NONCE] != nonce or not is_signed(
            contact.secret, ANSWER, f"{answer.status} {target}", key_id=contact.key_id, headers=given, body=content,
            now=time.time(),
        ):  # fmt: skip
            raise ValueError(f"câu trả lời {answer.status} không có chữ ký đúng")
        if answer.status != http.HTTPStatus.OK:
            raise ValueError(f"nhà cung cấp trả lời {answer.status}")
        return content

    def _opened(self) -> http.client.HTTPConnection:
        if self._connection is None:
            host, port, patience = self._place.hostname or "", self._place.port, self._contact.patience
            if self._place.scheme == "https":
                context = ssl.create_default_context()
                self._connection = http.client.HTTPSConnection(host, port, timeout=patience, context=context)
            else:  # set_provider lets this machine only be reached so
                self._connection = http.client.HTTPConnection(host, port, timeout=patience)
        return self._connection

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _limited(answer: http.client.HTTPResponse, ends: float) -> bytes:
    """The whole body; a timeout of the socket alone would let one that drips go on for ever."""
    parts, size = [], 0
    while part := answer.read1(65536):
        parts.append(part)
        size += len(part)
        if size > LARGEST_ANSWER or time.monotonic() > ends:
            raise ValueError("câu trả lời quá dài hoặc quá chậm")
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
    answer.close()  # read to its end: the connection is free for the next question
    return b"".join(parts)


def _read(content: bytes) -> Iterable[Told]:
    for row in json.loads(content)["payments"]:
        told = Told(
            key=_text(row["key"], 35),
            state=_text(row["state"], 35),
            version=_number(row["version"]),
            amount_vnd=_number(row["amount_vnd"]),
            reference=_text(row["reference"], LONGEST_REFERENCE),
            reason=_text(row["reason"], LONGEST_REASON),
        )
        if told.state not in STATES:
            raise ValueError(f"không hiểu trạng thái “{told.state}”")
        yield told


def _text(value: object, longest: int) -> str:
    if not isinstance(value, str) or len(value) > longest or not (value.isprintable() or not value):
        raise ValueError("chữ không đúng dạng")
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= LARGEST_NUMBER:
        raise ValueError("số không đúng dạng")
    return value
