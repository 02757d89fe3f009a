"""A payment provider as a program of its own: it keeps payments in a file, signs, and can be told to misbehave.

It is written from the description of the interface (docs/explanation/payment-gateway.md), not with the program's own
signing, so that both sides are checked. What counts for the tests is the table ``debit``: one row for every time money
was paid.

    python -m tests.reference_provider.server STORE KEY_ID SECRET

prints its port and serves until it is told to end. ``POST /_control`` (unsigned, this machine only) sets the faults.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import json
import random
import sqlite3
import sys
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

SCHEMA = """
PRAGMA journal_mode = WAL;
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS payment (
  key TEXT PRIMARY KEY, content TEXT NOT NULL, amount INTEGER NOT NULL, state TEXT NOT NULL,
  version INTEGER NOT NULL, reason TEXT NOT NULL DEFAULT '');
CREATE TABLE IF NOT EXISTS debit (id INTEGER PRIMARY KEY, key TEXT NOT NULL, amount INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS delivery (id INTEGER PRIMARY KEY, key TEXT NOT NULL);
"""
FAULTS = {
    "silent_before": "the connection is cut before anything is done",
    "silent_after": "it is done, and the connection is cut before the answer",
    "error_after": "it is done, and the answer is 500",
    "slow_after": "it is done, and the answer comes too late",
    "unsigned": "it is done, and the answer carries no signature",
    "forged": "nothing is done, and the answer is signed by somebody else",
    "replayed": "nothing is done, and an answer to another question is given again",
    "half": "it is done, and half the answer arrives",
    "busy": "nothing is done, and the answer is a signed 503",
}


@dataclass
class Store:
    """Payments in SQLite, shared by the threads of the server."""

    path: str
    lock: threading.RLock = field(default_factory=threading.RLock)

    def __post_init__(self) -> None:
        self.base = sqlite3.connect(self.path, check_same_thread=False)
        self.base.executescript(SCHEMA)

    def take(self, payments: Iterable[dict[str, Any]], *, at_once: bool) -> list[dict[str, Any]]:
        """Keep new payments; those that are known already are told as they stand. Another content is a conflict."""
        told = []
        with self.lock, self.base:
            for one in payments:
                content = hashlib.sha256(json.dumps(one, sort_keys=True).encode()).hexdigest()
                self.base.execute("INSERT INTO delivery (key) VALUES (?)", [one["key"]])
                known = self.base.execute("SELECT content FROM payment WHERE key = ?", [one["key"]]).fetchone()
                if known is None:
                    self.base.execute(
                        "INSERT INTO payment VALUES (?, ?, ?, 'accepted', 1, '')",
                        [one["key"], content, one["amount_vnd"]],
                    )
                    if one["account"].endswith("000"):
                        self._turn(one["key"], "refused", "AC01 sai số tài khoản")
                    elif at_once:
                        self._pay(one["key"])
                elif known[0] != content:
                    raise ValueError(f"{one['key']}: the key was used for another payment")
                told.append(self.tell(one["key"]))
        return told

    def tell(self, key: str) -> dict[str, Any]:
        """What is known of a payment."""
        with self.lock:
            found = self.base.execute("SELECT * FROM payment WHERE key = ?", [key]).fetchone()
        if found is None:
            return {"key": key, "state": "not_known", "version": 0, "amount_vnd": 0, "reference": "", "reason": ""}
        key, content, amount, state, version, reason = found
        reference = f"R{content[:12]}"
        return {
            "key": key, "state": state, "version": version, "amount_vnd": amount, "reference": reference,
            "reason": reason,
        }  # fmt: skip

    def settle(self) -> list[str]:
        """Pay all that was accepted; returns the keys."""
        with self.lock, self.base:
            keys = [key for (key,) in self.base.execute("SELECT key FROM payment WHERE state = 'accepted'").fetchall()]
            for key in keys:
                self._pay(key)
        return keys

    def give_back(self, keys: Iterable[str]) -> list[str]:
        """Money that was paid comes back."""
        done = list(keys)
        with self.lock, self.base:
            for key in done:
                self._turn(key, "returned", "AC04 tài khoản đã đóng")
        return done

    def _pay(self, key: str) -> None:
        self.base.execute("INSERT INTO debit (key, amount) SELECT key, amount FROM payment WHERE key = ?", [key])
        self._turn(key, "executed", "")

    def _turn(self, key: str, state: str, reason: str) -> None:
        change = "UPDATE payment SET state = ?, reason = ?, version = version + 1 WHERE key = ?"
        self.base.execute(change, [state, reason, key])


@dataclass
class Conduct:
    """How it behaves: single faults to come, or faults at random with a seed."""

    at_once: bool = True
    coming: list[str] = field(default_factory=list)
    chance: float = 0.0
    dice: random.Random = field(default_factory=random.Random)
    lag: float = 0.0

    def next(self) -> str:
        """The fault of this request; "" for none."""
        if self.coming:
            return self.coming.pop(0)
        if self.chance and self.dice.random() < self.chance:
            return self.dice.choice([name for name in FAULTS if name != "slow_after"])
        return ""


def sign(secret: str, side: str, target: str, key_id: str, created: str, nonce: str, body: bytes) -> str:
    """HMAC-SHA256 over six lines."""
    lines = [side, target, key_id, created, nonce, hashlib.sha256(body).hexdigest()]
    return hmac.new(secret.encode(), "\n".join(lines).encode(), hashlib.sha256).hexdigest()


class Handler(BaseHTTPRequestHandler):
    """One request. ``server`` carries store, conduct, key and secret."""

    protocol_version = "HTTP/1.1"
    server: Any

    def log_message(self, *_: Any) -> None:
        """Requests hold names and accounts."""

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.path == "/_control":
            self._plain(json.dumps(self._control(json.loads(body))).encode())
            return
        target, head = f"POST {self.path}", self.headers
        wanted = sign(
            self.server.secret, "request", target, self.server.key_id, head.get("Ansinh-Created", ""),
            head.get("Ansinh-Nonce", ""), body,
        )  # fmt: skip
        if head.get("Ansinh-Key") != self.server.key_id or not hmac.compare_digest(
            wanted, head.get("Ansinh-Signature", "")
        ):
            self._plain(b"{}", 401)
            return
        self._answer(target, self.server.conduct.next(), json.loads(body))

    def _answer(self, target: str, fault: str, question: dict[str, Any]) -> None:
        if fault == "silent_before":
            self.close_connection = True
            return
        if fault == "busy":
            self._signed(target, b"{}", 503)
            return
        if fault == "replayed" and self.server.last_answer:
            head, content = self.server.last_answer
            self._plain(content, 200, head)
            return
        if fault == "forged":
            keys = question.get("keys") or [one["key"] for one in question["payments"]]
            lie = [self.server.store.tell(key) | {"state": "executed", "version": 99} for key in keys]
            self._signed(target, json.dumps({"payments": lie}).encode(), 200, "somebody else's secret, long enough")
            return
        try:
            told = self._do(question)
        except ValueError as conflict:
            self._signed(target, json.dumps({"error": str(conflict)}).encode(), 409)
            return
        content = json.dumps({"payments": told}, ensure_ascii=False).encode()
        if fault == "silent_after":
            self.close_connection = True
        elif fault == "error_after":
            self._signed(target, b"{}", 500)
        elif fault == "unsigned":
            self._plain(content)
        elif fault == "half":
            self.close_connection = True
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content[: len(content) // 2])
        else:
            time.sleep(self.server.conduct.lag if fault == "slow_after" else 0)
            self._signed(target, content, 200)

    def _do(self, question: dict[str, Any]) -> list[dict[str, Any]]:
        if self.path == "/v1/payments":
            return self.server.store.take(question["payments"], at_once=self.server.conduct.at_once)
        return [self.server.store.tell(key) for key in question["keys"]]

    def _signed(self, target: str, content: bytes, status: int, secret: str = "") -> None:
        created, nonce, key_id = str(int(time.time())), self.headers.get("Ansinh-Nonce", ""), self.server.key_id
        made = sign(secret or self.server.secret, "answer", f"{status} {target}", key_id, created, nonce, content)
        head = {
            "Ansinh-Key": key_id, "Ansinh-Created": created, "Ansinh-Nonce": nonce, "Ansinh-Signature": made,
        }  # fmt: skip
        if status == 200 and not secret:
            self.server.last_answer = head, content
        self._plain(content, status, head)

    def _plain(self, content: bytes, status: int = 200, head: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (head or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _control(self, wish: dict[str, Any]) -> dict[str, Any]:
        conduct, store = self.server.conduct, self.server.store
        conduct.at_once = wish.get("at_once", conduct.at_once)
        conduct.coming += wish.get("faults", [])
        conduct.lag = wish.get("lag", conduct.lag)
        if "chance" in wish:
            conduct.chance, conduct.dice = wish["chance"], random.Random(wish.get("seed", 0))
        changed = store.settle() if wish.get("settle") else store.give_back(wish.get("give_back", []))
        if "bells" in wish:
            return {"bells": ring_all(self.server, wish["bells"])}
        return {"changed": changed}


def ring_all(server: Any, bells: dict[str, Any]) -> list[int]:
    """Ring for keys at an address: ``times`` over, in an order by ``seed``; with ``secret``, somebody else rings."""
    place, secret = urlsplit(bells["url"]), bells.get("secret", server.secret)
    wanted = [(f"E-{key}"[-35:], key) for key in bells["keys"]] * bells.get("times", 1)
    random.Random(bells.get("seed", 0)).shuffle(wanted)
    codes = []
    for event, key in wanted:
        body = json.dumps({"event": event, "key": key}).encode()
        created = str(int(time.time()) - bells.get("late", 0))
        head = {"Ansinh-Key": server.key_id, "Ansinh-Created": created, "Ansinh-Nonce": "0" * 32}
        target = f"POST {place.path}"
        head["Ansinh-Signature"] = sign(secret, "bell", target, server.key_id, created, "0" * 32, body)
        connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=20)
        connection.request("POST", place.path, body, head)
        codes.append(connection.getresponse().status)
        connection.close()
    return codes


def serve(path: str, key_id: str, secret: str) -> None:
    """Serve on a free port of this machine, whose number is printed, until the process is ended."""
    server: Any = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    server.store, server.conduct, server.key_id, server.secret = Store(path), Conduct(), key_id, secret
    server.last_answer = None
    print(server.server_address[1], flush=True)
    server.serve_forever()


if __name__ == "__main__":
    serve(*sys.argv[1:4])
