"""``ansinh keys``: the keys that seal what may not lie open."""

from __future__ import annotations

import click

from ansinh.access.public import SYSTEM
from ansinh.kernel import audit
from ansinh.kernel.money import format_dong
from ansinh.kernel.sealing.key_file import Purpose, key_file
from ansinh.kernel.sealing.rotation import forget_key, rotate_index, rotate_seal, standing

NAMES: dict[Purpose, str] = {"seal": "mã hóa", "index": "chỉ mục mù"}


@click.group()
def keys() -> None:
    """Khóa mã hóa: xem, đổi khóa, bỏ khóa đã thôi dùng."""


@keys.command()
def status() -> None:
    """Khóa nào đang dùng, bao nhiêu giá trị còn theo khóa cũ."""
    click.echo(f"Tệp khóa: {key_file()}")
    for key in standing():
        state = "đang dùng để ghi" if key.writes else "đã thôi dùng" if key.retired else "còn giá trị phải mã hóa lại"
        kept = "" if key.in_file else ", không còn trong tệp khóa"
        click.echo(f"  {NAMES[key.purpose]} số {key.number}: {state}{kept}, {format_dong(key.values)} giá trị")


@keys.command()
@click.option("--index", is_flag=True, help="Đổi khóa của chỉ mục mù; trong lúc đổi không ai ghi giấy tờ được.")
@click.option("--finish", is_flag=True, help="Chỉ làm nốt lần đổi dở dang, không tạo khóa mới.")
def rotate(index: bool, finish: bool) -> None:
    """Tạo khóa mới rồi mã hóa lại mọi giá trị; bị dừng giữa chừng thì gọi lại để làm tiếp."""

    def told(sentence: str) -> None:
        click.echo(f"  {sentence}")

    done = rotate_index(told=told) if index else rotate_seal(told=told, fresh=not finish)
    audit.record(actor=SYSTEM, action="keys.rotate", object_kind="key", details={"index": index, "values": done})
    click.echo(f"Xong: {format_dong(done)} giá trị theo khóa mới. Hãy lưu riêng một bản của {key_file()}.")


@keys.command()
@click.argument("purpose", type=click.Choice(["seal", "index"]))
@click.argument("number", type=int)
def forget(purpose: Purpose, number: int) -> None:
    """Bỏ hẳn một khóa đã thôi dùng khỏi tệp khóa. Bản sao lưu cũ theo khóa ấy sẽ không đọc được nữa."""
    forget_key(purpose, number)
    audit.record(actor=SYSTEM, action="keys.forget", object_kind="key", object_id=f"{purpose} {number}")
    click.echo(f"Đã bỏ khóa {NAMES[purpose]} số {number}.")
