from .enactment import Enactment, Publication, Withdrawal
from .result import Benefit, Result
from .run import Run

__all__ = ["Benefit", "Enactment", "Publication", "Result", "Run", "Withdrawal"]
