"""Undo a merge: what was believed before is believed again, row for row."""

from __future__ import annotations

import json
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now

from ansinh.access.public import Actor, Permission
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.registry.duplicate_policies import check_merge_act
from ansinh.registry.duplicate_states import PairState
from ansinh.registry.merge_table import IDENTITY, MOVED, PROJECTED
from ansinh.registry.models import DuplicatePair, Merge, Person, Source
from ansinh.registry.news import announce
from ansinh.registry.operations.invert_facts import invert

_TABLES: dict[str, tuple[str, ...]] = {
    "registry_identity": ("person_id", *(column for _, part in IDENTITY.values() for column in part)),
    **{m.table: ("person_id", *m.columns, "valid") for m in MOVED if m.whose == "person_id"},
}
_WHOSE = {"registry_upbringing": "person_id = ANY (%(people)s) OR child_id = ANY (%(people)s)"}
_LATER = """
SELECT count(*) FROM {table} WHERE ({whose}) AND (
  (recorded_at > %(since)s AND source_id <> %(source)s) OR (retracted_at > %(since)s AND retracted_by_id <> %(source)s))
"""
_PERSON = """
UPDATE registry_person AS p SET ({columns}) = (SELECT {columns} FROM jsonb_populate_record(NULL::registry_person, %s))
WHERE id = %s
"""

# Sealed: the row that was kept may name a key that is gone; what is believed again is sealed with one that is known.
_PEOPLE = """
UPDATE registry_person AS p SET ethnicity = i.ethnicity FROM registry_identity AS i
WHERE p.id = %s AND i.person_id = p.id AND i.retracted_at IS NULL
"""


@transaction.atomic
def undo_merge(*, actor: Actor, merge_id: int, because: str) -> Merge:
    """Retract what the merge recorded, record again what it retracted, under the old sources; suspect the pair again.

    Raises Refusal when facts about either were recorded since, or either took part in a later merge. What rests on the
    merge elsewhere (decisions, payments) is looked at by ``flows.merge_records``.
    """
    merge = Merge.objects.select_for_update().filter(pk=merge_id, state=Merge.State.DONE).first()
    if merge is None:
        raise Refusal("Không có lần gộp nào để hoàn tác.", code="nothing_to_undo", merge=merge_id)
    check_merge_act(actor, merge, permission=Permission.MERGE_PEOPLE)
    people = [merge.kept_id, merge.absorbed_id]
    list(Person.objects.filter(pk__in=people).order_by("pk").select_for_update().values_list("pk", flat=True))
    with connection.cursor() as cursor:
        _check_nothing_later(cursor, merge, people)
        undo = Source.objects.create(
            kind=Source.Kind.MERGE,
            reference=f"Hoàn tác gộp hồ sơ {merge.absorbed_id} vào hồ sơ {merge.kept_id}",
            actor_id=actor.user_id,
        )
        for table, columns in _TABLES.items():
            invert(cursor, table, ", ".join(columns), [merge.source_id], undo.pk)
        announce(undo.pk)
        crash_here("undo_merge.facts")
        _restore_person(cursor, merge)
    Merge.objects.filter(pk=merge.pk).update(
        state=Merge.State.UNDONE, undone_by=actor.user_id, undone_at=Now(), undone_because=because[:500]
    )
    DuplicatePair.objects.filter(pk=merge.pair_id).update(
        state=PairState.SUSPECTED, decided_by=None, decided_at=None, because=because[:500]
    )
    audit.record(
        actor=actor,
        action="merge.undo",
        object_kind="merge",
        object_id=merge.pk,
        area_id=merge.kept_area_id,
        details={"kept": merge.kept_id, "absorbed": merge.absorbed_id},
    )
    merge.refresh_from_db()
    return merge


def _check_nothing_later(cursor: Any, merge: Merge, people: list[int]) -> None:
    given = {"people": people, "since": merge.done_at, "source": merge.source_id}
    later = 0
    for table in _TABLES:
        whose = _WHOSE.get(table, "person_id = ANY (%(people)s)")
        cursor.execute(_LATER.format(table=table, whose=whose), given)
        later += int(cursor.fetchone()[0])
    if later:
        raise Refusal(
            "Không hoàn tác được: sau khi gộp đã có %(later)s thông tin ghi tiếp về người này; hãy điều "
            "chỉnh từng mục.",
            code="built_upon",
            merge=merge.pk,
            later=later,
        )
    meanwhile = Merge.objects.filter(state=Merge.State.DONE, done_at__gt=merge.done_at)
    if meanwhile.filter(Q(kept_id__in=people) | Q(absorbed_id__in=people)).exists():
        raise Refusal("Phải hoàn tác lần gộp sau trước.", code="merged_later", merge=merge.pk)


def _restore_person(cursor: Any, merge: Merge) -> None:
    columns = ", ".join(column for column in PROJECTED if column != "ethnicity")
    cursor.execute(_PERSON.format(columns=columns), [json.dumps(merge.person_before), merge.kept_id])
    cursor.execute(_PEOPLE, [merge.kept_id])
