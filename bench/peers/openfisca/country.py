"""The tax and benefit system, and answers for many people or for one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from openfisca_core.parameters import ParameterNode
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem

from ansinh.legislation import FactBatch
from ansinh.legislation.facts_table import FACTS, NO_DATE
from bench.peers.flat import FLAT
from bench.peers.openfisca import categories, circumstances, combination, facts
from bench.peers.openfisca.parameters_table import PARAMETERS

Array = np.ndarray[Any, np.dtype[Any]]
_NAMES = {"pension_vnd": "pension_vnd_paid"}  # a fact has that name


def system() -> TaxBenefitSystem:
    """The law as OpenFisca keeps it."""
    law = TaxBenefitSystem([facts.Person])
    law.parameters = ParameterNode("", data=PARAMETERS)
    variables = (*facts.INPUTS, *circumstances.VARIABLES, *categories.VARIABLES, *combination.VARIABLES)
    law.add_variables(*variables)
    return law


def inputs_of(batch: FactBatch) -> dict[str, Array]:
    """Facts of people as OpenFisca takes them: booleans, indexes of words, dates. All facts must be known."""
    assert not batch.nullable
    found: dict[str, Array] = {}
    for fact in FACTS:
        if fact.name not in batch.columns:
            continue
        array = batch.columns[fact.name]
        if fact.values:
            found[fact.name] = array - np.uint8(1)
        elif fact.kind == "yes_no":
            found[fact.name] = array == 2
        elif "date" in fact.kind:
            days = array.astype("datetime64[D]")
            found[fact.name] = np.where(array == NO_DATE, np.datetime64(facts.NEVER), days)
        else:
            found[fact.name] = array.astype(np.int32)
    return found


def determine(law: TaxBenefitSystem, inputs: Mapping[str, Array], month: str) -> dict[str, Array]:
    """The flat answers (FLAT) of all people in one month."""
    count = len(inputs["born"])
    simulation = SimulationBuilder().build_default_simulation(law, count)
    for name, array in inputs.items():
        simulation.set_input(name, month, array)
    return {name: simulation.calculate(_NAMES.get(name, name), month) for name in FLAT}
