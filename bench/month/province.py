"""The made-up province in a data folder of its own, made once and used by every measurement here.

    .venv/bin/python -m bench.month.province FOLDER [PEOPLE]

The embedded database keeps its ordinary settings: everything that is committed is on the disk.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import django
from django.core.management import call_command

from ansinh.server.postgres import ensure_running

WHOLE, COMMUNES, SEED = 850_000, 51, 2026


def use(folder: Path) -> None:
    """Start the database of a folder and connect Django with it; the keys of what is sealed lie there too."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o755)  # the server has an account of its own
    os.environ["ANSINH_DATA"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "ansinh.config.settings"
    ensure_running()
    django.setup()
    from ansinh.kernel.sealing.key_file import make_keys

    make_keys()


def make(people: int, communes: int = COMMUNES) -> None:
    """Structure, people and accounts, unless there are people already; says how long the people took."""
    from ansinh.demo.accounts import open_demo_accounts
    from ansinh.demo.load import load_province
    from ansinh.registry.public import Person

    call_command("migrate", interactive=False, verbosity=0)
    if Person.objects.exists():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    started = time.perf_counter()
    load_province(people=people, communes=communes, seed=SEED, told=lambda _commune, _count: None)
    open_demo_accounts()
    print(f"{people:,} people written in {time.perf_counter() - started:.0f} s", flush=True)


if __name__ == "__main__":
    use(Path(sys.argv[1]).absolute())
    make(int(sys.argv[2]) if len(sys.argv) > 2 else WHOLE)
