"""The gallery of components: each with its empty, loading and error states, for whoever builds a screen."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ansinh.access.public import allow


@allow()
def gallery(request: HttpRequest) -> HttpResponse:
    """Made-up content only."""
    return render(request, "staff/gallery.html", {"kinds": ("start", "adjust", "stop", "past")})
