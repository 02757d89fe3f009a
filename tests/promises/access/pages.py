"""What a page leads to: its links and its forms, and the text of whatever was answered."""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import pypdf


@dataclass
class Form:
    """A form with what it would send: fields as they stand, and each button that sends it."""

    action: str
    method: str
    fields: dict[str, str] = field(default_factory=dict)
    buttons: list[tuple[str, str]] = field(default_factory=list)


class Page(HTMLParser):
    """Links and forms of a page."""

    def __init__(self, text: str, address: str) -> None:
        super().__init__()
        self.address, self.links, self.forms = address, set[str](), list[Form]()
        self._select = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        for name in ("href", "hx-get", "src"):
            if given.get(name, "").startswith(("/", "?")):
                link = given[name]
                self.links.add(link if link.startswith("/") else self.address.split("?")[0] + link)
        if tag == "form":
            self.forms.append(Form(given.get("action") or self.address, given.get("method", "get").lower()))
        if not self.forms:
            return
        form, name = self.forms[-1], given.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and ("selected" in given or self._select not in form.fields):
            form.fields[self._select] = given.get("value", "")
        elif tag in ("input", "textarea") and name:
            form.fields[name] = given.get("value", "")
        elif tag == "button" and name:
            form.buttons.append((name, given.get("value", "")))


def text_of(answer: Any) -> str:
    """Everything readable in an answer: its headers, and its page, workbook, PDF or text."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = " ".join(f"{name}: {value}" for name, value in answer.items())
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as packed:
            body = " ".join(packed.read(name).decode(errors="replace") for name in packed.namelist())
    elif content.startswith(b"%PDF"):
        body = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    else:
        body = re.sub(r"</?mark>", "", content.decode(errors="replace"))
    return f"{headers} {body}"
