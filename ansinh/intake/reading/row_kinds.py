"""What a row below a header is: data, a group heading, a total, or the furniture of a page."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from itertools import pairwise

from ansinh.intake.reading.cells import Cell, ErrorCell, at, is_empty
from ansinh.intake.reading.map_columns import ColumnMap
from ansinh.intake.reading.text import clean, fold, has_diacritics
from ansinh.intake.reading.village_words import is_village, without_label

_TOTAL = re.compile(
    r"(?:\(?[ivx\d]+\)? )?(tong cong|tong so\b|tong|cong|luy ke|mang sang|chuyen trang|chuyen sang|cong trang|cong "
    r"chuyen|toan (?:xa|phuong|huyen|tinh)|tong hop|tong tien)"
    r"(?:$| (?:thon|ban|xom|to|khu|tdp|trang|nhom|muc|i|ii|iii|iv|v|vi|so|cong|tien|\d.*|doi tuong|danh sach|toan|xa"
    r"|phuong|nguoi)\b)"
)
_SIGNATURE = re.compile(
    r"\b(nguoi lap|lap bieu|lap bang|ke toan|chu tich|tm ubnd|tm uy ban|thu truong|xac nhan cua|ky ten|ky ghi ro|ky "
    r"va ghi|thu quy|truong phong|"
    r"cong chuc|can bo|nguoi duyet|giam doc|pho chu tich|truong thon|truong ban|kt chu tich|dong dau|noi nhan)\b"
    r"|^(ngay|\w+ ngay|.{0,40} ngay) (\d{1,2} |)thang (\d{1,2} |)nam\b"
)
# Who signs, where a name should stand: "NGƯỜI CHI TRẢ", "Công an xã".
_ROLE = re.compile(
    r"(?:nguoi (?:chi|nhan|giao|kiem|lap|duyet|viet)|dai dien|don vi|cong an|van hoa|bi thu|buu dien|ban giam sat"
    r"|mat tran|mttq|ubnd|uy ban|phong|bo phan)\b"
)
_NOTE = re.compile(
    r"^(ghi chu|luu y|bang chu|so tien bang chu|an dinh|danh sach (nay|tren|co|gom)|trong do|nguon|trang \d|page \d"
    r"|viet bang chu|tong so tien bang chu|chu thich)\b"
)
_CATEGORY = re.compile(
    r"\b(nguoi|tre|khuyet tat|tam than|hiv|don than|cao tuoi|ngheo|mo coi|nkt|nct|btxh|doi tuong|tro cap|huu tri|nuoi"
    r"|cham soc|ho|gia dinh|dien|bao tro|kinh phi|nang|nhe)\b"
)
# Beginnings of a category which begin no person's name; with their marks, since "Hồ" and "Đối" fold alike.
_A_GROUP = re.compile(r"(?:người|trẻ|đối tượng|khuyết tật|nkt|nct|nhóm|hộ (?:nghèo|cận|gia đình)|gia đình|diện)\b")
_A_GROUP_BARE = re.compile(r"(?:nguoi|tre em|doi tuong|khuyet tat|nkt|nct|nhom|ho (?:ngheo|can|gia dinh)|gia dinh)\b")
_MOVEMENT = re.compile(
    r"^(tang|giam|them moi|thoi huong|dieu chinh|bo sung|phat sinh|moi|cu|danh sach|cat giam|nguoi lap|chet|chuyen di"
    r"|chuyen den)\b"
)
_NUMBERING = re.compile(
    r"^\s*(?:[IVX]{1,5}|[A-ZĐ]|\d{1,2}(?:\.\d{1,2})*)\s*[.)/:\-–]\s*(?=\D)|^\s*[IVX]{1,5}\s+(?=[^\W\d])|^\s*[-–+*•]\s*"
)
_COUNT = re.compile(r"\s*[:(\-–]?\s*\(?\s*\d+\s*(?:người|nguoi|đối tượng|doi tuong|hộ|đt)(?:\s*[).,;:\-–].*)?$", re.I)
_NUMBER_CELL = re.compile(r"\(?(\d{1,2}|[A-Z])\)?(?:\s*=.*)?\Z|\(?\d{1,2}\)?\s*=\s*[\d()x+*/\-\s]+\Z|\[\d{1,2}\]\Z")
_STT_NUMBER = re.compile(r"\d{1,6}\.?\Z")
_PERSONAL = ("born", "born_year", "born_male", "born_female", "id_number", "sex", "male_mark", "female_mark",
"ethnicity", "died", "phone",
             "bank_account", "from_month", "household_head", "poverty", "disability", "disability_type", "poor_mark",
             "near_poor_mark", "village",
             "category_text", "recipient", "given_name")  # fmt: skip
_SURE = ("born", "born_year", "born_male", "born_female", "id_number")

DATA, GROUP, TOTAL, SIGNATURE, OTHER = "data", "group", "total", "signature", "other"


class RowJudge:
    """Judges the rows of one table; `signed` is set once a signature block began."""

    def __init__(self, columns: ColumnMap) -> None:
        by_key = columns.by_key
        self.names = sorted({*by_key.get("full_name", []), *by_key.get("surname", [])})
        self.stt = columns.first("stt")
        self.sure = [index for key in _SURE for index in by_key.get(key, [])]
        self.personal = [index for key in _PERSONAL for index in by_key.get(key, [])]
        self.mapped = {index for indexes in by_key.values() for index in indexes} - {self.stt}
        self.only_name = self.mapped <= set(self.names)
        self.signed = False
        self._numbered = False
        self._totalled = False  # below a total a list goes on with a number or a group heading

    def kind(self, row: list[Cell], filled: list[tuple[int, Cell]], wide_merge: bool) -> str:
        """filled: the non-empty cells as (column, value). wide_merge: a merged cell spans most of the row."""
        kind = self._kind(row, filled, wide_merge)
        self._totalled = kind == TOTAL or (self._totalled and kind == OTHER)
        return kind

    def _kind(self, row: list[Cell], filled: list[tuple[int, Cell]], wide_merge: bool) -> str:
        if is_number_row(filled):
            return OTHER
        texts = [(column, value) for column, value in filled if isinstance(value, str)]
        number = self._number(row)
        self._numbered = self._numbered or number
        sure = any(_says_person(at(row, index)) for index in self.sure)
        if not sure and self._is_total(texts):
            return TOTAL
        name = next((at(row, index) for index in self.names if not is_empty(at(row, index))), "")
        if isinstance(name, str) and name:
            return self._with_name(row, name, filled, texts, number, sure, wide_merge)
        if isinstance(name, ErrorCell):
            return DATA
        return self._without_name(row, filled, texts, number, sure)

    def _number(self, row: list[Cell]) -> bool:
        if self.stt is None:
            return False
        value = at(row, self.stt)
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            return value > 0
        return isinstance(value, str) and bool(_STT_NUMBER.match(value.strip()))

    def _is_total(self, texts: list[tuple[int, Cell]]) -> bool:
        for column, value in texts[:3]:
            folded = fold(value)
            if _spelt_total(value) or (_TOTAL.match(folded) and not (column in self.names and _looks_surname(value))):
                return True
        return False

    def _with_name(
        self,
        row: list[Cell],
        spelt: str,
        filled: list[tuple[int, Cell]],
        texts: list[tuple[int, Cell]],
        number: bool,
        sure: bool,
        wide: bool,
    ) -> str:
        name = fold(spelt)
        if sure and not (self.signed and not number and len(filled) < 3):
            return DATA
        if _NOTE.match(name):
            return OTHER
        signs = any(_SIGNATURE.search(fold(value)) for _, value in texts) and not (number and len(filled) > 2)
        if signs or (_ROLE.match(name) and not number):
            self.signed = True
            return SIGNATURE
        others = self._says_more(row)
        if wide or (len(filled) == 1 and not self.only_name):
            return GROUP if not self.signed else OTHER
        if not others and (is_village(spelt) or _names_a_group(spelt)):
            return GROUP
        if number:
            return DATA
        if self.signed or (self._totalled and self._numbered):
            return OTHER
        if others:
            return DATA
        if _CATEGORY.search(name) or self._roman(row):
            return GROUP
        return (
            DATA
            if any(column in self.mapped for column, _ in filled if column not in self.names) or self.only_name
            else OTHER
        )

    def _says_more(self, row: list[Cell]) -> bool:
        """Whether something besides the name is said of a person; the count of a group's people is not."""
        told = (index for index in self.personal if index not in self.names and not is_empty(at(row, index)))
        return any(index not in self.sure or _says_person(at(row, index)) for index in told)

    def _roman(self, row: list[Cell]) -> bool:
        value = at(row, self.stt) if self.stt is not None else ""
        return isinstance(value, str) and bool(
            re.fullmatch(r"[IVXA-HĐ]{1,5}[.)]?|\d{1,2}(\.\d{1,2})+\.?", value.strip())
        )

    def _without_name(
        self, row: list[Cell], filled: list[tuple[int, Cell]], texts: list[tuple[int, Cell]], number: bool, sure: bool
    ) -> str:
        label = next((value for column, value in texts if column not in self.mapped or column == self.stt), None)
        label = next((value for column, value in texts if len(fold(value)) > 2), label) if not sure else None
        if label is not None and any(_SIGNATURE.search(fold(value)) for _, value in texts) and not number:
            self.signed = True
            return SIGNATURE
        if label is not None and _NOTE.match(fold(label)):
            return OTHER
        mapped = [column for column, _ in filled if column in self.mapped]
        if sure or (number and mapped):
            return DATA if not self.signed or (sure and number) else OTHER
        if len(texts) == 1 and label is not None and not number:
            return GROUP if not self.signed else OTHER
        personal = [index for index in self.personal if not is_empty(at(row, index))]
        return DATA if len(personal) >= 2 and not self.signed else OTHER


def _names_a_group(spelt: str) -> bool:
    """ "Người cao tuổi", "Trẻ em mồ côi" where a name should stand, even with a number before it."""
    text = clean(spelt).lower()
    return _A_GROUP.match(text) is not None or (not has_diacritics(text) and _A_GROUP_BARE.match(text) is not None)


def _says_person(value: Cell) -> bool:
    """A cell under "Ngày sinh" or "CCCD" that can speak of a person (a count of people in a total cannot)."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value >= 1_000
    if isinstance(value, str):
        return sum(ch.isdigit() for ch in value) >= 4
    return isinstance(value, dt.date)


def _spelt_total(value: str) -> bool:
    """ "Cộng B", "Tổng số tiền": with their marks the words are no surname (Công, Tống)."""
    return clean(value).lower().startswith(("cộng", "tổng", "luỹ kế", "lũy kế"))


def _looks_surname(value: str) -> bool:
    """ "Tống Thị Hoa" and "Công Văn Minh" are people."""
    first = clean(value).lower().split(" ")[0]
    return first in ("tống", "công") or (
        first in ("tong", "cong") and len(value.split()) >= 3 and fold(value).split()[1] in ("thi", "van")
    )


def is_number_row(filled: list[tuple[int, Cell]]) -> bool:
    """ "1 2 3 …", "(1) (2) (3)", "A B 1 2": the numbers of the columns."""
    if len(filled) < 3:
        return False
    numbers = []
    for _, value in filled:
        if isinstance(value, bool) or not isinstance(value, (int, float, str)):
            return False
        text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value).strip()
        if not _NUMBER_CELL.match(text):
            return False
        digits = re.match(r"[(\[]?(\d{1,2})", text)
        if digits:
            numbers.append(int(digits.group(1)))
    steps = [later - earlier for earlier, later in pairwise(numbers)]
    return (len(numbers) >= 2 and all(step == 1 for step in steps)) or (len(numbers) < 2 and len(filled) >= 3)


@lru_cache(maxsize=10_000)
def group_of(text: str) -> tuple[str, str]:
    """What a group heading names: ("village", …), ("category", …) or ("", "")."""
    bare = _COUNT.sub("", clean(text))
    for _ in range(2):
        bare = _NUMBERING.sub("", bare, count=1)
    bare = bare.strip(" :.;-–")
    folded = fold(bare)
    if not folded or _NOTE.match(folded) or len(bare) > 120 or _SIGNATURE.search(folded):
        return "", ""
    if is_village(bare):
        return "village", without_label(bare)
    if _MOVEMENT.match(folded):
        return "", ""
    if _CATEGORY.search(folded):
        return "category", bare
    words = bare.split(" ")
    if 1 <= len(words) <= 5 and all(word[:1].isupper() or word[:1].isdigit() for word in words):
        return "village", bare
    return "category", bare


def village_of_title(text: str) -> str | None:
    """A title line that is a village's name: "Thôn Nậm Khắt, xã Púng Luông"."""
    bare = clean(text)
    first = re.split(r"[,;–]| - ", bare)[0].strip(" :.")
    return without_label(first) if is_village(first) and len(first.split()) <= 7 else None
