"""A province in mid-work for the pages: a year of paid months, and a month whose proposals all wait on the desk.

Usage: .venv/bin/python -m bench.pages.prepare FOLDER [PEOPLE]
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.month.measure import PARTS, look_at_sizes, one_month
from bench.month.province import WHOLE, make, use

FIRST, LAST = "2025-07", "2026-06"
WAITING = "2026-07"
"""The standard amount rises: 45,000 proposals at once, the longest desk there is."""


def main() -> None:
    """Run the year, then propose what is to wait."""
    use(Path(sys.argv[1]).absolute())
    make(int(sys.argv[2]) if len(sys.argv) > 2 else WHOLE)
    from ansinh.kernel.period import Month

    for month in Month.parse(FIRST).until(Month.parse(WAITING)):
        _, figures = one_month(str(month), first=str(month) == FIRST, stages=(*PARTS[1:], "settle"))
        print(month, figures, flush=True)
        look_at_sizes()
    print(WAITING, one_month(WAITING, first=False, stages=("determine", "propose"))[1])
    look_at_sizes()


if __name__ == "__main__":
    main()
