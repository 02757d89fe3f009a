"""What a month costs with ten times as many people, and ten times again.

    .venv/bin/python -m bench.growth.measure FOLDER [PEOPLE …]

Each size has its own province and database in FOLDER/<people>. The months are those of bench.month.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.month.measure import LIMITED, MONTHS, one_round
from bench.month.province import make, use
from bench.month.stopwatch import load

SIZES = (10_000, 100_000, 1_000_000)


def one_size(folder: Path, people: int) -> dict[str, Any]:
    """Run the months of one size in a process of its own, since a process has one database."""
    command = [sys.executable, "-m", "bench.growth.measure", "--one", str(folder), str(people)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Print seconds and microseconds a person by size."""
    if sys.argv[1] == "--one":
        use(Path(sys.argv[2]))
        make(int(sys.argv[3]))
        print(json.dumps(one_round(list(MONTHS))))
        return
    sizes = [int(text) for text in sys.argv[2:]] or SIZES
    print("| people | month | snapshot | counted (with it) | µs a person | decide | peak MiB | load |")
    print("|---:|---|" + "---:|" * 6)
    for people in sizes:
        found = one_size(Path(sys.argv[1]).absolute() / str(people), people)
        for month, (seconds, figures) in found.items():
            counted = sum(seconds[part] for part in LIMITED)
            print(
                f"| {people:,} | {month} | {seconds['snapshot']:.2f} | {counted:.2f} | {counted / people * 1e6:.0f} | "
                f"{seconds['decide']:.2f} | {figures['MiB']:,} | {load()} |",
                flush=True,
            )


if __name__ == "__main__":
    main()
