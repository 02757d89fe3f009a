"""Texts of law from YAML files, for commands that ask the law without a database."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import yaml

from ansinh.kernel.errors import Refusal
from ansinh.legislation import LawError, check_laid, read_draft, text_of


def read_yaml(file: Path) -> Any:
    """The content of a YAML file. Raises Refusal naming the file when it is none."""
    try:
        return parse_yaml(file.read_text(encoding="utf-8-sig"), file.name)
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(
            "Không đọc được tệp YAML %(name)s: %(error)s",
            code="bad_yaml",
            file=file.name,
            name=file.name,
            error=str(error),
        ) from error


def parse_yaml(text: str, name: str) -> Any:
    """The content of a YAML text that came under a name. Raises Refusal when it is none."""
    try:
        # a few lines that name each other again and again would be gigabytes
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, Loader=yaml.SafeLoader)):
            raise Refusal("%(name)s: không dùng dấu * để nhắc lại đoạn khác.", code="bad_yaml", file=name, name=name)
        return yaml.safe_load(text)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Refusal(
            "Không đọc được tệp YAML %(name)s: %(error)s", code="bad_yaml", file=name, name=name, error=str(error)
        ) from error


def law_texts(files: Sequence[Path]) -> tuple[str, ...]:
    """The texts of files in the order in which they were published, checked one over the other.

    Raises Refusal naming the file and the place in it that means nothing.
    """
    texts: tuple[str, ...] = ()
    for file in files:
        try:
            draft = read_draft(read_yaml(file))
            texts = (*texts, text_of(draft.text))
            check_laid(texts, draft.first)
        except LawError as error:
            raise Refusal(f"{file.name}: {error}", code="bad_draft", file=file.name) from error
    return texts
