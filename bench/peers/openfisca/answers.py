"""OpenFisca's answers in the form in which all engines are compared."""

from __future__ import annotations

from functools import cache

from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from ansinh.legislation import FactBatch
from bench.peers.flat import Lines, lines_of
from bench.peers.openfisca.country import determine, inputs_of, system


@cache
def the_law() -> TaxBenefitSystem:
    """The system, made once."""
    return system()


def by_openfisca(batch: FactBatch, month: str) -> Lines:
    """Totals and lines of people in a month "YYYY-MM"."""
    return lines_of(determine(the_law(), inputs_of(batch), month))
