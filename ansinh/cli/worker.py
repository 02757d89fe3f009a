"""`ansinh worker`: runs queued and scheduled jobs; started by `ansinh serve`, by hand only to look at one alone."""

from __future__ import annotations

import click
from procrastinate import PsycopgConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params

JOB_SECONDS = 10.0
"""How long a job may go on after the worker was asked to stop."""
DATABASE_SECONDS = 5.0
"""How long the worker waits for a connection. A database that is gone has gone before us when the supervisor is killed:
the library's half a minute would keep a worker alive that nobody holds any more."""


@click.command("worker")
@click.option("--concurrency", default=1, show_default=True, type=click.IntRange(1, 16), help="Số việc cùng lúc.")
@click.option("--once", is_flag=True, help="Làm hết việc đang chờ rồi dừng.")
def command(concurrency: int, once: bool) -> None:
    """Chạy các việc nền đang chờ và các việc theo lịch."""
    connector = PsycopgConnector(kwargs=connector_params(), timeout=DATABASE_SECONDS)
    with app.replace_connector(connector) as queue:
        queue.run_worker(concurrency=concurrency, wait=not once, shutdown_graceful_timeout=JOB_SECONDS)
