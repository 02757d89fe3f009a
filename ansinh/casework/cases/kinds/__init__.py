"""The kinds of cases, in the order of the counter; a new kind is a file here and a line in this list."""

from __future__ import annotations

from ansinh.casework.cases.kind import CaseKind
from ansinh.casework.cases.kinds import (
    appeal,
    care_support,
    change,
    complaint,
    disability,
    disability_reissue,
    funeral,
    grievance,
    housing,
    injury,
    move_commune,
    move_within,
    new,
    own_data,
    resumption,
    stop,
    suspension,
)

CASE_KINDS: dict[str, CaseKind] = {
    module.KIND.code: module.KIND
    for module in (
        new,
        care_support,
        change,
        stop,
        suspension,
        resumption,
        funeral,
        injury,
        housing,
        disability,
        disability_reissue,
        move_within,
        move_commune,
        complaint,
        appeal,
        grievance,
        own_data,
    )
}
