"""Finds the jobs of each folder and gives them to the queue.

A job is a module with ``run(today: date) -> str``; what it returns is the line shown to people. The first line of the
module's docstring is its description. A job never runs beside itself, and one that is late runs once, not many times.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from zoneinfo import ZoneInfo

from procrastinate import App

from ansinh.jobs.recorded_run import recorded_run

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")
FOLDERS = {
    # cron in UTC: 02:00 in Vietnam is 19:00 of the day before
    "every_minute": ("* * * * *", "mỗi phút"),
    "hourly": ("5 * * * *", "phút thứ 5 mỗi giờ"),
    "nightly": ("0 19 * * *", "2 giờ sáng mỗi ngày"),
    "monthly": ("0 20 L * *", "3 giờ sáng ngày 1 hằng tháng"),
}


@dataclass(frozen=True)
class Job:
    """One scheduled job; ``name`` is "nightly.anchor_audit_chain"."""

    name: str
    description: str
    cron: str
    when: str
    run: Callable[[date], str]


def jobs() -> Iterator[Job]:
    """Every job, by folder and name."""
    for folder, (cron, when) in FOLDERS.items():
        package = import_module(f"ansinh.jobs.{folder}")
        for found in sorted(pkgutil.iter_modules(package.__path__), key=lambda module: module.name):
            module = import_module(f"ansinh.jobs.{folder}.{found.name}")
            description = (module.__doc__ or "").strip().splitlines()[0]
            yield Job(f"{folder}.{found.name}", description, cron, when, module.run)


def register(queue: App) -> None:
    """Make a periodic task of every job."""
    for job in jobs():
        task = queue.task(name=job.name, lock=job.name, queueing_lock=job.name, pass_context=False)(_task(job))
        queue.periodic(cron=job.cron)(task)


def _task(job: Job) -> Callable[..., str]:
    def run_at(timestamp: int) -> str:
        return recorded_run(job.name, job.run, datetime.fromtimestamp(timestamp, tz=LOCAL).date())

    return run_at
