"""How long finding somebody takes among millions, by kind of query, beside looking through names with ILIKE.

    .venv/bin/python -m bench.search.measure FOLDER [QUERIES [PLAIN]]

FOLDER is one that bench.search.prepare has filled. Queries are made of people drawn at random, as officers type them,
in equal parts by kind; each is asked once, in its own transaction, with the rights of the web server: of a province's
officer, who sees everybody, and of a commune's. The plain way is what one writes first: every word somewhere in the
name, ``unaccent(full_name) ILIKE``, without an index, the same rights, the same page of 20; PLAIN queries a kind.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection

from bench.month.province import use
from bench.month.stopwatch import load

QUERIES, PLAIN = 1_700, 3
TODAY = datetime.now(ZoneInfo("Asia/Ho_Chi_Minh")).date()
Draw = random.Random
Someone = tuple[Any, ...]
"""full_name, name_fold, born_on, village, number of a paper, telephone, a name of before."""
SAMPLE = """
SELECT p.full_name, p.name_fold, p.born_on, p.village,
  (SELECT number FROM registry_paper AS d WHERE d.person_id = p.id ORDER BY kind LIMIT 1),
  (SELECT number FROM registry_phone AS t WHERE t.person_id = p.id), p.former_names[1]
FROM registry_person AS p WHERE p.id = ANY (%s)
"""
PLAIN_SEARCH = """
SELECT id, full_name FROM registry_person WHERE {words} ORDER BY name_sort, id LIMIT 20
"""


def _telex(word: str) -> str:
    return word.replace("uyen", "uyeen").replace("uong", "uowng") + "fsrxj"[len(word) % 5]


def _misheard(name: str, draw: Draw) -> str:
    pairs = [("s", "x"), ("tr", "ch"), ("gi", "d"), ("l", "n"), ("ng ", "n "), ("y", "i"), ("x", "s"), ("ch", "tr")]
    fitting = [(a, b) for a, b in pairs if a in name]
    old, new = draw.choice(fitting) if fitting else ("a", "a")
    return name.replace(old, new, 1)


def _slip(name: str, draw: Draw) -> str:
    words = name.split()
    longest = max(range(len(words)), key=lambda i: len(words[i]))
    word = words[longest]
    place = draw.randrange(1, max(2, len(word) - 1))
    words[longest] = word[: place - 1] + word[place : place + 1] + word[place - 1] + word[place + 1 :]
    return " ".join(words)


def _shuffled(name: str, draw: Draw) -> str:
    words = name.split()
    draw.shuffle(words)
    return " ".join(words)


KINDS: dict[str, Callable[[Someone, Draw], str]] = {
    "name with marks": lambda who, _: who[0],
    "name without marks": lambda who, _: who[1],
    "former name": lambda who, _: who[6],
    "name and year": lambda who, _: f"{who[1]} {who[2]:%Y}",
    "name and day": lambda who, _: f"{who[1]} {who[2]:%d/%m/%Y}",
    "name and village": lambda who, _: f"{who[0]} {who[3].lower()}",
    "other order": lambda who, draw: _shuffled(who[1], draw),
    "family and given name": lambda who, _: f"{who[1].split()[0]} {who[1].split()[-1]}",
    "family and given name, year": lambda who, _: f"{who[1].split()[0]} {who[1].split()[-1]} {who[2]:%Y}",
    "given name alone": lambda who, _: who[1].split()[-1],
    "family and middle name": lambda who, _: " ".join(who[1].split()[:2]),
    "initials": lambda who, _: " ".join([word[0] for word in who[1].split()[:-1]] + who[1].split()[-1:]),
    "last word begun": lambda who, _: who[1][: -max(1, len(who[1].split()[-1]) // 2)],
    "misheard": lambda who, draw: _misheard(who[1], draw),
    "keys left in": lambda who, _: " ".join(_telex(word) for word in who[1].split()),
    "slip of a finger": lambda who, draw: _slip(who[1], draw),
    "nobody": lambda who, draw: f"{who[1].split()[0]} xw{draw.randrange(10)}q zzz",
    "number": lambda who, _: who[4] or "015999999999",
    "telephone": lambda who, _: f"{who[5][:4]} {who[5][4:7]} {who[5][7:]}" if who[5] else "0912 345 678",
}


def people(count: int, draw: Draw) -> list[Someone]:
    """People drawn at random, whom the connection's role may see."""
    from ansinh.kernel.sealing.values import open_all

    with connection.cursor() as cursor:
        cursor.execute("SELECT max(id) FROM registry_person")
        last = cursor.fetchone()[0]
        cursor.execute(SAMPLE, [[draw.randrange(1, last + 1) for _ in range(count)]])
        return [(*row[:4], *open_all(row[4:6]), row[6]) for row in cursor.fetchall()]


def _processor_s(backend: Path) -> float:
    """Seconds that this process and the database process of its connection have had on a processor."""
    return time.process_time() + int(backend.read_text().split()[0]) / 1e9


def _asked(queries: list[str], ask: Callable[[str], Any]) -> tuple[list[float], list[float]]:
    """Milliseconds each query took, and those it had on a processor: what it takes when nobody else is waiting."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        backend = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    spent, busy = [], []
    for query in queries:
        started, before = time.perf_counter(), _processor_s(backend)
        ask(query)
        spent.append((time.perf_counter() - started) * 1000)
        busy.append((_processor_s(backend) - before) * 1000)
    return spent, busy


def _figures(milliseconds: list[float]) -> str:
    return f"{statistics.median(milliseconds):.1f} | {_late(milliseconds):.1f}"


def _late(spent: list[float]) -> float:
    return sorted(spent)[round(0.95 * (len(spent) - 1))]


def _plainly(query: str) -> None:
    words = query.split()
    conditions = " AND ".join(["unaccent(full_name) ILIKE unaccent(%s)"] * len(words))
    with connection.cursor() as cursor:
        cursor.execute(PLAIN_SEARCH.format(words=conditions), [f"%{word}%" for word in words])
        cursor.fetchall()


def rows(actor: Any, every: list[Someone], count: int, plain: int, seed: int) -> Iterator[str]:
    """A line of the table for each kind, the last for all together."""
    from ansinh.access.public import acting_as
    from ansinh.registry.public import find_people

    areas = None if actor.wide else sorted(actor.area_ids)

    def find(query: str) -> None:
        with acting_as(actor):
            find_people(query, on=TODAY, area_ids=areas)

    def plainly(query: str) -> None:
        with acting_as(actor):
            _plainly(query)

    draw, together, together_busy, slow = random.Random(seed), [], [], []
    for label, make in KINDS.items():
        some = [who for who in every if label != "former name" or who[6]]
        queries = [make(who, draw) for who in draw.sample(some, min(len(some), count))]
        spent, busy = _asked(queries, find)
        together, together_busy = together + spent, together_busy + busy
        slow += sorted(zip(busy, queries, strict=True))[-1:]
        ratio = " | "
        if plain:
            by_hand = statistics.median(_asked(queries[:plain], plainly)[1])
            ratio = f"{by_hand:,.0f} | {by_hand / statistics.median(busy):,.0f}×"
        yield f"| {label} | {_figures(spent)} | {_figures(busy)} | {ratio} |"
    yield f"| all | {_figures(together)} | {_figures(together_busy)} | | |"
    for spent, query in sorted(slow)[-4:]:
        print(f"    slowest: {spent:.0f} ms {query!r}", file=sys.stderr)


def main() -> None:
    """Print a table for each role."""
    os.environ["ANSINH_PROCESS"] = "web"
    use(Path(sys.argv[1]).absolute())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else QUERIES
    plain = int(sys.argv[3]) if len(sys.argv) > 3 else PLAIN
    from ansinh.access.public import User, acting_as, actor_of

    for username in ("tinh", "xa"):
        actor = actor_of(User.objects.get(username=username), TODAY)
        with acting_as(actor):
            every = people(200_000 if not actor.wide else 20_000, random.Random(7))
        print(f"\n{username}: {count} queries, load {load()}\n")
        print("| typed | median ms | p95 ms | median processor ms | p95 | plain way, processor ms | ratio |")
        print("|---|---:|---:|---:|---:|---:|---:|")
        for line in rows(actor, every, max(1, count // len(KINDS)), plain, seed=2026):
            print(line, flush=True)


if __name__ == "__main__":
    main()
