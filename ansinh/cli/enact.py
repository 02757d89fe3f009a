"""``ansinh enact``: a draft becomes law here, prepared by one person and published by another."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click
from django.utils import timezone

from ansinh.access.public import SYSTEM, acting_as
from ansinh.cli._actor import actor_named, by_option
from ansinh.determination import public as determination
from ansinh.determination.files.law_texts import read_yaml
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group("enact")
def command() -> None:
    """Ban hành văn bản: nhập bản chuẩn bị, ban hành, rút lại, xem danh sách."""


@command.command("prepare")
@click.argument("draft", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="VĂN_BẢN.yaml")
@by_option
def prepare_command(draft: Path, username: str) -> None:
    """Nhập một văn bản để người khác ban hành; văn bản không đặt lên luật được thì bị từ chối, chỉ rõ chỗ sai."""
    try:
        found = determination.prepare_enactment(
            text=read_yaml(draft), actor=actor_named(username), on=timezone.localdate()
        )
    except Refusal as refusal:
        raise Refusal(f"{draft.name}: {refusal.message}", code=refusal.code, file=draft.name) from refusal
    click.echo(f"Đã nhập văn bản {found.pk}: {_line(found)}. Chờ người khác ban hành.")


@command.command("publish")
@click.argument("enactment_id", type=int, metavar="VĂN_BẢN")
@click.option("--number", help="Số, ký hiệu trên văn bản đã ký; bỏ trống là như bản chuẩn bị.")
@click.option("--issued-on", type=_DAY, help="Ngày ký; bỏ trống là như bản chuẩn bị.")
@click.option("--issued-by", help="Cơ quan ban hành; bỏ trống là như bản chuẩn bị.")
@by_option
def publish_command(
    enactment_id: int, number: str | None, issued_on: datetime | None, issued_by: str | None, username: str
) -> None:
    """Ban hành văn bản do người khác nhập; từ lúc này các tháng kể từ tháng có hiệu lực tính theo văn bản ấy."""
    found = _enactment(enactment_id)
    signed: date | None = issued_on.date() if issued_on else found.issued_on
    determination.publish_enactment(
        enactment_id=enactment_id,
        number=found.number if number is None else number,
        issued_on=signed,
        issued_by=found.issued_by if issued_by is None else issued_by,
        actor=actor_named(username),
        on=timezone.localdate(),
    )
    click.echo(f"Đã ban hành: {_line(_enactment(enactment_id))}.")
    month = max(Month.of(found.first_month), Month.of(timezone.localdate()))
    click.echo(f"Xác định lại và lập đề nghị: ansinh month {month} --until propose")


@command.command("withdraw")
@click.argument("enactment_id", type=int, metavar="VĂN_BẢN")
@click.option("--reason", required=True, help="Lý do rút lại.")
@by_option
def withdraw_command(enactment_id: int, reason: str, username: str) -> None:
    """Bỏ một bản chuẩn bị, hoặc rút văn bản đã ban hành trước tháng có hiệu lực."""
    determination.withdraw_enactment(
        enactment_id=enactment_id, reason=reason, actor=actor_named(username), on=timezone.localdate()
    )
    click.echo(f"Đã rút: {_line(_enactment(enactment_id))}.")


@command.command("list")
def list_command() -> None:
    """Các văn bản đã nhập, cùng trạng thái và người làm."""
    with acting_as(SYSTEM):
        found = determination.enactments()
    for each in found:
        click.echo(f"{each.pk}  {determination.state_of(each).label:<14} {_line(each)}; {_people(each)}")
    if not found:
        click.echo("Chưa nhập văn bản nào; đang dùng luật kèm phần mềm.")


@command.command("text")
@click.argument("enactment_id", type=int, metavar="VĂN_BẢN")
def text_command(enactment_id: int) -> None:
    """In nội dung một văn bản dạng YAML, để mô phỏng hoặc sửa thành văn bản khác."""
    click.echo(determination.text_as_yaml(_enactment(enactment_id)), nl=False)


def _enactment(pk: int) -> determination.Enactment:
    with acting_as(SYSTEM):
        found = determination.enactment(pk)
    if found is None:
        raise Refusal(f"Không có văn bản {pk}.", code="unknown_enactment", enactment=pk)
    return found


def _line(found: determination.Enactment) -> str:
    number = found.publication.number if hasattr(found, "publication") else found.number
    return f"{number}, {found.title}, từ tháng {Month.of(found.first_month).vietnamese}"


def _people(found: determination.Enactment) -> str:
    told = [f"{found.prepared_by.display_name} nhập"]
    if hasattr(found, "publication"):
        told.append(f"{found.publication.published_by.display_name} ban hành")
    if hasattr(found, "withdrawal"):
        told.append(f"{found.withdrawal.withdrawn_by.display_name} rút ({found.withdrawal.reason})")
    return ", ".join(told)
