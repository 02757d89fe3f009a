"""Sends payments to their providers and asks about them now: asked for on a run's page, or by a provider's bell."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from ansinh.flows.gateway_round import gateway_round
from ansinh.flows.reported_stage import reported_stage
from ansinh.kernel import progress


@app.task(name="payments.send")
def send_payments() -> None:
    """One round; how it went is on the page of the gateway."""
    with reported_stage("gateway", "send"):
        said = gateway_round(timezone.localdate())
    progress.report("gateway", "send", state=progress.State.DONE, done=1, total=1, message=said)
