"""The combination of one person's titles, step by step, so that each title left out can be told with its rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.legislation.compiled import CompiledRule, MonthRules

Line = tuple[CompiledRule, int, int, int]  # rule, tenths (-1: named amount), base, amount


@dataclass(frozen=True, slots=True)
class Step:
    """One rule applied: ``rule`` is a name of rules/combination_articles.py."""

    rule: str
    kept: tuple[Line, ...]
    dropped: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Combined:
    """``titles``: all held; ``paid``: those left by the steps. Both in the order of the decrees."""

    titles: tuple[Line, ...]
    paid: tuple[Line, ...]
    steps: tuple[Step, ...]


def combine(titles: Sequence[Line], rules: MonthRules) -> Combined:
    """What is paid of the titles a person holds (amounts above 0), by rules/combination.py."""
    if len(titles) < 2:
        return Combined(tuple(titles), tuple(titles), ())
    by, steps = rules.combination, []
    groups: dict[str, list[Line]] = {}
    for group in by.highest_only:
        own = [line for line in titles if line[0].category.group == group]
        groups[group] = highest(own)
        if group == "allowance":
            groups[group], beside = _with_beside(own, groups[group], by.paid_beside)
            steps += beside
        _drop(steps, f"highest_only.{group}", groups[group], [line for line in own if line not in groups[group]])
    replacing, replaced = by.replaces
    if groups[replacing]:
        _drop(steps, "replaces", groups[replacing], [line for group in replaced for line in groups[group]])
        groups.update({group: [] for group in replaced})
    first, second = by.higher_of
    if groups[first] and groups[second]:
        higher, lower = (second, first) if total(groups[second]) > total(groups[first]) else (first, second)
        _drop(steps, "higher_of", groups[higher], groups[lower])
        groups[lower] = []
    paid = sorted((line for lines in groups.values() for line in lines), key=lambda line: line[0].index)
    return Combined(tuple(titles), tuple(paid), tuple(steps))


def highest(lines: Sequence[Line]) -> list[Line]:
    """The line of the highest amount, of equal ones the first; none of none."""
    return [max(lines, key=lambda line: (line[3], -line[0].index))] if lines else []


def total(lines: Sequence[Line]) -> int:
    """The sum in đồng."""
    return sum(line[3] for line in lines)


def _with_beside(
    own: list[Line], best: list[Line], beside: tuple[str, tuple[str, ...]]
) -> tuple[list[Line], list[Step]]:
    """The single parent's allowance and the highest of those paid beside it, when together they are more."""
    code, partners = beside
    parent = [line for line in own if line[0].category.code == code]
    pair = parent + highest([line for line in own if line[0].category.code in partners])
    if parent and len(pair) > 1 and total(pair) > total(best):
        return pair, [Step("paid_beside", tuple(pair), ())]
    return best, []


def _drop(steps: list[Step], rule: str, kept: Sequence[Line], dropped: Sequence[Line]) -> None:
    if dropped:
        steps.append(Step(rule, tuple(kept), tuple(dropped)))
