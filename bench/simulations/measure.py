"""How long a draft and an outlook take with the whole province in the registry, and the pages and files of the answers.

    .venv/bin/python -m bench.simulations.measure FOLDER [PEOPLE]

The draft is the example with which the screen begins: it raises the standard amount, so that nearly everyone who is
paid has to be decided on anew: the longest list there is.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.test.client import Client
from django.test.utils import setup_test_environment

from bench.month.province import WHOLE, make, use
from bench.month.stopwatch import forget_peak, load, peak_mib

USER = "tinh.chuyenvien"


@contextmanager
def timed(what: str) -> Iterator[None]:
    """Print the seconds of a block with the peak of memory and the load."""
    forget_peak()
    started = time.perf_counter()
    yield
    print(f"| {what} | {time.perf_counter() - started:.2f} | {peak_mib():,} | {load()} |", flush=True)


def run_all() -> None:
    """Ask and answer: a draft over one and three years, an outlook of five, one of ten with the draft."""
    from django.utils import timezone

    from ansinh.access.public import User, acting_as, actor_of
    from ansinh.areas.public import province
    from ansinh.flows.simulation_run import run_simulation
    from ansinh.kernel.period import Month
    from ansinh.oversight.operations.ask_simulation import ask_simulation
    from ansinh.oversight.simulations.outlook import shipped_assumptions
    from ansinh.staff.simulation_form import example_draft

    actor = actor_of(User.objects.get(username=USER), timezone.localdate())
    month, kept = Month(2027, 1), []
    for years, draft, supposed in (
        (1, example_draft(), None),
        (3, example_draft(), None),
        (5, "", shipped_assumptions()),
        (10, example_draft(), shipped_assumptions()),
    ):
        with acting_as(actor):
            asked = ask_simulation(
                actor=actor, area=province(month.first), month=month, years=years, at=timezone.now(), draft=draft,
                assumptions=supposed,
            )  # fmt: skip
        name = f"{asked.get_kind_display()}, {years} năm" + (", có dự thảo" if supposed and draft else "")
        with timed(name):
            print("  ", run_simulation(asked.pk, actor=actor))
        kept.append(asked)
    pages(kept[1].pk, kept[3].pk)


def pages(reform: int, outlook: int) -> None:
    """The pages of the answers and the files made from them."""
    from ansinh.access.public import User

    client = Client()
    client.force_login(User.objects.get(username=USER))
    session = client.session
    session["purpose"] = "Đo tốc độ các trang"
    session.save()
    for address in (
        f"/thu-du-thao/{reform}/", f"/thu-du-thao/{reform}/nguoi/", "/thu-du-thao/", f"/du-bao/{outlook}/",
        f"/thu-du-thao/{reform}/tai-ve/", f"/du-bao/{outlook}/tai-ve/",
    ):  # fmt: skip
        client.get(address)
        with timed(address):
            assert client.get(address).status_code == 200


def main() -> None:
    """Make the province unless it is there, and run."""
    use(Path(sys.argv[1]).absolute())
    make(int(sys.argv[2]) if len(sys.argv) > 2 else WHOLE)
    setup_test_environment()
    print("| what | s | peak MiB | load |\n|---|---:|---:|---:|")
    run_all()


if __name__ == "__main__":
    main()
