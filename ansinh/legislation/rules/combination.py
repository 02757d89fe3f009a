"""How several titles of one person combine, as data that both kernels read.

* Đ6.2 (NĐ 20/2021, NĐ 335/2026): of several allowances only the highest; a poor single parent who is also a
  subject of khoản 5, 6 or 8 has both. NĐ 136/2013 Đ6.2 named khoản 5 and 6 only (from knowledge, not read): people
  with HIV stood in khoản 3 there.
* NĐ 176/2025 Đ3.1: whoever is entitled to the social pension and to the allowance has the higher of the two.
* NĐ 20 Đ25.5: whoever is cared for in a facility has no allowance; support of carers is for the community (chapter IV).
* Đ20.2 NĐ 20, Đ17.2 NĐ 335: one carer is supported once, at the highest coefficient.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Combination:
    """Groups are those of the categories."""

    highest_only: tuple[str, ...]  # in each of these groups one category is paid, the highest; ties: the first
    paid_beside: tuple[str, tuple[str, ...]]  # (this allowance, is paid beside the highest of these)
    higher_of: tuple[str, str]  # of these two groups the higher is paid; equal: the first
    replaces: tuple[str, tuple[str, ...]]  # (a title of this group, ends these groups)


_ND136 = Combination(
    highest_only=("allowance", "pension", "carer", "parent", "facility"),
    paid_beside=("single_parent", ("elderly_alone", "elderly_80", "elderly_fostered", "disability")),
    higher_of=("pension", "allowance"),
    replaces=("facility", ("allowance", "carer", "parent")),
)
_ND20 = replace(
    _ND136,
    paid_beside=(
        "single_parent",
        ("elderly_alone", "elderly_hard_area", "elderly_80", "elderly_fostered", "disability", "hiv_adult"),
    ),
)
# From which month on which combination holds, the latest last.
COMBINATIONS: tuple[tuple[str, Combination], ...] = (("2012-06", _ND136), ("2021-07", _ND20))


def combination_of(month: str, combinations: tuple[tuple[str, Combination], ...]) -> Combination:
    """The combination that holds in a month of a regime."""
    return [combination for first, combination in combinations if first <= month][-1]
