"""What would come of a case if it were decided today: what changes, from which month and by which article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext
from polars import DataFrame

from ansinh.access.public import SYSTEM, acting_as
from ansinh.casework.public import (
    Award,
    Case,
    Outcome,
    Suspension,
    answer_once,
    check_ground,
    kind_of,
    standing_for_kinds,
)
from ansinh.kernel.errors import Refusal
from ansinh.kernel.languages import said
from ansinh.kernel.period import Month
from ansinh.legislation import errors, timing


@dataclass(frozen=True)
class Line:
    """A change of a programme, đồng a month, with the rule that says from which month it counts.

    ``month``: where the rule alone tells it; an adjustment or a stop is found by looking back when it is submitted.
    """

    programme: str
    kind: str
    before_vnd: int
    after_vnd: int
    month: str | None
    rule_text: str
    article: str


@dataclass(frozen=True)
class Forecast:
    """``suggests``: grant, refuse, ask (facts are missing), or empty where the law says nothing (answers, news).

    ``told``: the month whose law it is and the person's facts of it, where the law of a month was asked.
    """

    suggests: str
    sentence: str
    lines: tuple[Line, ...] = ()
    once: Mapping[str, Any] | None = None
    told: tuple[Month, DataFrame] | None = None


def forecast_of(case: Case, on: date, known_at: datetime, facts: DataFrame | None = None) -> Forecast:
    """What the law and the registry have for a case today. Reads whatever bears on the person.

    ``facts``: of the month of the day, where they were read already.
    """
    kind = kind_of(case)
    if kind.outcome is Outcome.ONCE:
        return _once(case, known_at)
    if kind.outcome is Outcome.SUSPEND:
        return _suspension(case, on)
    if kind.outcome not in (Outcome.PROPOSALS, Outcome.RESUME):
        return Forecast("", "")
    review = [(case.person_id, case.programme)] if kind.outcome is Outcome.RESUME else []
    with acting_as(SYSTEM):
        stands = standing_for_kinds(
            case.person_id, on, known_at, kind.changes, review, look_ahead=kind.looks_ahead, facts=facts
        )
    told = (stands.basis.month, stands.facts)
    if stands.unclear:
        missing = gettext("Chưa đủ thông tin để kết luận: bổ sung những điều còn thiếu ở phần “Vì sao”.")
        return Forecast("ask", missing, told=told)
    days = {"signed_on": on, "certified_on": _certified(facts)}
    due = stands.due.to_dicts()
    lines = tuple(
        _resumed(case, row, on) if (row["person_id"], row["programme"]) in review else _line(case, row, due, days)
        for row in stands.changes.iter_rows(named=True)
    )
    wanted = [line for line in lines if line.programme == case.programme and line.kind in kind.changes]
    if wanted:
        return Forecast("grant", gettext("Có căn cứ %(word)s.") % {"word": said(kind.word).lower()}, lines, told=told)
    month = stands.basis.month
    why_not = gettext("Theo luật tháng %(month)s và sổ hiện nay, chưa có căn cứ %(word)s.") % {
        "month": month.vietnamese,
        "word": said(kind.word).lower(),
    }
    return Forecast("refuse", why_not, lines, told=told)


def _certified(facts: DataFrame | None) -> date | None:
    """The day of the certificate of disability, where the facts hold one."""
    return None if facts is None or facts.is_empty() else facts["disability_certified"][0]


def _line(case: Case, row: Mapping[str, Any], due: list[dict[str, Any]], days: Mapping[str, Any]) -> Line:
    programme, kind, on = row["programme"], row["kind"], days["signed_on"]
    category = next((one["category"] for one in due if one["programme"] == programme), "")
    received = case.received_on if case.received_on <= on else None
    try:
        procedure = timing.procedure_of(programme, decided_on=on, received_on=received)
        rule = timing.month_rule(kind, programme, category, procedure)
    except errors.LawError:
        return Line(programme, kind, row["before_vnd"], row["after_vnd"], None, "", "")
    person = case.person
    born = person.born_on if person.born_precision == "day" else None
    month = rule.anchor.month({**days, "born": born}) if kind == "start" else None
    return Line(programme, kind, row["before_vnd"], row["after_vnd"], month, rule.text_vi, rule.article)


def _resumed(case: Case, row: Mapping[str, Any], on: date) -> Line:
    """What a review gives counts from the suspension, not from the signature (NĐ 335/2026 Đ9.4)."""
    programme, after_vnd = row["programme"], row["after_vnd"]
    held = Suspension.objects.filter(person_id=case.person_id, programme=programme, ended_by=None).first()
    if held is None:
        return Line(programme, row["kind"], row["before_vnd"], after_vnd, None, "", "")
    first = Month.of(held.first_month)
    until_then = Award.objects.filter(
        person_id=case.person_id, programme=programme, retracted_at=None, months__contains=first.minus(1).first
    ).aggregate(vnd=Sum("amount_vnd"))["vnd"]
    same = until_then == after_vnd
    suspended_on = min(held.first_month, on)
    review: timing.Review = "unchanged" if same else "changed"
    try:
        found = timing.resumption(programme, suspended_on=suspended_on, reviewed_on=on, review=review).counted
    except errors.LawError:
        return Line(programme, row["kind"], row["before_vnd"], after_vnd, str(first), "", "")
    told = found.text_vi if not found.why_not_vi or found.missing else ""
    return Line(programme, row["kind"], row["before_vnd"], after_vnd, str(first) if same else None, told, found.article)


def _suspension(case: Case, on: date) -> Forecast:
    """Told before it is submitted, so that nobody learns of it from whoever signs."""
    try:
        ground = check_ground(case, on)
    except Refusal as refusal:
        return Forecast("refuse", refusal.said)
    words = {"month": Month.of(on).next().vietnamese, "article": ground.article}
    return Forecast("grant", gettext("Có căn cứ tạm dừng: ngừng chi từ tháng %(month)s (%(article)s).") % words)


def _once(case: Case, known_at: datetime) -> Forecast:
    try:
        with acting_as(SYSTEM):
            answer = answer_once(case, known_at)
        found = {**answer, "happened": date.fromisoformat(str(answer["happened"]))}
    except Refusal as refusal:
        return Forecast("ask", refusal.said)
    if found["outcome"] == "eligible":
        return Forecast("grant", gettext("Có căn cứ hỗ trợ."), once=found)
    if found["outcome"] == "undetermined":
        return Forecast("ask", gettext("Chưa đủ thông tin để kết luận."), once=found)
    return Forecast("refuse", gettext("Theo luật của ngày xảy ra sự việc, không có căn cứ hỗ trợ."), once=found)
