"""Undo what accepting a file did: the exact inverse, as new facts."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import Q

from ansinh.access.public import Actor
from ansinh.intake import public as intake
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.registry.imported_people import FACTS, NEWCOMERS, imported_people, standing_sources
from ansinh.registry.models import Merge, Source
from ansinh.registry.news import announce, announce_list
from ansinh.registry.operations.invert_facts import (
    invert,
    newcomers_known_further,
    show_identities,
    superseded_since,
)

_OTHER_FACTS = dict.fromkeys(
    ("registry_circumstance", "registry_sealed_circumstance", "registry_pension", "registry_upbringing"), ""
)


def undo_import(*, actor: Actor, file: intake.SourceFile) -> int:
    """Retract the facts that accepting the file recorded and record again those it superseded; returns how many
    facts were touched.

    Rows become undecided again. Raises Refusal when nothing of the file is in force, or when later facts build on it.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('intake.area'), %s)", [file.area_id])
            sources = _sources(file)
            _check_nothing_later(cursor, file, sources)
            undo = Source.objects.create(
                kind=Source.Kind.SYSTEM,
                reference=f"Hoàn tác {file.name}"[:200],
                file_id=file.pk,
                actor_id=actor.user_id,
            )
            count = sum(invert(cursor, table, columns, sources, undo.pk) for table, columns in FACTS.items())
            crash_here("undo_import.facts")
            _project(cursor, sources)
            announce(undo.pk)
            announce_list(file.area_id)
            _reopen(actor, file)
            audit.record(
                actor=actor,
                action="import.undo",
                object_kind="file",
                object_id=file.pk,
                area_id=file.area_id,
                details={"facts": count},
            )
            transaction.on_commit(lambda: crash_here("undo_import.committed"))
    except IntegrityError:
        raise _built_upon(file) from None
    return count


def _sources(file: intake.SourceFile) -> list[int]:
    found = standing_sources(file)
    if file.emptied_at is not None:
        raise Refusal(
            "%(name)s: nội dung đã xóa vì quá thời hạn lưu, không hoàn tác được; hãy điều chỉnh từng người.",
            code="emptied",
            name=file.name,
        )
    if not found:
        raise Refusal(
            "%(name)s: tệp chưa được nhận vào sổ, hoặc đã hoàn tác.",
            code="nothing_to_undo",
            file=file.pk,
            name=file.name,
        )
    return found


def _check_nothing_later(cursor: Any, file: intake.SourceFile, sources: list[int]) -> None:
    _check_not_merged(file)
    if superseded_since(cursor, FACTS, sources) or newcomers_known_further(cursor, {**FACTS, **_OTHER_FACTS}, sources):
        raise _built_upon(file)
    cursor.execute(NEWCOMERS, [sources])
    newcomers = [person for (person,) in cursor.fetchall()]
    named = intake.Row.objects.exclude(file=file).filter(decision="accepted", person_id__in=newcomers)
    if named.exists():
        raise _built_upon(file)


def _check_not_merged(file: intake.SourceFile) -> None:
    """A record that stands for two people stays while it does, also where the merge itself recorded nothing for it."""
    people = imported_people(file).ids
    merges = Merge.objects.filter(Q(kept_id__in=people) | Q(absorbed_id__in=people), state=Merge.State.DONE)
    names = list(merges.values_list("kept__full_name", flat=True)[:3])
    if names:
        raise Refusal(
            "%(name)s: không hoàn tác được khi hồ sơ đang gộp (%(names)s); hãy hoàn tác lần gộp trước.",
            code="merged",
            file=file.pk,
            name=file.name,
            names=", ".join(names),
        )


def _project(cursor: Any, sources: list[int]) -> None:
    """What lists show of people whose identity or village came back."""
    show_identities(cursor, sources)
    cursor.execute(
        """
UPDATE registry_person AS p SET village = r.village FROM registry_residence AS r
WHERE r.person_id = p.id AND r.retracted_at IS NULL AND upper(r.valid) IS NULL AND p.village <> r.village
  AND EXISTS (SELECT FROM registry_residence AS s WHERE s.person_id = p.id AND s.source_id = ANY (%s))
""",
        [sources],
    )


def _reopen(actor: Actor, file: intake.SourceFile) -> None:
    accepted = list(intake.Row.objects.filter(file=file, decision="accepted").values_list("position", flat=True))
    intake.settle_rows(actor=actor, file=file, positions=accepted, decision=intake.Row.Decision.PENDING)


def _built_upon(file: intake.SourceFile) -> Refusal:
    return Refusal(
        "%(name)s: không hoàn tác được vì sau đó đã có thông tin khác ghi tiếp trên những người này; "
        "hãy điều chỉnh từng người.",
        code="built_upon",
        file=file.pk,
        name=file.name,
    )
