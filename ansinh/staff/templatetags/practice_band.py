"""The band over every page of a practice installation. Needs no request, so that pages about errors have it too."""

from __future__ import annotations

from typing import Any

from django import template
from django.conf import settings

register = template.Library()


@register.inclusion_tag("staff/practice/band.html")
def practice_band() -> dict[str, Any]:
    """Nothing in an ordinary installation."""
    return {"practice": settings.PRACTICE}
