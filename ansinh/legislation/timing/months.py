"""From which month a benefit starts, is adjusted, or stops."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from ansinh.legislation.errors import LawError, RuleSetError
from ansinh.legislation.rule import Category
from ansinh.legislation.timing.anchors_table import SIGNING
from ansinh.legislation.timing.counted import Counted, counted
from ansinh.legislation.timing.procedures import procedure_of
from ansinh.legislation.timing.procedures_table import Procedure
from ansinh.legislation.timing.rules_table import MONTH_RULES, Kind, MonthRule


def month_rule(kind: Kind, programme: str, category: str, procedure: Procedure) -> MonthRule:
    """The rule that applies. Raises RuleSetError when there is none: every programme of a procedure has one."""
    for rule in MONTH_RULES:
        fits = rule.kind == kind and procedure.code in rule.procedures and programme in rule.programmes
        if fits and (not rule.categories or category in rule.categories):
            return rule
    raise RuleSetError(f"{procedure.code}: no {kind} rule for {programme}")


def start_month(
    programme: str,
    category: str,
    *,
    signed_on: date,
    received_on: date | None = None,
    born: date | None = None,
    certified_on: date | None = None,
) -> Counted:
    """From which month a newly granted benefit is paid.

    Raises LawError when the certificate is younger than the decision, and as procedure_of.
    """
    if certified_on is not None and certified_on > signed_on:
        raise LawError(f"Giấy xác nhận ngày {certified_on:%d/%m/%Y} sau ngày quyết định {signed_on:%d/%m/%Y}.")
    days = {"signed_on": signed_on, "born": born, "certified_on": certified_on}
    return _counted("start", programme, category, days, signed_on, received_on)


def adjustment_month(
    programme: str, category: str, *, changed_on: date, decided_on: date, received_on: date | None = None
) -> Counted:
    """From which month another amount is paid. Raises as procedure_of."""
    return _counted("adjust", programme, category, {"changed_on": changed_on}, decided_on, received_on)


def stop_month(programme: str, *, ended_on: date | None, decided_on: date, received_on: date | None = None) -> Counted:
    """From which month nothing is paid any more; ``month_before`` is the last one paid. Raises as procedure_of.

    ``ended_on``: the day of the death, or the last day on which the conditions held.
    """
    return _counted("stop", programme, "", {"ended_on": ended_on}, decided_on, received_on)


def categories_before_signing(decided_on: date, categories: Iterable[Category] = ()) -> frozenset[str]:
    """Categories whose start a decision of this day may date back: those that count from something but the signing.

    ``categories``: those of the law in force, for resolutions that themselves have people paid from the title on.
    """
    procedure = procedure_of("social_allowance", decided_on=decided_on)
    by_procedure = {
        category
        for rule in MONTH_RULES
        if rule.kind == "start" and procedure.code in rule.procedures and rule.anchor is not SIGNING
        for category in rule.categories
    }
    month = f"{decided_on:%Y-%m}"
    versions = ((category.code, category.version(month)) for category in categories)
    return frozenset(by_procedure | {code for code, version in versions if version and version.paid_from_title})


def _counted(
    kind: Kind,
    programme: str,
    category: str,
    days: Mapping[str, date | None],
    decided_on: date,
    received_on: date | None,
) -> Counted:
    procedure = procedure_of(programme, decided_on=decided_on, received_on=received_on)
    rule = month_rule(kind, programme, category, procedure)
    return counted(procedure, rule.anchor, days, rule.article, rule.text_vi, rule.source)
