"""`make messages`: bring the catalogue up to date with the code, then tell what is left to translate."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.config.settings")
django.setup()

from tests.messages import catalogue  # noqa: E402

new, gone = catalogue.renew()
print(f"{new} new texts, {gone} gone")
for fault in catalogue.faults():
    print(fault)
