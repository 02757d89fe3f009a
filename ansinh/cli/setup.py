"""`ansinh setup`: from an empty folder, or an older version, to a database and files that are ready to serve."""

from __future__ import annotations

import click
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from ansinh.areas.public import TWO_LEVELS_FROM, Unit, load_units
from ansinh.cli.main import load_command
from ansinh.demo.accounts import open_missing_accounts
from ansinh.demo.build import forget_answers, is_made_up, unfinished
from ansinh.demo.paying import set_demo_offices
from ansinh.determination.public import check_enactments
from ansinh.flows.area_catching_up import catch_up
from ansinh.intake.public import seal_inbox
from ansinh.kernel.sealing.key_file import make_keys
from ansinh.kernel.sealing.rotation import check_keys, keys_known
from ansinh.registry.public import Person
from ansinh.server.postgres import data_directory
from ansinh.server.progress_lines import say, step

MIGRATIONS_LOCK = 7_262_016  # any number: one set-up of this database at a time


@click.command("setup")
@click.option("--without-demo", is_flag=True, help="Không lập tỉnh mẫu, để cơ sở dữ liệu trống.")
@click.option(
    "--old-areas", is_flag=True, help="Lần đầu: đơn vị hành chính và tỉnh mẫu trước 01/7/2025, để thử áp dụng sắp xếp."
)
@click.pass_context
def command(context: click.Context, without_demo: bool, old_areas: bool) -> None:
    """Dựng cấu trúc cơ sở dữ liệu, nạp đơn vị hành chính, gom tệp tĩnh và lập tỉnh mẫu nếu còn trống."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATIONS_LOCK])  # held until the process ends
    with step("Dựng cấu trúc cơ sở dữ liệu, mã hóa những gì còn để rõ"):
        if not keys_known():
            make_keys()
        call_command("migrate", interactive=False, verbosity=0)
        check_keys()
        seal_inbox(settings.INBOX)
    with step("Nạp đơn vị hành chính các thời kỳ"):
        load_units(before=TWO_LEVELS_FROM if old_areas and not Unit.objects.exists() else None)
    for sentence in check_enactments()[0]:
        say(f"  ✗ Văn bản đã ban hành: {sentence}")
    with step("Gom tệp tĩnh"):
        call_command("collectstatic", interactive=False, verbosity=0)
    if not without_demo and (unfinished() or not Person.objects.exists()):
        say("  Lập tỉnh mẫu (dữ liệu giả lập):")
        context.invoke(load_command("demo"), old_areas=old_areas)
    if not without_demo:
        if is_made_up() and not unfinished():
            forget_answers(data_directory())
        set_demo_offices()  # a made-up province of an older version has none
        for name in open_missing_accounts():
            say(f"  Mở thêm tài khoản trình diễn {name}")
    with step("Xếp nơi cư trú theo địa bàn từng thời kỳ"):
        catch_up()
