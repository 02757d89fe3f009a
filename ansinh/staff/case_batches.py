"""What can be done to several cases at once, for whoever looks: by row, and as the buttons of the bar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, gettext_lazy

from ansinh.access.public import Actor
from ansinh.casework import public as casework

SIGN, SUBMIT, TAKE, ASSIGN, PRINT = "decide", "submit", "take", "assign", "print"
LABELS = {
    TAKE: gettext_lazy("Nhận thụ lý"),
    ASSIGN: gettext_lazy("Giao cho đồng nghiệp"),
    SUBMIT: gettext_lazy("Trình (đề xuất giải quyết)"),
    SIGN: gettext_lazy("Ký các hồ sơ rõ"),
    PRINT: gettext_lazy("In văn bản"),
    "undo": gettext_lazy("Lấy lại"),
}


@dataclass(frozen=True)
class RowActs:
    """``acts``: what may be done to a case together with others. ``doubts``: why it has to be opened before signing;
    None: it is not this person's to sign."""

    acts: tuple[str, ...]
    doubts: tuple[str, ...] | None = None

    @property
    def names(self) -> str:
        """As the page carries them."""
        return " ".join(self.acts)


@dataclass(frozen=True)
class Button:
    """A button of the bar. ``says``: the text that the act needs."""

    act: str
    label: str
    says: str = ""


def acts_of_rows(cases: Sequence[casework.Case], actor: Actor, on: date) -> dict[int, RowActs]:
    """By case. The operations check everything again."""
    own = set(casework.own_household(actor.user_id, on)) if cases else set()
    open_to = {case.pk: casework.acts_within(case, actor, own) for case in cases}
    to_sign = [case for case in cases if any(act.name == SIGN for act in open_to[case.pk])]
    doubts = casework.doubts_of(to_sign, on) if to_sign else {}
    return {case.pk: _row(case, actor, {act.name for act in open_to[case.pk]}, doubts.get(case.pk)) for case in cases}


def _row(case: casework.Case, actor: Actor, names: set[str], doubts: list[str] | None) -> RowActs:
    found = [TAKE, ASSIGN] if case.live and case.owner_id != actor.user_id else [ASSIGN] if case.live else []
    found += [name for name in casework.SENT_ON if name in names]
    if SUBMIT in names and casework.kind_of(case).outcome in casework.BY_LAW:
        found.append(SUBMIT)
    if doubts == []:
        found.append(SIGN)
    return RowActs((*found, PRINT), None if doubts is None else tuple(doubts))


def buttons_of(cases: Sequence[casework.Case], rows: dict[int, RowActs]) -> list[Button]:
    """The buttons for the cases of a page: what leads on first, whatever any of them allows."""
    offered = {act for row in rows.values() for act in row.acts} - {ASSIGN}
    declared = {name: act for case in cases for name, act in casework.procedure_of_case(case).acts.items()}
    order = (SIGN, SUBMIT, *casework.SENT_ON, TAKE, PRINT)
    return [
        Button(name, str(LABELS.get(name) or declared[name].label), declared[name].says if name in declared else "")
        for name in order
        if name in offered
    ]


def told_of(batch: casework.CaseBatch, lines: Sequence[casework.CaseBatchLine]) -> str:
    """The heading of what came of a batch."""
    act = casework.procedure_of_case(lines[0].case).acts.get(batch.act) if lines else None
    label = LABELS.get(batch.act) or (act.label if act else batch.act)
    done = sum(line.step_id is not None for line in lines)
    return gettext("%(label)s: %(done)s hồ sơ xong") % {"label": label, "done": done} + (
        gettext(", %(n)s không làm được") % {"n": len(lines) - done} if done < len(lines) else ""
    )
