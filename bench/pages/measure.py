"""How long pages take and how often they ask the database, with the whole province in it.

    .venv/bin/python -m bench.pages.measure FOLDER [TIMES]

FOLDER is one that bench.pages.prepare has filled. Pages are asked for through Django's test client with the rights of
the web server, in the areas of the person who is signed in; each time another person, word or page. Printed: median
and 95th percentile in milliseconds, 95th percentile of the processor time of a request (its own and its database
process's: what it takes when nobody else is waiting for the two cores), queries of the dearest request (without those
that set the rights).
"""

from __future__ import annotations

import itertools
import os
import random
import statistics
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django.db import connection
from django.test.client import Client
from django.test.utils import CaptureQueriesContext, setup_test_environment

from bench.month.province import use
from bench.month.stopwatch import load

ROLES = ("lucyen.congchuc", "tinh.chuyenvien")
LIMIT_MS, LIMIT_QUERIES = 150, 12
OPENING = ("set_config", "current_setting", "SAVEPOINT", "BEGIN", "COMMIT")
NAMES = ("lo thi", "giang a", "nguyen van", "trieu", "ha thi m", "hoang", "sung a", "vang thi ch", "ban", "tran van h")


SEARCH = "/nguoi-dan/tim/?q="
"""What is searched for is sent in the body: see ``_opened``."""


def _opened(client: Client, page: str) -> Any:
    """The answer to a page; a search is posted as the browser's script posts it, for the results alone."""
    _, searched, words = page.partition(SEARCH)
    return (
        client.post(SEARCH.removesuffix("?q="), {"q": words}, headers={"HX-Request": "true"})
        if searched
        else client.get(page)
    )


def signed_in(username: str) -> Client:
    """A browser of a demo account that has named its purpose."""
    from ansinh.access.public import User

    client = Client()
    client.force_login(User.objects.get(username=username))
    session = client.session
    session["purpose"] = "Đo tốc độ các trang"
    session.save()
    return client


def _seen(username: str, sql: str) -> list[Any]:
    """First columns of a query in the areas of an account."""
    from django.utils import timezone

    from ansinh.access.public import User, acting_as, actor_of

    actor = actor_of(User.objects.get(username=username), timezone.localdate())
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def _some(draw: random.Random, ids: list[Any], count: int) -> list[Any]:
    return draw.sample(ids, min(count, len(ids)))


def addresses(username: str) -> dict[str, Sequence[str]]:
    """Pages by name; one is taken after the other."""
    from ansinh.kernel.sealing.values import open_all

    every = _seen(username, "SELECT id FROM registry_person WHERE id % 97 = 0 ORDER BY id LIMIT 9000")
    paid = _seen(username, "SELECT DISTINCT person_id FROM payments_line ORDER BY 1 LIMIT 2000")
    numbers = open_all(_seen(username, "SELECT number FROM registry_paper WHERE id % 97 = 0 ORDER BY id LIMIT 500"))
    desk = _seen(username, "SELECT id FROM casework_proposal WHERE state = 'open' ORDER BY id LIMIT 500")
    runs = _seen(username, "SELECT id FROM payments_run ORDER BY month DESC LIMIT 3")
    months = [f"{month:%Y-%m}" for month in _seen(username, "SELECT DISTINCT month FROM payments_run ORDER BY 1 DESC")]
    last, first = months[0], months[-1]
    draw = random.Random(2026)
    some, rich = _some(draw, every, 40), _some(draw, paid, 40)
    pages: dict[str, Sequence[str]] = {
        "desk": ["/"],
        "people, before a search": ["/nguoi-dan/"],
        "people by name": [f"{SEARCH}{name}" for name in NAMES],
        "people by name, rare": [f"{SEARCH}{name}" for name in ("xyzt", "sung thi ghe", "phan khanh")],
        "people by number": [f"{SEARCH}{number}" for number in _some(draw, numbers, 20)],
        "people in a month's lists": [f"/nguoi-dan/?thang={last}", f"/nguoi-dan/?thang={first}&nhom=disability"],
        "person": [f"/nguoi-dan/{pk}/" for pk in some],
        "person, allowances": [f"/nguoi-dan/{pk}/tro-cap/" for pk in rich],
        "person, payments": [f"/nguoi-dan/{pk}/chi-tra/" for pk in rich],
        "person, history": [f"/nguoi-dan/{pk}/lich-su/" for pk in rich],
        "proposals": ["/de-nghi/", "/de-nghi/?loai=adjust", "/de-nghi/?loai=stop"],
        "proposals, next page": [f"/de-nghi/?sau={pk}" for pk in _some(draw, desk, 20)],
        "one proposal": [f"/de-nghi/{pk}/" for pk in _some(draw, desk, 20)],
        "payroll runs": ["/chi-tra/"],
        "payroll run": [f"/chi-tra/{pk}/" for pk in runs],
        "payroll lines": [f"/chi-tra/{pk}/khoan/" for pk in runs],
        "payroll lines by name": [f"/chi-tra/{runs[0]}/khoan/?q={name}" for name in NAMES],
        "overview": ["/tong-quan/", f"/tong-quan/?thang={first}"],
        "month": [f"/thang/{last}/"],
        "files": ["/nap-danh-sach/"],
    }
    pages |= _of_files(username, draw)
    if username.startswith("tinh."):
        pages["people of one commune"] = [f"/nguoi-dan/?thang={last}&xa={code}" for code in ("04303", "04456")]
        pages["overview of one commune"] = ["/tong-quan/?xa=04303"]
    return pages


def _of_files(username: str, draw: random.Random) -> dict[str, Sequence[str]]:
    """The screens of files (hồ sơ) and registers, when bench.pages.files has written them."""
    ids = "SELECT id FROM casework_case WHERE closed_on IS {} NULL ORDER BY id DESC LIMIT 2000"
    live, closed = _seen(username, ids.format("")), _seen(username, ids.format("NOT"))
    if len(live) < 20:
        return {}
    papers = _seen(username, "SELECT id FROM casework_document ORDER BY id DESC LIMIT 200")
    words = [f"/ho-so/?cua={whose}" for whose in ("turn", "mine", "all")]
    return {
        "counter": ["/ho-so/tiep-nhan/"],
        "files": [*words, "/ho-so/?cua=all&loai=new", "/ho-so/?cua=all&han=late"],
        "files, closed": ["/ho-so/?cua=closed", "/ho-so/?cua=closed&han=overdue", "/ho-so/?cua=closed&loai=stop"],
        "files, closed, later pages": [f"/ho-so/?cua=closed&sau={pk}" for pk in _some(draw, closed, 20)],
        "one file": [f"/ho-so/{pk}/" for pk in _some(draw, live, 20)],
        "one file, closed": [f"/ho-so/{pk}/" for pk in _some(draw, closed, 20)],
        "timeliness": ["/ho-so/dung-han/", "/ho-so/dung-han/?thang=2026-06"],
        "register": ["/so-van-ban/", "/so-van-ban/?nam=2025"],
        "one document": [f"/van-ban/{pk}/" for pk in _some(draw, papers, 20)],
        "news": ["/tin-moi/"],
        "suspected pairs": ["/nghi-trung/"],
        "budget": ["/du-toan/"],
        "reconciliation": ["/doi-chieu-kinh-phi/"],
        "quality of data": ["/chat-luong/"],
    }


def _processor_s(backend: Path) -> float:
    """Seconds that this process and the database process of its connection have had on a processor."""
    return time.process_time() + int(backend.read_text().split()[0]) / 1e9


def _late(spent: list[float]) -> float:
    return sorted(spent)[round(0.95 * (len(spent) - 1))]


def measured(client: Client, pages: Sequence[str], times: int) -> tuple[float, float, float, int, str]:
    """Median, p95 and p95 of processor time (ms), most queries of a request, slowest query of the first page."""
    queries, slowest = 0, ""
    for page in pages[:5]:
        with CaptureQueriesContext(connection) as captured:
            answer = _opened(client, page)
        if answer.status_code != 200:
            raise SystemExit(f"{page}: {answer.status_code}")
        asked = [q for q in captured.captured_queries if not any(word in q["sql"] for word in OPENING)]
        queries = max(queries, len(asked))
        worst = max(asked, key=lambda q: float(q["time"]))
        slowest = f"{worst['time']} s {' '.join(worst['sql'].split())}"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    spent, busy = [], []
    for page in itertools.islice(itertools.cycle(pages), times):
        started, busy_before = time.perf_counter(), _processor_s(backend)
        _opened(client, page)
        spent.append((time.perf_counter() - started) * 1000)
        busy.append((_processor_s(backend) - busy_before) * 1000)
    return statistics.median(spent), _late(spent), _late(busy), queries, slowest


def rows(username: str, times: int) -> Iterator[str]:
    """A line of the table for each page; what misses its limit shows its slowest query."""
    client = signed_in(username)
    for name, pages in addresses(username).items():
        middle, late, busy, queries, slowest = measured(client, pages, times)
        missed = late > LIMIT_MS or queries > LIMIT_QUERIES
        bold = "**" if missed else ""
        yield f"| {name} | {middle:.0f} | {bold}{late:.0f}{bold} | {busy:.0f} | {queries} |"
        if missed:
            print(f"    {name}: {slowest[:700]}", file=sys.stderr)


def main() -> None:
    """Print a table for each role."""
    os.environ["ANSINH_PROCESS"] = "web"
    use(Path(sys.argv[1]).absolute())
    setup_test_environment()
    from ansinh.config.warm_up import warm_up

    warm_up()  # as the web server does
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 40
    for username in ROLES:
        print(f"\n{username}, {times} requests a page, load {load()}\n")
        print("| page | median ms | p95 ms | p95 processor ms | queries |\n|---|---:|---:|---:|---:|")
        for line in rows(username, times):
            print(line, flush=True)


if __name__ == "__main__":
    main()
