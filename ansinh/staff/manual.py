"""The user manual on the screens: its pages are docs/manual, its pictures are served with the static files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from ansinh.casework.public import CASE_KINDS

INDEX = "index"
MANUAL: Path = settings.MANUAL
_NEWS = {"death": "stop"}
"""News that a kind of file rests on, where it is called otherwise."""


@dataclass(frozen=True)
class Page:
    """A page of the manual; ``html``: its text without the title."""

    code: str
    title: str
    html: SafeString


@cache
def codes() -> tuple[str, ...]:
    """The pages that there are."""
    return tuple(sorted(file.stem for file in MANUAL.glob("*.md")))


@cache
def page(code: str) -> Page | None:
    """A page, None where there is none. Read once: the manual comes with the program and changes with it."""
    if code not in codes():
        return None
    title, _, text = (MANUAL / f"{code}.md").read_text(encoding="utf-8").removeprefix("# ").partition("\n")
    _, _, shown = text.partition("-->")
    return Page(code, title, SafeString(_markdown().render(shown)))


def page_for(where: Any) -> str:
    """The code of the page about what a screen shows: its kind of file or of news; else the first page."""
    code = getattr(where, "code", "")
    code = _NEWS.get(code, code)
    return code if code in CASE_KINDS else INDEX


def _markdown() -> MarkdownIt:
    """Without HTML of a page's own: what is rendered is only what Markdown has."""
    found = MarkdownIt("commonmark", {"html": False})
    found.add_render_rule("image", _picture)
    found.add_render_rule("link_open", _link)
    return found


def _picture(self: Any, tokens: list[Token], place: int, options: Any, env: Mapping[str, Any]) -> str:
    """A picture that loads when it comes near, in its own room, and opens whole when it is pressed."""
    token = tokens[place]
    name = Path(str(token.attrs["src"])).name
    width, height = size_of(MANUAL / "pictures" / name)
    return format_html(
        '<a class="picture" href="{0}"><img src="{0}" alt="{1}" width="{2}" height="{3}" loading="lazy"></a>',
        static(f"manual/{name}"), token.content, width, height,
    )  # fmt: skip


def _link(self: Any, tokens: list[Token], place: int, options: Any, env: Mapping[str, Any]) -> str:
    """Pages name each other as files, so that they can be read in their folder too."""
    code = str(tokens[place].attrs["href"]).removesuffix(".md")
    return format_html('<a href="{}">', reverse("manual") if code == INDEX else reverse("manual_page", args=(code,)))


def size_of(picture: Path) -> tuple[int, int]:
    """Width and height of a lossless WebP: 14 bits each, less one, behind the signature (RFC 9649, 3.4)."""
    with picture.open("rb") as file:
        bits = int.from_bytes(file.read(25)[21:25], "little")
    return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
