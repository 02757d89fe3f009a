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


INSTALLED = ["tools", "runtime", "dev"]
FAILING_PYTHON = '#!/bin/sh\n[ "$1" = -c ] || exit 9  # any call but the version check fails\n'


def prepare(folder: Path, asked: list[str], installed: list[str]) -> subprocess.CompletedProcess[str]:
    """Run prepare.sh in a folder whose environment holds ``installed`` and cannot install anything."""
    (folder / "requirements").mkdir()
    for name in ("prepare.sh", "tools.txt", "runtime.txt", "dev.txt", "fast.txt", "spark.txt", "peers.txt"):
        shutil.copy(ROOT / "requirements" / name, folder / "requirements")
    programs = folder / ".venv" / "bin"
    programs.mkdir(parents=True)
    (programs / "python").write_text(FAILING_PYTHON)
    (programs / "python").chmod(0o755)
    files = [f"requirements/{name}.txt" for name in installed]
    sums = subprocess.run(["sha256sum", *files], cwd=folder, capture_output=True, check=True).stdout
    (folder / ".venv" / ".installed").write_bytes(sums)
    command = ["sh", folder / "requirements" / "prepare.sh", *asked]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("asked", [["runtime"], ["dev"], ["runtime", "dev"]])
def test_a_current_environment_is_left_alone(tmp_path: Path, asked: list[str]) -> None:
    """An environment for tests serves ./run too; one for ./run is completed by ./test, never the other way round."""
    done = prepare(tmp_path, asked, INSTALLED)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    assert (tmp_path / ".venv" / "bin" / "ansinh").stat().st_mode & 0o111


@pytest.mark.parametrize("extra", ["fast", "spark", "peers"])
def test_an_extra_that_is_not_there_is_installed(tmp_path: Path, extra: str) -> None:
    done = prepare(tmp_path, ["dev", extra], INSTALLED)
    assert done.returncode == 9
    assert "Cài các thư viện" in done.stderr


def test_an_unknown_kind_is_refused(tmp_path: Path) -> None:
    done = prepare(tmp_path, ["flink"], INSTALLED)
    assert done.returncode == 2
    assert "flink" in done.stderr
