"""From which month: start, adjustment, stop, suspension, resumption, move; and what is owed for months gone by."""

from ansinh.legislation.timing.anchors_table import Anchor
from ansinh.legislation.timing.arrears import (
    RATE_CONVERSIONS,
    Balance,
    MonthDifference,
    RateConversion,
    balance,
    rate_arrears,
)
from ansinh.legislation.timing.counted import Counted
from ansinh.legislation.timing.months import (
    adjustment_month,
    categories_before_signing,
    month_rule,
    start_month,
    stop_month,
)
from ansinh.legislation.timing.moves import MOVE_RULES, MoveRule, Scope, move_month
from ansinh.legislation.timing.procedures import procedure_of, procedure_of_track
from ansinh.legislation.timing.procedures_table import PROCEDURES, TRACKS, Procedure, Source
from ansinh.legislation.timing.rules_table import MONTH_RULES, MonthRule
from ansinh.legislation.timing.stop_grounds_table import (
    STOP_GROUNDS,
    SUSPENSION_GROUNDS,
    StopGround,
    SuspensionGround,
)
from ansinh.legislation.timing.suspension import (
    RESUMPTION_RULES,
    Held,
    Resumption,
    Review,
    not_complied_after,
    resumption,
    stop_grounds,
    suspension_grounds,
)

__all__ = [
    "MONTH_RULES",
    "MOVE_RULES",
    "PROCEDURES",
    "RATE_CONVERSIONS",
    "RESUMPTION_RULES",
    "STOP_GROUNDS",
    "SUSPENSION_GROUNDS",
    "TRACKS",
    "Anchor",
    "Balance",
    "Counted",
    "Held",
    "MonthDifference",
    "MonthRule",
    "MoveRule",
    "Procedure",
    "RateConversion",
    "Resumption",
    "Review",
    "Scope",
    "Source",
    "StopGround",
    "SuspensionGround",
    "adjustment_month",
    "balance",
    "categories_before_signing",
    "month_rule",
    "move_month",
    "not_complied_after",
    "procedure_of",
    "procedure_of_track",
    "rate_arrears",
    "resumption",
    "start_month",
    "stop_grounds",
    "stop_month",
    "suspension_grounds",
]
