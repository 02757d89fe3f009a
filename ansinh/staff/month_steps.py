"""The stages of a month as steps: where each stands, read off what is really there, whoever did it and wherever."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from django.utils.translation import gettext

from ansinh.flows.monthly_cycle import STAGES
from ansinh.flows.summary import LABELS
from ansinh.kernel.models import Progress
from ansinh.oversight.month_work import MonthWork

CODES = tuple(STAGES)
BEGUN = ("done", "partly")
SILENT = timedelta(hours=1)
"""Work that has reported nothing for so long was killed; running it again takes it up."""
STOPPED = "Lần chạy này đã dừng giữa chừng; chạy lại sẽ làm tiếp, phần đã xong không làm lại."

SHOWN = LABELS | {
    "files": "Tệp danh sách",
    "changes": "Thay đổi",
    "rows_with_problems": "Dòng chờ duyệt",
    "proposed": "Đề nghị",
    "lines": "Danh sách chi trả",
    "paid": "Đã nhận",
    "returned": "Chưa nhận, chuyển kỳ sau",
    "unknown": "Chưa rõ kết quả",
    "overpayments": "Đã chi vượt, chờ thu hồi",
    "start": "Thêm mới",
    "adjust": "Điều chỉnh",
    "stop": "Thôi hưởng",
    "past": "Điều chỉnh hồi tố",
    "unsubmitted": "Chưa trình",
    "submitted": "Đã trình, chờ quyết định",
    "sent_back": "Bị trả lại",
    "awaited": "Chờ kết quả",
}
"""What the figures of a step are called."""

PAYMENTS = {"lines": "listed_vnd", "paid": "paid_vnd", "returned": "returned_vnd", "unknown": "unknown_vnd"}
"""Figures that are so many payments of so many đồng together."""

Figures = list[tuple[str, int, int | None]]
"""Label, number, and the đồng when it is a number of payments."""


@dataclass(frozen=True)
class Step:
    """A stage: ``state`` is waiting, next, skipped, queued, running, partly, done or failed.

    ``current`` marks the one to go on with; ``message`` is what long work reported last, at ``at``.
    """

    code: str
    label: str
    state: str
    current: bool
    figures: Figures
    notes: list[str]
    message: str
    at: datetime | None
    done: int
    total: int


@dataclass(frozen=True)
class MonthState:
    """All steps; the closing summary when the last is done; đồng of the lists and đồng that came to an end."""

    steps: list[Step]
    summary: list[tuple[str, int, bool]] | None
    listed_vnd: int
    ended_vnd: int

    @property
    def balances(self) -> bool:
        """Every đồng of the lists came to an end."""
        return self.listed_vnd == self.ended_vnd

    @property
    def busy(self) -> bool:
        """Whether something is queued or running, so that the page looks again."""
        return any(step.state in ("queued", "running") for step in self.steps)

    @property
    def finished(self) -> bool:
        """Whether every step is done, or was left out because there was nothing to do."""
        return all(step.state in ("done", "skipped") for step in self.steps)

    @property
    def complete(self) -> bool:
        """Whether every step was done."""
        return all(step.state == "done" for step in self.steps)

    @property
    def unfinished(self) -> str:
        """The steps in which something is left though the month went on, by name."""
        return ", ".join(step.label for step in self.steps if step.state not in ("done", "skipped"))


def live(work: MonthWork, state: str, *, doubtful: bool | None = None) -> int:
    """Proposals in a state, of this month and left from before; only clear or only doubtful ones when asked."""
    return sum(g.count for g in work.groups if g.state == state and doubtful in (None, g.doubtful))


def state_of_month(work: MonthWork, *, province: bool, now: datetime) -> MonthState:
    """Where a month stands. ``province``: the work is the whole province's, not a commune's."""
    found = _evidence(work)
    current = _current(work, found)
    figures = _figures(work)
    notes = _notes(work, province)
    if not found["intake"] and current != "intake":
        notes["intake"] = [gettext("Không có danh sách nào của tháng này.")]
    steps = [_step(code, found, current, figures[code], notes.get(code, []), work, now) for code in CODES]
    closed = found["settle"] == "done"
    every = {name: value for part in figures.values() for name, value in part.items()}
    return MonthState(
        steps=steps,
        summary=[(LABELS[n], every[n], n.endswith("_vnd")) for n in LABELS if n in every] if closed else None,
        listed_vnd=sum(money.listed_vnd for money in work.runs),
        ended_vnd=sum(money.ended_vnd for money in work.runs),
    )


def _report(work: MonthWork, code: str) -> Progress | None:
    """What long work said last about a stage."""
    rows = (row for row in work.reports if row.step == code and row.state != Progress.State.WAITING)
    return next(rows, None)


def _evidence(work: MonthWork) -> dict[str, str]:
    """Of each stage whether it is done, partly done, or nothing of it is there ("")."""
    taken_in = _report(work, "intake")
    looked = taken_in is not None and taken_in.state == Progress.State.DONE
    runs = {money.run.state for money in work.runs}
    listed = bool(runs) and runs <= {"approved", "authorised", "released", "settled"} and not work.unlisted
    waiting = any(file.waiting for file in work.files)
    proposed = _proposed(work)
    return {
        "intake": "partly" if waiting else "done" if work.files or looked else "",
        "determine": "partly" if determined_in_part(work) else "done" if work.determined.run else "",
        "propose": proposed,
        "decide": _decided(work, proposed),
        "pay": "done" if listed else "partly" if runs else "",
        "settle": "done" if listed and runs == {"settled"} else "partly" if runs & {"released", "settled"} else "",
    }


def determined_in_part(work: MonthWork) -> bool:
    """Only some communes were determined, or lists were accepted or law was published since.

    Once a list is drawn what came since no longer counts: it is proposed in the month after.
    """
    run = work.determined.run
    if run is None:
        return work.determined.communes > 0
    later = any(file.last_taken is not None and file.last_taken > run.known_at for file in work.files)
    return (later or work.other_law) and not work.runs


def _proposed(work: MonthWork) -> str:
    """Proposals may be none at all: then only the report of the work says that they were looked for."""
    run, report = work.determined.run, _report(work, "propose")
    newest = max((g.run_id for g in work.groups if g.fresh), default=0)
    reported = report if report is not None and report.state == Progress.State.DONE else None
    if work.determined.communes:
        return "partly" if newest or reported else ""
    if run is None or work.runs:
        return "done" if newest or reported or run else ""
    if newest >= run.pk or (reported and reported.updated_at >= run.made_at):
        return "done"
    return "partly" if newest or reported else ""


def _decided(work: MonthWork, proposed: str) -> str:
    if not proposed:
        return ""
    left = sum(live(work, state) for state in ("open", "submitted", "returned"))
    if not left:
        return proposed
    begun = left > live(work, "open") or live(work, "decided")
    return "partly" if begun or not live(work, "open", doubtful=False) else ""


def _passable(work: MonthWork, code: str) -> bool:
    """Whether a stage that is partly done holds only what has to be looked at one by one."""
    if code == "intake":
        return all(file.waiting == file.unclear for file in work.files)
    if code == "decide":
        return not live(work, "open", doubtful=False) and not live(work, "submitted", doubtful=False)
    return False


def _current(work: MonthWork, found: Mapping[str, str]) -> str:
    """The stage to go on with: the one after the last that was begun; before it, one that has to be done again."""
    for code in ("determine", "propose"):
        if found[code] == "partly":
            return code
    last = max((i for i, code in enumerate(CODES) if found[code] in BEGUN), default=-1)
    if last >= 0 and found[CODES[last]] == "partly" and not _passable(work, CODES[last]):
        return CODES[last]
    return CODES[last + 1] if last + 1 < len(CODES) else ""


def _step(
    code: str,
    found: Mapping[str, str],
    current: str,
    figures: Mapping[str, int],
    notes: list[str],
    work: MonthWork,
    now: datetime,
) -> Step:
    before = not current or CODES.index(code) < CODES.index(current)
    state = found[code] or ("skipped" if before else "next" if code == current else "waiting")
    report = _report(work, code)
    message, at = (report.message, report.updated_at) if report else ("", None)
    if report is not None:
        if report.state in ("queued", "running"):
            silent = report.state == "running" and now - report.updated_at > SILENT
            state, message = ("failed", STOPPED) if silent else (report.state, message)
        elif report.state == "failed" and (state != "done" or _later(work, code, report)):
            state = "failed"
        elif report.state == "failed":
            message = ""
    numbers = (report.done, report.total) if report else (0, 0)
    return Step(code, STAGES[code], state, code == current, _shown(figures), notes, message, at, *numbers)


def _later(work: MonthWork, code: str, report: Progress) -> bool:
    """Whether a determination failed after the one that is there."""
    run = work.determined.run
    return code == "determine" and run is not None and report.updated_at > run.made_at


def _shown(figures: Mapping[str, int]) -> Figures:
    return [
        (SHOWN[name], value, figures[PAYMENTS[name]] if name in PAYMENTS else None)
        for name, value in figures.items()
        if not name.endswith("_vnd")
    ]


def _figures(work: MonthWork) -> dict[str, dict[str, int]]:
    """The figures of each step that are known here; the names are those of the closing summary where it has them."""
    determined = work.determined
    kinds = {kind: sum(g.count for g in work.groups if g.kind == kind and g.state != "withdrawn") for kind in KINDS}
    people = {"people": determined.own.people} if determined.own and determined.own == determined.run else {}
    known = {"eligible": determined.eligible, "undetermined": determined.undetermined} if determined.run else {}
    return {
        "intake": _of_files(work),
        "determine": people | known,
        "propose": {"proposed": sum(kinds.values()), **kinds} if any(kinds.values()) or determined.run else {},
        "decide": _of_proposals(work),
        "pay": _of_runs(work),
        "settle": _of_ends(work),
    }


KINDS = ("start", "adjust", "stop", "past")


def _of_files(work: MonthWork) -> dict[str, int]:
    if not work.files:
        return {}
    sums = {"files": len(work.files), "rows_accepted": sum(f.accepted for f in work.files)}
    return sums | {
        "changes": sum(f.changes for f in work.files),
        "rows_with_problems": sum(f.waiting for f in work.files),
    }


def _of_proposals(work: MonthWork) -> dict[str, int]:
    counts = {
        "decided": live(work, "decided"),
        "unsubmitted": live(work, "open"),
        "submitted": live(work, "submitted"),
        "doubtful": live(work, "open", doubtful=True) + live(work, "submitted", doubtful=True),
        "sent_back": live(work, "returned"),
    }
    return {name: count for name, count in counts.items() if count or name == "decided"} if work.groups else {}


def _of_runs(work: MonthWork) -> dict[str, int]:
    if not any(money.lines for money in work.runs):
        return {}
    return {
        "lines": sum(money.lines for money in work.runs),
        "listed_vnd": sum(money.listed_vnd for money in work.runs),
    }


def _of_ends(work: MonthWork) -> dict[str, int]:
    if not any(money.run.state in ("released", "settled") for money in work.runs):
        return {}
    sums = {name: sum(money.of(name)[0] for money in work.runs) for name in ("paid", "returned", "unknown")}
    awaited = sum(money.of("sent")[0] for money in work.runs)
    sums |= {"awaited": awaited} if awaited else {}
    for name in ("paid", "returned", "unknown"):
        sums[f"{name}_vnd"] = sum(money.of(name)[1] for money in work.runs)
    over = sum(money.overpaid for money in work.runs)
    return sums | ({"overpayments": over} if over else {})


def _notes(work: MonthWork, province: bool) -> dict[str, list[str]]:
    """What one has to know about a step beside its figures."""
    determined = work.determined
    notes: dict[str, list[str]] = {}
    if determined.communes:
        notes["determine"] = [
            gettext("Mới xác định riêng cho %(communes)s xã, phường.") % {"communes": determined.communes}
        ]
    elif determined_in_part(work):
        since = gettext("Có văn bản được ban hành") if work.other_law else gettext("Có danh sách được nhận")
        notes["determine"] = [gettext("%(since)s sau lần xác định này: hãy xác định lại.") % {"since": since}]
    if not province and determined.run is not None and determined.run.area_ids is None:
        notes.setdefault("determine", []).append(gettext("Tháng này do tỉnh chạy chung cho mọi xã."))
    if _proposed(work) == "partly":
        some = gettext("Mới có đề nghị của những xã, phường xác định riêng.")
        notes["propose"] = [
            some if determined.communes else gettext("Đã xác định lại sau lần đề nghị này: hãy đề nghị lại.")
        ]
    if work.unlisted:
        notes["pay"] = [
            gettext("Còn %(unlisted)s xã, phường có người hưởng mà chưa có danh sách.") % {"unlisted": work.unlisted}
        ]
    problems = sum(money.problems for money in work.runs)
    if problems:
        notes["settle"] = [
            gettext("%(problems)s dòng kết quả cần xem lại, chưa làm thay đổi gì.") % {"problems": problems}
        ]
    return notes


def fingerprint(*shown: object) -> str:
    """Changes when anything that is shown would: a page that looks again is answered only then."""
    return blake2b(repr(shown).encode(), digest_size=8).hexdigest()
