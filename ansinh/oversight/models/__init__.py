from .late_news import LateNews, LateNewsLine
from .outlook_month import OutlookMonth
from .quality import FreshnessFigure, QualityFigure
from .reconciled import Discrepancy, ReconciledChange, ReconciledMonth
from .reform_rows import ReformCell, ReformChange, ReformPerson
from .reopening import LateNewsReopening
from .simulation import Simulation, SimulationResult

__all__ = [
    "Discrepancy",
    "FreshnessFigure",
    "LateNews",
    "LateNewsLine",
    "LateNewsReopening",
    "OutlookMonth",
    "QualityFigure",
    "ReconciledChange",
    "ReconciledMonth",
    "ReformCell",
    "ReformChange",
    "ReformPerson",
    "Simulation",
    "SimulationResult",
]
