"""The engine beside its peers: people a second, memory, 36 months, one person.

python -m bench.engine.measure [PEOPLE …]   (1000000 10000000)
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from ansinh import legislation
from ansinh.legislation import FactBatch
from bench.engine.worker import ENGINES
from bench.peers.people import batch_of

MONTH = "2026-11"
ROUNDS = 7
MONTHS = [f"{2024 + i // 12}-{i % 12 + 1:02d}" for i in range(36)]
CALLS = 1_000
PERSON = {"born": "1941-05-12", "poverty": "poor", "support": "none", "disability": "severe", "hard_area": True}


def save_people(folder: Path, people: int) -> None:
    """A country's mix of people, a file a column."""
    for name, array in batch_of(people, MONTH, near_share=0.0).columns.items():
        np.save(folder / f"{name}.npy", array)


def in_turn(folder: Path) -> dict[str, list[dict[str, float]]]:
    """Each engine in its own process, taking turns under the same neighbours; the first round is left out."""
    command = [sys.executable, "-m", "bench.engine.worker"]
    processes = {
        name: subprocess.Popen(
            [*command, name, str(folder), MONTH], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for name in ENGINES
    }
    found: dict[str, list[dict[str, float]]] = {name: [] for name in ENGINES}
    for process in processes.values():
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for _ in range(ROUNDS + 1):
        for name, process in processes.items():
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write("\n")
            process.stdin.flush()
            found[name].append(json.loads(process.stdout.readline()))
    for process in processes.values():
        process.communicate()
    return {name: runs[1:] for name, runs in found.items()}


def throughput(people: int) -> None:
    """A table of all engines for so many people, after a check that their totals are the same."""
    with tempfile.TemporaryDirectory() as name:
        code = "from pathlib import Path; from bench.engine.measure import save_people; "
        code += f"save_people(Path({name!r}), {people})"
        subprocess.run([sys.executable, "-c", code], check=True)
        before = os.getloadavg()[0]
        found = in_turn(Path(name))
    assert len({run["total"] for runs in found.values() for run in runs}) == 1
    print(
        f"\n{people:,} people, {MONTH}, medians of {ROUNDS} rounds in turn, "
        f"load {before:.1f} to {os.getloadavg()[0]:.1f}\n"
    )
    print("| engine | M people/s | ns of processor a person | ÷ OpenFisca | ÷ OpenFisca by processor time | peak MiB |")
    print("|---|---:|---:|---:|---:|---:|")
    medians = {
        name: {key: statistics.median(run[key] for run in runs) for key in ("wall", "cpu")}
        for name, runs in found.items()
    }
    for name, median in medians.items():
        wall, cpu = (medians["openfisca"][key] / median[key] for key in ("wall", "cpu"))
        peak = max(run["peak_mib"] for run in found[name])
        rate, each = people / median["wall"] / 1e6, median["cpu"] / people * 1e9
        print(f"| {name} | {rate:.1f} | {each:.0f} | {wall:.1f}× | {cpu:.1f}× | {peak:,.0f} |", flush=True)


def months() -> None:
    """36 months of a million people, as back pay wants it."""
    batch = batch_of(1_000_000, MONTH, near_share=0.0)
    work: dict[str, Callable[[], None]] = {name: _all_months(batch, name) for name in ("numpy", "compiled")}
    seconds: dict[str, list[float]] = {name: [] for name in work}
    for _ in range(3):
        for name, run in work.items():
            start = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - start)
    print(f"\n36 months × 1,000,000 people, medians of 3, load {os.getloadavg()[0]:.1f}")
    for name, values in seconds.items():
        print(f"  {name}: {statistics.median(values):.2f} s (best {min(values):.2f})")


def _all_months(batch: FactBatch, kernel: str) -> Callable[[], None]:
    def run() -> None:
        room = legislation.AnswerRoom()
        for month in MONTHS:
            legislation.determine_batch(batch, month, kernel=kernel, room=room)

    return run


def one_person() -> None:
    """One answer, and one with its explanation."""
    print(f"\none person, median of {CALLS} calls")
    calls: dict[str, Callable[[], object]] = {
        "answer": lambda: legislation.determine_one(PERSON, MONTH),
        "answer and explanation": lambda: (
            legislation.determine_one(PERSON, MONTH), legislation.explain(PERSON, MONTH),
        ),
    }  # fmt: skip
    for name, call in calls.items():
        times = []
        for _ in range(CALLS):
            start = time.perf_counter()
            call()
            times.append(time.perf_counter() - start)
        print(f"  {name}: {statistics.median(times) * 1e3:.3f} ms, p95 {sorted(times)[int(CALLS * 0.95)] * 1e3:.3f} ms")


if __name__ == "__main__":
    for size in [int(text) for text in sys.argv[1:]] or [1_000_000, 10_000_000]:
        throughput(size)
    months()
    one_person()
