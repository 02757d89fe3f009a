"""Conditions of the law in the language of the page."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from ansinh.kernel.languages import said

_FULL = re.compile(r"từ đủ (\d+) tuổi \(tính từ tháng sinh nhật\)")
_UNDER = re.compile(r"dưới (\d+) tuổi \(tính hết tháng tròn \d+ tuổi\)")


def condition_said(text: str) -> str:
    """A condition; those on an age are made for any number of years, so they are known by their shape."""
    if match := _FULL.fullmatch(text):
        return gettext("từ đủ %(years)s tuổi (tính từ tháng sinh nhật)") % {"years": match[1]}
    if match := _UNDER.fullmatch(text):
        return gettext("dưới %(years)s tuổi (tính hết tháng tròn %(years)s tuổi)") % {"years": match[1]}
    return said(text)


def criteria_list(criteria: Sequence[Mapping[str, Any]]) -> SafeString:
    """Criteria with what they came to, as a list. A person's page holds a hundred: node by node of a template they
    were half of what showing it took."""
    words = {None: ("warn", gettext("chưa rõ")), True: ("good", gettext("đúng")), False: ("", gettext("sai"))}
    joined = {"none_of": gettext("Loại trừ:") + " ", "any_of": gettext("Một trong:") + " "}
    line = (
        '<li><span><span class="mark {}">{}</span></span>\n<span>{}{}<br>'
        '<span class="article">{}: {} · {}</span></span></li>'
    )
    return format_html(
        '<ul class="why">\n{}</ul>',
        format_html_join(
            "\n",
            line,
            (
                (
                    "warn" if one["held"] and one["joined"] == "none_of" else words[one["held"]][0],
                    words[one["held"]][1],
                    joined.get(one["joined"], ""),
                    condition_said(one["text"]),
                    said(one["label"]),
                    said(one["shown"]),
                    one["article"],
                )
                for one in criteria
            ),
        ),
    )
