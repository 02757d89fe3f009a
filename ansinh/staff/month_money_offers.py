"""What may be done with the lists of a month, from opening to settling them."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext

from ansinh.access.public import Actor, Permission
from ansinh.kernel.money import format_dong
from ansinh.oversight.month_work import MonthWork, RunMoney
from ansinh.payments import public as payments
from ansinh.staff.month_offer import Act, Offer, View, holders
from ansinh.staff.month_steps import Step
from ansinh.staff.run_steps import PAYROLL

MOST = 12
"""So many runs are worked from the page of a month; more are worked on their own pages."""


def pay_offer(view: View, work: MonthWork, step: Step) -> Offer:
    """Lists opened, drawn and approved."""
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


def settle_offer(view: View, work: MonthWork, step: Step) -> Offer:
    """Lists authorised, sent out, and what came of them."""
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
    if run.state == "approved":
        _authorising(offer, view, money, name)
    elif run.state == "authorised":
        if payments.may_release(actor, run):
            offer.acts.append(_of_run(money, "release", name + gettext("Chuyển cho đơn vị chi trả")))
        else:
            offer.awaiting(_another(actor, run, Permission.RELEASE_PAYROLL, gettext("chuyển chi")))
    elif not payments.may_record(actor, run):
        if run.state == "released":
            offer.awaiting(_who(Permission.RECORD_RETURNS, run))
    elif run.state == "released" or money.of("unknown")[0]:
        _settling(offer, money, name)


def _authorising(offer: Offer, view: View, money: RunMoney, name: str) -> None:
    if not payments.may_authorise(view.actor, money.run):
        offer.awaiting(_another(view.actor, money.run, Permission.AUTHORISE_PAYROLL, gettext("chuẩn chi")))
        return
    text = name + gettext("Chuẩn chi %(lines)s khoản, %(listed_vnd)s đồng") % {
        "lines": format_dong(money.lines),
        "listed_vnd": format_dong(money.listed_vnd),
    }
    offer.acts.append(_of_run(money, "authorise", text, note=gettext("Dấu vân tay của danh sách được chuẩn chi:")))


def _settling(offer: Offer, money: RunMoney, name: str) -> None:
    """Results come in, and the run is closed; of a closed one only what is still unknown."""
    awaited = money.of("sent")[0]
    url = reverse("payroll_act", args=[money.run.pk])
    ask = name + gettext("Tệp kết quả của bưu điện, ngân hàng")
    taking = Act(
        gettext("Nhập kết quả"), url, {"act": "returns"}, main=bool(awaited), ask=ask, file=".xlsx,.xml", many=True
    )
    offer.acts.append(taking)
    if money.run.state != "released":
        return
    offer.links.append(
        (name + gettext("Tải danh sách gửi đơn vị chi trả"), reverse("payroll_run", args=[money.run.pk]))
    )
    note = gettext("%(awaited)s khoản chưa có kết quả sẽ ghi là chưa rõ.") % {"awaited": format_dong(awaited)}
    label = name + gettext("Kết thúc đối chiếu")
    offer.acts.append(_of_run(money, "settle", label, main=not awaited, note=note if awaited else ""))


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
