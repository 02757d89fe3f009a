"""Poverty of a household under the standard of the month."""

from ansinh.legislation.poverty.classify import Classification, Criterion, Status, classify
from ansinh.legislation.poverty.standards import Area, Standard, standard_of, standards

__all__ = ["Area", "Classification", "Criterion", "Standard", "Status", "classify", "standard_of", "standards"]
