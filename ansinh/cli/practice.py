"""`ansinh practice`: an installation for trying things out, on a made-up commune, beside the real one."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time
from datetime import datetime
from zoneinfo import ZoneInfo

import click

from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.server import practice
from ansinh.server.places import PROJECT
from ansinh.server.postgres import ensure_running
from ansinh.server.progress_lines import say, step, vietnamese_seconds
from ansinh.server.supervisor import Supervisor, answers, check_port_is_free, web_program, worker_program

PORT = 8010
ADDRESS = "ANSINH_PRACTICE_ADDRESS"
MAKING = (("setup", "--without-demo"), ("demo", "--practice"))
"""The commands that make the practice commune, each in a process that belongs to practice from its beginning."""
MADE_OF = ("*/migrations/*.py", "demo/**/*.py")
_LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


@click.command("practice")
@click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="Cổng của trang web.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ để lắng nghe.")
@click.option("--reset", is_flag=True, help="Chỉ làm lại từ đầu rồi thôi: bỏ mọi việc đã tập, kể cả ở bản đang chạy.")
@click.pass_context
def command(context: click.Context, port: int, host: str, reset: bool) -> None:
    """Chạy bản tập làm: xã giả lập trong cơ sở dữ liệu riêng, vào bằng cách chọn vai. Lần đầu lập mất vài phút."""
    practice.use_practice()
    began = time.monotonic()
    if not reset:
        check_port_is_free(host, port)
        os.environ.setdefault(ADDRESS, f"http://localhost:{port}")
    ensure_running()
    _prepare(anew=reset)
    if reset:
        return
    programs = [worker_program(kept_up=True), web_program(host, port)]
    supervisor = Supervisor(programs, embedded=None)
    context.exit(supervisor.run(ready=lambda: answers(host, port), when_ready=lambda: _announce(began)))


def _announce(began: float) -> None:
    say(f"\nBản tập làm đã sẵn sàng sau {vietnamese_seconds(time.monotonic() - began)}: {os.environ[ADDRESS]}")


def _prepare(*, anew: bool) -> None:
    """A practice database that can be used: as it was left, copied anew, or made where there is none of today's."""
    made_of = _made_of()
    if practice.is_ready(made_of):
        if anew:
            with step("Làm lại bản tập làm từ đầu"):
                practice.reset()
        return
    say("Lập xã tập làm (dữ liệu giả lập), một lần cho mỗi tháng:")
    practice.begin_template()
    for words in MAKING:
        done = subprocess.run([sys.executable, "-P", "-m", "ansinh", *words], env=_environment(), check=False)
        if done.returncode:
            raise Refusal("Chưa lập được xã tập làm; xem lỗi ở trên.", code="practice_not_made")
    with step("Giữ bản gốc để làm lại từ đầu"):
        practice.make_template(made_of)


def _environment() -> dict[str, str]:
    paths = [str(PROJECT), *filter(None, [os.environ.get("PYTHONPATH")])]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}


def _made_of() -> str:
    """Names what a practice commune is made of today: the tables and makers of this version, and the month to work."""
    digest = hashlib.sha256(str(Month.of(datetime.now(tz=_LOCAL).date())).encode())
    for file in sorted(file for pattern in MADE_OF for file in (PROJECT / "ansinh").glob(pattern)):
        digest.update(file.read_bytes())
    return digest.hexdigest()
