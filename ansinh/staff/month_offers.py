"""What the person who looks at a month may do at each step, right there; and else, who must."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from ansinh.access.public import ROLES, Actor, Permission
from ansinh.areas.public import Unit
from ansinh.kernel.languages import said
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.oversight.month_work import MonthWork, RunMoney
from ansinh.payments import public as payments
from ansinh.staff.month_queue import may_start
from ansinh.staff.month_steps import MonthState, Step, determined_in_part, live

PAYROLL = (
    Permission.PREPARE_PAYROLL,
    Permission.APPROVE_PAYROLL,
    Permission.AUTHORISE_PAYROLL,
    Permission.RELEASE_PAYROLL,
    Permission.RECORD_RETURNS,
)
MOST = 12
"""So many runs are worked from the page of a month; more are worked on their own pages."""


@dataclass(frozen=True)
class Act:
    """A form with one button. ``ask``, ``file``: which files, of what kinds; ``code``: a hash to be looked at first."""

    label: str
    url: str
    fields: dict[str, str]
    main: bool = False
    ask: str = ""
    file: str = ""
    many: bool = False
    note: str = ""
    code: str = ""


@dataclass
class Offer:
    """Of one step: acts for this person, links to where single cases are seen to, and whom the step waits for."""

    acts: list[Act] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    awaits: list[str] = field(default_factory=list)

    @property
    def folded(self) -> bool:
        """Whether nothing here is needed now: what may be done again or added is put away."""
        return bool(self.acts) and not any(act.main for act in self.acts)

    def awaiting(self, text: str) -> None:
        """Name somebody once."""
        if text not in self.awaits:
            self.awaits.append(text)


@dataclass(frozen=True)
class View:
    """Who looks at which month of which place (no commune: the province, ``whole`` being its unit)."""

    month: Month
    commune: Unit | None
    whole: Unit | None
    actor: Actor

    @property
    def code(self) -> str:
        """The commune's code; empty for the province."""
        return self.commune.code if self.commune else ""

    def may(self, *permissions: Permission) -> bool:
        """Whether the permissions are held, and here: only wide roles act for the province."""
        return self.actor.may(*permissions) and (self.actor.wide or self.commune is not None)

    def desk(self, **filters: str) -> str:
        """The address of the proposals of this month and place."""
        place = {"xa": self.code} if self.code else {}
        return f"{reverse('proposals')}?{urlencode({**filters, **place, 'den-thang': str(self.month)})}"


def holders(permission: Permission, *, province: bool) -> str:
    """Who must, by role: those of the place first; only wide roles act for the province."""
    able = [role for role in ROLES.values() if permission in role.permissions and not role.over]
    roles = [role for role in able if role.wide or not province]
    return gettext(" hoặc ").join(said(role.label) for role in sorted(roles, key=lambda role: role.wide))


def offers_of(view: View, work: MonthWork, state: MonthState) -> list[Offer]:
    """One for each step, in their order. A step whose work is queued or running offers nothing."""
    busy = ("queued", "running")
    return [Offer() if step.state in busy else _OF[step.code](view, work, step) for step in state.steps]


def _start(view: View, step: Step, label: str, *, main: bool) -> Act:
    fields = {"stage": step.code, "xa": view.code}
    return Act(label, reverse("month_start", args=[view.month]), fields, main=main)


def _intake(view: View, work: MonthWork, step: Step) -> Offer:
    offer = Offer()
    if not view.may(Permission.IMPORT_LISTS):
        if step.current:
            offer.awaiting(holders(Permission.IMPORT_LISTS, province=view.commune is None))
        return offer
    open_files = [file for file in work.files if file.waiting]
    for file in open_files[:3]:
        text = gettext("%(name)s: %(waiting)s dòng chờ duyệt") % {
            "name": file.name,
            "waiting": format_dong(file.waiting),
        }
        offer.links.append((text, reverse("intake_file", args=[file.pk])))
    if len(open_files) > 3 or view.commune is None:
        offer.links.append((gettext("Mọi tệp danh sách"), reverse("intake")))
    if work.runs and not step.current:  # the month has gone on: what comes late is taken in on its own page
        return offer
    if view.commune is not None:
        main = step.current and not open_files
        kinds = ".xlsx,.xls,.ods,.csv"
        ask, url = gettext("Danh sách Excel của xã"), reverse("intake_receive")
        offer.acts.append(Act(gettext("Đọc và so với sổ"), url, {"xa": view.code}, main=main, ask=ask, file=kinds))
    if view.may(Permission.RUN_MONTH) and may_start():
        main = step.current and view.commune is None
        offer.acts.append(_start(view, step, gettext("Lấy tệp trong hộp nhận"), main=main))
    return offer


def _determine(view: View, work: MonthWork, step: Step) -> Offer:
    again = bool(work.determined.run) and not determined_in_part(work)
    return _run_stage(view, work, step, gettext("Xác định lại") if again else gettext("Chạy bước xác định"))


def _propose(view: View, work: MonthWork, step: Step) -> Offer:
    if view.may(Permission.RUN_MONTH) and work.determined.run and not work.determined.own:
        offer = Offer()
        if step.current:
            offer.awaiting(
                gettext("Tỉnh chạy bước này chung cho mọi xã; muốn làm riêng cho xã thì xác định riêng trước")
            )
        return offer
    return _run_stage(
        view, work, step, gettext("Đề nghị lại") if step.state == "done" else gettext("Chạy bước đề nghị")
    )


def _run_stage(view: View, work: MonthWork, step: Step, label: str) -> Offer:
    """What the worker does alone; once a list is drawn, doing it again would change nothing of it."""
    offer = Offer()
    if not view.may(Permission.RUN_MONTH):
        if step.current:
            offer.awaiting(holders(Permission.RUN_MONTH, province=view.commune is None))
    elif step.state not in ("waiting", "skipped") and may_start() and (step.current or not work.runs):
        offer.acts.append(_start(view, step, label, main=step.current))
    return offer


def _decide(view: View, work: MonthWork, step: Step) -> Offer:
    offer = Offer()
    if step.state == "waiting":
        return offer
    _submitting(offer, view, work)
    _deciding(offer, view, work)
    if view.commune is not None and view.may(Permission.READ_PERSON):
        where = urlencode({"xa": view.code, "thang": str(view.month)})
        offer.links.append((gettext("In các quyết định ký trong tháng"), f"{reverse('print_many')}?{where}"))
    return offer


def _bulk(view: View, act: str, state: str, label: str) -> Act:
    fields = {"act": f"{act}:clear", "trang-thai": state, "loai": "", "xa": view.code, "den-thang": str(view.month)}
    return Act(label, reverse("proposal_act"), fields, main=True)


def _submitting(offer: Offer, view: View, work: MonthWork) -> None:
    clear, doubtful = (live(work, "open", doubtful=d) for d in (False, True))
    returned = live(work, "returned")
    if not (clear or doubtful or returned):
        return
    if not view.may(Permission.PREPARE_PROPOSALS):
        offer.awaiting(holders(Permission.PREPARE_PROPOSALS, province=view.commune is None))
        return
    if clear:
        offer.acts.append(
            _bulk(
                view,
                "submit",
                "open",
                gettext("Trình %(clear)s đề nghị không nghi vấn") % {"clear": format_dong(clear)},
            )
        )
    if doubtful:
        where = view.desk(**{"trang-thai": "open", "nghi-van": "doubtful"})
        offer.links.append(
            (gettext("%(doubtful)s đề nghị cần xem rồi trình riêng") % {"doubtful": format_dong(doubtful)}, where)
        )
    if returned:
        where = view.desk(**{"trang-thai": "returned"})
        offer.links.append((gettext("%(returned)s đề nghị bị trả lại") % {"returned": format_dong(returned)}, where))


def _deciding(offer: Offer, view: View, work: MonthWork) -> None:
    submitted = [group for group in work.groups if group.state == "submitted"]
    if not submitted:
        return
    if not view.may(Permission.DECIDE):
        offer.awaiting(holders(Permission.DECIDE, province=view.commune is None))
        return
    clear = sum(group.count for group in submitted if not group.doubtful and not group.own)
    doubtful = sum(group.count for group in submitted if group.doubtful and not group.own)
    own = sum(group.count for group in submitted if group.own)
    if clear:
        offer.acts.append(
            _bulk(
                view,
                "decide",
                "submitted",
                gettext("Ký %(clear)s đề nghị không nghi vấn") % {"clear": format_dong(clear)},
            )
        )
    if doubtful:
        where = view.desk(**{"trang-thai": "submitted", "nghi-van": "doubtful"})
        offer.links.append(
            (gettext("%(doubtful)s đề nghị cần xem từng người") % {"doubtful": format_dong(doubtful)}, where)
        )
    if own:
        offer.awaiting(gettext("Người khác ký %(own)s đề nghị do bạn trình") % {"own": format_dong(own)})


def _pay(view: View, work: MonthWork, step: Step) -> Offer:
    offer = Offer()
    if step.state == "waiting":
        return offer
    if not work.runs or work.unlisted:
        _opening(offer, view)
    for money in work.runs[:MOST]:
        text = gettext("Danh sách %(run_code)s") % {"run_code": payments.run_code(money.run)}
        offer.links.append((text, reverse("payroll_run", args=[money.run.pk])))
    if len(work.runs) > MOST:
        offer.links.append((gettext("Cả %(runs)s kỳ chi trả") % {"runs": len(work.runs)}, reverse("payroll")))
    for money in _few(work.runs, "draft", "locked"):
        _drawing(offer, view, money, _named(work, money))
    return offer


def _opening(offer: Offer, view: View) -> None:
    area = view.commune or view.whole
    if area is not None and view.may(Permission.PREPARE_PAYROLL):
        fields = {"month": str(view.month), "area": str(area.pk)}
        offer.acts.append(Act(gettext("Mở kỳ chi trả"), reverse("payroll_open"), fields, main=True))
    else:
        offer.awaiting(holders(Permission.PREPARE_PAYROLL, province=view.commune is None))


def _few(runs: Sequence[RunMoney], *states: str) -> list[RunMoney]:
    """The first runs that stand so."""
    return [money for money in runs if money.run.state in states][:MOST]


def _named(work: MonthWork, money: RunMoney) -> str:
    """The area of a run, where there are several to tell apart."""
    return f"{money.run.area.name}: " if len(work.runs) > 1 else ""


def _of_run(money: RunMoney, act: str, label: str, *, main: bool = True, note: str = "") -> Act:
    url = reverse("payroll_act", args=[money.run.pk])
    code = money.run.manifest_sha256 if act in ("approve", "authorise") else ""
    fields = {"act": act} | ({"manifest": code} if code else {})
    return Act(label, url, fields, main=main, note=note, code=code)


def _drawing(offer: Offer, view: View, money: RunMoney, name: str) -> None:
    run, actor = money.run, view.actor
    if run.state == "draft":
        if payments.may_prepare(actor, run):
            note = gettext("Lập từ các quyết định còn hiệu lực; chốt rồi không đổi được.")
            offer.acts.append(_of_run(money, "lock", name + gettext("Chốt danh sách"), note=note))
        else:
            offer.awaiting(_who(Permission.PREPARE_PAYROLL, run))
    elif payments.may_approve(actor, run):
        text = name + gettext("Duyệt %(lines)s khoản, %(listed_vnd)s đồng") % {
            "lines": format_dong(money.lines),
            "listed_vnd": format_dong(money.listed_vnd),
        }
        offer.acts.append(_of_run(money, "approve", text, note=gettext("Dấu vân tay của danh sách được duyệt:")))
    else:
        offer.awaiting(_another(actor, run, Permission.APPROVE_PAYROLL, gettext("duyệt")))


def _settle(view: View, work: MonthWork, step: Step) -> Offer:
    offer = Offer()
    if step.state == "waiting":
        return offer
    for money in _few(work.runs, "approved", "authorised", "released", "settled"):
        _ending(offer, view, money, _named(work, money))
        _looking(offer, view, money, _named(work, money))
    return offer


def _looking(offer: Offer, view: View, money: RunMoney, name: str) -> None:
    """Where the payments are that did not reach anybody, for those who work with payrolls."""
    if not any(view.actor.may(permission) for permission in PAYROLL):
        return
    for state, words in (("returned", gettext("khoản chưa nhận")), ("unknown", gettext("khoản chưa rõ kết quả"))):
        if count := money.of(state)[0]:
            query = {"trang-thai": state} | ({"xa": view.code} if view.code and view.actor.wide else {})
            where = f"{reverse('payroll_lines', args=[money.run.pk])}?{urlencode(query)}"
            offer.links.append((f"{name}{format_dong(count)} {words}", where))


def _ending(offer: Offer, view: View, money: RunMoney, name: str) -> None:
    run, actor = money.run, view.actor
    awaited, unknown = money.of("sent")[0], money.of("unknown")[0]
    if run.state == "approved":
        if payments.may_authorise(actor, run):
            text = name + gettext("Chuẩn chi %(lines)s khoản, %(listed_vnd)s đồng") % {
                "lines": format_dong(money.lines),
                "listed_vnd": format_dong(money.listed_vnd),
            }
            offer.acts.append(
                _of_run(money, "authorise", text, note=gettext("Dấu vân tay của danh sách được chuẩn chi:"))
            )
        else:
            offer.awaiting(_another(actor, run, Permission.AUTHORISE_PAYROLL, gettext("chuẩn chi")))
    elif run.state == "authorised":
        if payments.may_release(actor, run):
            offer.acts.append(_of_run(money, "release", name + gettext("Chuyển cho đơn vị chi trả")))
        else:
            offer.awaiting(_another(actor, run, Permission.RELEASE_PAYROLL, gettext("chuyển chi")))
    elif not payments.may_record(actor, run):
        if run.state == "released":
            offer.awaiting(_who(Permission.RECORD_RETURNS, run))
    elif run.state == "released" or unknown:
        url, main = reverse("payroll_act", args=[run.pk]), bool(awaited)
        ask, kinds = name + gettext("Tệp kết quả của bưu điện, ngân hàng"), ".xlsx,.xml"
        offer.acts.append(
            Act(gettext("Nhập kết quả"), url, {"act": "returns"}, main=main, ask=ask, file=kinds, many=True)
        )
        if run.state == "released":
            offer.links.append(
                (
                    name + gettext("Tải danh sách gửi đơn vị chi trả"),
                    reverse("payroll_run", args=[run.pk]),
                )
            )
            note = (
                gettext("%(awaited)s khoản chưa có kết quả sẽ ghi là chưa rõ.") % {"awaited": format_dong(awaited)}
                if awaited
                else ""
            )
            offer.acts.append(
                _of_run(money, "settle", name + gettext("Kết thúc đối chiếu"), main=not awaited, note=note)
            )


def _who(permission: Permission, run: payments.PayrollRun) -> str:
    return holders(permission, province=run.area.kind == "province")


def _another(actor: Actor, run: payments.PayrollRun, permission: Permission, verb: str) -> str:
    """Who must; for somebody who could but took part already, why they may not."""
    who = _who(permission, run)
    took_part = actor.user_id in (run.made_by_id, run.approved_by_id, run.authorised_by_id)
    return (
        gettext("Người khác %(verb)s, vì bạn đã lập hoặc duyệt danh sách này: %(who)s") % {"verb": verb, "who": who}
        if actor.may(permission) and took_part
        else who
    )


_OF = {
    "intake": _intake,
    "determine": _determine,
    "propose": _propose,
    "decide": _decide,
    "pay": _pay,
    "settle": _settle,
}
