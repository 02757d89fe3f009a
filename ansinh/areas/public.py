"""The door to areas."""

from ansinh.areas.known_units import CITATIONS, OLD_UNITS_FROM, TWO_LEVELS_FROM
from ansinh.areas.lineage import Lineage, lineage
from ansinh.areas.models import (
    VALUES,
    Carried,
    Change,
    Classification,
    Hardship,
    Succession,
    Unit,
    VillageShare,
)
from ansinh.areas.operations.apply_change import Place, apply_change, check_may_apply
from ansinh.areas.operations.classify import Classified, classify
from ansinh.areas.operations.drop_change import drop_change
from ansinh.areas.operations.end_level import end_level
from ansinh.areas.operations.load_units import load_units
from ansinh.areas.operations.merge_units import merge_units
from ansinh.areas.operations.move_unit import move_unit
from ansinh.areas.operations.record_shares import record_shares
from ansinh.areas.operations.rename_unit import rename_unit
from ansinh.areas.operations.reorganise_as_known import reorganise_as_known
from ansinh.areas.operations.settle_classifications import settle_classifications
from ansinh.areas.operations.split_unit import Piece, split_unit
from ansinh.areas.operations.undo_change import lock_applied, undo_change
from ansinh.areas.plan import Plan, Renamed, read_plan
from ansinh.areas.queries import (
    Step,
    changing_days,
    check_there,
    commune,
    communes,
    crosswalk,
    made_by,
    province,
    reach_of,
    units_of,
    with_parts_and_predecessors,
    with_successors,
)

__all__ = [
    "CITATIONS",
    "OLD_UNITS_FROM",
    "TWO_LEVELS_FROM",
    "VALUES",
    "Carried",
    "Change",
    "Classification",
    "Classified",
    "Hardship",
    "Lineage",
    "Piece",
    "Place",
    "Plan",
    "Renamed",
    "Step",
    "Succession",
    "Unit",
    "VillageShare",
    "apply_change",
    "changing_days",
    "check_may_apply",
    "check_there",
    "classify",
    "commune",
    "communes",
    "crosswalk",
    "drop_change",
    "end_level",
    "lineage",
    "load_units",
    "lock_applied",
    "made_by",
    "merge_units",
    "move_unit",
    "province",
    "reach_of",
    "read_plan",
    "record_shares",
    "rename_unit",
    "reorganise_as_known",
    "settle_classifications",
    "split_unit",
    "undo_change",
    "units_of",
    "with_parts_and_predecessors",
    "with_successors",
]
