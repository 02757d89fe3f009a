"""Jobs that pages ask for: the worker knows them without anybody having imported them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import ansinh.jobs.on_request

SAYS = "import django; django.setup(); from procrastinate.contrib.django import app; print(*app.tasks)"


def test_the_worker_knows_every_job_that_a_page_can_ask_for() -> None:
    (folder,) = ansinh.jobs.on_request.__path__
    told = subprocess.run([sys.executable, "-c", SAYS], capture_output=True, text=True, check=True).stdout.split()
    declared = [
        line.split('"')[1]
        for file in Path(folder).glob("*.py")
        for line in file.read_text().splitlines()
        if line.startswith("@app.task(")
    ]
    assert len(declared) >= 7
    assert set(declared) <= set(told)
