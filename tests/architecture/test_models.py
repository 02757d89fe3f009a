"""Tables point upstream, and upstream does not know who points at it."""

from __future__ import annotations

import configparser
from collections.abc import Iterator

from django.apps import apps
from django.db import models

from tests.paths import ROOT


def _layers() -> list[str]:
    """Package names from the top of the import contract to the bottom."""
    contract = configparser.ConfigParser()
    contract.read(ROOT / ".importlinter")
    return contract["importlinter:contract:flow"]["layers"].replace("|", " ").split()


def _foreign_keys_across_packages() -> Iterator[models.ForeignKey]:
    for model in apps.get_models():
        if not model.__module__.startswith("ansinh."):
            continue
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey | models.ManyToManyField):
                target = field.related_model
                if target._meta.app_label != model._meta.app_label:
                    yield field


def test_no_reverse_accessor_across_packages() -> None:
    visible = [str(field) for field in _foreign_keys_across_packages() if not field.remote_field.hidden]
    assert visible == []


def test_foreign_keys_point_upstream() -> None:
    order = _layers()
    wrong = [
        f"{field} -> {field.related_model._meta.label}"
        for field in _foreign_keys_across_packages()
        if field.related_model.__module__.startswith("ansinh.")
        and order.index(field.model._meta.app_label) >= order.index(field.related_model._meta.app_label)
    ]
    assert wrong == []


def test_saving_is_djangos_own() -> None:
    """Rules stand in operations and constraints, where bulk work meets them too."""
    overridden = [
        f"{model._meta.label}.{method}"
        for model in apps.get_models()
        if model.__module__.startswith("ansinh.")
        for method in ("save", "delete")
        if method in vars(model)
    ]
    assert overridden == []
