"""The door to areas."""

from ansinh.areas.known_units import OLD_UNITS_FROM, TWO_LEVELS_FROM
from ansinh.areas.models import Hardship, Succession, Unit
from ansinh.areas.operations.load_units import load_units
from ansinh.areas.queries import commune, communes, province, with_parts_and_predecessors, with_successors

__all__ = [
    "OLD_UNITS_FROM",
    "TWO_LEVELS_FROM",
    "Hardship",
    "Succession",
    "Unit",
    "commune",
    "communes",
    "load_units",
    "province",
    "with_parts_and_predecessors",
    "with_successors",
]
