"""The screens speak English as well: every text is looked up, translated, compiled, and nothing bare is left."""

from __future__ import annotations

import ast
import gettext
import re
from collections.abc import Iterator

from ansinh.staff.script_words import SCRIPT_WORDS
from tests.architecture.source import modules
from tests.messages.catalogue import MO, faults, read
from tests.messages.extract import REFUSED, VIETNAMESE, bare_texts, script_texts, templates
from tests.paths import ROOT

LOOKED_UP = re.compile(
    r"{#.*?#}|{% blocktranslate\b.*?{% endblocktranslate %}|{% translate\b.*?%}|_\(\"[^\"]*\"\)", re.DOTALL
)
IN_VIETNAMESE = re.compile(r"<(\w+)[^>]*\blang=\"vi\"[^>]*>[^<]*</\1>")


def test_the_catalogue_says_every_text_of_the_code_in_english() -> None:
    assert faults() == [], "make messages; then translate what is empty in the .po file"


def test_the_compiled_catalogue_is_what_is_written() -> None:
    with MO.open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    written = {entry.msgid: entry.msgstr for entry in read()}
    assert {text: compiled.gettext(text) for text in written} == written


def test_templates_have_no_bare_vietnamese() -> None:
    assert list(_bare_lines()) == []


def _bare_lines() -> Iterator[str]:
    for name in templates():
        text = IN_VIETNAMESE.sub("", LOOKED_UP.sub("", (ROOT / name).read_text()))
        for line in text.splitlines():
            if VIETNAMESE.search(line):
                yield f"{name}: {line.strip()[:120]}"


def test_functions_of_the_screens_look_up_what_they_say() -> None:
    """Tables of words may stand bare at a module's head; what a function says is looked up when it is said."""
    found = []
    for module in modules(under="ansinh/staff/"):
        if module.name in KEPT_IN_VIETNAMESE:
            continue
        within = [(function.lineno, function.end_lineno or 0) for function in module.functions()]
        for text in bare_texts(module):
            if any(first <= text.lineno <= last for first, last in within):
                found.append(f"{module.at(text)} {text.value}")
    assert found == []


KEPT_IN_VIETNAMESE = {
    "ansinh/staff/own_data_paper.py",  # a paper
    "ansinh/staff/document_subjects.py",  # goes into documents
    "ansinh/staff/device_words.py",  # is stored
    "ansinh/staff/law_entry.py",  # goes into texts of law; what is wrong with them is looked up
    "ansinh/staff/simulation_form.py",  # kept with the assumptions
}


def test_refusals_are_whole_sentences_with_places() -> None:
    """What a refusal is about goes into its ``where``: a sentence already put together could not be translated."""
    put_together = [
        f"{module.at(call)}"
        for module in modules()
        if not module.name.startswith(("ansinh/cli/", "ansinh/server/", "ansinh/demo/", "ansinh/determination/"))
        for call in _calls_of(module.tree)
        if type(call.args[0]).__name__ == "JoinedStr" and VIETNAMESE.search(ast.unparse(call.args[0]))
    ]
    assert put_together == []


def _calls_of(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args and ast.unparse(node.func).rpartition(".")[2] in REFUSED:
            yield node


def test_screens_show_what_a_refusal_says_in_their_language() -> None:
    assert [m.name for m in modules(under="ansinh/staff/") if "refusal.message" in m.text] == []


def test_the_scripts_are_brought_what_they_say() -> None:
    assert sorted(SCRIPT_WORDS) == sorted({text for text, _ in script_texts()})
