from .outlook_month import OutlookMonth
from .reform_rows import ReformCell, ReformChange, ReformPerson
from .simulation import Simulation, SimulationResult

__all__ = ["OutlookMonth", "ReformCell", "ReformChange", "ReformPerson", "Simulation", "SimulationResult"]
