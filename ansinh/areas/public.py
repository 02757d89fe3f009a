"""The door to areas."""

from ansinh.areas.models import Hardship, Succession, Unit
from ansinh.areas.operations.load_units import TWO_LEVELS_FROM, load_units
from ansinh.areas.queries import commune, communes, province, with_parts_and_predecessors

__all__ = [
    "TWO_LEVELS_FROM",
    "Hardship",
    "Succession",
    "Unit",
    "commune",
    "communes",
    "load_units",
    "province",
    "with_parts_and_predecessors",
]
