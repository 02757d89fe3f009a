"""`ansinh serve`: database, job worker and web server under one supervisor."""

from __future__ import annotations

import os
import time
from dataclasses import replace

import click

from ansinh.server.places import data_directory
from ansinh.server.progress_lines import say, vietnamese_seconds
from ansinh.server.supervisor import (
    Program,
    Supervisor,
    answers,
    check_port_is_free,
    practice_program,
    web_program,
    worker_program,
)

ADDRESS, PUBLIC = "ANSINH_PRACTICE_ADDRESS", "ANSINH_PUBLIC_ADDRESS"
LOGINS = "demo-logins.txt"  # written by `ansinh setup` when it makes the made-up province


@click.command("serve")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Cổng của trang web.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ để lắng nghe.")
@click.option("--practice-port", type=click.IntRange(1, 65535), help="Chạy kèm bản tập làm ở cổng này.")
@click.pass_context
def command(context: click.Context, port: int, host: str, practice_port: int | None) -> None:
    """Chạy cơ sở dữ liệu, việc nền và trang web cho tới khi bấm Ctrl+C."""
    began = time.monotonic()
    check_port_is_free(host, port)
    supervisor = Supervisor(programs(host, port, practice_port))
    context.exit(
        supervisor.run(
            ready=lambda: answers(host, port),
            when_ready=lambda: _announce(host, port, time.monotonic() - began),
        )
    )


def programs(host: str, port: int, practice_port: int | None) -> list[Program]:
    """Worker and web server; with a port for it, practice beside them, which the desk then leads to.

    Where nobody said at what address people reach it, papers are printed with the one that is served here.
    """
    public = {PUBLIC: os.environ.get(PUBLIC) or f"http://localhost:{port}"}
    worker, web = (
        replace(one, environment=one.environment | public) for one in (worker_program(), web_program(host, port))
    )
    if practice_port is None:
        return [worker, web]
    check_port_is_free(host, practice_port)
    address = {ADDRESS: os.environ.get(ADDRESS) or f"http://localhost:{practice_port}"}
    practice = practice_program(host, practice_port)
    web = replace(web, environment=web.environment | address)
    return [worker, replace(practice, environment=address), web]


def _announce(host: str, port: int, seconds: float) -> None:
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "::1") else host  # noqa: S104 - compared only
    say(f"\nAn Sinh đã sẵn sàng sau {vietnamese_seconds(seconds)}: http://{shown}:{port}")
    logins = data_directory() / LOGINS
    if logins.exists():
        say(f"Tài khoản dùng thử:\n{logins.read_text().rstrip()}")
    say("Bấm Ctrl+C để dừng tất cả.\n")
