"""A browser's own name as a person would say it."""

from __future__ import annotations

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


def device_of(agent: str) -> str:
    """ "Chrome trên Windows"; what is not known is called so, and nothing of the text itself is kept."""
    browser = next((name for mark, name in BROWSERS.items() if mark in agent), "Trình duyệt khác")
    system = next((name for mark, name in SYSTEMS.items() if mark in agent), "")
    return f"{browser} trên {system}" if system else browser
