"""A draft as text: read, held against the law in force, and, when something in it means nothing, the line of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import yaml

from ansinh.kernel.errors import Refusal
from ansinh.legislation import Draft, LawError, RuleBook, overlaid, read_draft

MOST_CHARACTERS = 60_000
DEEPEST = 20
"""So deep may tables and lists lie within each other: reading a thousand brackets takes minutes."""
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_QUOTED = re.compile(r"[\w.-]+")
_ENGLISH = re.compile(r" \([\x20-\x7eđồ]+\)$")  # what the law adds to its words for programs


def clean_text(text: str) -> str:
    """The text with one kind of line end and one at its end: the same draft has the same hash, however it came."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").rstrip()
    return f"{lines}\n" if lines else ""


def hash_of(text: str) -> str:
    """SHA-256 of a clean text."""
    return hashlib.sha256(text.encode()).hexdigest()


def draft_of(text: str, book: RuleBook) -> Draft:
    """A draft that can be laid over the law. Raises Refusal with ``line`` (from 1, or None) in ``where``."""
    if len(text) > MOST_CHARACTERS:
        raise Refusal(
            "Bản dự thảo dài quá %(most_characters)s nghìn chữ.",
            code="bad_draft",
            line=None,
            most_characters=MOST_CHARACTERS // 1000,
        )
    content = _content_of(text)
    try:
        draft = read_draft(content)
        overlaid(book, draft).rules(draft.first)
    except LawError as error:
        line = _line_of(text, str(error))
        raise Refusal(_said(str(error), line), code="bad_draft", line=line, place=_place_of(str(error))) from error
    except (AttributeError, KeyError, TypeError, ValueError) as error:  # a number where a table belongs, and the like
        raise Refusal(
            "Bản dự thảo không đúng dạng: có chỗ ghi một giá trị thay cho một bảng hay một danh sách; "
            "hãy so với bản mẫu.",
            code="bad_draft",
            line=None,
        ) from error
    return draft


def _content_of(text: str) -> object:
    try:
        _check_shape(text)
        return yaml.load(text, Loader=_LOADER)  # noqa: S506  # a safe loader
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = min(mark.line + 1, text.rstrip().count("\n") + 1) if mark else None  # not past the end
        place = f"Dòng {line}: " if line else ""
        raise Refusal(
            "%(place)skhông đọc được YAML; xem dấu hai chấm, dấu ngoặc và khoảng thụt đầu dòng.",
            code="bad_yaml",
            line=line,
            place=place,
        ) from error
    except ValueError as error:  # a day that no calendar has
        raise Refusal("Không đọc được bản dự thảo.", code="bad_yaml", line=None) from error


def _check_shape(text: str) -> None:
    """Raise Refusal for what would not end: a list that names itself, brackets within brackets."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.AliasEvent):
            raise Refusal("Bản dự thảo không được dùng dấu * để nhắc lại đoạn khác.", code="bad_draft", line=None)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            line = event.start_mark.line + 1
            raise Refusal("Dòng %(line)s: quá nhiều tầng lồng vào nhau.", code="bad_draft", line=line)


def _said(error: str, line: int | None) -> str:
    words = _ENGLISH.sub("", error).removeprefix("draft: ")
    return f"Dòng {line}: {words}." if line else f"{words}."


def _place_of(error: str) -> str:
    return error.split(": ", 1)[0] if ": " in error else ""


def _line_of(text: str, error: str) -> int | None:
    """The line that an error is about: down its place as far as the text has it, then to the word it complains of."""
    node = yaml.compose(text, Loader=_LOADER)
    line: int | None = None
    for step in _place_of(error).split(" ")[0].split("."):  # an amount is named with its month
        found = next((pair for pair in _below(node) if pair[0] == step), None)
        if found is None:
            break
        _, line, node = found
    english = _ENGLISH.search(error)
    said = english[0] if english else error.split(": ", 1)[-1]
    words = [word for word in _QUOTED.findall(said) if len(word) > 2]
    lines = text.split("\n")
    for word in reversed(words):
        for number in range(line or 0, len(lines)):
            if re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", lines[number]):
                return number + 1
    return None if line is None else line + 1


def _below(node: yaml.Node) -> Iterator[tuple[str, int, yaml.Node]]:
    """What lies in a table or list by name, with its line from 0; an entry of a list is known by its code."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield str(key.value), key.start_mark.line, value
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            names = {name: value for name, _, value in _below(entry)}
            code = names.get("code")
            yield (str(code.value) if code else "?"), entry.start_mark.line, entry
