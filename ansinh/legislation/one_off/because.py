"""Why: every title of a kind on the day of the event, its criteria and numbers, and the articles."""

from __future__ import annotations

from collections.abc import Iterator

from ansinh.legislation.calendar_days import iso_day
from ansinh.legislation.explain import criteria_with_role
from ansinh.legislation.expression import parameters_of
from ansinh.legislation.formula import Condition
from ansinh.legislation.one_off.book import DayRules, OneOffBook
from ansinh.legislation.one_off.evaluate import condition_held, title_held
from ansinh.legislation.one_off.event_columns_table import EVENT_FACTS
from ansinh.legislation.one_off.kind import NotWritten, Times, Title, Version, facts_of_title, values_of_measure
from ansinh.legislation.one_off.periods_table import articles_on
from ansinh.legislation.one_off.unknown_facts import Answer
from ansinh.legislation.one_person import Values, decoded


def because(values: Values, found: Answer, rules: DayRules, book: OneOffBook) -> list[dict[str, object]]:
    """One entry a title: code, words, citation, held (True/False/None), given, criteria and measure.

    A criterion: condition, text, article, joined, fact, value, parameters, held. A measure: number, text, value,
    article of each number, base and fact that the amount rests on.
    """
    given = {line.title for line in found.lines}
    return [
        {
            "kind": rules.kind.code,
            "title": title.code,
            "label": title.label_vi,
            "citation": version.citation,
            "held": title_held(version, values, rules),
            "given": title.code in given,
            "criteria": [
                _criterion(condition, joined, values, rules) for condition, joined in criteria_with_role(version.when)
            ],
            "measure": list(_measure(title, version, values, rules, book)),
        }
        for title, version in rules.titles
    ]


def _criterion(condition: Condition, joined: str, values: Values, rules: DayRules) -> dict[str, object]:
    return {
        "condition": condition.name,
        "text": condition.text_vi,
        "article": articles_on(condition.article, rules.day.isoformat()),
        "joined": joined,
        "fact": condition.fact,
        "value": decoded(EVENT_FACTS[condition.fact], values[condition.fact]),
        "parameters": {
            name: iso_day(rules.parameters[name]) if name.startswith("full_") else rules.parameters[name]
            for name in parameters_of(condition.node)
        },
        "held": condition_held(condition, values, rules),
    }


def _measure(
    title: Title, version: Version, values: Values, rules: DayRules, book: OneOffBook
) -> Iterator[dict[str, object]]:
    measure = version.measure
    if isinstance(measure, NotWritten):
        return
    for name in values_of_measure(measure):
        number = book.number(name, rules.day)
        yield {
            "number": name,
            "text": book.numbers[name].label_vi,
            "value": number.value,
            "article": number.citation,
        }
    province = values["province"]
    if isinstance(measure, Times) and province is not None:
        base = book.base(measure.base, measure.reading, rules.day, province)
        reading = book.reading(measure.reading, rules.day)
        text = "Mức chuẩn trợ giúp xã hội" if measure.base == "base" else "Mức trợ cấp hưu trí xã hội"
        yield {
            "number": measure.base,
            "text": text,
            "value": base.value,
            "article": base.citation,
            "reading": {"name": measure.reading, "value": reading.value, "source": reading.citation},
        }
    used = facts_of_title(title, version)
    for name, column in ((name, column) for name, column in EVENT_FACTS.items() if name in used):
        yield {"fact": name, "text": column.label_vi, "value": decoded(column, values[name])}
