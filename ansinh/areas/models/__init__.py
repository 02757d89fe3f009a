from .change import Carried, Change
from .classification import VALUES, Classification
from .hardship import Hardship
from .unit import Succession, Unit, VillageShare

__all__ = ["VALUES", "Carried", "Change", "Classification", "Hardship", "Succession", "Unit", "VillageShare"]
