"""`ansinh worker`: runs queued and scheduled jobs; started by `ansinh serve`, by hand only to look at one alone."""

from __future__ import annotations

import click
from django.core.management import call_command


@click.command("worker")
@click.option("--concurrency", default=1, show_default=True, type=click.IntRange(1, 16), help="Số việc cùng lúc.")
@click.option("--once", is_flag=True, help="Làm hết việc đang chờ rồi dừng.")
def command(concurrency: int, once: bool) -> None:
    """Chạy các việc nền đang chờ và các việc theo lịch."""
    options = ["--concurrency", str(concurrency), "--shutdown-graceful-timeout", "10"]
    call_command("procrastinate", "worker", *options, *(["--one-shot"] if once else []))
