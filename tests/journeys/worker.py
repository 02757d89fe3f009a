"""The worker beside the browser."""

from __future__ import annotations

import subprocess
import sys

from django.conf import settings

from tests.promises.child import environment_of_test


def worker_works() -> None:
    """The worker, until nothing waits; as a process of its own, as ``ansinh serve`` has it."""
    command = [sys.executable, "-P", "-m", "ansinh", "worker", "--once"]
    environment = environment_of_test(PYTHONPATH=str(settings.ROOT))
    subprocess.run(command, env=environment, cwd=settings.ROOT, check=True, timeout=900)
