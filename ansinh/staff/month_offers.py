"""What the person who looks at a month may do at each step, right there; and else, who must."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from ansinh.access.public import Permission
from ansinh.kernel.money import format_dong
from ansinh.oversight.month_work import MonthWork
from ansinh.staff.month_money_offers import pay_offer, settle_offer
from ansinh.staff.month_offer import Act, Offer, View, holders
from ansinh.staff.month_queue import may_start
from ansinh.staff.month_steps import MonthState, Step, determined_in_part, live


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
        offer.awaiting(
            gettext("Người khác ký %(own)s đề nghị do bạn trình hoặc về hộ của bạn") % {"own": format_dong(own)}
        )


_OF = {
    "intake": _intake,
    "determine": _determine,
    "propose": _propose,
    "decide": _decide,
    "pay": pay_offer,
    "settle": settle_offer,
}
