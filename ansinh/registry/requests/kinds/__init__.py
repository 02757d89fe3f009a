"""The kinds of news, in the order in which the counter shows them."""

from ansinh.registry.requests.kind import Kind
from ansinh.registry.requests.kinds import (
    arrive,
    birth,
    care,
    channel,
    correction,
    death,
    disability,
    head,
    join,
    marriage,
    move_commune,
    move_out,
    move_within,
    paper,
    pension,
    phone,
    poverty,
    school,
    split,
)

REQUEST_KINDS: dict[str, Kind] = {
    module.KIND.code: module.KIND
    for module in (
        birth, death, move_within, move_commune, move_out, arrive, disability, care, pension, school, marriage, poverty,
        split, join, head, paper, correction, phone, channel,
    )
}  # fmt: skip
