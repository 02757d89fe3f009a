"""Small pieces of Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

NOTE = "<!-- Trang này do lệnh `ansinh reference` viết từ mã đang chạy; đừng sửa tay. -->"


def page(title: str, *parts: str) -> str:
    """A page with the note that it is generated; ends with a newline."""
    return "\n\n".join([f"# {title}", NOTE, *(part.strip("\n") for part in parts)]) + "\n"


def table(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; bars inside cells are escaped."""
    lines = [_row(heads), _row(["---"] * len(heads)), *(_row(cells) for cells in rows)]
    return "\n".join(lines)


def code(text: object) -> str:
    """`text`, or nothing for nothing."""
    return f"`{text}`" if str(text) else ""


def _row(cells: Iterable[object]) -> str:
    return "| " + " | ".join(str(cell).replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
