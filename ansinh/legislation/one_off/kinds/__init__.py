"""The kinds of one-off benefits, in the order of the decrees."""

from __future__ import annotations

from ansinh.legislation.one_off.kind import Kind
from ansinh.legislation.one_off.kinds import (
    disaster_orphan,
    essentials,
    facility_ceiling,
    funeral,
    house,
    injury,
    protection,
    rice,
)

KINDS: tuple[Kind, ...] = (
    funeral.KIND,
    injury.KIND,
    house.REBUILD,
    house.RELOCATION,
    house.REPAIR,
    rice.KIND,
    essentials.KIND,
    disaster_orphan.KIND,
    protection.FOOD,
    protection.TREATMENT,
    protection.TRANSPORT,
    facility_ceiling.KIND,
)
