"""The shell around it all: wrong arguments are refused, and nothing is installed twice."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.paths import ROOT

SCRIPTS = ["run", "test", ".ci/run", "requirements/prepare.sh"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_are_plain_shell(name: str) -> None:
    subprocess.run(["sh", "-n", ROOT / name], check=True)
    assert (ROOT / name).read_text().startswith("#!/bin/sh\n")


@pytest.mark.parametrize("name", ["run", "test"])
def test_an_unknown_argument_is_refused_before_anything_is_done(name: str) -> None:
    done = subprocess.run([ROOT / name, "--nhanh"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--nhanh" in done.stderr


@pytest.mark.parametrize("name", ["run", "test"])
def test_help_is_the_head_of_the_file(name: str) -> None:
    done = subprocess.run([ROOT / name, "--help"], capture_output=True, text=True, check=True)
    assert f"./{name} --" in done.stdout
    assert "#" not in done.stdout


KINDS = {
    "runtime": ("runtime",),
    "fast": ("runtime", "fast"),
    "dev": ("runtime", "dev"),
    "peers": ("runtime", "dev", "peers"),
}


@pytest.mark.parametrize(
    ("asked", "stamp"),
    [
        ("runtime", "runtime"),
        ("runtime", "fast"),
        ("runtime", "dev"),
        ("fast", "dev"),
        ("dev", "dev"),
        ("dev", "peers"),
    ],
)
def test_a_current_environment_is_left_alone(tmp_path: Path, asked: str, stamp: str) -> None:
    """An environment for tests serves ./run too; one for ./run is completed by ./test, never the other way round."""
    (tmp_path / "requirements").mkdir()
    for name in ("prepare.sh", "tools.txt", *(f"{kind}.txt" for kind in KINDS)):
        shutil.copy(ROOT / "requirements" / name, tmp_path / "requirements")
    files = ["tools.txt", *(f"{part}.txt" for part in KINDS[stamp])]
    content = b"".join((tmp_path / "requirements" / name).read_bytes() for name in files)
    digest = subprocess.run(["sha256sum"], input=content, capture_output=True, check=True).stdout.split()[0]
    programs = tmp_path / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "python").write_text('#!/bin/sh\n[ "$1" = -c ] || exit 9  # any call but the version check fails\n')
    (programs / "python").chmod(0o755)
    (tmp_path / ".venv" / ".installed").write_bytes(digest + b"\n")
    done = subprocess.run(
        ["sh", tmp_path / "requirements" / "prepare.sh", asked], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert (programs / "ansinh").stat().st_mode & 0o111
