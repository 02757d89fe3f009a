"""Which forms there are, and which belongs to which kind of file received on which day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from importlib import import_module
from pkgutil import iter_modules

from ansinh.casework.forms import declared
from ansinh.casework.forms.declaration import Form, Use

_DECREE_20 = date(2021, 7, 1)
_DECREE_335 = date(2026, 10, 5)
"""In force; what was received before goes on under the older papers (NĐ 335 Đ33)."""


def _declared() -> dict[str, Form]:
    names = sorted(found.name for found in iter_modules(declared.__path__))
    forms = [import_module(f"{declared.__name__}.{name}").FORM for name in names]
    return {form.code: form for form in forms}


FORMS: Mapping[str, Form] = _declared()


def _old(kind: str, *codes: str) -> tuple[Use, ...]:
    return tuple(Use(kind, f"nd20-{code}", _DECREE_20, _DECREE_335) for code in codes)


USES: tuple[Use, ...] = (
    *_old("new", "1a", "1b", "1c", "1d", "1dd"),  # NĐ 20 Đ7.1
    *_old("care_support", "2a", "2b", "03"),  # NĐ 20 Đ7.2
    *_old("funeral", "04"),  # NĐ 20 Đ11.3, Đ14
    Use("new", "nd335-01", _DECREE_335),  # NĐ 335 Đ7.1
    Use("social_pension", "nd335-01", _DECREE_335),  # NĐ 335 Đ31; before: a form of NĐ 176/2025, not kept here
    Use("care_support", "nd335-02", _DECREE_335),  # NĐ 335 Đ7.2
    Use("funeral", "nd335-03", _DECREE_335),  # NĐ 335 Đ11.3
    Use("facility", "nd335-04", _DECREE_335),  # NĐ 335 Đ24.1; before: Mẫu số 07 of NĐ 20, not kept here
)
KINDS = {
    "new": "Trợ cấp xã hội hằng tháng",
    "social_pension": "Trợ cấp hưu trí xã hội",
    "care_support": "Hỗ trợ kinh phí chăm sóc, nuôi dưỡng",
    "funeral": "Hỗ trợ chi phí mai táng",
    "facility": "Chăm sóc, nuôi dưỡng tại cơ sở trợ giúp xã hội",
}
WITHOUT_FORM = frozenset(
    {
        "change",
        "stop",
        "suspension",
        "resumption",
        "move_within",
        "move_commune",
        "disability",
        "disability_reissue",
        "injury",
        "housing",
        "complaint",
        "appeal",
        "grievance",
        "own_data",
    }
)
"""Kinds of file for which these decrees have no form: the office begins them, or people write as they like."""


def forms_for(kind: str, on: date) -> tuple[Form, ...]:
    """The forms of a kind of file received on a day; none where the papers of that day are not kept here.

    Raises KeyError for a kind of file that nobody knows.
    """
    if kind not in KINDS and kind not in WITHOUT_FORM:
        raise KeyError(kind)
    return tuple(FORMS[use.form] for use in USES if use.kind == kind and use.on(on))


def forms_of(on: date) -> dict[str, tuple[Form, ...]]:
    """All forms of a day, by the words for their kind of file."""
    found = {label: forms_for(kind, on) for kind, label in KINDS.items()}
    return {label: forms for label, forms in found.items() if forms}
