"""The command line."""

from __future__ import annotations

import click

from ansinh.cli.main import command_names, load_command
from ansinh.cli.reference_pages.markdown import code, page, table


def commands_page() -> str:
    """A section a command, with its arguments and options."""
    intro = "`.venv/bin/ansinh LỆNH`; `--help` sau mỗi lệnh nhắc lại điều viết ở đây."
    return page("Dòng lệnh", intro, *(section(name, load_command(name)) for name in command_names()))


def section(name: str, command: click.Command) -> str:
    """The usage line, the help text and the options of one command, and of the commands below it."""
    context = click.Context(command, info_name=f"ansinh {name}")
    usage = f"`{command.get_usage(context).removeprefix('Usage: ')}`".replace("\n", " ")
    options = [p for p in command.get_params(context) if isinstance(p, click.Option) and "--help" not in p.opts]
    rows = [(code(record[0]), record[1]) for p in options if (record := p.get_help_record(context))]
    parts = [f"## {name}", " ".join(usage.split()), (command.help or "").split("\f")[0].strip()]
    parts += [table(["Tùy chọn", "Nghĩa"], rows)] if rows else []
    if isinstance(command, click.Group):
        parts += [section(f"{name} {below}", command.commands[below]) for below in sorted(command.commands)]
    return "\n\n".join(part for part in parts if part)
