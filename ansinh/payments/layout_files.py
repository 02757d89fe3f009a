"""A run's list in a payer's own columns, written from the frozen lines."""

from __future__ import annotations

import zoneinfo
from datetime import date

from ansinh.areas.public import Unit
from ansinh.kernel.errors import Refusal
from ansinh.payments.exports import check_state
from ansinh.payments.formats.rows import ListRow
from ansinh.payments.group_names import run_code
from ansinh.payments.layouts.layout import Layout
from ansinh.payments.layouts.write import About, write_layout
from ansinh.payments.list_rows import rows_of
from ansinh.payments.models import PayrollRun
from ansinh.payments.offices import needed_office
from ansinh.payments.providers import provider_of
from ansinh.payments.states import CASH, RunKind, RunState

_LOCAL = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")


def layout_file(run: PayrollRun, layout: Layout, commune: Unit | None = None) -> bytes:
    """The lines of the layout's channels, of a commune or the whole run, as the payer wants them.

    Raises Refusal before the run is approved, when nobody is paid that way, when no paying office is set, and for
    account payments of a run that goes through a provider's gateway.
    """
    check_state(run, RunState.APPROVED)
    by_account = set(layout.channels) - set(CASH)
    if by_account and (provider := provider_of(run.pk)):
        raise Refusal(
            "Kỳ này chi qua cổng của %(name)s: không xuất tệp ngân hàng, để không ai được chi hai lần.",
            code="goes_by_gateway", run=run.pk, name=provider.name,
        )  # fmt: skip
    rows = rows_of(run, commune, layout.channels)
    if not rows:
        raise Refusal("Không có khoản nào thuộc mẫu “%(name)s”.", code="nothing_to_pay", run=run.pk, name=layout.name)
    return write_layout(layout, _about(run, commune), rows)


def _about(run: PayrollRun, commune: Unit | None) -> About:
    office, signed = needed_office(run), run.approved_at
    what = "Trợ cấp, hỗ trợ một lần" if run.kind == RunKind.ONE_OFF else "Trợ cấp xã hội"
    return About(
        month=run.month,
        pay_on=run.pay_on,
        run_code=run_code(run),
        unit=(commune or run.area).name,
        payer=office.name,
        payer_account=office.account,
        purpose=f"{what} tháng {run.month:%m/%Y} của ",
        made_on=signed.astimezone(_LOCAL).date() if signed else run.pay_on,
    )


SAMPLE = About(
    month=date(2026, 11, 1), pay_on=date(2026, 11, 10), run_code="2026-11/00012", unit="Xã Mẫu",
    payer="Đơn vị chi trả mẫu", payer_account="3713.0.0000000", purpose="Trợ cấp xã hội tháng 11/2026 của ",
    made_on=date(2026, 11, 9),
)  # fmt: skip
_PEOPLE = (
    ("Lò Thị Mẫu", "1944", 650_000, 0, ""),
    ("Nguyễn Văn Ví Dụ", "12/03/1971", 1_300_000, 650_000, "Nguyễn Thị Thay"),
    ("Giàng A Thử", "2015", 975_000, 0, ""),
)


def sample_rows(layout: Layout) -> list[ListRow]:
    """Made-up lines that show what a layout gives; nobody of the registry."""
    return [
        ListRow(
            key=f"AS2611-00000{n}-MAU", full_name=name, born=born, id_number=f"00000000000{n}", village="Thôn Mẫu",
            category="Người cao tuổi từ đủ 80 tuổi", coefficient="1,0", monthly_vnd=monthly, arrears_vnd=arrears,
            recipient=recipient, note="Truy lĩnh: 10/2026" if arrears else "", recipient_name=recipient,
            account="" if set(layout.channels) <= set(CASH) else f"000000000{n}", bank="Ngân hàng mẫu",
            commune="Xã Mẫu", commune_code="00000",
        )
        for n, (name, born, monthly, arrears, recipient) in enumerate(_PEOPLE, 1)
    ]  # fmt: skip


def sample_file(layout: Layout) -> bytes:
    """What the payer is shown before the first real list."""
    return write_layout(layout, SAMPLE, sample_rows(layout))
