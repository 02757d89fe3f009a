"""Pages for everybody that are asked only so often from one address."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ansinh.staff.signing_in import address_of

MINUTE = 60
TOO_MANY = 429


def throttled(*, a_minute: int) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Answer so many requests a minute from an address, and refuse more. Counted in each process of the web server."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def counted(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            key = f"{view.__name__}:{address_of(request)}:{int(time.time()) // MINUTE}"
            cache.add(key, 0, timeout=2 * MINUTE)
            if cache.incr(key) > a_minute:
                answer = render(request, "staff/documents/too_many.html", status=TOO_MANY)
                answer["Retry-After"] = str(MINUTE)
                return answer
            return view(request, *args, **kwargs)

        return counted

    return decorate
