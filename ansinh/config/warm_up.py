"""What a web process holds for good is loaded before its first request and left out of garbage collection.

Python looks through everything that is alive now and then, within whichever request it falls: with all that the
screens, the law and their libraries keep in memory that took 150 to 300 ms of it.
"""

from __future__ import annotations

import gc
from pathlib import Path

from django.apps import apps
from django.template.loader import get_template
from django.urls import get_resolver


def warm_up() -> None:
    """Load every address and every page's template, then set aside what is alive: it is needed to the end."""
    get_resolver().url_patterns  # noqa: B018 - the views are loaded when it is first read
    for app in apps.get_app_configs():
        places = Path(app.path, "templates")
        for file in sorted(places.rglob("*.html")) if app.name.startswith("ansinh.") else ():
            get_template(str(file.relative_to(places)))
    gc.collect()
    gc.freeze()
