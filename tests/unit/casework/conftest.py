"""Who acts in these tests: an officer who prepares and a chair who decides, in one commune."""

from __future__ import annotations

import pytest

from ansinh.access import public as access
from ansinh.areas import public as areas
from tests.builders import commune, officer


@pytest.fixture
def here() -> areas.Unit:
    return commune()


@pytest.fixture
def maker(here: areas.Unit) -> access.Actor:
    return officer("commune_officer", here)


@pytest.fixture
def chair(here: areas.Unit) -> access.Actor:
    return officer("commune_chair", here)
