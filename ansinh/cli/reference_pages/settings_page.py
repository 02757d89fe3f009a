"""Environment variables."""

from __future__ import annotations

from ansinh.cli.reference_pages.markdown import code, page, table
from ansinh.config.environment_table import VARIABLES


def settings_page() -> str:
    """One row a variable."""
    rows = [(code(name), what, otherwise) for name, (what, otherwise) in VARIABLES.items()]
    return page("Biến môi trường", table(["Tên", "Dùng để", "Khi không đặt"], rows))
