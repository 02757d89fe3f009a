"""The pages of docs/reference, each made from the running code; ``PAGES`` maps a file's name to its text."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ansinh.cli.reference_pages.access_page import access_page
from ansinh.cli.reference_pages.commands_page import commands_page
from ansinh.cli.reference_pages.jobs_page import jobs_page
from ansinh.cli.reference_pages.law_pages import law_index, law_page, slug
from ansinh.cli.reference_pages.one_off_page import one_off_page
from ansinh.cli.reference_pages.routes_page import matrix_page, routes_page
from ansinh.cli.reference_pages.settings_page import settings_page
from ansinh.cli.reference_pages.states_page import states_page
from ansinh.legislation.instruments import load_instruments

PAGES: dict[str, Callable[[], str]] = {
    "access.md": access_page,
    "access-matrix.md": matrix_page,
    "commands.md": commands_page,
    "jobs.md": jobs_page,
    "law.md": law_index,
    "one-off.md": one_off_page,
    "routes.md": routes_page,
    "settings.md": settings_page,
    "states.md": states_page,
} | {f"law/{slug(each)}.md": partial(law_page, each) for each in load_instruments()}
