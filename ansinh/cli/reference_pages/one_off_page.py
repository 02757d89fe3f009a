"""The contract of `ansinh one-off`: what is written by hand below, and tables of the law as it is computed."""

from __future__ import annotations

from collections.abc import Iterator

from ansinh.cli.reference_pages.markdown import code, page, table
from ansinh.legislation import FactColumn
from ansinh.legislation.facts_table import LARGEST
from ansinh.legislation.one_off import BOUNDS, EVENT_COLUMNS, KINDS, WRITTEN_ONE_OFF_BOOK
from ansinh.legislation.one_off.kind import (
    Cost,
    InKind,
    Kind,
    Measure,
    Named,
    NotWritten,
    PerDay,
    Petrol,
    Rice,
    Times,
    Version,
)

ONE_OFF_FIRST = min(kind.first for kind in KINDS)

_CONTRACT = """\
`ansinh one-off EVENTS [--explain] [--out OUT]`

EVENTS is `.jsonl`, `.csv`, `.parquet` or `.xlsx`: one row says what is known of one event (a death, an injury, a
house lost, a round of rice, a stay under emergency protection, a facility's item of spending). The law is that of
the day on which it happened. A column that is absent takes its default. A cell that is empty (null) means *not
known*: if what is given depends on it, the outcome is `undetermined` and `missing` names it. Columns that a kind
does not use do not matter to it. An unknown column, a value outside the listed ones, a negative number, an
impossible date, an `event_id` that occurs twice, or a day (or title) of which the law is not written down ("no law
for …") is an error that names file, row, column and value; nothing is written, exit code 2."""

_RESULT = """\
OUT (`.jsonl`, `.parquet`, or `.csv` with `benefits` and `missing` as JSON), one row an event, in the input's order:"""

_FIELDS = (
    ("event_id, kind, happened", "as given"),
    ("outcome", "eligible, not_eligible, undetermined"),
    ("amount_vnd", "sum of `benefits`, integer đồng; null when undetermined, and for rice and what is given in kind"),
    ("kg", "kilograms of rice; otherwise null"),
    ("benefits", "list of {title, multiple, base_vnd, quantity, limit_months, amount_vnd, kg, bound, citation}"),
    ("missing", "facts that would be needed, when undetermined"),
    (
        "because",
        "with `--explain`: every title of the kind on that day; its criteria with the fact, the dated parameter, held"
        " or not, and the article; and the numbers, base and reading its amount rests on, with their articles",
    ),
)

_LINES = """\
In a line of `benefits`: `multiple` is how many times the base (null where the law names an amount); `base_vnd` the
base, or the named amount (a day, a household, a person), or the price of petrol; `quantity` how many of them
(persons, days, person-months of rice, kilometres); `limit_months` the most months that the decree allows, already
applied to `quantity`. `bound` says how binding the amount is:"""

_SETTLED = """\
* An event belongs to the law of its day, not of its month. A stay that runs into another law is paid by the day:
  each day at the amount of that day.
* Ages are those of the day of the event: "từ đủ N tuổi" holds on the birthday. Whoever was born on 29 February is a
  year older on 28 February of a year without a 29th. A missing day or month of birth reads as 01.
* Three months under protection end the day before the same day three months later (on the last day of the month
  where there is no such day). A longer stay is not refused: the days beyond are not paid; another household's stay
  is another event (NĐ 20 Đ18.3, NĐ 335 Đ18.2.b).
* Of the titles to ordinary funeral support (Đ11, NĐ 176 Đ5, Đ25.3) one is given, the highest; of equals the first
  below. If `other_funeral_vnd` is higher nothing is given (Đ11.2, NĐ 176 Đ5.2); that clause does not reach
  emergency support (Đ14) nor residents of facilities (Đ25.3).
* An epidemic counts as a cause only in articles that name it (funerals, essentials, orphans); `disaster` includes
  the risk of landslide and flood that a house is moved for. Đ12.3.b NĐ 335 says "người chết quy định tại khoản 1
  Điều này" and must mean điểm a khoản 3.
* Rice at Tết is one month, whatever `months` says. An absent `months` is the most, three.
* Petrol of an agency's car is paid in whole đồng, the rest dropped. Under NĐ 335 it goes by NĐ 72/2023 (`in_kind`);
  a hired car is named only by TT 02/2021.
* The yearly ceilings of a facility and its residents' funerals follow NĐ 335 from 1 July 2026 (Đ32.5); ceilings are
  not divided by months.
* An amount that depends on nothing unknown is given even if the title is open (two titles of 20 times the base).
* A provincial base replaces the national one when it is higher, from its month on; `base_vnd` shows the base used.
* NĐ 136/2013 was not read: its multiples and amounts are from knowledge ("chưa đối chiếu với văn bản gốc"), the
  conditions are taken as in NĐ 20, and what is not known of it (residents of facilities, unclaimed bodies,
  essentials, protection) is an error, as is every day before 2015.

Readings that are data (`values/one_off.yaml`), each with its source; another one is one line more:"""


def one_off_page() -> str:
    """Columns, kinds, titles, numbers and readings of one-off benefits."""
    return page(
        "Contract: events in, one-off benefits out",
        _CONTRACT,
        table(["column", "values", "default", "used by", "meaning"], map(_column, EVENT_COLUMNS)),
        _RESULT,
        table(["field", "meaning"], _FIELDS),
        _LINES,
        table(["bound", "nghĩa"], [(code(bound), text) for bound, text in BOUNDS.items()]),
        "## Kinds and titles",
        "A kind has one or more titles, each with its versions by day. `!`: an error, because there was no such law"
        " yet or it was not read.",
        *map(_kind, KINDS),
        "## Numbers",
        table(["số", "nghĩa", "từ ngày", "giá trị", "căn cứ"], _numbers()),
        "## Settled readings",
        _SETTLED,
        table(["reading", "nghĩa", "từ ngày", "giá trị", "căn cứ"], _readings()),
    )


def _column(column: FactColumn) -> tuple[object, ...]:
    used = [kind.code for kind in KINDS if column.name in kind.facts()]
    return code(column.name), _values(column), _default(column), ", ".join(used) or "all", column.label_vi


def _values(column: FactColumn) -> str:
    if column.kind == "province":
        return "2-digit GSO code"
    if column.kind in LARGEST:
        return f"int, 0 to {LARGEST[column.kind]}"
    words = {"id": "text, unique", "exact_date": "YYYY-MM-DD", "date": "YYYY-MM-DD, YYYY-MM or YYYY", "yes_no": "bool"}
    return words.get(column.kind) or ", ".join(column.values)


def _default(column: FactColumn) -> str:
    if column.default is None:
        return "not known"
    return str(column.default).lower() if isinstance(column.default, bool) else str(column.default)


def _kind(kind: Kind) -> str:
    rows = [
        (code(title.code), title.label_vi, _from(version), version.days.last or "", _measure(version.measure),
         version.bound if not isinstance(version.measure, NotWritten) else "", version.citation)
        for title in kind.titles
        for version in title.versions
    ]  # fmt: skip
    heads = ["title", "nghĩa", "từ ngày", "đến ngày", "mức", "bound", "căn cứ"]
    return f"### {kind.code}: {kind.label_vi}\n\nMột mức cho mỗi {kind.unit_vi}.\n\n{table(heads, rows)}"


def _from(version: Version) -> str:
    """The first day; nothing where an error is all there is to say."""
    return "" if isinstance(version.measure, NotWritten) and version.days.first < ONE_OFF_FIRST else version.days.first


def _measure(measure: Measure) -> str:
    match measure:
        case Times(times=times, base=base, per=per, at_least=cost):
            text = " × ".join([code(times), code(base), *map(code, per)])
            return f"{text}, or `{cost}` when higher" if cost else text
        case Named(vnd=vnd, per=per, most=most):
            text = " × ".join([code(vnd), *map(code, per)])
            return f"{text}, at most `{most}`" if most else text
        case PerDay(vnd=vnd, days=days, limit=limit):
            return f"`{vnd}` × `{days}`, at most `{limit}`"
        case Rice(kg=kg, persons=persons, months=months, limit=limit):
            return f"`{kg}` × `{persons}` × " + (f"`{months}`, at most `{limit}`" if months else code(limit))
        case Cost(vnd=vnd):
            return code(vnd)
        case Petrol(decilitres=decilitres, km=km, price=price):
            return f"`{decilitres}` ÷ 10 × `{km}` × `{price}`"
        case InKind():
            return "in kind"
        case NotWritten():
            return "!"


def _numbers() -> Iterator[tuple[object, ...]]:
    for number in WRITTEN_ONE_OFF_BOOK.numbers.values():
        for value in number.values:
            yield code(number.name), number.label_vi, value.first, f"{value.value:,}".replace(",", "."), value.citation


def _readings() -> Iterator[tuple[object, ...]]:
    for reading in WRITTEN_ONE_OFF_BOOK.readings.values():
        for value in reading.values:
            yield code(reading.name), reading.label_vi, value.first, code(value.value), value.citation
