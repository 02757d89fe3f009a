from .hardship import Hardship
from .unit import Succession, Unit

__all__ = ["Hardship", "Succession", "Unit"]
