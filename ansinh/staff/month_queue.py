"""Handing long work of a month to the worker."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.utils.translation import gettext
from procrastinate.contrib.django import app

from ansinh.access.public import Actor
from ansinh.areas.public import Unit
from ansinh.flows.month_acts import STAGE_OF, Order
from ansinh.flows.monthly_cycle import STAGES, work_name
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.staff.queued import queue_once

RUN_STAGE = "month.run_stage"
"""The job that runs one stage: month "2026-11", codes of communes (empty: the province), stage, user_id."""

ACT = "month.act"
"""The job that carries out an act: order (the fields of an Order as plain values), user_id."""

ALONE = ("intake", "determine", "propose")
"""The stages that one person may start; the others are made of acts of several people."""


def may_start() -> bool:
    """Whether a worker knows the jobs."""
    return RUN_STAGE in app.tasks


def start_stage(month: Month, commune: Unit | None, stage: str, actor: Actor) -> str:
    """Queue a stage; returns its label. Raises Refusal for an unknown stage and when it is queued already."""
    if stage not in ALONE or not may_start():
        raise Refusal("Không có bước này.", code="unknown_stage", stage=stage)
    codes = [commune.code] if commune else []
    arguments = {"month": str(month), "codes": codes, "stage": stage, "user_id": actor.user_id}
    _put(work_name(month, codes), stage, RUN_STAGE, arguments)
    return STAGES[stage]


def put_off(order: Order, actor: Actor) -> None:
    """Queue an act. Raises Refusal when it is queued already."""
    plain = asdict(order) | {
        "month": str(order.month),
        "until": order.until.isoformat() if order.until else None,
        "area_ids": None if order.area_ids is None else sorted(order.area_ids),
    }
    work = work_name(order.month, [order.code] if order.code else [])
    _put(work, STAGE_OF[order.act], ACT, {"order": plain, "user_id": actor.user_id})


def _put(work: str, stage: str, job: str, arguments: Mapping[str, Any]) -> None:
    steps = dict.fromkeys(STAGES, 0)
    queue_once(job, arguments, work=work, step=stage, steps=steps, waiting=gettext("Bước này đang chờ chạy."))
