"""Scans that came with news: sealed as they come, kept as they were sent, and sealed by the upgrade, killed or not."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from ansinh.kernel.attached_files import fetch
from ansinh.kernel.crash import CRASHED
from ansinh.kernel.errors import Refusal
from ansinh.kernel.sealing.columns import verify_sealed
from ansinh.kernel.sealing.files import wrong_files
from ansinh.kernel.sealing.rotation import rotate_seal
from ansinh.registry import public as registry
from tests.promises.child import killed
from tests.unit.registry.requests.counter import ON, PAPER, Counter, counter

pytestmark = pytest.mark.promise
FIRST, SECOND = b"%PDF-1.7 giay thu nhat", b"\x89PNG\r\n\x1a\n giay thu hai"
UPGRADE = """
from django.conf import settings
from django.core.management import call_command
settings.MEDIA_ROOT = {folder!r}
call_command("migrate", "registry", verbosity=0)
"""


def bring(at: Counter, scan: bytes, draft_id: int | None = None) -> registry.ChangeRequest:
    typed = {**PAPER, "effective_on": ["2026-11-03"], "degree": ["severe"]}
    return registry.draft_request(
        actor=at.maker, kind="disability", person_id=at.wife.pk, area_id=at.area.pk, typed=typed, on=ON, scan=scan,
        draft_id=draft_id,
    )  # fmt: skip


def scan_of(request: registry.ChangeRequest) -> registry.RequestScan:
    return registry.RequestScan.objects.get(request=request)


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.django_db
def test_a_scan_is_sealed_and_stays_as_it_was_sent(own_places: None, settings: Any) -> None:
    at = counter()
    draft = bring(at, FIRST)
    before = scan_of(draft)
    bring(at, SECOND, draft.pk)
    kept = scan_of(draft)
    assert (kept.type, kept.size, kept.sha256) == ("png", len(SECOND), hashlib.sha256(SECOND).hexdigest())
    assert fetch(kept.stored, kept.key) == SECOND
    assert b"giay" not in on_disk(settings.MEDIA_ROOT)
    with pytest.raises(Refusal):
        fetch(before.stored, kept.key)  # nobody has the key of the former one any more
    registry.submit_request(actor=at.maker, request_id=draft.pk, on=ON)
    for change in ({"stored": "khac"}, {"sha256": "0" * 64}, {"key": "00" * 32}):
        with pytest.raises(IntegrityError, match="registry_request_scan_sent"), transaction.atomic():
            registry.RequestScan.objects.filter(pk=kept.pk).update(**change)
    other = registry.submit_request(actor=at.maker, request_id=bring(at, b"").pk, on=ON)
    with pytest.raises(IntegrityError, match="registry_request_scan_sent"), transaction.atomic():
        registry.RequestScan.objects.create(request=other, type="pdf", size=1, sha256="0" * 64, key="00", stored="x")


@pytest.mark.django_db
def test_what_is_no_scan_is_told_at_its_field(own_places: None) -> None:
    at = counter()
    for wrong in (b"%PD", b"GIF89a", b"PK\x03\x04 khong phai", b"%PDF-" + b"0" * 10 * 1024 * 1024):
        with pytest.raises(registry.Unclear) as unclear:
            bring(at, wrong)
        assert set(unclear.value.where["wrong"]) == {"scan"}


@pytest.mark.django_db(transaction=True)
def test_scans_of_before_are_sealed_by_the_upgrade_killed_halfway(own_places: None, settings: Any) -> None:
    """Also those of drafts that were replaced go, and one that is gone is told of; keys change afterwards."""
    at = counter()
    sent = [registry.submit_request(actor=at.maker, request_id=bring(at, b"").pk, on=ON) for _ in range(3)]
    old = [f"giay-to/{hashlib.sha256(FIRST).hexdigest()}{ending}.pdf" for ending in ("", "_a1B2c3D", "_gone", "_left")]
    folder = Path(settings.MEDIA_ROOT)
    (folder / "giay-to").mkdir(parents=True)
    call_command("migrate", "registry", "0015", verbosity=0)
    try:
        for path in (*old[:2], old[3]):
            (folder / path).write_bytes(FIRST)
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE registry_change_request DISABLE TRIGGER USER")
            for request, path in zip(sent, old, strict=False):
                cursor.execute("UPDATE registry_change_request SET open_scan = %s WHERE id = %s", [path, request.pk])
            cursor.execute("ALTER TABLE registry_change_request ENABLE TRIGGER USER")
        assert killed("seal.request_scan", UPGRADE.format(folder=str(folder))) == CRASHED
        assert registry.RequestScan.objects.count() == 1  # and its file lies open until all are sealed
        assert {wrong.what for wrong in wrong_files()} == {"tệp để rõ"}
    finally:
        call_command("migrate", "registry", verbosity=0)
    kept = [scan_of(request) for request in sent]
    assert [fetch(one.stored, one.key) for one in kept[:2]] == [FIRST, FIRST]
    assert (kept[2].sha256, kept[2].key, kept[2].stored) == (hashlib.sha256(FIRST).hexdigest(), "", old[2])
    assert not list((folder / "giay-to").iterdir())
    (wrong,) = wrong_files()
    assert (wrong.what, wrong.ids) == ("tệp không mở được", (kept[2].pk,))
    rotate_seal(told=lambda _: None)
    assert fetch(*registry.RequestScan.objects.values_list("stored", "key").get(pk=kept[0].pk)) == FIRST
    assert verify_sealed().wrong == ()
