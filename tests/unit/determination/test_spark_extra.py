"""Asked for Spark without what it needs: one sentence in Vietnamese, exit code 2, nothing written."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from ansinh.cli.determine import command


@pytest.mark.parametrize(("there", "words"), [(None, "prepare.sh spark"), (object(), "Java 17")])
def test_what_is_missing_is_said(there: object, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ansinh.determination.spark_extra.find_spec", lambda name: there)
    for variables in ({"JAVA_HOME": str(tmp_path)}, {"JAVA_HOME": "", "PATH": str(tmp_path)}):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        out = tmp_path / "out"
        result = CliRunner().invoke(command, [str(tmp_path), "--engine", "spark", "--out", str(out)])
        assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
        assert words in result.stderr
        assert not out.exists()
