"""Predicates over one fact, written with plain operators and recorded instead of computed.

``lambda f, law: f.born <= law.full_60`` becomes a small tree. From the one tree come the look-up tables of the
batch kernel, the generated code for one person, and the parameter that an explanation shows.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from ansinh.legislation.facts_table import FACTS, FactColumn, code_of

_OPERATORS: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


@dataclass(frozen=True, slots=True)
class LawRef:
    """A dated parameter of the law, by name."""

    name: str


@dataclass(frozen=True, slots=True)
class Compare:
    """A fact compared with a number or with a parameter of the law."""

    fact: str
    op: str
    operand: int | LawRef

    def __or__(self, other: Node) -> Node:
        return Either(self, other)

    def __and__(self, other: Node) -> Node:
        return Both(self, other)


@dataclass(frozen=True, slots=True)
class OneOf:
    """A fact whose code is one of several."""

    fact: str
    codes: frozenset[int]


@dataclass(frozen=True, slots=True)
class Either:
    """One or the other holds."""

    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Both:
    """The one and the other hold."""

    left: Node
    right: Node


Node = Compare | OneOf | Either | Both


class FactRef:
    """Stands for a fact while a predicate is recorded."""

    __hash__ = None  # type: ignore[assignment]  # == records a comparison

    def __init__(self, column: FactColumn) -> None:
        self._column = column
        self._name = column.name

    def _compare(self, op: str, other: object) -> Compare:
        if isinstance(other, LawRef):
            return Compare(self._name, op, other)
        if not isinstance(other, int | str):
            raise TypeError(f"{self._name} cannot be compared with {other!r}")
        return Compare(self._name, op, code_of(self._column, other))

    def __lt__(self, other: object) -> Compare:
        return self._compare("<", other)

    def __le__(self, other: object) -> Compare:
        return self._compare("<=", other)

    def __gt__(self, other: object) -> Compare:
        return self._compare(">", other)

    def __ge__(self, other: object) -> Compare:
        return self._compare(">=", other)

    def __eq__(self, other: object) -> Compare:  # type: ignore[override]
        return self._compare("==", other)

    def __ne__(self, other: object) -> Compare:  # type: ignore[override]
        return self._compare("!=", other)

    def is_in(self, *values: str) -> OneOf:
        """The fact is one of these words."""
        return OneOf(self._name, frozenset(code_of(self._column, value) for value in values))


class FactNames:
    """Gives a FactRef for every fact of a contract; any other name is an error when the rules are loaded."""

    def __init__(self, columns: Iterable[FactColumn]) -> None:
        self._columns = {column.name: column for column in columns}

    def __getattr__(self, name: str) -> FactRef:
        if name not in self._columns:
            raise AttributeError(f"no such fact: {name}")
        return FactRef(self._columns[name])


class LawNames:
    """Gives a LawRef for every name; the month's law is checked to have it when it is compiled."""

    def __getattr__(self, name: str) -> LawRef:
        return LawRef(name)


Predicate = Callable[[FactNames, LawNames], Node]


OF_A_PERSON = FactNames(FACTS)


def record(predicate: Predicate, facts: FactNames = OF_A_PERSON) -> Node:
    """The tree of a predicate over the facts of one contract."""
    return predicate(facts, LawNames())


def leaves(node: Node) -> Iterator[Compare | OneOf]:
    """The comparisons of a tree."""
    if isinstance(node, Either | Both):
        yield from leaves(node.left)
        yield from leaves(node.right)
    else:
        yield node


def fact_of(node: Node) -> str:
    """The one fact that a predicate is about. Raises ValueError when there are several."""
    names = {leaf.fact for leaf in leaves(node)}
    if len(names) != 1:
        raise ValueError(f"a condition must be about one fact, not {sorted(names)}")
    return names.pop()


def parameters_of(node: Node) -> tuple[str, ...]:
    """Names of the law's parameters in a predicate."""
    found = (
        leaf.operand.name for leaf in leaves(node) if isinstance(leaf, Compare) and isinstance(leaf.operand, LawRef)
    )
    return tuple(dict.fromkeys(found))


def _operand(leaf: Compare, law: Mapping[str, int]) -> int:
    return law[leaf.operand.name] if isinstance(leaf.operand, LawRef) else leaf.operand


def holds(node: Node, value: int, law: Mapping[str, int]) -> bool:
    """Whether a predicate holds for a coded value under the law's parameters."""
    match node:
        case Compare():
            return _OPERATORS[node.op](value, _operand(node, law))
        case OneOf():
            return value in node.codes
        case Either():
            return holds(node.left, value, law) or holds(node.right, value, law)
        case Both():
            return holds(node.left, value, law) and holds(node.right, value, law)


def source(node: Node, variable: str) -> str:
    """Python source of a predicate; parameters of the law are looked up in a mapping called ``law``."""
    match node:
        case Compare(_, op, LawRef(name)):
            return f"{variable} {op} law[{name!r}]"
        case Compare(_, op, number):
            return f"{variable} {op} {number}"
        case OneOf(_, codes):
            return f"{variable} in {{{', '.join(str(code) for code in sorted(codes))}}}"
        case Either(left, right):
            return f"({source(left, variable)} or {source(right, variable)})"
        case Both(left, right):
            return f"({source(left, variable)} and {source(right, variable)})"


def breakpoints(node: Node, law: Mapping[str, int]) -> set[int]:
    """Numbers at which the predicate may change its value, going up."""
    points: set[int] = set()
    for leaf in leaves(node):
        if isinstance(leaf, OneOf):
            points.update(point for code in leaf.codes for point in (code, code + 1))
            continue
        number = _operand(leaf, law)
        if leaf.op in {"<", ">=", "==", "!="}:
            points.add(number)
        if leaf.op in {"<=", ">", "==", "!="}:
            points.add(number + 1)
    return points
