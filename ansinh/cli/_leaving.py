"""For commands that would leave something unfinished behind when they are asked to end."""

from __future__ import annotations

import os
import signal
from threading import Thread

from ansinh.determination.files.unfinished import put_away

SIGNALS = (signal.SIGTERM, signal.SIGHUP)


def leave_in_order() -> None:
    """From now on being asked to end puts away what is unfinished, then ends the process.

    A thread waits for that: the main thread may be inside polars for minutes, where Python hears of no signal.
    """
    asked, heard = os.pipe()
    os.set_blocking(heard, False)
    signal.set_wakeup_fd(heard)
    for number in SIGNALS:
        signal.signal(number, lambda _number, _frame: None)  # without one of Python's own nothing is heard
    Thread(target=_wait, args=(asked,), daemon=True).start()


def _wait(asked: int) -> None:
    number = 0
    while number not in SIGNALS:  # Ctrl+C is heard too, and is the main thread's
        number = os.read(asked, 1)[0]
    put_away()
    os._exit(128 + number)
