from .late_news import LateNews, LateNewsLine
from .outlook_month import OutlookMonth
from .quality import QualityFigure
from .reform_rows import ReformCell, ReformChange, ReformPerson
from .simulation import Simulation, SimulationResult

__all__ = [
    "LateNews",
    "LateNewsLine",
    "OutlookMonth",
    "QualityFigure",
    "ReformCell",
    "ReformChange",
    "ReformPerson",
    "Simulation",
    "SimulationResult",
]
