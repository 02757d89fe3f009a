"""The user manual is in step with the journeys that it is recorded from, whole, and light. No browser is needed."""

from __future__ import annotations

import ast
import re

from ansinh.casework import public as casework
from ansinh.staff import manual
from tests.architecture.source import modules
from tests.journeys.manual.pages_table import EVERYWHERE, PAGES
from tests.journeys.manual.recording import MANUAL, PICTURES
from tests.journeys.manual.steps import told
from tests.journeys.manual.writing import pages

LARGEST, LARGEST_TOGETHER = 60_000, 6_000_000
MOST_STEPS = 25


def test_every_kind_of_file_has_its_journey_and_its_page() -> None:
    assert set(told()) == set(PAGES) == set(casework.CASE_KINDS)
    assert {code: len(steps) for code, steps in told().items() if not 6 <= len(steps) <= MOST_STEPS} == {}


def test_the_pages_say_what_the_journeys_do() -> None:
    """Sentences, their order and what is declared of a kind; run ``make manual`` (``manual-text``) after a change."""
    kept = {file.name: file.read_text(encoding="utf-8") for file in MANUAL.glob("*.md")}
    wanted = pages()
    assert set(kept) == set(wanted)
    assert [name for name in wanted if kept[name] != wanted[name]] == []


def test_every_step_has_its_picture_and_no_picture_is_left_over() -> None:
    named = {step.picture for steps in told().values() for step in steps}
    assert {file.name for file in PICTURES.iterdir()} == named


def test_pictures_are_small() -> None:
    sizes = {file.name: file.stat().st_size for file in PICTURES.iterdir()}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert sum(sizes.values()) <= LARGEST_TOGETHER


def test_the_size_of_a_picture_is_read_from_it() -> None:
    sizes = {manual.size_of(file) for file in PICTURES.iterdir()}
    assert {width for width, _ in sizes} == {984}
    assert all(100 <= height <= 700 for _, height in sizes)


def test_refusals_are_quoted_as_the_program_says_them() -> None:
    said = "\n".join(
        node.value
        for module in modules()
        if re.match("ansinh/(casework|registry|staff)/", module.name)
        for node in ast.walk(ast.parse(module.text))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    quoted = [words for page in (*[p.refused for p in PAGES.values()], EVERYWHERE) for words, _ in page]
    assert [words for words in quoted if words not in said] == []


def test_buttons_that_a_sentence_names_are_those_that_are_pressed() -> None:
    """What stands in quotation marks is a word of the screen: it is also in the program."""
    templates = "\n".join(
        file.read_text(encoding="utf-8") for file in (MANUAL.parents[1] / "ansinh/staff/templates").rglob("*.html")
    )
    program = templates + "\n".join(module.text for module in modules())
    quoted = {
        words.rstrip(" …")
        for steps in told().values()
        for step in steps
        for words in re.findall("“([^”]+)”", step.sentence)
    }
    assert sorted(words for words in quoted if words not in program) == []
