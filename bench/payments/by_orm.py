"""The same payroll as Django is ordinarily written: loops over instances, bulk_create in batches, a tree of XML.

The same tables, constraints, triggers, sealed columns, totals, hashes, postings and audit entries; postings, fees and
the office that pays are the product's, a few rows an area either way. Nothing is done row by row that bulk_create or a
dictionary can do; ``one_by_one`` is the other ordinary way, in which every line, part and change of state is saved by
itself. Who has merged records, a paper to collect for somebody, a line held back, money to pay back or another list is
not asked here, as the product does: nobody has in these data, so that to ask would be a query each.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Sum
from django.db.models.functions import Now

from bench.payments.country import MONTH, Country

BATCH = 2000


def one_by_one(at: Country, out: Path) -> dict[str, Callable[[], Any]]:
    """The steps in a loop of saves."""
    return steps(at, out, saved=save_each)


def save_all(rows: list[Any]) -> None:
    """Written in batches."""
    type(rows[0]).objects.bulk_create(rows, batch_size=BATCH)


def save_each(rows: list[Any]) -> None:
    """Written one by one."""
    for row in rows:
        row.save()


def steps(at: Country, out: Path, *, saved: Callable[[list[Any]], None] = save_all) -> dict[str, Callable[[], Any]]:
    """The steps in order, under the names of ``bench.payments.whole``."""
    from ansinh.access.public import SYSTEM, acting_as
    from ansinh.kernel.period import Month
    from ansinh.payments import public as payments

    run = payments.open_run(actor=at.maker, month=Month.of(MONTH), area=at.area, pay_on=MONTH)

    def wide(work: Callable[..., Any], *given: Any) -> Callable[[], Any]:
        def step() -> Any:
            with acting_as(SYSTEM), transaction.atomic():
                run.refresh_from_db()
                return work(run, *given)

        return step

    return {
        "compare with the determination": wide(compare, at),
        "draw, freeze, hash": wide(draw, at, saved),
        "approve, post": wide(approve, at),
        "authorise": wide(authorise, at),
        "release, post": wide(release, at, saved),
        "write pain.001": wide(write, out),
    }


def compare(run: Any, at: Country) -> list[int]:
    """Who is owed something else than what was decided."""
    from ansinh.casework.public import Award
    from ansinh.determination.models import Benefit

    awards: defaultdict[tuple[int, str, str], int] = defaultdict(int)
    for award in Award.objects.filter(retracted_at=None, months__contains=run.month).iterator(BATCH):
        awards[award.person_id, award.programme, award.category] += award.amount_vnd
    changed = []
    for benefit in Benefit.objects.filter(run_id=at.determined.pk).iterator(BATCH):
        if awards.pop((benefit.person_id, benefit.programme, benefit.category), 0) != benefit.amount_vnd:
            changed.append(benefit.person_id)
    return changed + [person for person, _, _ in awards]


def _drawn(run: Any) -> tuple[list[Any], list[Any]]:
    """The lines and parts, not saved yet."""
    from ansinh.casework.public import Award
    from ansinh.kernel.period import Month
    from ansinh.payments import public as payments
    from ansinh.registry.models import Paper
    from ansinh.registry.public import PaymentChannel

    papers = {p.person_id: p for p in Paper.objects.filter(retracted_at=None, valid__contains=run.pay_on)}
    channels = {c.person_id: c for c in PaymentChannel.objects.filter(retracted_at=None, valid__contains=run.pay_on)}
    paid: defaultdict[tuple[int, str, str, date], int] = defaultdict(int)
    for part in payments.LinePart.objects.exclude(line__state__in=["returned", "cancelled", "held"]).select_related(
        "line"
    ):
        paid[part.line.person_id, part.line.programme, part.category, part.for_month] += part.amount_vnd
    lines, parts = [], []
    awards = Award.objects.filter(retracted_at=None, person__died_on=None).select_related("person", "area")
    for number, award in enumerate(awards.order_by("area__code", "person__name_sort", "person_id"), 1):
        who, channel = award.person, channels.get(award.person_id)
        months = list(Month.of(award.months.lower).until(Month.of(run.month).next()))
        due = [
            (m.first, award.amount_vnd - paid[who.pk, award.programme, award.category, m.first]) for m in months
        ]  # fmt: skip
        line = payments.PayrollLine(
            run=run, key=f"AS{run.month:%y%m}-{run.pk:05d}-{number:06d}", month=run.month, number=run.number,
            person=who, commune=award.area, programme=award.programme, amount_vnd=sum(amount for _, amount in due),
            full_name=who.full_name, born=f"{who.born_on:%d/%m/%Y}", village=who.village,
            id_number=papers[who.pk].number if who.pk in papers else "",
            channel=channel.kind if channel else "post_office", bank=channel.bank if channel else "",
            account=channel.account if channel else "", recipient_name=channel.recipient_name if channel else "",
        )  # fmt: skip
        lines.append(line)
        parts += [
            payments.LinePart(
                line=line, list_month=run.month, for_month=month, category=award.category, amount_vnd=amount,
                award=award, kind="current" if month == run.month else "arrears",
                coefficient_tenths=award.coefficient_tenths,
            )
            for month, amount in due
            if amount
        ]  # fmt: skip
    return lines, parts


def draw(run: Any, at: Country, saved: Callable[[list[Any]], None]) -> None:
    """Lines, parts and all totals; then the hash."""
    from ansinh.kernel import audit, outbox
    from ansinh.payments import public as payments
    from ansinh.payments.models import PayrollShare, RunChange, RunTotal
    from ansinh.payments.offices import keep_office

    lines, parts = _drawn(run)
    saved(lines)
    saved(parts)
    shares, changes, totals = Counter(), Counter(), Counter()  # type: ignore[var-annotated]
    money: Counter[Any] = Counter()
    for line in lines:
        shares[line.commune_id] += 1
        money["share", line.commune_id] += line.amount_vnd
    for part in parts:
        key = (part.line.commune_id, part.line.programme, part.category, part.kind)
        totals[key] += 1
        money["total", key] += part.amount_vnd
        if part.kind == "current":
            changes[part.line.commune_id] += 1
            money["change", part.line.commune_id] += part.amount_vnd
    PayrollShare.objects.bulk_create(
        PayrollShare(run=run, commune_id=c, line_count=n, total_vnd=money["share", c]) for c, n in shares.items()
    )
    RunTotal.objects.bulk_create(
        RunTotal(
            run=run, commune_id=key[0], programme=key[1], category=key[2], kind=key[3], part_count=n,
            total_vnd=money["total", key],
        )
        for key, n in totals.items()
    )  # fmt: skip
    RunChange.objects.bulk_create(
        RunChange(run=run, commune_id=c, kind="start", line_count=n, difference_vnd=money["change", c])
        for c, n in changes.items()
    )
    payments.PayrollRun.objects.filter(pk=run.pk).update(
        state="locked", drawn_at=Now(), locked_at=Now(), manifest_sha256=digest(run)
    )
    keep_office(run)
    outbox.publish("payroll.locked", {"month": run.month.isoformat()}, once=True)
    audit.record(
        actor=at.maker, action="payroll.lock", object_kind="payroll_run", object_id=run.pk, area_id=run.area_id
    )


def digest(run: Any) -> str:
    """A hash over every line with its parts."""
    from ansinh.payments import public as payments

    sha = hashlib.sha256()
    for line in payments.PayrollLine.objects.filter(run=run).prefetch_related("parts").order_by("key").iterator(BATCH):
        values = [
            line.key, line.person_id, line.programme, line.commune_id, line.amount_vnd, line.full_name, line.born,
            line.id_number, line.village, line.channel, line.bank, line.account, line.recipient_name,
            [[str(p.for_month), p.category, p.kind, p.amount_vnd, p.award_id] for p in line.parts.all()],
        ]  # fmt: skip
        sha.update(json.dumps(values, ensure_ascii=False).encode())
    return sha.hexdigest()


def approve(run: Any, at: Country) -> None:
    """The hash again, the posting, the state, the audit."""
    from ansinh.funds.public import TransferCode, commit_budget, post_transfers
    from ansinh.kernel import audit
    from ansinh.payments.operations.moves_table import WHOLE_RUN
    from ansinh.payments.providers import keep_provider

    assert digest(run) == run.manifest_sha256
    key, named = f"run/{run.pk}/approve", {"run": run.pk}
    post_transfers(code=TransferCode.PAYROLL_APPROVED, on=MONTH, key=key, moves=WHOLE_RUN, parameters=named, year=2026)
    commit_budget(approved=key, owner=f"run/{run.pk}", year=2026, on=MONTH, moves=WHOLE_RUN, parameters=named)
    keep_provider(run)
    type(run).objects.filter(pk=run.pk).update(state="approved", approved_by=at.chair.user_id, approved_at=Now())
    audit.record(actor=at.chair, action="payroll.approve", object_kind="payroll_run", object_id=run.pk)


def authorise(run: Any, at: Country) -> None:
    """The hash a third time."""
    from ansinh.kernel import audit

    assert digest(run) == run.manifest_sha256
    type(run).objects.filter(pk=run.pk).update(state="authorised", authorised_by=at.holder.user_id, authorised_at=Now())
    audit.record(actor=at.holder, action="payroll.authorise", object_kind="payroll_run", object_id=run.pk)


def release(run: Any, at: Country, saved: Callable[[list[Any]], None]) -> None:
    """All lines are sent: by one update, or line by line."""
    from ansinh.funds.public import TransferCode, post_transfers, spend_commitments
    from ansinh.kernel import audit
    from ansinh.payments import public as payments
    from ansinh.payments.operations.charge_fees import charge_fees
    from ansinh.payments.operations.moves_table import WHOLE_RUN

    key, named = f"run/{run.pk}/release", {"run": run.pk}
    post_transfers(code=TransferCode.PAYROLL_RELEASED, on=MONTH, key=key, moves=WHOLE_RUN, parameters=named, year=2026)
    spend_commitments(owner=f"run/{run.pk}", on=MONTH)
    charge_fees(run, MONTH)
    queued = payments.PayrollLine.objects.filter(run=run, state="queued")
    if saved is save_all:
        queued.update(state="sent")
    else:
        for line in queued:
            line.state = "sent"
            line.save(update_fields=["state"])
    type(run).objects.filter(pk=run.pk).update(state="released", released_by=at.accountant.user_id, released_at=Now())
    audit.record(actor=at.accountant, action="payroll.release", object_kind="payroll_run", object_id=run.pk)


def write(run: Any, out: Path) -> None:
    """The file as a tree."""
    from ansinh.payments import public as payments
    from ansinh.payments.formats.iso_xml import child, document, to_bytes
    from ansinh.payments.offices import needed_office

    root, message = document("pain.001.001.09", "CstmrCdtTrfInitn")
    lines = payments.PayrollLine.objects.filter(run=run).exclude(channel="post_office").select_related("commune")
    header = child(message, "GrpHdr")
    child(header, "MsgId", f"AS{run.pk}")
    child(header, "NbOfTxs", str(lines.count()))
    child(header, "CtrlSum", str(lines.aggregate(total=Sum("amount_vnd"))["total"]))
    office, groups = needed_office(run), {}
    sums: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0])
    for line in lines.order_by("commune__code", "bank", "key").iterator(BATCH):
        group = groups.get((line.commune.code, line.bank))
        if group is None:
            group = groups[line.commune.code, line.bank] = child(message, "PmtInf")
            child(child(group, "Dbtr"), "Nm", office.name)
            child(child(child(child(group, "DbtrAcct"), "Id"), "Othr"), "Id", office.account)
        figures = sums[line.commune.code, line.bank]
        figures[0], figures[1] = figures[0] + 1, figures[1] + line.amount_vnd
        one = child(group, "CdtTrfTxInf")
        ids = child(one, "PmtId")
        child(ids, "InstrId", line.key)
        child(ids, "EndToEndId", line.key)
        child(child(one, "Amt"), "InstdAmt", str(line.amount_vnd), Ccy="VND")
        child(child(child(one, "CdtrAgt"), "FinInstnId"), "Nm", line.bank)
        child(child(one, "Cdtr"), "Nm", line.recipient_name or line.full_name)
        child(child(child(child(one, "CdtrAcct"), "Id"), "Othr"), "Id", line.account)
        child(child(one, "Purp"), "Cd", "SSBE")
        child(child(one, "RmtInf"), "Ustrd", f"Trợ cấp xã hội tháng {run.month:%m/%Y} của {line.full_name}")
    for key, group in groups.items():
        for name, figure in zip(("NbOfTxs", "CtrlSum"), sums[key], strict=True):
            child(group, name, str(figure))
    out.write_bytes(to_bytes(root))
