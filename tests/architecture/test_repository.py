"""What lies in the project: pinned dependencies with reasons, data with its source, nothing about a machine."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from tests.architecture.source import project_files
from tests.paths import ROOT

MOST_DEPENDENCIES = 25
DATA_ENDINGS = (".json", ".geojson", ".topojson", ".csv", ".tsv", ".parquet", ".xlsx", ".ttf", ".woff2", ".txt", ".xsd")
OURS = ("requirements/", "tests/")
# written in pieces, so that this file does not name them either
MACHINE = re.compile("|".join([
    "pypi" + r"\.org", "pythonhosted" + r"\.org", "registry" + r"\.npmjs", "deb" + r"\.debian\.org",
    r"(?<![\w.}])/wo" + r"rk/", r"(?<![\w.])/ro" + r"ot/", r"(?<![\w.])/ho" + r"me/\w",
]))  # fmt: skip
VENDORED = "/vendor/"
NOT_TEXT = (
    ".xlsx", ".xls", ".ods", ".parquet", ".png", ".jpg", ".webp", ".ttf", ".woff2", ".ico", ".gz", ".pdf", ".npz",
    ".mo",
)  # fmt: skip


def test_few_dependencies_each_with_a_reason() -> None:
    lines = (ROOT / "requirements/runtime.in").read_text().splitlines()
    named = [line for line in lines if line.strip() and not line.startswith("#")]
    assert len(named) <= MOST_DEPENDENCIES
    assert [line for line in named if not re.search(r"#\s*\w+", line)] == []


def test_dependencies_are_pinned_with_hashes() -> None:
    for name in ("tools", "runtime", "dev", "fast", "sign", "spark", "peers"):
        text = (ROOT / f"requirements/{name}.txt").read_text()
        pinned = re.findall(r"^([\w.\[\],-]+)==\S+ .*\\\n {4}--hash=sha256:", text, re.MULTILINE)
        stated = re.findall(r"^[\w.-]", text, re.MULTILINE)
        assert pinned
        assert len(pinned) == len(stated), name


def test_no_registry_and_no_machine_in_any_file() -> None:
    found = {}
    for name in project_files():
        if name.endswith(NOT_TEXT):
            continue
        hit = MACHINE.search((ROOT / name).read_text(encoding="utf-8"))
        if hit:
            found[name] = hit.group()
    assert found == {}


def test_text_files_end_with_a_newline() -> None:
    ours = [name for name in project_files() if not name.endswith((*NOT_TEXT, *DATA_ENDINGS))]
    written = [name for name in ours if VENDORED not in name]
    unended = [name for name in written if not _ended((ROOT / name).read_bytes())]
    assert unended == []


def _ended(content: bytes) -> bool:
    return not content or content.endswith(b"\n")


def test_data_from_elsewhere_says_where_from_and_on_what_terms() -> None:
    """A README.md, SOURCE.md or LICENSE file in the folder, or in one above it within the package, names the file."""
    silent = [
        name
        for name in project_files()
        if name.startswith("ansinh/") and _from_elsewhere(name) and not _explained(Path(name))
    ]
    assert silent == []


def _from_elsewhere(name: str) -> bool:
    return name.endswith(DATA_ENDINGS) or (VENDORED in name and not name.endswith((".md", "LICENSE", "NOTICE")))


def _explained(path: Path) -> bool:
    for folder in path.parents:
        if str(folder) in (".", "ansinh"):
            return False
        for note in ("SOURCE.md", "README.md"):
            text = (ROOT / folder / note).read_text() if (ROOT / folder / note).exists() else ""
            if (path.name in text or path.suffix in text) and re.search("(?i)licen[cs]e|OFL|MIT|public domain", text):
                return True
    return False


def test_the_two_commands_can_be_run() -> None:
    for name in ("run", "test", ".ci/run"):
        assert (ROOT / name).stat().st_mode & 0o111, name


def test_each_ignored_rule_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    assert tomllib.loads(text)["tool"]["pytest"]["ini_options"]["filterwarnings"][0] == "error"
    ignored = re.findall(r'^\s+"[A-Z]+\d*",(.*)$', text, re.MULTILINE)
    assert ignored
    assert [line for line in ignored if "#" not in line] == []


def test_the_root_holds_nothing_that_was_left_there() -> None:
    """Files that a trial wrote beside the project belong nowhere in it."""
    assert [path for path in project_files() if "/" not in path and path.endswith(DATA_ENDINGS)] == []
