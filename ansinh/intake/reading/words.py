"""Sex, ethnicity, poverty and disability as lists write them. Readers return None for what they do not understand: no
guessing."""

from __future__ import annotations

import re
from functools import lru_cache

from ansinh.intake.reading.ethnicities_table import ETHNICITIES
from ansinh.intake.reading.text import clean, fold, has_diacritics

_DITTO = re.compile(r"[-–\s.]*(?:nt|n[/.]t|như trên|nhu tren|//+|\"+|''|″|〃|”|“|″|\"\s*\")[-–\s.]*\Z", re.I)
_NOTHING = re.compile(r"[-–—_.…?*]+\Z")
_NO_NUMBER = frozenset(("khong", "khong co", "chua co", "ko co", "ko", "k co", "chua cap", "chua lam", "chua", "mat"))
_YES = frozenset(["x", "v", "co", "1", "true", "yes"])
_NO = frozenset(["khong", "0", "false", "no", "ko", "k"])
_MARKS = frozenset("✓✔√☑✗✘×✕+●•")

_SEX = {
    **dict.fromkeys(("nam", "trai", "male", "nam gioi", "gioi tinh nam", "ong", "be trai"), "male"),
    **dict.fromkeys(("nu", "gai", "female", "nu gioi", "ba", "be gai"), "female"),
}
_POVERTY = {
    **dict.fromkeys(("ho ngheo", "ngheo", "hn", "thuoc ho ngheo", "dien ngheo", "h ngheo", "nguoi ngheo",
    "ho ngheo da chieu", "ngheo da chieu", "ngheo dc"), "poor"),
    **dict.fromkeys(("ho can ngheo", "can ngheo", "hcn", "cn", "thuoc ho can ngheo", "c ngheo", "h can ngheo",
    "can ngheo da chieu", "can", "ho cn", "ho can"), "near_poor"),
    **dict.fromkeys(
        ("khong", "khong ngheo", "ho khong ngheo", "binh thuong", "ho binh thuong", "trung binh", "ho trung binh",
        "ho co muc song trung binh",
         "kha", "ho kha", "ho thuong", "khong thuoc", "khong thuoc dien", "0", "kho khong ngheo", "ho khac",
         "khong thuoc ho ngheo", "giau",
         "muc song trung binh", "tb", "ho tb", "ko", "k", "khong ho ngheo", "khong phai ho ngheo",
         "khong thuoc ho ngheo can ngheo", "khong thuoc ho ngheo ho can ngheo"),
        "none",
    ),
    "none": "none", "poor": "poor", "near poor": "near_poor",
}  # fmt: skip
_DEGREE = re.compile(
    r"(?:(?:nguoi )?(?:khuyet tat|nkt|kt|tat)\s?)?(?:muc do |muc |dang |o muc )?(dac biet nang|d ?b ?nang|d ?b ?n|nang"
    r"|nhe|khong(?: kt| khuyet tat)?)\Z"
)
_DEGREES = {"d": "extremely_severe", "na": "severe", "nh": "mild", "kh": "none"}  # by how the word begins
_DEGREE_SHORT = {
    "ktdbn": "extremely_severe",
    "ktn": "severe",
    "nktdbn": "extremely_severe",
    "nktn": "severe",
    "kt dbn": "extremely_severe",
}
_TYPES = (
    ("mobility", r"\bvan dong\b|\bvd\b|(?<!phan )\bliet\b|\bcut (?:chan|tay)\b|\bteo co\b"),
    ("hearing_speech", r"\bnghe(?: (?:va )?noi)?\b|\bnoi\b|(?<!da )\bcam\b|\bdiec\b|\bkhiem thinh\b"),
    ("vision", r"\bnhin\b|\bmu\b|\bkhiem thi\b|\bthi giac\b"),
    ("mental", r"\bthan kinh(?: (?:va )?tam than)?\b|\btam than(?: phan liet)?\b|\bdong kinh\b|\btk ?tt\b"),
    ("intellectual", r"\btri tue\b|\bdown\b"),
    ("other", r"\b(?:dang )?khac\b"),
)
# Syllables that mean something else with other marks: "da cam" is not "câm", "nội tiết" not "nói", "mủ" not "mù".
_SPELT = {
    "cam": "câm", "diec": "điếc", "khac": "khác", "liet": "liệt", "mu": "mù", "nghe": "nghe", "nhin": "nhìn",
    "noi": "nói",
}  # fmt: skip
_FILLER = re.compile(
    r"\b(?:khuyet tat|kt|tat|dang|va|cham|phat trien|bi|nguoi|ve|roi loan|benh|dang tat|thieu nang|mat|hai|chan|tay"
    r"|nua|phai|trai|\d)\b"
)


def is_ditto(value: object) -> bool:
    """ "nt", "-nt-", "//", '"': the cell above once more."""
    return isinstance(value, str) and len(value) < 14 and _DITTO.match(value.strip()) is not None


def is_nothing(value: object) -> bool:
    """ "-", "…": an empty cell in words."""
    return isinstance(value, str) and _NOTHING.match(value.strip()) is not None


def says_no_number(value: object) -> bool:
    """ "chưa có" where a number should stand."""
    return isinstance(value, str) and fold(value) in _NO_NUMBER


def read_mark(value: object) -> bool | None:
    """An x in a column of marks; None when it is something else."""
    if isinstance(value, bool):
        return value
    if isinstance(value, (int, float)):
        return bool(value) if value in (0, 1) else None
    text = clean(str(value))
    if text and all(ch in _MARKS for ch in text):
        return True
    folded = fold(text)
    if folded in _YES or set(folded) == {"x"}:
        return True
    return False if folded in _NO else None


def read_sex(value: object) -> str | None:
    """Nothing for "năm", which folds like "nam"."""
    text = clean(str(value)).lower()
    return None if text.startswith("năm") else _SEX.get(fold(text))


@lru_cache(maxsize=4096)
def read_ethnicity(text: str) -> str | None:
    """The official name. With diacritics the whole name has to fit; without, its folded form."""
    wanted = re.sub(r"(?i)\A(?:dân tộc|dan toc|dt|người|nguoi)\s+", "", clean(text)).strip(" .")
    found = _EXACT.get(_compact(wanted))
    if found is None and not has_diacritics(re.sub("[’‘ʼ´′–]", "'", wanted)):
        found = _FOLDED.get(fold(wanted).replace(" ", ""))
    return found


def _compact(text: str) -> str:
    return re.sub(r"['’‘ʼ`´′\-–\s()]", "", text.lower())


_EXACT = {_compact(name): official for official, others in ETHNICITIES.items() for name in (official, *others)}


def _folded_names() -> dict[str, str]:
    """Folded forms that mean one people only ("Tho" could be nothing else, "Lu" is Lự; ambiguous ones are left out)."""
    found: dict[str, set[str]] = {}
    for official, others in ETHNICITIES.items():
        for name in (official, *others):
            found.setdefault(fold(name).replace(" ", ""), set()).add(official)
    return {folded: names.pop() for folded, names in found.items() if len(names) == 1}


_FOLDED = _folded_names()


def read_poverty(value: object) -> str | None:
    return _POVERTY.get(re.sub(r"\s+(?:nam )?20\d\d\Z", "", fold(str(value))))


def read_disability(value: object) -> str | None:
    folded = fold(str(value))
    found = _DEGREE.match(folded)
    if found:
        return next(degree for start, degree in _DEGREES.items() if found.group(1).startswith(start))
    return _DEGREE_SHORT.get(folded)


def read_disability_types(value: object) -> tuple[list[str], bool]:
    """The kinds named, in the order of Luật Người khuyết tật Đ3.1, and whether everything in the cell was
    understood."""
    rest = _folded_where_clear(str(value))
    kinds = []
    for kind, pattern in _TYPES:
        rest, count = re.subn(pattern, " ", rest)
        if count:
            kinds.append(kind)
    return kinds, not _FILLER.sub(" ", rest).strip()


def _folded_where_clear(text: str) -> str:
    """The text folded, but for short syllables whose marks say another word: those keep them."""
    if not has_diacritics(text):
        return fold(text)
    syllables = re.findall(r"\w+", clean(text).lower())
    folded = ((syllable, fold(syllable)) for syllable in syllables)
    return " ".join(syllable if _SPELT.get(bare, syllable) != syllable else bare for syllable, bare in folded)
