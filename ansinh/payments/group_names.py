"""Names under which runs and groups of instructions go to payers and come back."""

from __future__ import annotations

from typing import Any

from ansinh.payments.models import PayrollRun

_GROUPS = """
SELECT DISTINCT u.code, l.channel, l.bank FROM payments_line AS l JOIN areas_unit AS u ON u.id = l.commune_id
WHERE l.run_id = %s AND l.channel NOT IN ('post_office', 'home') ORDER BY 1, 2, 3
"""


def run_code(run: PayrollRun) -> str:
    """What people call a run: month, and its number in the system ("2026-11/00012")."""
    return f"{run.month:%Y-%m}/{run.pk:05d}"


def message_id(run: PayrollRun) -> str:
    """The name of a run's file for banks."""
    return f"AS{run.month:%y%m}-{run.pk:05d}"


def bank_groups(cursor: Any, run: PayrollRun) -> dict[str, tuple[str, str, str]]:
    """Groups of a run's bank instructions by their name: (commune code, channel, bank). The names are stable."""
    cursor.execute(_GROUPS, [run.pk])
    return {f"{message_id(run)}-G{number:04d}": group for number, group in enumerate(cursor.fetchall(), 1)}


def read_group_id(cursor: Any, run: PayrollRun, group_id: str) -> dict[str, Any]:
    """What a group's name stands for; empty values for none or a strange one."""
    commune, channel, bank = bank_groups(cursor, run).get(group_id, ("", "", "")) if group_id else ("", "", "")
    return {"commune": commune, "channel": channel, "bank": bank}
