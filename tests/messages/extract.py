"""Every text that a screen may look up in the catalogue, found in the templates, the scripts and the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from fnmatch import fnmatch

from django.template import engines
from django.template.base import Template
from django.templatetags.i18n import BlockTranslateNode, TranslateNode

from tests.architecture.source import Module, modules, project_files
from tests.messages.word_modules_table import NOT_WORDS, WORD_MODULES
from tests.paths import ROOT

VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]",
    re.IGNORECASE,
)
TEMPLATES = "ansinh/staff/templates/"
SCRIPTS = "ansinh/staff/static/staff/"
LOOKED_UP = {"gettext", "gettext_lazy", "gettext_noop", "_"}
REFUSED = {"Refusal", "AlreadyDone"}
"""Their first argument is looked up when the refusal is shown. So is that of ``super().__init__`` in their kinds."""
NEVER_SHOWN = {"Http404"}
ELSEWHERE = ("ansinh/cli/", "ansinh/server/", "ansinh/demo/", "ansinh/legislation/", "ansinh/determination/spark/")
"""What is refused there is told by the command line, in Vietnamese."""
CHOICES = {"TextChoices", "IntegerChoices"}
CITATION = re.compile(r"(khoản|đoạn|Điều|NĐ) ?\d|điểm \w khoản|(Thông tư|Luật|Quyết định) \d|[A-ZĐ]+-[A-ZĐ]+$")
"""Articles and symbols stay as the law writes them."""
IN_TEMPLATE = re.compile(r'_\("([^"]*)"\)')
IN_SCRIPT = re.compile(r'\bsay\("((?:[^"\\]|\\.)*)"')

Found = Iterator[tuple[str, str]]
"""Each text with the file it stands in."""


def every_text() -> dict[str, set[str]]:
    """{text: files}."""
    found: dict[str, set[str]] = {}
    for source in (template_texts, script_texts, python_texts):
        for text, place in source():
            found.setdefault(text, set()).add(place)
    return found


def templates() -> list[str]:
    """The templates, by their paths from the root."""
    return [name for name in project_files() if name.startswith(TEMPLATES) and name.endswith(".html")]


def compiled(name: str) -> Template:
    """A template as Django reads it."""
    return engines["django"].get_template(name.removeprefix(TEMPLATES)).template


def template_texts() -> Found:
    """``{% translate %}``, ``{% blocktranslate %}`` and ``_("…")`` of the templates."""
    for name in templates():
        nodes = compiled(name).nodelist
        for node in nodes.get_nodes_by_type(TranslateNode):
            if isinstance(literal := node.filter_expression.var.literal, str):
                yield literal.replace("%", "%%"), name
        for node in nodes.get_nodes_by_type(BlockTranslateNode):
            if node.plural:
                raise ValueError(f"{name}: one text for every number; Vietnamese has no plural, English is worded so")
            yield node.render_token_list(node.singular)[0], name
        for text in IN_TEMPLATE.findall((ROOT / name).read_text()):
            yield text, name


def script_texts() -> Found:
    """``say("…")`` of our scripts."""
    for name in project_files():
        if name.startswith(SCRIPTS) and name.endswith(".js") and "vendor" not in name and ".min." not in name:
            for text in IN_SCRIPT.findall((ROOT / name).read_text()):
                yield text, name


def python_texts() -> Found:
    """What is looked up, refused or kept as a word in the code."""
    for module in modules():
        words = any(fnmatch(module.name, pattern) for pattern in WORD_MODULES) and module.name not in NOT_WORDS
        names = _words(module) if words else ()
        refused = () if module.name.startswith(ELSEWHERE) else _refusals(module)
        for text in (*_looked_up(module), *refused, *_choices(module), *names):
            yield text, module.name


def _calls(module: Module) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).rpartition(".")[2], node


def _first_text(call: ast.Call) -> Iterator[str]:
    if call.args and isinstance(call.args[0], ast.Constant) and isinstance(call.args[0].value, str):
        yield call.args[0].value


def _looked_up(module: Module) -> Iterator[str]:
    for name, call in _calls(module):
        if name in LOOKED_UP:
            yield from _first_text(call)


def _refusals(module: Module) -> Iterator[str]:
    for name, call in _calls(module):
        told = any(word.arg == "code" for word in call.keywords)
        if name in REFUSED or (name == "__init__" and told):
            yield from _first_text(call)


def _choices(module: Module) -> Iterator[str]:
    """The labels of Django's enumerations."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef) and any(
            ast.unparse(base).rpartition(".")[2] in CHOICES for base in node.bases
        ):
            for line in node.body:
                if isinstance(line, ast.Assign) and isinstance(line.value, ast.Tuple):
                    label = line.value.elts[-1]
                    if isinstance(label, ast.Constant) and isinstance(label.value, str):
                        yield label.value


def bare_texts(module: Module) -> Iterator[ast.Constant]:
    """Vietnamese texts that are neither docstrings, nor parts of a larger text, nor arguments of what looks them up."""
    handled = {id(node) for node in ast.walk(module.tree) if isinstance(node, ast.Constant) and _standing_alone(node)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            handled.discard(id(node.value))
        elif isinstance(node, ast.JoinedStr | ast.Compare):
            handled -= {id(part) for part in ast.walk(node)}
        elif isinstance(node, ast.Call):
            name = ast.unparse(node.func).rpartition(".")[2]
            if name in LOOKED_UP | REFUSED | NEVER_SHOWN | {"removeprefix", "startswith"}:
                handled -= {id(part) for part in ast.walk(node)}
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Constant) and id(node) in handled:
            yield node


def _standing_alone(node: ast.Constant) -> bool:
    return isinstance(node.value, str) and bool(VIETNAMESE.search(node.value))


def _words(module: Module) -> Iterator[str]:
    for node in bare_texts(module):
        if not CITATION.match(str(node.value)) and "\\" not in str(node.value):  # no pattern is a word
            yield str(node.value)
