"""What an officer typed into the one box: words of a name, a birth, a number, a telephone, a village, a commune.

Pure: no database. A text may be read in several ways (is "sinh" a name or "born"?); the likeliest comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from ansinh.kernel.vietnamese import fold
from ansinh.registry.finding.keys import MOST_WORDS
from ansinh.registry.phone_numbers import plain_phone

OLDEST_YEAR, LAST_YEAR = 1900, 2099
SHORTEST_NUMBER, OLD_NUMBER, PERSONAL_NUMBER = 7, 9, 12
MOST_VILLAGE_WORDS = 4

_DIGITS = re.compile(r"(?<![\w/])\+?\(?\d(?:[\d.\-() ]*\d)?(?![\w/])")
_DAY = re.compile(r"(?<!\d)(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?(\d{4})(?!\d)")
_ISO_DAY = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_MONTH = re.compile(r"(?<!\d)(\d{1,2})\s?[/.\-]\s?(\d{4})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_BORN = re.compile(r"\b(?:sinh\s+(?:năm|nam|ngày|ngay)|năm sinh|nam sinh|ngày sinh|ngay sinh|sn|ns)\b[\s:.]*$", re.I)
_LABEL = re.compile(
    r"\b(?:cccd|cmnd|cmt|số định danh|so dinh danh|đdcn|ddcn|điện thoại|dien thoai|sđt|sdt|đt|dt)"
    r"\b[\s:.]*(?=\+?\d)",
    re.I,
)
_PLACE = re.compile(
    r"(?:^|(?<=[\s,;(]))(?P<kind>tổ dân phố|to dan pho|tdp|khu phố|khu pho|thôn|thon|bản|ban|xóm|xom|làng|lang"
    r"|buôn|buon|xã|xa|phường|phuong|thị trấn|thi tran)\.?\s+",
    re.I,
)
_COMMUNE_KINDS = {"xa", "phuong", "thi tran"}
_BARE_KINDS = {"ban", "lang", "buon", "xa", "thon", "xom"}
"""Typed without marks these may be names (Bàn, Ban Mai): a place only behind two words or a comma. Phương nearly always
is a name, so "phuong" needs the comma."""
_TITLES = {"ong", "ba", "anh", "chi", "em", "cu", "co", "chau", "be"}


@dataclass(frozen=True)
class Born:
    """A birth as far as it was typed."""

    year: int
    month: int | None = None
    day: int | None = None


@dataclass(frozen=True)
class Typed:
    """One reading. ``words``: of the name, as typed; ``numbers``: forms that a paper's number may have."""

    words: tuple[str, ...] = ()
    born: Born | None = None
    numbers: tuple[str, ...] = ()
    phone: str | None = None
    village: str = ""
    commune: str = ""
    digits: str = ""

    @property
    def folded(self) -> tuple[str, ...]:
        """The words as they are compared."""
        return tuple(fold(word) for word in self.words)

    @property
    def empty(self) -> bool:
        """Nothing that people could be found by."""
        return not (self.words or self.numbers or self.phone)


def read(text: str, *, with_places: bool = True) -> Typed:
    """The likeliest reading; ``with_places`` false: "ban" and the like are words of the name."""
    rest = " ".join(text.replace("\u00a0", " ").split())
    rest, born = _take_birth(rest)
    rest, typed = _take_digits(rest, Typed(born=born))
    if with_places:
        rest, typed = _take_places(rest, typed)
    words = [word.strip(".,;:()[]\"'“”-") for word in re.split(r"[\s,;.]+", rest)]
    words = [word for word in words if re.search(r"[^\W\d_]", word)]
    if len(words) > 2 and fold(words[0]) in _TITLES:
        words = words[1:]
    return replace(typed, words=tuple(words[:MOST_WORDS]))


def readings(text: str) -> Iterator[Typed]:
    """The likeliest reading, then others: "ban" or "sinh" is a name or is none, the last words are a village."""
    first = read(text)
    yield first
    folded = first.folded
    if first.born and len(folded) > 1 and folded[-1] in ("sinh", "nam"):
        yield replace(first, words=first.words[:-1])
    if first.village or first.commune:
        if any(f" {kind} " in text.lower() for kind in _BARE_KINDS):
            yield read(text, with_places=False)
        return
    for taken in range(min(MOST_VILLAGE_WORDS, len(folded) - 2), 0, -1):
        place = " ".join(folded[-taken:])
        yield replace(first, words=first.words[:-taken], village=place, commune=place)


def _valid(year: int, month: int | None = None, day: int | None = None) -> Born | None:
    try:
        date(year, month or 1, day or 1)
    except ValueError:
        return None
    return Born(year, month, day) if OLDEST_YEAR <= year <= LAST_YEAR else None


def _take_birth(text: str) -> tuple[str, Born | None]:
    """A day, a month or a year; the words that announce it go with it."""
    for pattern, order in ((_ISO_DAY, (1, 2, 3)), (_DAY, (3, 2, 1)), (_MONTH, (2, 1)), (_YEAR, (1,))):
        for found in pattern.finditer(text):
            if pattern is _YEAR and _among_digits(text, found.start(), found.end()):
                continue
            born = _valid(*(int(found.group(i)) for i in order))
            if born:
                before = _BORN.sub("", text[: found.start()].rstrip(" (:,.")).rstrip(" (:,.")
                return f"{before} {text[found.end() :].lstrip(' ),.')}".strip(), born
    return text, None


def _among_digits(text: str, start: int, end: int) -> bool:
    """Four digits that are a group of a longer number: 0912 1950 678. Beside a whole number they are a year."""
    before = re.search(r"\d+$", text[:start].rstrip(" .-"))
    after = re.match(r"\d+", text[end:].lstrip(" .-"))
    return any(group is not None and len(group.group()) < OLD_NUMBER for group in (before, after))


def _take_digits(text: str, typed: Typed) -> tuple[str, Typed]:
    """The number of a paper or a telephone; a short run of digits stays what it is."""
    text = _LABEL.sub("", text)
    for found in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", found.group())
        if len(digits) < SHORTEST_NUMBER:
            continue
        rest = f"{text[: found.start()]} {text[found.end() :]}".strip()
        phone = plain_phone(found.group())
        if phone is None and len(digits) == OLD_NUMBER and digits[0] in "35789":
            phone = f"0{digits}"
        return rest, replace(typed, phone=phone, numbers=_forms(digits), digits=digits)
    return text, replace(typed, digits=re.sub(r"\D", "", text) if not re.search(r"[^\W\d]", text) else "")


def _forms(digits: str) -> tuple[str, ...]:
    """Excel takes zeros away from the front: a number is looked for with them too."""
    forms = [digits] if len(digits) in (OLD_NUMBER, PERSONAL_NUMBER) else []
    forms += [digits.zfill(length) for length in (OLD_NUMBER, PERSONAL_NUMBER) if len(digits) < length]
    return tuple(dict.fromkeys(forms))


def _take_places(text: str, typed: Typed) -> tuple[str, Typed]:
    """What stands behind "bản", "xã" and the like, up to the next of these or a comma."""
    found = [match for match in _PLACE.finditer(text) if _is_place(text, match)]
    if not found:
        return text, typed
    for match, following in zip(found, [*found[1:], None], strict=True):
        named, comma, left = text[match.end() : following.start() if following else len(text)].partition(",")
        if fold(match["kind"]) in _COMMUNE_KINDS:
            typed = replace(typed, commune=typed.commune or fold(named))
        else:
            typed = replace(typed, village=typed.village or fold(named))
        if comma and left.strip() and not following:
            return f"{text[: found[0].start()]} {left}".strip(), typed
    return text[: found[0].start()].strip(" ,"), typed


def _is_place(text: str, match: re.Match[str]) -> bool:
    kind, before = match["kind"].lower(), text[: match.start()].rstrip()
    if kind not in _BARE_KINDS and kind != "phuong":
        return True
    return before.endswith((",", ";")) or (kind != "phuong" and len(fold(before).split()) > 1)
