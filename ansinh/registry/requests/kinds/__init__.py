"""The kinds of news, in the order in which the counter shows them."""

from ansinh.registry.requests.kind import Kind
from ansinh.registry.requests.kinds import (
    arrive,
    birth,
    care,
    channel,
    correction,
    covered,
    death,
    disability,
    facility,
    head,
    income,
    join,
    marriage,
    move_commune,
    move_out,
    move_within,
    paper,
    parents,
    pension,
    phone,
    poverty,
    school,
    split,
    support,
)

REQUEST_KINDS: dict[str, Kind] = {
    module.KIND.code: module.KIND
    for module in (
        birth, death, move_within, move_commune, move_out, arrive, disability, parents, support, care, facility,
        pension, income, school, marriage, covered, poverty, split, join, head, paper, correction, phone, channel,
    )
}  # fmt: skip
