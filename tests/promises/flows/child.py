"""A process of its own that runs a month in the test's database and dies where ANSINH_CRASH_AT says."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import django
from django.conf import settings
from django.db import connection

CODE = "from tests.promises.flows.child import main; main()"


def killed_month(crash_at: str, folder: Path) -> int:
    """Run November 2026 in a child; returns its exit code."""
    at = connection.settings_dict
    url = f"postgresql://{at['USER']}:{at['PASSWORD']}@/{at['NAME']}?host={at['HOST']}"
    env = os.environ | {
        "DATABASE_URL": url + (f"&port={at['PORT']}" if at["PORT"] else ""),
        "ANSINH_CRASH_AT": crash_at,
        "DJANGO_SETTINGS_MODULE": "ansinh.config.settings",
        "MONTH_FOLDER": str(folder),
    }
    return subprocess.run([sys.executable, "-c", CODE], env=env, cwd=settings.ROOT, check=False, timeout=120).returncode


def main() -> None:
    """What the child does."""
    django.setup()
    from ansinh.flows.monthly_cycle import run_month
    from ansinh.kernel.period import Month
    from tests.unit.flows.test_monthly_cycle import cycle

    run_month(cycle(Month(2026, 11), Path(os.environ["MONTH_FOLDER"])))
