"""``ansinh payroll``: the payroll of a month, step by step."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
from django.utils import timezone

from ansinh.access.public import acting_as
from ansinh.areas.public import Unit, commune, province
from ansinh.cli._actor import actor_named, by_option
from ansinh.cli._month_text import MONTH
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.payments import public as payments


@click.group()
def payroll() -> None:
    """Kỳ chi trả: mở, chốt, duyệt, chuẩn chi, chuyển, xuất danh sách, nhập kết quả, đối chiếu."""


def _area(code: str | None, month: Month) -> Unit:
    return commune(code, month.first) if code else province(month.first)


def _lines(figure: tuple[int, int]) -> str:
    return f"{format_dong(figure[0])} dòng, {format_dong(figure[1])} đồng"


@payroll.command("open")
@click.argument("month", type=MONTH)
@click.option("--commune", "code", help="Mã xã; bỏ trống là cả tỉnh.")
@click.option("--supplementary", "number", type=int, default=0, help="Kỳ bổ sung thứ mấy (từ 1).")
@click.option(
    "--kind",
    type=click.Choice([str(kind) for kind in payments.NUMBERED]),
    help="Loại kỳ có số thứ tự: bổ sung, điều chỉnh (chỉ truy lĩnh), một lần; không ghi số thì lấy số tiếp theo.",
)
@click.option(
    "--channel", default="", help="Chỉ người nhận qua kênh này (post_office, bank …); không dùng cho kỳ hằng tháng."
)
@click.option("--pay-on", type=click.DateTime(["%Y-%m-%d"]), help="Ngày chi trả; bỏ trống là ngày 10 của tháng.")
@by_option
def open_command(
    month: Month, code: str | None, number: int, kind: str | None, channel: str, pay_on: object, username: str
) -> None:
    """Mở kỳ chi trả của một tháng và chốt danh sách."""
    day = pay_on.date() if hasattr(pay_on, "date") else month.first.replace(day=10)
    actor, area = actor_named(username), _area(code, month)
    kind = kind or (str(payments.RunKind.SUPPLEMENTARY) if number or channel else None)
    if kind and not number:
        run = payments.open_next_run(actor=actor, month=month, area=area, pay_on=day, kind=kind, channel=channel)
    else:
        run = payments.open_run(
            actor=actor,
            month=month,
            area=area,
            pay_on=day,
            number=number,
            kind=kind or "supplementary",
            channel=channel,
        )
    drawn = payments.lock_run(actor=actor, run_id=run.pk)
    click.echo(f"Kỳ {run.pk} ({payments.run_code(run)}): {_lines((drawn.lines, drawn.total_vnd))}")
    click.echo(f"Mã xác nhận để duyệt: {drawn.manifest_sha256}")


@payroll.command()
@click.argument("run_id", type=int)
@click.option("--hash", "manifest", required=True, help="Mã xác nhận của danh sách đã xem.")
@by_option
def approve(run_id: int, manifest: str, username: str) -> None:
    """Duyệt danh sách theo mã xác nhận."""
    payments.approve_run(actor=actor_named(username), run_id=run_id, manifest_sha256=manifest, on=_today())
    click.echo(f"Kỳ {run_id}: đã duyệt.")


@payroll.command()
@click.argument("run_id", type=int)
@click.option("--hash", "manifest", required=True, help="Mã xác nhận của danh sách đã xem.")
@by_option
def authorise(run_id: int, manifest: str, username: str) -> None:
    """Chuẩn chi danh sách đã duyệt."""
    payments.authorise_run(actor=actor_named(username), run_id=run_id, manifest_sha256=manifest, on=_today())
    click.echo(f"Kỳ {run_id}: đã chuẩn chi.")


@payroll.command()
@click.argument("run_id", type=int)
@by_option
def release(run_id: int, username: str) -> None:
    """Chuyển danh sách đã chuẩn chi sang đơn vị chi trả."""
    payments.release_run(actor=actor_named(username), run_id=run_id, on=_today())
    click.echo(f"Kỳ {run_id}: đã chuyển đơn vị chi trả.")


@payroll.command()
@click.argument("run_id", type=int)
@click.option("--because", required=True, help="Lý do.")
@by_option
def cancel(run_id: int, because: str, username: str) -> None:
    """Hủy một kỳ chưa chuyển đơn vị chi trả."""
    payments.cancel_run(actor=actor_named(username), run_id=run_id, because=because, on=_today())
    click.echo(f"Kỳ {run_id}: đã hủy.")


@payroll.command()
@click.argument("key")
@click.option("--because", required=True, help="Lý do.")
@click.option("--lift", is_flag=True, help="Thôi giữ lại.")
@by_option
def hold(key: str, because: str, lift: bool, username: str) -> None:
    """Giữ lại một khoản (theo mã chi trả) trước khi chuyển chi, hoặc thôi giữ."""
    actor = actor_named(username)
    with acting_as(actor):
        line = payments.PayrollLine.objects.filter(key=key).first()
    if line is None:
        raise Refusal(f"Không có khoản chi trả mã {key}.", code="unknown_key", key=key)
    if lift:
        payments.lift_hold(actor=actor, line_id=line.pk, because=because)
    else:
        payments.hold_line(actor=actor, line_id=line.pk, because=because, on=_today())
    click.echo(f"{key}: {'thôi giữ lại' if lift else 'đã giữ lại'}.")


@payroll.command()
@click.argument("key")
@click.option("--because", required=True, help="Lý do.")
@by_option
def correct(key: str, because: str, username: str) -> None:
    """Khoản (theo mã chi trả) đã ghi là đã nhận mà thực ra chưa: ghi lại là chưa nhận; người khác người nhập làm."""
    actor = actor_named(username)
    with acting_as(actor):
        line = payments.PayrollLine.objects.filter(key=key).first()
    if line is None:
        raise Refusal(f"Không có khoản chi trả mã {key}.", code="unknown_key", key=key)
    payments.correct_result(actor=actor, line_id=line.pk, because=because, on=_today())
    click.echo(f"{key}: chưa nhận.")


@payroll.command()
@click.argument("run_id", type=int)
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="Thư mục ghi tệp.")
@click.option("--layout", default="", help="Mã mẫu tệp của đơn vị chi trả: chỉ ghi tệp theo mẫu này.")
@by_option
def export(run_id: int, out: Path, layout: str, username: str) -> None:
    """Ghi danh sách bưu điện (XLSX, PDF), tuyến tại nhà từng xã và tệp chuyển khoản (pain.001)."""
    out.mkdir(parents=True, exist_ok=True)
    actor = actor_named(username)
    with acting_as(actor):
        run = payments.seen_run(run_id)
        if layout:
            found = payments.file_layouts.layouts_for(run.area_id, run.pay_on)
            chosen = payments.file_layouts.layout_named(found, layout, "out").layout
            name = f"{layout}-{run.month:%Y-%m}.{chosen.format}"
            (out / name).write_bytes(payments.file_layouts.layout_file(run, chosen))
            click.echo(f"{name}: {chosen.provider}, {chosen.name}")
            return
        for unit in payments.post_office_communes(run):
            stem = f"{run.month:%Y-%m}-{unit.code}"
            (out / f"{stem}.xlsx").write_bytes(payments.list_workbook(run, unit))
            (out / f"{stem}.pdf").write_bytes(payments.signed_list(run, unit))
            click.echo(f"{stem}.xlsx, {stem}.pdf: {unit.name}")
        for unit in payments.home_delivery.home_communes(run):
            name = f"tai-nha-{run.month:%Y-%m}-{unit.code}.pdf"
            (out / name).write_bytes(payments.home_delivery.home_sheets(run, unit))
            click.echo(f"{name}: {unit.name}, chi trả tại nhà")
        if payments.has_bank_lines(run):
            name = f"{payments.message_id(run)}.xml"
            unfinished = out / f"{name}.part"  # a file that is cut off never has the name of one to hand in
            with unfinished.open("wb") as file:
                file.writelines(payments.bank_file_pieces(run))
            unfinished.replace(out / name)
            click.echo(f"{name}: chuyển khoản (pain.001.001.09)")


@payroll.command()
@click.argument("run_id", type=int)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--settle", is_flag=True, help="Đối chiếu xong: khoản chưa có kết quả được ghi “Chưa rõ”.")
@click.option("--layout", default="", help="Mã mẫu tệp mà đơn vị chi trả trả lời; bỏ trống là các dạng có sẵn.")
@by_option
def returns(run_id: int, files: tuple[Path, ...], settle: bool, layout: str, username: str) -> None:
    """Nhập kết quả: danh sách bưu điện gửi lại, sao kê camt.053, trả lời pain.002."""
    actor = actor_named(username)
    for file in files:
        told = payments.import_returns(
            actor=actor, run_id=run_id, content=file.read_bytes(), name=file.name, on=_today(), layout=layout
        )
        before = " (tệp này đã nhập trước đây)" if told.repeated else ""
        click.echo(
            f"{file.name}{before}: đã nhận {told.paid}, chưa nhận {told.returned}, đã biết {told.known}, "
            f"đang xử lý {told.pending}, cần xem lại {told.problems}"
        )
    with acting_as(actor):
        for row in payments.problems_of(run_id):
            click.echo(f"  ! {row.file.name}, {row.place}: “{row.key}” {row.message}")
    if settle:
        ended = payments.settle_run(actor=actor, run_id=run_id, on=_today())
        click.echo(f"Đã nhận {_lines(ended.paid)}; chưa nhận {_lines(ended.returned)}; chưa rõ {_lines(ended.unknown)}")


@payroll.command()
@click.argument("month", type=MONTH)
@by_option
def status(month: Month, username: str) -> None:
    """Các kỳ chi trả của một tháng."""
    with acting_as(actor_named(username)):
        for run in payments.runs_of_month(month):
            figures = payments.figures_of(run.pk)
            click.echo(f"Kỳ {run.pk} · {run.area.name} · {run.get_kind_display()} · {run.get_state_display()}")
            for state in payments.LineState:
                if figures.of(state)[0]:
                    click.echo(f"  {state.label}: {_lines(figures.of(state))}")


def _today() -> date:
    return timezone.localdate()
