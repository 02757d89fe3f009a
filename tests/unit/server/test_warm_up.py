"""A web process sets aside what it holds for good: collecting garbage does not look through it again."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from django.template import engines

from ansinh.config.warm_up import warm_up


@pytest.fixture
def warm() -> Iterator[None]:
    warm_up()
    yield
    gc.unfreeze()


def test_every_template_is_compiled_and_what_is_alive_is_not_looked_through_again(warm: None) -> None:
    assert gc.get_freeze_count() > 100_000
    (loader,) = engines["django"].engine.template_loaders  # type: ignore[attr-defined]
    assert len(loader.get_template_cache) > 150
