"""Whether an account may do something at all is asked in one place, with one sentence."""

from __future__ import annotations

from tests.paths import ROOT

SENTENCE = "Tài khoản này không có quyền"


def test_the_sentence_stands_once() -> None:
    found = [path for path in (ROOT / "ansinh").rglob("*.py") if SENTENCE in path.read_text(encoding="utf-8")]
    assert [path.relative_to(ROOT).as_posix() for path in found] == ["ansinh/access/policies.py"]
