"""Holding a declared layout against what there is: whatever is wrong is told with its place and value."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_noop as _

from ansinh.kernel.errors import Refusal
from ansinh.kernel.languages import filled, told
from ansinh.payments.layouts import fields_table as table
from ansinh.payments.layouts.layout import Column, Layout
from ansinh.payments.layouts.plain import plain

CHANNELS = ("post_office", "home", "bank", "social_account")
MOST_COLUMNS, LONGEST = 60, 140
_BOTH = {"code", "name", "provider", "direction", "format", "columns", "delimiter", "encoding", "decimal", "sheet"}
_KEYS = {"out": _BOTH | {"channels", "before", "total"}, "in": _BOTH | {"heading_row", "words", "every_row", "ends_at"}}
_COLUMN_KEYS = {"out": {"heading", "field", "constant", "shape"}, "in": {"heading", "field"}}
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,39}")
_PLACE = re.compile(r"\{([^{}]*)\}")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


_WHERE = _("Mục “%(field)s”, giá trị “%(value)s”:")


class LayoutFault(Refusal):
    """Something wrong with a declared layout: ``field`` says where, ``value`` what stands there."""

    def __init__(self, what: str, /, *, field: str, value: object = "", code: str = "bad_layout", **more: object):
        shown = "" if value is None else str(value)[:80]
        super().__init__(what, code=code, field=field, value=shown, **more)

    @property
    def message(self) -> str:
        """Place and fault in Vietnamese."""
        return f"{filled(_WHERE, self.where)} {super().message}"

    @property
    def said(self) -> str:
        """The same in the language of the request."""
        return f"{told(_WHERE, self.where)} {super().said}"


def layout_of(content: object) -> Layout:
    """The layout that was declared (README). Raises LayoutFault for the first thing that is wrong."""
    for fault in faults_of(content):
        raise fault
    assert isinstance(content, Mapping)  # noqa: S101 - faults_of has looked
    given = {**content, "columns": tuple(Column(**one) for one in content["columns"])}
    for name in ("channels", "before", "ends_at"):
        if name in given:
            given[name] = tuple(given[name])
    given["words"] = {outcome: tuple(words) for outcome, words in content.get("words", {}).items() if words}
    return Layout(**given)


def faults_of(content: object) -> Iterator[Refusal]:
    """Everything that is wrong with a declared layout, each with ``field`` and ``value``; nothing when it is sound."""
    if not isinstance(content, Mapping):
        yield LayoutFault(_("không phải một bảng khai báo."), field="mẫu", value=str(content))
        return
    direction = content.get("direction")
    if direction not in table.DIRECTIONS:
        yield LayoutFault(_("chỉ nhận out (gửi đi) hoặc in (nhận về)."), field="direction", value=direction)
        return
    if wrong := sorted(str(key) for key in content.keys() - _KEYS[direction]):
        yield LayoutFault(_("không phải mục của mẫu này."), field=wrong[0], value=content[wrong[0]])
        return
    shapes = list(_wrong_shapes(content))
    yield from shapes
    if shapes:
        return
    yield from _wrong_head(content)
    yield from _wrong_columns(content, direction)
    yield from _wrong_out(content) if direction == "out" else _wrong_in(content)


def _texts(value: object) -> bool:
    return isinstance(value, list | tuple) and all(isinstance(one, str) for one in value)


_LISTS = ("channels", "before", "ends_at")
_WHOLE = ("heading_row",)


def _wrong_shapes(content: Mapping[str, Any]) -> Iterator[Refusal]:
    """Values that are no text, list or number where one is wanted: what comes from a file may be anything."""
    for key, value in content.items():
        if key in ("columns", "words"):
            continue
        if key in _LISTS:
            sound = _texts(value)
        elif key in _WHOLE:
            sound = isinstance(value, int) and not isinstance(value, bool)
        else:
            sound = isinstance(value, str)
        if not sound:
            yield LayoutFault(_("sai kiểu giá trị."), field=key, value=value)
    columns, direction = content.get("columns"), content["direction"]
    if not isinstance(columns, list | tuple) or not 0 < len(columns) <= MOST_COLUMNS:
        yield LayoutFault(_("phải có từ 1 đến %(most)s cột."), field="columns", value="", most=MOST_COLUMNS)
        return
    for number, one in enumerate(columns, 1):
        if not isinstance(one, Mapping) or not _texts(list(one.values())):
            yield LayoutFault(_("mỗi cột là một bảng gồm toàn chữ."), field=f"columns {number}", value=one)
        elif wrong := sorted(one.keys() - _COLUMN_KEYS[direction]):
            yield LayoutFault(_("không phải mục của cột."), field=f"columns {number}", value=wrong[0])
    words = content.get("words", {})
    if not isinstance(words, Mapping) or not all(_texts(said) for said in words.values()):
        yield LayoutFault(_("mỗi kết quả có một danh sách chữ."), field="words", value=words)


def _wrong_head(content: Mapping[str, Any]) -> Iterator[Refusal]:
    if not _CODE.fullmatch(content.get("code", "")):
        yield LayoutFault(
            _("gồm 2–40 chữ thường không dấu, chữ số, gạch nối."), field="code", value=content.get("code")
        )
    for name in ("name", "provider"):
        if not 0 < len(plain(content.get(name, ""))) <= LONGEST:
            yield LayoutFault(_("phải ghi, tối đa %(most)s ký tự."), field=name, value=content.get(name), most=LONGEST)
    choices = {"format": table.FORMATS, "delimiter": table.DELIMITERS, "encoding": table.ENCODINGS}
    for name, known in (choices | {"decimal": table.DECIMALS}).items():
        if (name in content or name == "format") and content.get(name) not in known:
            yield LayoutFault(_("chỉ nhận: %(known)s."), field=name, value=content.get(name), known=", ".join(known))
    if len(content.get("sheet", "")) > 31 or re.search(r"[\[\]:*?/\\']", content.get("sheet", "")):
        yield LayoutFault(
            _("tên trang tính tối đa 31 ký tự, không có [ ] : * ? / \\ '."), field="sheet", value=content["sheet"]
        )


def _wrong_columns(content: Mapping[str, Any], direction: str) -> Iterator[Refusal]:
    """Headings are what a reader finds columns by: each once, and never empty."""
    seen: dict[str, int] = {}
    one_column: Callable[[str, Mapping[str, str]], Iterator[Refusal]] = (
        _out_column if direction == "out" else _in_column
    )
    for number, one in enumerate(content["columns"], 1):
        heading = plain(one.get("heading", ""))
        where = f"columns {number}"
        if not 0 < len(heading) <= LONGEST:
            yield LayoutFault(_("phải có tiêu đề, tối đa %(most)s ký tự."), field=where, value=heading, most=LONGEST)
        elif heading.casefold() in seen:
            yield LayoutFault(
                _("tiêu đề đã có ở cột %(earlier)s."), field=where, value=heading, earlier=seen[heading.casefold()]
            )
        seen.setdefault(heading.casefold(), number)
        yield from one_column(where, one)


def _out_column(where: str, one: Mapping[str, str]) -> Iterator[Refusal]:
    field, constant, shape = (one.get(name, "") for name in ("field", "constant", "shape"))
    if bool(field) == bool(constant):
        yield LayoutFault(
            _("chọn một trường hoặc ghi một giá trị cố định, không cả hai."), field=where, value=field or constant
        )
        return
    if field and field not in table.WRITTEN:
        yield LayoutFault(_("không phải trường của khoản chi trả."), field=where, value=field)
        return
    if len(constant) > LONGEST or constant.startswith(_FORMULA) or not constant.isprintable():
        yield LayoutFault(
            _("tối đa %(most)s ký tự, không bắt đầu bằng = + - @."), field=where, value=constant, most=LONGEST
        )
    kind = table.WRITTEN[field].kind if field else "text"
    shapes: dict[str, Any] = {"amount": table.AMOUNTS, "date": table.DATES, "month": table.MONTHS}
    if shape and shape not in shapes.get(kind, {}):
        allowed = ", ".join(shapes.get(kind, {})) or "để trống"
        yield LayoutFault(_("cách ghi chỉ nhận: %(known)s."), field=where, value=shape, known=allowed)


def _in_column(where: str, one: Mapping[str, str]) -> Iterator[Refusal]:
    if one.get("field") not in table.READ:
        yield LayoutFault(_("chỉ nhận: %(known)s."), field=where, value=one.get("field"), known=", ".join(table.READ))


def _wrong_out(content: Mapping[str, Any]) -> Iterator[Refusal]:
    channels = content.get("channels", ())
    if not channels or not set(channels) <= set(CHANNELS):
        yield LayoutFault(
            _("chọn ít nhất một trong: %(known)s."),
            field="channels",
            value=", ".join(channels),
            known=", ".join(CHANNELS),
        )
    fields = [one.get("field", "") for one in content["columns"]]
    for needed in ("key", "total_vnd"):
        if needed not in fields:
            yield LayoutFault(
                _("thiếu cột này: không có nó thì không đối chiếu được khi nhận về."), field="columns", value=needed
            )
    for line in content.get("before", ()):
        for place in _PLACE.findall(line):
            if place not in table.PLACES:
                yield LayoutFault(
                    _("chỗ điền chỉ nhận: %(known)s."), field="before", value=place, known=", ".join(table.PLACES)
                )
        if len(line) > 300 or line.startswith(_FORMULA) or not line.isprintable():
            yield LayoutFault(
                _("tối đa %(most)s ký tự, không bắt đầu bằng = + - @."), field="before", value=line, most=300
            )
    if len(content.get("total", "")) > LONGEST or content.get("total", "").startswith(_FORMULA):
        yield LayoutFault(
            _("tối đa %(most)s ký tự, không bắt đầu bằng = + - @."), field="total", value=content["total"], most=LONGEST
        )


def _wrong_in(content: Mapping[str, Any]) -> Iterator[Refusal]:
    fields = [one.get("field", "") for one in content["columns"]]
    for field in table.READ:
        if field != "ignored" and fields.count(field) > 1:
            yield LayoutFault(_("chỉ được có một cột như vậy."), field="columns", value=field)
    if "key" not in fields:
        yield LayoutFault(_("thiếu cột mã chi trả."), field="columns", value="key")
    if not {"amount_vnd", "paid_vnd"} & set(fields):
        yield LayoutFault(_("thiếu cột số tiền."), field="columns", value="amount_vnd")
    if not 1 <= content.get("heading_row", 1) <= 200:
        yield LayoutFault(_("từ 1 đến 200."), field="heading_row", value=content["heading_row"])
    yield from _wrong_words(content, has_result="result" in fields, has_paid="paid_vnd" in fields)


def _wrong_words(content: Mapping[str, Any], *, has_result: bool, has_paid: bool) -> Iterator[Refusal]:
    words, every = content.get("words", {}), content.get("every_row", "")
    if has_result == bool(every):
        yield LayoutFault(_("ghi khi tệp không có cột kết quả, và chỉ khi đó."), field="every_row", value=every)
    if every and every not in ("paid", "returned"):
        yield LayoutFault(_("chỉ nhận paid hoặc returned."), field="every_row", value=every)
    if wrong := sorted(words.keys() - table.OUTCOMES.keys()):
        yield LayoutFault(_("chỉ nhận: %(known)s."), field="words", value=wrong[0], known=", ".join(table.OUTCOMES))
    if has_result and not words.get("paid"):
        yield LayoutFault(_("phải khai báo chữ nào nghĩa là đã nhận."), field="words", value="paid")
    if words.get("partly") and not has_paid:
        yield LayoutFault(_("nhận một phần thì phải có cột số tiền đã chi."), field="words", value="partly")
    seen: dict[str, str] = {}
    for outcome, said in words.items():
        for word in said:
            if not plain(word) or plain(word).casefold() in seen:
                yield LayoutFault(_("mỗi chữ phải khác rỗng và chỉ có một nghĩa."), field="words", value=word)
            seen[plain(word).casefold()] = outcome
