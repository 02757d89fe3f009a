"""Folders and keys of a test's own, for tests that put files down and look at what lies in the store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ansinh.kernel.sealing.key_file import make_keys


@pytest.fixture
def own_places(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.INBOX, settings.RETURNS = tmp_path / "inbox", tmp_path / "returns"
    settings.MEDIA_ROOT, settings.KEYS = tmp_path / "files", tmp_path / "keys"
    monkeypatch.setenv("ANSINH_KEYS", str(settings.KEYS))
    make_keys()
