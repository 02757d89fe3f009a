"""The pictures of the manual: what a step is about, with a frame around the place, as small as can be read.

Only with ANSINH_RECORD in the environment; then a journey is walked on the day of the manual, so that a rerun gives the
same pictures to the bit.
"""

from __future__ import annotations

import io
import os
from datetime import datetime
from zoneinfo import ZoneInfo

from PIL import Image, ImageDraw
from playwright.sync_api import Locator, Page

from tests.paths import ROOT

MANUAL = ROOT / "docs/manual"
PICTURES = MANUAL / "pictures"
RECORDING = bool(os.environ.get("ANSINH_RECORD"))
DAY = datetime(2027, 4, 15, 9, 0, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
"""A Thursday without a holiday near it. It has to lie after the database's own clock, by which facts are recorded:
when that day has come, move this one on."""
SCREEN = {"width": 1180, "height": 900}
WHOLE, WINDOW, ROOM = 700, 460, 110
"""What ends within so many pixels is shown from the top of the page, with some room below; the rest in a window."""
COLOURS = 48
FRAME = (194, 87, 12)


def take_picture(page: Page, place: Locator | None, name: str) -> None:
    """The part of the page around a place (its top where there is none), without the menu."""
    page.wait_for_load_state()
    main = page.locator("main").bounding_box()
    box = place.bounding_box() if place else None
    assert main is not None
    scrolled = page.evaluate("window.scrollY")
    with Image.open(io.BytesIO(page.screenshot(full_page=True, animations="disabled", caret="hide"))) as whole:
        shown = whole.convert("RGB")
    if box is not None:
        top, left = box["y"] + scrolled, box["x"]
        ImageDraw.Draw(shown).rounded_rectangle(
            (left - 5, top - 5, left + box["width"] + 5, top + box["height"] + 5), radius=7, outline=FRAME, width=3
        )
    end = box["y"] + scrolled + box["height"] + ROOM if box else WINDOW
    first, last = (0, max(end, WINDOW / 2)) if end <= WHOLE else (end - WINDOW, end)
    part = shown.crop((int(main["x"]), int(first), shown.width, int(min(last, shown.height))))
    PICTURES.mkdir(parents=True, exist_ok=True)
    few = part.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.convert("RGB").save(PICTURES / f"{name}.webp", lossless=True, quality=100, method=4)
