"""Reading the YAML files that people write drafts in."""

from __future__ import annotations

from pathlib import Path

from ansinh.determination.public import law_in_force
from ansinh.kernel.errors import Refusal
from ansinh.legislation import Draft
from ansinh.oversight.simulations.drafts import clean_text, draft_of


def read_draft_file(file: Path) -> Draft:
    """A draft that can be laid over the law in force. Raises Refusal naming the file and the place in it."""
    try:
        return draft_of(clean_text(file.read_text(encoding="utf-8")), law_in_force())
    except (OSError, UnicodeDecodeError) as error:
        raise Refusal(f"Không đọc được tệp {file.name}: {error}", code="bad_yaml", file=file.name) from error
    except Refusal as refusal:
        raise Refusal(
            f"{file.name}: {refusal.message}", code=refusal.code, file=file.name, **refusal.where
        ) from refusal
