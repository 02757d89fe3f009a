"""What a personal number says, at the edges of its parts."""

from __future__ import annotations

import pytest

from ansinh.kernel.identity_number import NumberSays, number_says


@pytest.mark.parametrize(
    ("number", "says"),
    [
        ("015050001234", NumberSays("Yên Bái", "male", 1950)),
        ("015199001234", NumberSays("Yên Bái", "female", 1999)),
        ("010200001234", NumberSays("Lào Cai", "male", 2000)),
        ("096326001234", NumberSays("Cà Mau", "female", 2026)),
        ("003050001234", NumberSays(None, "male", 1950)),
        ("097050001234", NumberSays(None, "male", 1950)),
        ("100050001234", NumberSays(None, "male", 1950)),
        ("101050001234", NumberSays("nước ngoài", "male", 1950)),
        ("015950001234", NumberSays("Yên Bái", "female", 2350)),
        ("150123456", None),
        ("01505000123", None),
        ("01505000123x", None),
    ],
)
def test_number_says(number: str, says: NumberSays | None) -> None:
    assert number_says(number) == says
