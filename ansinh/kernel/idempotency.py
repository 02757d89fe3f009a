"""Doing something once however often it is asked for."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import IdempotencyKey


def request_hash(request: Mapping[str, Any]) -> str:
    """SHA-256 of a request in canonical JSON."""
    text = json.dumps(request, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def once(scope: str, key: str, request: Mapping[str, Any], work: Callable[[], Any]) -> Any:
    """Do ``work`` the first time and answer every repeat with the stored response (JSON).

    A second caller waits for the first. The same key with another request is a Refusal: somebody reused a key.
    """
    digest = request_hash(request)
    with transaction.atomic():
        IdempotencyKey.objects.bulk_create(
            [IdempotencyKey(scope=scope, key=key, request_hash=digest)], ignore_conflicts=True
        )
        row = IdempotencyKey.objects.select_for_update().get(scope=scope, key=key)
        if row.request_hash != digest:
            raise Refusal(
                "Mã yêu cầu này đã được dùng cho một nội dung khác.", code="idempotency_mismatch", scope=scope, key=key
            )
        if row.response is None:
            row.response = {"value": work()}
            row.save(update_fields=["response"])
        return row.response["value"]
