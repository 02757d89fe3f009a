"""The certificate of one person and month: all that the answer rests on, sealed so that anybody can recompute it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ansinh.legislation.articles import articles_in
from ansinh.legislation.combining import Step
from ansinh.legislation.dated_values import Dated, in_force
from ansinh.legislation.determinations import NAMED_AMOUNT
from ansinh.legislation.errors import LawError
from ansinh.legislation.explain import because, shown_parameter
from ansinh.legislation.explanation.case import Case, answer_of, benefit_of, case_of
from ansinh.legislation.explanation.measure import coefficient_basis
from ansinh.legislation.explanation.paragraphs import base_text, base_used, step_text
from ansinh.legislation.law import regime_of
from ansinh.legislation.one_person import full_row, hash_of
from ansinh.legislation.rule_book import GATE, RuleBook
from ansinh.legislation.rules.combination_articles import COMBINATION_RULES

FORMAT = "ansinh-certificate-1"
SEAL = "certificate_hash"
_PARTS = ("person_id", "month", "facts", "facts_hash", "law", "answer", "combination", "because", SEAL)


@dataclass(frozen=True, slots=True)
class Difference:
    """``kind``: altered (the seal does not fit), facts, law, answer or reasons; ``path``: where in the certificate."""

    kind: str
    path: str
    then: object
    now: object


@dataclass(frozen=True, slots=True)
class Verification:
    """``same``: nothing was altered and the law as written now gives the same certificate."""

    same: bool
    differences: tuple[Difference, ...]


def certificate_of(facts: Mapping[str, object], month: str, book: RuleBook) -> dict[str, object]:
    """The certificate as JSON values only. Raises FactError, NoLawError.

    ``facts`` the whole row, ``facts_hash`` its SHA-256; ``law`` version, regime, amounts, cut-off days and readings
    with their sources; ``answer`` the row of the contract; ``combination`` titles, steps, total (None: undetermined);
    ``because`` the entries of the contract; ``certificate_hash`` SHA-256 of all the rest as canonical JSON.
    """
    case = case_of(facts, month, book)
    row = full_row(facts, month, case.rules)
    content: dict[str, object] = {
        "format": FORMAT,
        "person_id": facts.get("person_id"),
        "month": month,
        "facts": row,
        "facts_hash": hash_of(row),
        "law": _law(case),
        "answer": answer_of(case),
        "combination": _combination(case),
        "because": because(facts, case.rules, GATE),
    }
    return content | {SEAL: seal_of(content)}


def seal_of(content: Mapping[str, object]) -> str:
    """SHA-256 of everything but the seal itself: sorted names, no spaces, UTF-8."""
    return hash_of({name: value for name, value in content.items() if name != SEAL})


def verify(certificate: Mapping[str, Any], book: RuleBook) -> Verification:
    """Recompute a certificate from its own facts. Raises LawError when it is not a certificate of this form."""
    if certificate.get("format") != FORMAT or any(name not in certificate for name in _PARTS):
        raise LawError(f"Không phải chứng nhận dạng {FORMAT} (not a certificate).")
    found: list[Difference] = []
    seal = seal_of(certificate)
    if seal != certificate[SEAL]:
        found.append(Difference("altered", SEAL, certificate[SEAL], seal))
    facts, month = certificate["facts"], certificate["month"]
    try:
        now = certificate_of({name: facts[name] for name in facts if name != "month"}, month, book)
    except (LawError, TypeError, KeyError) as error:
        return Verification(False, (*found, Difference("facts", "facts", facts, str(error))))
    for name, kind in _KINDS.items():
        then = json.loads(json.dumps(certificate[name]))
        found += [Difference(kind, *each) for each in differences(name, then, json.loads(json.dumps(now[name])))]
    return Verification(not found, tuple(found))


_KINDS = {
    "person_id": "facts",
    "facts": "facts",
    "facts_hash": "facts",
    "law": "law",
    "answer": "answer",
    "combination": "reasons",
    "because": "reasons",
}


def differences(path: str, then: object, now: object) -> Iterator[tuple[str, object, object]]:
    """Where two JSON values differ: path, what was, what is."""
    if isinstance(then, dict) and isinstance(now, dict):
        for name in dict.fromkeys([*then, *now]):
            yield from differences(f"{path}.{name}", then.get(name), now.get(name))
    elif isinstance(then, list) and isinstance(now, list) and len(then) == len(now):
        for i, (old, new) in enumerate(zip(then, now, strict=True)):
            yield from differences(f"{path}[{i}]", old, new)
    elif then != now or isinstance(then, bool) != isinstance(now, bool):
        yield path, then, now


def _law(case: Case) -> dict[str, object]:
    rules, month, book = case.rules, case.month, case.book
    regime, code = regime_of(month), case.value("province")
    base, pension = book.amounts["base"], book.amounts["social_pension"]
    return {
        "version": book.version(month),
        "regime": regime.code,
        "regime_text": regime.label_vi,
        "instruments": list(regime.instruments),
        "base": _dated(base_used(case)),
        "national_base": _dated(in_force(base, month)),
        "social_pension": _dated(in_force(pension, month) if code is None else rules.pension_by_province[str(code)]),
        "parameters": {name: shown_parameter(name, value) for name, value in sorted(rules.parameters.items())},
        "readings": {
            name: {"value": found.value, "from": found.first, "source": found.citation}
            for name, values in sorted(book.readings.items())
            if (found := in_force(values, month))
        },
    }


def _dated(value: Dated | None) -> dict[str, object] | None:
    return None if value is None else {"vnd": int(value.value), "from": value.first, "citation": value.citation}


def _combination(case: Case) -> dict[str, object] | None:
    if case.combined is None:
        return None
    dropped_by = {line[0].index: step.rule for step in case.steps for line in step.dropped}
    return {
        "titles": [
            benefit_of(line)
            | {
                "label": line[0].category.label_vi,
                "coefficient_because": coefficient_basis(line[0], case),
                "paid": line in case.paid,
                "dropped_by": dropped_by.get(line[0].index),
            }
            for line in case.titles
        ],
        "steps": [_step(step, case) for step in case.steps] + _provincial_base(case),
        "open_titles": [rule.category.code for rule in case.rules.rules if case.holds(rule) is None],
        "total_vnd": sum(line[3] for line in case.paid),
    }


def _step(step: Step, case: Case) -> dict[str, object]:
    rule = COMBINATION_RULES[step.rule]
    return {
        "rule": step.rule,
        "rule_text": rule.text(case.month),
        "text": step_text(step, case),
        "article": articles_in(rule.article, case.month),
        "kept": [line[0].category.code for line in step.kept],
        "dropped": [line[0].category.code for line in step.dropped],
    }


def _provincial_base(case: Case) -> list[dict[str, object]]:
    own = [line[0].category.code for line in case.paid if line[1] != NAMED_AMOUNT]
    if not own or base_used(case) == in_force(case.book.amounts["base"], case.month):
        return []
    rule = COMBINATION_RULES["provincial_base"]
    return [
        {
            "rule": "provincial_base",
            "rule_text": rule.text(case.month),
            "text": base_text(case),
            "article": articles_in(rule.article, case.month),
            "kept": own,
            "dropped": [],
        }
    ]
