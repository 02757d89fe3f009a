"""What is started to serve, and at what address its papers say they can be verified."""

from __future__ import annotations

import pytest

from ansinh.cli.serve import PUBLIC, programs


@pytest.mark.parametrize(
    ("told", "printed"), [("", "http://localhost:9123"), ("https://ansinh.example.vn", "https://ansinh.example.vn")]
)
def test_papers_are_printed_with_the_port_that_is_served_unless_another_address_is_set(
    monkeypatch: pytest.MonkeyPatch, told: str, printed: str
) -> None:
    monkeypatch.setenv(PUBLIC, told)
    found = {one.name: one.environment[PUBLIC] for one in programs("127.0.0.1", 9123, None)}
    assert found == {"worker": printed, "web": printed}
    beside = {one.name: one.environment.get(PUBLIC) for one in programs("127.0.0.1", 9123, 9124)}
    assert beside == {"worker": printed, "web": printed, "practice": None}
