"""``ansinh explain``: one person's answer in words, with what would change it; or as a certificate, and its check."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from ansinh import legislation
from ansinh.cli._law_option import law_option
from ansinh.determination.files.law_texts import law_texts
from ansinh.kernel.errors import Refusal
from ansinh.legislation import FACTS, LawError, RuleBook

_COLUMNS = {fact.name: fact for fact in FACTS}


@click.command("explain")
@click.argument("facts", nargs=-1, required=True)
@click.option("--month", metavar="YYYY-MM", help="Tháng hưởng, khi dữ kiện không có month.")
@click.option("--name", help="Họ tên ghi vào văn bản.")
@click.option("--public", is_flag=True, help="Văn bản để niêm yết: không có họ tên, căn cứ cá nhân, HIV.")
@click.option("--text/--json", "as_text", default=True, help="Văn bản (mặc định), hoặc chứng nhận dạng JSON.")
@click.option("--verify", is_flag=True, help="FACTS là tệp chứng nhận: tính lại và đối chiếu; khác thì thoát với mã 1.")
@law_option
def command(
    facts: tuple[str, ...],
    month: str | None,
    name: str | None,
    public: bool,
    as_text: bool,
    verify: bool,
    law_files: tuple[Path, ...],
) -> None:
    """Giải thích một người: FACTS là một tệp .json hoặc các cặp tên=giá trị (born=1950-03-15 poverty=poor)."""
    given = _given(facts)
    book = legislation.book_with(law_texts(law_files))
    try:
        if verify:
            _verify(given, book)
            return
        asked = month or given.get("month")
        if not asked:
            raise Refusal("Thiếu tháng: thêm --month YYYY-MM.", code="no_month")
        if as_text:
            click.echo(_text(given, str(asked), name, public, book))
        else:
            click.echo(json.dumps(_whole(given, str(asked), name, public, book), ensure_ascii=False, indent=2))
    except LawError as error:
        raise Refusal(str(error), code="facts") from error


def _given(arguments: tuple[str, ...]) -> dict[str, Any]:
    """Facts of a file and of pairs; a pair counts more than the file."""
    found: dict[str, Any] = {}
    pairs = [argument for argument in arguments if "=" in argument]
    for argument in arguments:
        if argument not in pairs:
            found |= _file(Path(argument))
    return found | dict(_pair(*pair.split("=", 1)) for pair in pairs)


def _file(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError) as error:
        raise Refusal(f"Không đọc được {path}: {error}", code="file") from error
    if not isinstance(content, dict):
        raise Refusal(f"{path}: cần một đối tượng JSON với dữ kiện của một người.", code="file")
    return content


def _pair(name: str, text: str) -> tuple[str, object]:
    """A value as the contract has it; an empty one is not known."""
    column = _COLUMNS.get(name)
    kind = column.kind if column else ""
    if text in ("", "null"):
        return name, None
    if kind == "yes_no" and text in ("true", "false"):
        return name, text == "true"
    if kind in ("count", "amount") and text.isdecimal():
        return name, int(text)
    return name, text


def _text(facts: Mapping[str, Any], month: str, name: str | None, public: bool, book: RuleBook) -> str:
    lines = [
        paragraph.text for paragraph in legislation.decision_text(facts, month, name=name, public=public, book=book)
    ]
    if public:
        return "\n".join(lines)
    found = legislation.what_would_change(facts, month, book=book)
    sections = [("Thay đổi theo thời gian", [found.by_time.text] if found.by_time else [])]
    for title, changes in (("Có thể được thêm", found.gains), ("Có thể mất hoặc giảm", found.losses)):
        sections.append((title, [f"{change.text} ({change.article})" for change in changes]))
    for title, entries in sections:
        if entries:
            lines += ["", f"{title}:", *(f"- {entry}" for entry in entries)]
    certificate = legislation.certificate(facts, month, book)
    lines += ["", f"Mã chứng nhận: {certificate['certificate_hash']}"]
    return "\n".join(lines)


def _whole(facts: Mapping[str, Any], month: str, name: str | None, public: bool, book: RuleBook) -> dict[str, object]:
    paragraphs = [asdict(each) for each in legislation.decision_text(facts, month, name=name, public=public, book=book)]
    if public:
        return {"text": paragraphs}
    found = legislation.what_would_change(facts, month, book=book)
    return {
        "certificate": legislation.certificate(facts, month, book),
        "text": paragraphs,
        "what_would_change": {
            "by_time": asdict(found.by_time) if found.by_time else None,
            "by_fact": [asdict(change) for change in found.by_fact],
        },
    }


def _verify(content: Mapping[str, Any], book: RuleBook) -> None:
    found = legislation.verify_certificate(content.get("certificate", content), book)
    if found.same:
        click.echo("Chứng nhận đúng: tính lại cho cùng kết quả.")
        return
    for each in found.differences:
        click.echo(f"Khác ({_KINDS[each.kind]}) {each.path}: ghi {each.then!r}, tính lại {each.now!r}")
    sys.exit(1)


_KINDS = {
    "altered": "nội dung không khớp mã chứng nhận",
    "facts": "dữ kiện",
    "law": "pháp luật",
    "answer": "kết quả",
    "reasons": "lý do",
}
