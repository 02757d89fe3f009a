"""The command line: each module of this folder holds one command, loaded when it is called for.

The click command is named ``command``, or like its module.

``ansinh demo-workbooks`` is ``demo_workbooks.py``. Before a command runs, Django is set up and the embedded database is
started, unless the command is named below as needing neither.
"""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click
import django
from django.db import OperationalError

from ansinh.kernel.errors import Refusal
from ansinh.server.postgres import ensure_running
from ansinh.server.practice import check_mark

REFUSED = 2
FAILED = 1
SETTINGS = "ansinh.config.settings"
WITHOUT_DJANGO = {"explain", "serve", "practice", "determine", "one-off"}
WITHOUT_DATABASE = WITHOUT_DJANGO | {"reference"}


def command_names() -> list[str]:
    """Every command, sorted. A module with a leading underscore is part of another command."""
    modules = {path.stem for path in Path(__file__).parent.glob("[a-z]*.py")} - {"main"}
    return sorted(name.replace("_", "-") for name in modules)


def load_command(name: str) -> click.Command:
    """The click command of a name in ``command_names()``."""
    if name not in WITHOUT_DJANGO:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
        django.setup()
    stem = name.replace("-", "_")
    module = import_module(f"ansinh.cli.{stem}")
    command: click.Command = getattr(module, "command", None) or getattr(module, stem)
    return command


class Commands(click.Group):
    """Looks commands up by their module's name."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return command_names()

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return load_command(cmd_name) if cmd_name in command_names() else None

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except Refusal as refusal:
            click.echo(f"✗ {refusal}", err=True)
            ctx.exit(REFUSED)
        except OperationalError as error:
            click.echo(f"✗ Mất kết nối với cơ sở dữ liệu; gọi lại đúng lệnh này để làm tiếp.\n  {error}", err=True)
            ctx.exit(FAILED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.pass_context
def main(context: click.Context) -> None:
    """An Sinh: phần mềm trợ giúp xã hội của một tỉnh."""
    asks_for_help = bool({"-h", "--help"} & set(sys.argv))
    if context.invoked_subcommand not in WITHOUT_DATABASE and not asks_for_help:
        ensure_running()
        check_mark()
