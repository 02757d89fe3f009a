"""Places that tests read from."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
"""The project."""

SHARED = ROOT.parent / "shared"
"""Contracts, law cases and standards beside the project; absent on other machines, where those tests are skipped."""


def shared(*parts: str) -> Path:
    """A file or folder beside the project; skips the calling test with a clear reason when it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"reference material is not beside the project: {'/'.join(parts)}")
    return path
