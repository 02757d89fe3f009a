"""Delivery at home, as other packages use it: rounds, the sheets of a run, who goes where."""

from ansinh.payments.delivery_rounds import WITHOUT, rounds_of
from ansinh.payments.exports import home_communes, home_sheets
from ansinh.payments.models import DeliveryRound
from ansinh.payments.operations.set_round import end_round, set_round

__all__ = ["WITHOUT", "DeliveryRound", "end_round", "home_communes", "home_sheets", "rounds_of", "set_round"]
