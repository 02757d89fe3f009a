from .result import Benefit, Result
from .run import Run

__all__ = ["Benefit", "Result", "Run"]
