"""What stands in an official document: one model, set as PDF and as DOCX, kept as JSON.

The order of the parts is that of NĐ 30/2020, phụ lục I. Texts are final: a renderer adds nothing but fixed words of the
form (Quốc hiệu, Tiêu ngữ, "Số:", "Kính gửi:", "Nơi nhận:").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NUMBER, TO, RECIPIENTS = "Số:", "Kính gửi:", "Nơi nhận:"
FORM = 1
"""The form that the renderers set; another number when the same content would look otherwise."""

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; ``lead`` stands before it in bold: "Điều 1." """

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in shares of the whole."""

    heading: str
    width: int
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of texts, as many as there are columns; the last row in bold where it is a ``total``."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: the lines above the name ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"), a note under them, and the name."""

    lines: tuple[str, ...]
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Annex:
    """A list that belongs to the document, on pages of its own; ``about`` says of which document."""

    title: str
    about: str
    table: Table
    closing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Whose document it is: ``above`` in plain letters (the body it belongs to), ``office`` in bold, in capitals."""

    above: tuple[str, ...]
    office: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Content:
    """A whole document. ``title`` is empty in a letter, whose subject (``about``) stands under its number.

    ``code`` is empty in a preview; then there is no number either.
    """

    kind: str
    head: Letterhead
    place: str
    on: str
    title: str
    about: str
    authority: str = ""
    to: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    resolves: str = ""
    body: tuple[Paragraph | Table, ...] = ()
    recipients: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    annex: Annex | None = None
    symbol: str = ""
    code: str = ""
    verify_at: str = ""
    form: int = field(default=FORM)

    @property
    def dated(self) -> str:
        """Place and day: "Lục Yên, ngày 05 tháng 01 năm 2026"; a nought before days below 10 and January, February."""
        day = date.fromisoformat(self.on)
        month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
        return f"{self.place}, ngày {day.day:02d} tháng {month} năm {day.year}"

    def texts(self) -> Iterator[str]:
        """Every text of the document in reading order: what both renderers have to carry."""
        yield from (*self.head.above, *self.head.office, NATION, MOTTO)
        if self.symbol:
            yield f"{NUMBER} {self.symbol}"
        yield from filter(None, (self.dated, self.title, self.about, self.authority))
        yield from (*self.to, *self.bases)
        yield from filter(None, (self.resolves,))
        for block in self.body:
            yield from _texts_of(block)
        yield from self.recipients
        for signature in self.signatures:
            yield from (*signature.lines, *filter(None, (signature.note, signature.name)))
        if self.annex:
            yield from (self.annex.title, self.annex.about, *_texts_of(self.annex.table), *self.annex.closing)


def _texts_of(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield from filter(None, (block.lead, block.text))
    else:
        yield from (column.heading for column in block.columns)
        for row in block.rows:
            yield from filter(None, row)


def to_json(content: Content) -> dict[str, Any]:
    """Plain values, to be kept and to be set."""
    plain = asdict(content)
    plain["body"] = [{"block": type(block).__name__.lower(), **asdict(block)} for block in content.body]
    return plain


def from_json(plain: Mapping[str, Any]) -> Content:
    """The document that ``to_json`` wrote, also after a way through JSON."""
    annex = plain["annex"]
    return Content(
        **{
            **plain,
            "head": Letterhead(tuple(plain["head"]["above"]), tuple(plain["head"]["office"])),
            "body": tuple(_block(block) for block in plain["body"]),
            "signatures": tuple(
                Signature(tuple(each["lines"]), each["name"], each["note"]) for each in plain["signatures"]
            ),
            "annex": annex and Annex(annex["title"], annex["about"], _table(annex["table"]), tuple(annex["closing"])),
            **{name: tuple(plain[name]) for name in ("to", "bases", "recipients")},
        }
    )


def _block(plain: Mapping[str, Any]) -> Paragraph | Table:
    return _table(plain) if plain["block"] == "table" else Paragraph(plain["text"], plain["lead"])


def _table(plain: Mapping[str, Any]) -> Table:
    columns = tuple(Column(each["heading"], each["width"], each["align"]) for each in plain["columns"])
    return Table(columns, tuple(tuple(row) for row in plain["rows"]), plain["total"])
