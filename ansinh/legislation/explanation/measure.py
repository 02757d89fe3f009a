"""How the amount of a title comes about, in words: coefficient, base, product."""

from __future__ import annotations

from ansinh.legislation.combining import Line
from ansinh.legislation.compiled import CompiledRule
from ansinh.legislation.determinations import NAMED_AMOUNT
from ansinh.legislation.explanation.case import Case
from ansinh.legislation.explanation.figures import coefficient, dong
from ansinh.legislation.explanation.phrases import Spoken, age_of, clauses, reasons_for
from ansinh.legislation.formula import AllOf, Formula, conditions_of
from ansinh.legislation.rule import Band


def amount_text(line: Line, case: Case, said: frozenset[str] = frozenset()) -> str:
    """ "hệ số 1,5 × 540.000 đồng = 810.000 đồng/tháng"; ``said``: facts that the sentence already has."""
    rule, tenths, base, amount = line
    if tenths == NAMED_AMOUNT:
        return f"{dong(amount)}/tháng"
    basis = coefficient_basis(rule, case, said)
    shown = f" ({basis})" if basis else ""
    return f"hệ số {coefficient(tenths)}{shown} × {dong(base)} = {dong(amount)}/tháng"


def coefficient_basis(rule: CompiledRule, case: Case, said: frozenset[str] = frozenset()) -> str:
    """Why this coefficient: the age or degree that decides between several, the children counted; or empty."""
    measure = rule.version.measure
    if rule.per_child:
        return f"{children_counted(rule, case)} con × 1,0"
    if not isinstance(measure, tuple) or len(measure) < 2:
        return ""
    spoken = [each for each in band_reasons(measure, case) if age_of(each[0]) or (each[1] and each[0].fact not in said)]
    return ", ".join(clauses(spoken, case, birthday=False))


def band_reasons(bands: tuple[Band, ...], case: Case) -> list[Spoken]:
    """The conditions of the band that applies, and of earlier ones that fail by an age alone, that age."""
    spoken: list[Spoken] = []
    for band in bands:
        if band.when is None or case.held(band.when):
            own = [] if band.when is None else list(reasons_for(band.when, case))
            return [*own, *spoken]
        failing = [part for part in _parts(band.when) if not case.held(part)]
        spoken += [
            (each, False) for part in failing for each in conditions_of(part) if len(failing) == 1 and age_of(each)
        ]
    return spoken


def children_counted(rule: CompiledRule, case: Case) -> int:
    """How many children a coefficient per child counts."""
    counts = dict(zip(case.rules.count_facts, case.profile.counts, strict=True))
    return sum(max(counts[name], 0) for name, gate in rule.per_child if case.profile.true & gate == gate)


def _parts(formula: Formula) -> tuple[Formula, ...]:
    return formula.parts if isinstance(formula, AllOf) else (formula,)
