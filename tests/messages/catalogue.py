"""The English catalogue: brought up to date with the texts of the code, compiled, and what is wrong with it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import polib

from tests.messages.extract import every_text
from tests.paths import ROOT

PO = ROOT / "ansinh/staff/locale/en/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
PLACE = re.compile(r"%\(\w+\)s|%%")
TAG = re.compile(r"</?\w+[^>]*>")
HEAD = {
    "Project-Id-Version": "An Sinh",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}


def read(path: Path = PO) -> polib.POFile:
    """The catalogue as it is written; an empty one when there is none."""
    return polib.pofile(str(path), wrapwidth=120) if path.exists() else polib.POFile(wrapwidth=120)


def renew() -> tuple[int, int]:
    """Take in new texts (to be translated by hand), drop those that are gone, compile. Gives how many of each."""
    texts, old = every_text(), {entry.msgid: entry for entry in read()}
    fresh = polib.POFile(wrapwidth=120)
    fresh.metadata = HEAD
    for text in sorted(texts, key=lambda text: (min(texts[text]), text)):
        said = old[text].msgstr if text in old else ""
        places = [(place, "") for place in sorted(texts[text])[:3]]
        fresh.append(polib.POEntry(msgid=text, msgstr=said, occurrences=places))
    fresh.save(str(PO))
    fresh.save_as_mofile(str(MO))
    return len(texts.keys() - old.keys()), len(old.keys() - texts.keys())


def faults() -> list[str]:
    """What keeps a page from being wholly and rightly English."""
    texts, entries = every_text(), {entry.msgid: entry for entry in read()}
    found = [f"not in the catalogue: {text}" for text in sorted(texts.keys() - entries.keys())]
    found += [f"no longer in the code: {text}" for text in sorted(entries.keys() - texts.keys())]
    for text, entry in entries.items():
        if entry.fuzzy or not entry.msgstr:
            found.append(f"not translated: {text}")
        for what in (PLACE, TAG):
            if Counter(what.findall(text)) != Counter(what.findall(entry.msgstr)):
                found.append(f"other places or marks than in Vietnamese: {text}")
        if text[:1].isspace() != entry.msgstr[:1].isspace() or text[-1:].isspace() != entry.msgstr[-1:].isspace():
            found.append(f"other spaces at the ends: {text!r}")
    return found
