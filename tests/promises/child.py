"""Processes of their own that work in the test's database and die at a named place.

They are started anew, not forked: threads of libraries and open connections do not survive a fork.
"""

from __future__ import annotations

import os
import subprocess
import sys

from django.conf import settings
from django.db import connection


def environment_of_test(**env: str) -> dict[str, str]:
    """The environment in which a child works in the test's database."""
    at = connection.settings_dict
    url = f"postgresql://{at['USER']}:{at['PASSWORD']}@/{at['NAME']}?host={at['HOST']}"
    port = f"&port={at['PORT']}" if at["PORT"] else ""
    return os.environ | env | {"DATABASE_URL": url + port, "DJANGO_SETTINGS_MODULE": "ansinh.config.settings"}


def killed(crash_at: str, code: str, **env: str) -> int:
    """Run Python code with Django set up on the test's database until ``crash_at``; returns the exit code."""
    environment = environment_of_test(ANSINH_CRASH_AT=crash_at, **env)
    command = [sys.executable, "-c", f"import django; django.setup()\n{code}"]
    return subprocess.run(command, env=environment, cwd=settings.ROOT, check=False, timeout=900).returncode
