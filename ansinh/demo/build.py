"""The made-up province from nothing, or on from where it was interrupted: people, accounts, lists, past months."""

from __future__ import annotations

import multiprocessing
import shutil
import zoneinfo
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from ansinh.demo.accounts import open_demo_accounts, write_logins
from ansinh.demo.after_payment import SAMPLED_ON, sample_what_was_paid
from ansinh.demo.history import past_months, run_history
from ansinh.demo.load import load_province
from ansinh.demo.news import write_all_inboxes
from ansinh.demo.paying import set_demo_offices
from ansinh.flows.area_catching_up import catch_up
from ansinh.intake.public import seal_inbox
from ansinh.kernel import progress
from ansinh.kernel.period import Month

WORK, STEP = "demo", "history"
BEFORE_THE_RESOLUTION = Month(2025, 5)
"""What a province of before July 2025 knows at most, whichever months of it are run."""
_LOCAL = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")
Told = Callable[[str, int], None]


@dataclass(frozen=True)
class Wanted:
    """What province is wanted: ``until`` is the last month that is past; what is heard after it is news in lists.

    ``old_areas``: the province of before July 2025, to carry the merger out on. ``only``: codes of the communes that
    have people, where these are not the first ones.
    """

    people: int
    communes: int
    seed: int
    history: bool
    until: str
    old_areas: bool = False
    only: Sequence[str] = ()

    @property
    def months(self) -> int:
        """How many past months are to be run."""
        return len(past_months(Month.parse(self.until))) if self.history else 0


def unfinished() -> Wanted | None:
    """The province whose making was interrupted, if there is one."""
    row = next((row for row in progress.of(WORK) if row.step == STEP), None)
    if row is None or row.state == progress.State.DONE:
        return None
    return Wanted(**row.figures)


def build_province(wanted: Wanted, folder: Path, *, told: Told) -> None:
    """Make what is wanted, or what is left of it; ``told`` hears ("people"|"months", how many more are finished)."""
    if unfinished() is None:
        _people(wanted, folder, told)
    # Another process writes the lists meanwhile: they need no database and a good part of the time.
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        told_to = wanted.people, wanted.communes, wanted.seed, folder / "inbox", wanted.only
        lists = pool.submit(write_all_inboxes, *told_to)
        if wanted.history:
            _months(wanted, folder / "returns", told, lists)
        lists.result()
    seal_inbox(folder / "inbox")
    forget_answers(folder)
    progress.report(WORK, STEP, state=progress.State.DONE, done=wanted.months, total=wanted.months)


def is_made_up() -> bool:
    """Whether this database holds a made-up province."""
    return bool(progress.of(WORK))


def forget_answers(folder: Path) -> None:
    """Take away what made-up payers sent back: it was read, names accounts, and can be made again at any time."""
    shutil.rmtree(folder / "returns", ignore_errors=True)


@transaction.atomic
def _people(wanted: Wanted, folder: Path, told: Told) -> None:
    """People, accounts and the note that months are to follow: all or nothing."""
    end = (BEFORE_THE_RESOLUTION if wanted.old_areas else Month.parse(wanted.until)).end
    load_province(
        people=wanted.people,
        communes=wanted.communes,
        seed=wanted.seed,
        known_until=datetime(end.year, end.month, 1, tzinfo=_LOCAL),
        told=lambda _commune, count: told("people", count),
        old_areas=wanted.old_areas,
        only=wanted.only,
    )
    open_demo_accounts(old_areas=wanted.old_areas)
    set_demo_offices()
    catch_up()
    write_logins(folder)
    progress.report(WORK, STEP, state=progress.State.RUNNING, total=wanted.months, figures=asdict(wanted))


def _months(wanted: Wanted, folder: Path, told: Told, lists: Future[None]) -> None:
    done = progress.of(WORK)[0].done
    told("months", done)
    for month in past_months(Month.parse(wanted.until))[done:]:
        run_history(month, folder)
        done += 1
        progress.report(
            WORK, STEP, state=progress.State.RUNNING, done=done, total=wanted.months, figures=asdict(wanted)
        )
        told("months", 1)
        if lists.done():
            lists.result()  # a failure over there is known here at once
    if wanted.months and not wanted.old_areas:
        sample_what_was_paid(Month.parse(wanted.until).first.replace(day=SAMPLED_ON))
