"""Processes of their own that work in the test's database and die at a named place.

They are started anew, not forked: threads of libraries and open connections do not survive a fork.
"""

from __future__ import annotations

import os
import subprocess
import sys

from django.conf import settings
from django.db import connection


def killed(crash_at: str, code: str, **env: str) -> int:
    """Run Python code with Django set up on the test's database until ``crash_at``; returns the exit code."""
    at = connection.settings_dict
    url = f"postgresql://{at['USER']}:{at['PASSWORD']}@/{at['NAME']}?host={at['HOST']}"
    environment = (
        os.environ
        | env
        | {
            "DATABASE_URL": url + (f"&port={at['PORT']}" if at["PORT"] else ""),
            "ANSINH_CRASH_AT": crash_at,
            "DJANGO_SETTINGS_MODULE": "ansinh.config.settings",
        }
    )
    command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
    return subprocess.run(command, env=environment, cwd=settings.ROOT, check=False, timeout=120).returncode
