"""Starting the reference provider and looking at what it did."""

from __future__ import annotations

import http.client
import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.paths import ROOT

KEY_ID, SECRET = "tinh-15", "khoa chung cua hai ben, chi de thu, 2026"


@dataclass
class Running:
    """A provider that runs."""

    port: int
    store: Path

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def control(self, **wish: Any) -> dict[str, Any]:
        """Tell it how to behave, or what to do now."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("POST", "/_control", json.dumps(wish).encode())
        answer = json.loads(connection.getresponse().read())
        connection.close()
        return answer

    def rows(self, statement: str) -> list[tuple[Any, ...]]:
        """Look into its book."""
        base = sqlite3.connect(self.store)
        try:
            return base.execute(statement).fetchall()
        finally:
            base.close()

    def debits(self) -> list[tuple[str, int]]:
        """(key, đồng) of every time money was paid."""
        return self.rows("SELECT key, amount FROM debit ORDER BY key")


@contextmanager
def reference_provider(folder: Path) -> Iterator[Running]:
    """A provider with an empty book, ended at the end."""
    store = folder / "provider.sqlite"
    command = [sys.executable, "-m", "tests.reference_provider.server", str(store), KEY_ID, SECRET]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        yield Running(int(process.stdout.readline()), store)
    finally:
        process.terminate()
        process.wait(timeout=20)
        assert process.stdout is not None
        process.stdout.close()
