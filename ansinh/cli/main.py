"""The command line. Each command stands in a module of its own and is loaded when it is called for."""

from __future__ import annotations

import os
from importlib import import_module

import click
import django

from ansinh.kernel.errors import Refusal
from ansinh.server.postgres import ensure_running

REFUSED = 2
COMMANDS = {
    "reference": "Viết lại các trang tra cứu trong docs/reference.",
    "serve": "Chạy cơ sở dữ liệu, việc nền và trang web.",
    "setup": "Dựng cơ sở dữ liệu và tỉnh mẫu.",
    "worker": "Chạy các việc nền.",
}
WITHOUT_DATABASE = {"serve", "reference"}
WITHOUT_DJANGO = {"serve"}


class Commands(click.Group):
    """Names come from the table above; the module is imported only for the command that runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        if cmd_name not in WITHOUT_DJANGO:
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.config.settings")
            django.setup()
        command: click.Command = getattr(import_module(f"ansinh.cli.{cmd_name}"), cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Lệnh"):
            formatter.write_dl(sorted(COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            click.echo(f"✗ {refusal}", err=True)
            ctx.exit(REFUSED)


@click.group(cls=Commands)
@click.pass_context
def main(context: click.Context) -> None:
    """An Sinh: quản lý trợ giúp xã hội của một tỉnh."""
    if context.invoked_subcommand not in WITHOUT_DATABASE:
        ensure_running()
