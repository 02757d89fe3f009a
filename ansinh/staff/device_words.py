"""A browser's own name as a person would say it."""

from __future__ import annotations

from django.utils.translation import gettext

from ansinh.kernel.languages import said

BROWSERS = {
    "Edg/": "Edge",
    "coc_coc": "Cốc Cốc",
    "OPR/": "Opera",
    "Firefox/": "Firefox",
    "FxiOS/": "Firefox",
    "CriOS/": "Chrome",
    "Chrome/": "Chrome",
    "Safari/": "Safari",
}
"""The first that is found; later ones stand in the names of earlier ones too."""
SYSTEMS = {
    "Android": "Android",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Windows": "Windows",
    "Mac OS": "macOS",
    "Linux": "Linux",
}


ON = " trên "


def device_of(agent: str) -> str:
    """ "Chrome trên Windows"; what is not known is called so, and nothing of the text itself is kept."""
    browser = next((name for mark, name in BROWSERS.items() if mark in agent), "Trình duyệt khác")
    system = next((name for mark, name in SYSTEMS.items() if mark in agent), "")
    return f"{browser}{ON}{system}" if system else browser


def device_said(kept: str) -> str:
    """A kept device in the language of the page."""
    browser, on, system = kept.partition(ON)
    names = {"browser": said(browser), "system": system}
    return gettext("%(browser)s trên %(system)s") % names if on else names["browser"]
