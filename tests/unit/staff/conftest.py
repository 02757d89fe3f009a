"""The province that the tests of the screens look at."""

from __future__ import annotations

import pytest

from tests.unit.staff.province import Province, make_province


@pytest.fixture
def made(db: None) -> Province:
    """The province of these tests."""
    return make_province()
