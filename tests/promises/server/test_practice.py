"""`ansinh practice` in earnest: made, entered by a role, begun anew under its users; the real database never moves."""

from __future__ import annotations

import http.client
import re
import signal
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

from ansinh.server.cluster import DATABASE, OWNER, Cluster
from ansinh.server.places import places
from tests.promises.server import processes
from tests.promises.server.processes import Running, database_pid, free_port, run, soon

pytestmark = pytest.mark.long
LIVE = f"{DATABASE}_practice"
COUNTED = "SELECT (SELECT count(*) FROM kernel_audit_entry), (SELECT count(*) FROM registry_person)"


@dataclass
class Browser:
    """Keeps cookies, follows nothing."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, **form: str) -> tuple[int, str, str]:
        """Status, where it leads, text."""
        line = http.client.HTTPConnection("localhost", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        headers |= {"Content-Type": "application/x-www-form-urlencoded"} if method == "POST" else {}
        try:
            line.request(method, path, urlencode(form), headers)
            answer = line.getresponse()
            text = answer.read().decode()
        finally:
            line.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), text

    def send(self, path: str, page: str, **form: str) -> tuple[int, str, str]:
        """Send a form of a page, with its token."""
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
        assert found
        return self.ask("POST", path, csrfmiddlewaretoken=found[1], **form)


def counted(data: Path, database: str) -> tuple[int, ...]:
    with psycopg.connect(host=str(places(data).socket), user=OWNER, dbname=database) as there:
        return there.execute(COUNTED).fetchone() or ()


@pytest.fixture
def practising(ready_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Running, Browser]]:
    """The real service with practice beside it."""
    monkeypatch.setattr(processes, "PATIENCE", 900.0)
    made = Running.start(ready_data, "practice", "--reset")
    assert made.wait() == 0, made.output
    port, beside = free_port(), free_port()
    running = Running.start(ready_data, "serve", "--port", str(port), "--practice-port", str(beside))
    running.wait_for("sẵn sàng")
    browser = Browser(beside)
    assert soon(lambda: _answers(browser), 60)
    yield running, browser
    if running.process.poll() is None:
        running.process.kill()
        running.process.communicate()


def _answers(browser: Browser) -> bool:
    try:
        return browser.ask("GET", "/tap-lam/")[0] == 200
    except OSError:
        return False


def _worker(data: Path) -> bool:
    with psycopg.connect(Cluster(places(data)).superuser_url(LIVE)) as there:
        return there.execute("SELECT FROM procrastinate_workers").fetchone() is not None


def test_from_making_to_beginning_anew(
    practising: tuple[Running, Browser], ready_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    running, browser = practising
    real, made = counted(ready_data, DATABASE), counted(ready_data, LIVE)
    assert real[1] == 0
    assert made[1] > 1000
    page = browser.ask("GET", "/tap-lam/")[2]
    user = re.search(r'name="user" value="(\d+)">\s*<button[^>]*>Công chức', page)
    assert user
    assert browser.send("/tap-lam/vao/", page, user=user[1], next="/")[:2] == (302, "/")
    desk = browser.ask("GET", "/")[2]
    assert "Những việc nên tập" in desk
    assert counted(ready_data, LIVE)[0] > made[0]
    assert browser.send("/tap-lam/lam-lai/", desk, sure="yes")[1] == "/tap-lam/?lam-lai=1"
    assert counted(ready_data, LIVE) == made
    assert browser.ask("GET", "/")[1].startswith("/dang-nhap/")
    assert soon(lambda: _worker(ready_data), 60), "the worker comes back to the database that took the place"
    assert counted(ready_data, DATABASE) == real
    url, ours = f"postgresql://{OWNER}@/{LIVE}?host={places(ready_data).socket}", processes.environment(ready_data)
    with monkeypatch.context() as patch:
        patch.setattr(processes, "environment", lambda data: ours | {"DATABASE_URL": url})
        refused = run(ready_data, "worker", "--once")
    assert refused.returncode == 2, "a real service that is led to practice begins nothing"
    assert "chỉ để tập làm" in refused.stderr
    assert running.finish(signal.SIGTERM) == 0
    assert database_pid(ready_data) is None
