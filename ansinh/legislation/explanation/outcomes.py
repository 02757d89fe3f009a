"""What becomes of an answer: the same person before and after a change of a fact or of the month."""

from __future__ import annotations

from ansinh.legislation.batch import names_of
from ansinh.legislation.explanation.case import Case
from ansinh.legislation.explanation.figures import dong, label_text, lower_first
from ansinh.legislation.facts_table import fact

EFFECTS = ("starts", "raises", "lowers", "ends", "refused")


def total_of(case: Case) -> int:
    """Đồng of the month; 0 when undetermined."""
    return sum(line[3] for line in case.paid)


def effect_of(before: Case, after: Case) -> str | None:
    """One of EFFECTS; None when the total stays or cannot be told afterwards."""
    if after.combined is None:
        return None
    now, then = total_of(before), total_of(after)
    if before.combined is None:
        return "starts" if then else "refused"
    if then == now:
        return None
    if not now:
        return "starts"
    if not then:
        return "ends"
    return "raises" if then > now else "lowers"


def outcome_text(before: Case, after: Case) -> str:
    """What follows, as the end of a sentence."""
    now, then = total_of(before), total_of(after)
    if after.combined is None:
        needed = ", ".join(lower_first(fact(name).label_vi) for name in names_of(after.missing))
        return f"chưa xác định được, cần bổ sung {needed}"
    if not then:
        return f"không còn được hưởng (đang là {dong(now)}/tháng)" if now else "không đủ điều kiện hưởng"
    codes = {line[0].category.code for line in before.paid}
    new = [label_text(line[0].category.label_vi) for line in after.paid if line[0].category.code not in codes]
    title = f"thuộc diện {'; '.join(new)}, " if new else ""
    if not now:
        return f"{title}được hưởng {dong(then)}/tháng"
    if then == now:
        return f"{title}mức hưởng vẫn là {dong(then)}/tháng"
    return f"{title}mức hưởng {'tăng' if then > now else 'giảm'} từ {dong(now)} thành {dong(then)}/tháng"
