"""``ansinh verify``: the auditor's checks over the database as it stands."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

import click
from django.utils import timezone

from ansinh.access.public import ROLES, SYSTEM, WORDS, Reach, acting_as
from ansinh.casework.public import verify_cases
from ansinh.cli._access_walk import Walk, walk_access
from ansinh.cli._law_check import check_law
from ansinh.cli._sealed_check import Sealed, check_sealed
from ansinh.determination import public as determination
from ansinh.determination.public import check_enactments
from ansinh.funds.public import verify_funds
from ansinh.jobs.places import AUDIT_ANCHORS
from ansinh.kernel.audit_chain import verify as verify_chain
from ansinh.kernel.errors import Refusal
from ansinh.kernel.finding import Finding
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.oversight.area_verification import verify_areas
from ansinh.oversight.reconciled import verify_reconciled
from ansinh.payments import public as payments
from ansinh.registry.public import verify_registry

WRONG = 1
MARKS = {Reach.REFUSED: "·", Reach.OWN: "○", Reach.ALL: "●", Reach.OPEN: "+"}
_on = click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="Ngày kiểm tra; bỏ trống là hôm nay.")


def _day(on: datetime | None) -> date:
    return on.date() if on else timezone.localdate()


def _tell(findings: Iterable[Finding], *, mark: str = "✗") -> None:
    for finding in findings:
        click.echo(f"{mark} {finding.code}: {finding.message}")


@click.group()
def verify() -> None:
    """Kiểm tra dữ liệu; kết thúc với mã 0 chỉ khi không có gì sai."""


@verify.command()
@_on
@click.pass_context
def money(context: click.Context, on: datetime | None) -> None:
    """Sổ cái, danh sách chi trả, quyết định và kết quả có khớp nhau đến từng đồng không."""
    with acting_as(SYSTEM):
        verdict = payments.verify_money(_day(on), anchors=AUDIT_ANCHORS)
        budget, checked = verify_funds()
        kept, months = verify_reconciled()
    _tell((*verdict.findings, *budget, *kept))
    click.echo(verdict.closing)
    click.echo(f"{len(budget)} sai lệch trong dự toán, khóa sổ, hàng và tiền ủng hộ ({checked} điều kiểm tra)")
    click.echo(f"{len(kept)} sai lệch giữa số đối chiếu đã đếm và đếm lại trên {months} tháng")
    context.exit(WRONG if verdict.findings or budget or kept else 0)


@verify.command()
@click.argument("run", metavar="KỲ|all")
@click.option("--most", type=int, default=20, show_default=True, help="Kể tối đa bao nhiêu khác biệt mỗi kỳ.")
@click.pass_context
def payroll(context: click.Context, run: str, most: int) -> None:
    """Mỗi khoản trong danh sách chi trả, tính lại từ thông tin và luật đến quyết định, từ quyết định đến từng đồng."""
    if run != "all" and not run.isdigit():
        raise Refusal(f"Hãy ghi số kỳ chi trả hoặc all, không phải “{run}”.", code="bad_run", value=run)
    wrong = reasoned = parts = 0
    with acting_as(SYSTEM):
        for one in payments.runs_to_verify(None if run == "all" else int(run)):
            told = payments.verify_payroll(one)
            parts += told.parts
            wrong += len(told.wrong)
            reasoned += len(told.differences) - len(told.wrong)
            _tell_of_run(told, most)
    click.echo(f"{wrong} sai lệch, {reasoned} khác biệt có lý do trên {format_dong(parts)} khoản")
    context.exit(WRONG if wrong else 0)


def _tell_of_run(told: payments.Rederived, most: int) -> None:
    if not told.same_law:
        click.echo(f"· kỳ {told.run.pk}, tháng {told.run.month:%m/%Y}: luật trong phần mềm đã được viết lại từ đó")
    shown = sorted(told.differences, key=lambda found: found not in told.wrong)
    for found in shown[:most]:
        mark = "✗" if found in told.wrong else "·"
        click.echo(
            f"{mark} kỳ {told.run.pk}, người {found.person_id}, tháng {found.for_month:%m/%Y}, {found.category}: "
            f"danh sách {format_dong(found.was_vnd)} đồng, tính lại {format_dong(found.would_be_vnd)} đồng: "
            f"{payments.WHY[found.why]}"
        )
    if len(shown) > most:
        click.echo(f"· kỳ {told.run.pk}: còn {len(shown) - most} khác biệt nữa")


@verify.command()
@_on
@click.pass_context
def registry(context: click.Context, on: datetime | None) -> None:
    """Sổ người dân: không thông tin nào chồng nhau, mỗi người mỗi ngày ở một nơi, cột phải mã hóa đã mã hóa."""
    with acting_as(SYSTEM):
        verdict = verify_registry(_day(on))
    _tell(verdict.notes, mark="·")
    _tell(verdict.findings)
    in_seal = _tell_of_seals()
    click.echo(verdict.closing)
    click.echo(in_seal.closing)
    context.exit(WRONG if verdict.wrong or in_seal.wrong else 0)


def _tell_of_seals() -> Sealed:
    """Columns, stored files and folders: what lies open or does not open, told line by line."""
    with acting_as(SYSTEM):
        found = check_sealed(timezone.now())
    for path in found.fresh:
        click.echo(f"· {path}: vừa gửi đến, sẽ được mã hóa trong giờ tới")
    for sentence in found.wrong:
        click.echo(f"✗ {sentence}")
    return found


@verify.command()
@click.option(
    "--month", "months", multiple=True, metavar="YYYY-MM", help="Tháng nào; bỏ trống là mọi tháng đã xác định."
)
@click.pass_context
def determinations(context: click.Context, months: tuple[str, ...]) -> None:
    """Mọi kết quả xác định đã lưu, tính lại từ những gì đã biết lúc ấy, có ra đúng như đã lưu không."""
    chosen = [Month.parse(text) for text in months] or determination.determined_months(date.min)
    wrong = results = 0
    with acting_as(SYSTEM):
        for run in (run for month in chosen for run in determination.runs_of_month(month)):
            verdict = determination.verify_run(run)
            results += verdict.results
            for name, people in verdict.differing.items():
                wrong += len(people)
                ids = ", ".join(map(str, people[:10]))
                click.echo(
                    f"✗ lần {run.pk}, tháng {run.month:%m/%Y}: {_PARTS[name]} khác ở {len(people)} hồ sơ ({ids})"
                )
            if not verdict.same_law:
                click.echo(f"· lần {run.pk}, tháng {run.month:%m/%Y}: luật trong phần mềm đã được viết lại từ đó")
    click.echo(f"{wrong} sai lệch trên {format_dong(results)} kết quả")
    context.exit(WRONG if wrong else 0)


_PARTS = {
    "stored": "người có kết quả",
    "outcome": "kết luận",
    "facts_hash": "dấu vân tay thông tin",
    "total_vnd": "tổng mức",
    "benefits": "khoản hưởng",
}


@verify.command()
@_on
@click.pass_context
def cases(context: click.Context, on: datetime | None) -> None:
    """Hồ sơ quá hạn không người thụ lý, sổ số có khuyết, quyết định do chính người lập hoặc cho hộ của mình."""
    with acting_as(SYSTEM):
        verdict = verify_cases(_day(on))
    _tell(verdict.notes, mark="·")
    _tell(verdict.findings)
    click.echo(verdict.closing)
    context.exit(WRONG if verdict.wrong else 0)


@verify.command()
@_on
@click.pass_context
def areas(context: click.Context, on: datetime | None) -> None:
    """Mỗi người mỗi ngày ở đúng một xã, địa bàn liền mạch, số liệu theo địa bàn cũ và mới bằng nhau."""
    with acting_as(SYSTEM):
        verdict = verify_areas(_day(on))
    _tell(verdict.findings)
    click.echo(verdict.closing)
    context.exit(WRONG if verdict.findings else 0)


@verify.command()
@_on
@click.option("--quiet", is_flag=True, help="Chỉ in sai lệch, không in bảng.")
@click.pass_context
def access(context: click.Context, on: datetime | None, quiet: bool) -> None:
    """Đi thật qua mọi địa chỉ bằng mọi vai trò, in bảng ai mở được gì, so với khai báo; không để lại dấu vết."""
    walk = walk_access(_day(on))
    if not quiet:
        _tell_matrix(walk)
    for sentence in walk.wrong:
        click.echo(f"✗ {sentence}")
    if not walk.foreign:
        click.echo("· chưa có bản ghi nào của địa bàn khác để thử mở")
    click.echo(
        f"{len(walk.wrong)} sai lệch trên {len(walk.seen)} địa chỉ × {len(ROLES)} vai trò, "
        f"{format_dong(walk.asked)} lượt hỏi, trong đó {format_dong(walk.foreign)} lượt vào bản ghi của địa bàn khác"
    )
    context.exit(WRONG if walk.wrong else 0)


def _tell_matrix(walk: Walk) -> None:
    """A table: a row an address, a column a role, numbered above."""
    for number, role in enumerate(ROLES.values(), 1):
        click.echo(f"  {number:>2}  {role.label}")
    width = max(len(route.address) for route in walk.seen) + 1
    click.echo(" " * width + "".join(f"{number:>3}" for number in range(1, len(ROLES) + 1)))
    for route, reaches in walk.seen.items():
        click.echo(f"{'/' + route.address:<{width}}" + "".join(f"{MARKS[reaches[code]]:>3}" for code in ROLES))
    click.echo("  " + ", ".join(f"{MARKS[reach]} {words}" for reach, words in WORDS.items()))


@verify.command()
@click.pass_context
def audit(context: click.Context) -> None:
    """Chuỗi nhật ký có liền mạch và nguyên vẹn không."""
    with acting_as(SYSTEM):
        wrong, entries = verify_chain(AUDIT_ANCHORS)
    for sentence in wrong:
        click.echo(f"✗ {sentence}")
    click.echo(f"{len(wrong)} sai lệch trên {format_dong(entries)} bản ghi nhật ký")
    context.exit(WRONG if wrong else 0)


@verify.command()
@click.pass_context
def sealed(context: click.Context) -> None:
    """Cột, tệp phải mã hóa có cái nào để rõ, bị sửa hay không mở được; chỉ mục mù có khớp không."""
    found = _tell_of_seals()
    click.echo(found.closing)
    context.exit(WRONG if found.wrong else 0)


@verify.command()
@click.pass_context
def law(context: click.Context) -> None:
    """Luật đã đưa vào phần mềm đến đâu: điều khoản, trường hợp ở ranh giới, căn cứ của từng giá trị."""
    report = check_law()
    with acting_as(SYSTEM):
        laid, entered = check_enactments()
    for code, implemented, excused, missing in report.instruments:
        click.echo(f"  {code}: {implemented} mục đã đưa vào, {excused} mục có lý do, {missing} mục còn thiếu")
    for sentence in (*report.findings, *laid):
        click.echo(f"✗ {sentence}")
    click.echo(f"  văn bản ban hành ở đây: {entered}, {len(laid)} sai lệch")
    found = len(report.findings) + len(laid)
    click.echo(f"{found} thiếu sót trong {len(report.instruments) + entered} văn bản")
    context.exit(WRONG if found else 0)
