"""One record takes up another: its facts go over, it becomes another name for the one that stays."""

from __future__ import annotations

import json
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models.functions import Now

from ansinh.access.public import Actor, Permission
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.kernel.sealing.blind import hold_index_key
from ansinh.registry.duplicate_policies import check_merge_act, check_other_than_maker
from ansinh.registry.merge_table import IDENTITY, MOVED, Moved
from ansinh.registry.merging import person_row, settled_choices, slots_of
from ansinh.registry.models import Merge, Person, Source, Touch
from ansinh.registry.news import announce
from ansinh.registry.states import LIVE

# What the chosen side says holds on all its days; what the other says holds on the days that are left.
_SIDE = """
CREATE TEMP TABLE {name} ON COMMIT DROP AS
SELECT f.*, {choice} AS choice, coalesce(%(choices)s::jsonb ->> ({choice}), 'kept') = 'absorbed' AS gives_way
FROM {table} AS f WHERE f.retracted_at IS NULL AND f.{whose} = %({person})s
"""
_RETRACT = """
UPDATE {table} AS f SET retracted_at = statement_timestamp(), retracted_by_id = %(source)s WHERE id IN (
  SELECT id FROM theirs UNION ALL
  SELECT m.id FROM mine AS m WHERE m.gives_way AND EXISTS (
    SELECT FROM theirs AS t WHERE t.choice = m.choice AND t.valid && m.valid))
"""
_RECORD = """
INSERT INTO {table} ({whose}, {listed}, valid, source_id)
SELECT %(kept)s, {taken}, days, %(source)s FROM (
  SELECT m.*, unnest(datemultirange(m.valid) - (
    SELECT range_agg(t.valid) FROM theirs AS t WHERE t.choice = m.choice)) AS days
  FROM mine AS m WHERE m.gives_way AND EXISTS (
    SELECT FROM theirs AS t WHERE t.choice = m.choice AND t.valid && m.valid)
  UNION ALL
  SELECT t.*, unnest(datemultirange(t.valid) - coalesce(
    (SELECT range_agg(m.valid) FROM mine AS m WHERE m.choice = t.choice AND NOT m.gives_way), '{{}}')) AS days
  FROM theirs AS t
) AS pieces ORDER BY id, days
"""
_RETRACT_IDENTITIES = """
UPDATE registry_identity SET retracted_at = statement_timestamp(), retracted_by_id = %(source)s
WHERE person_id = ANY (%(retracted)s) AND retracted_at IS NULL
"""
# Whoever lists read today lives where the merged residence says: the absorbed one's word, where it holds today.
_PROJECT = """
UPDATE registry_person AS p SET full_name = i.full_name, born_on = i.born_on, born_precision = i.born_precision,
  died_on = i.died_on, sex = i.sex, ethnicity = i.ethnicity,
  name_fold = CASE WHEN i.full_name = p.full_name THEN p.name_fold ELSE a.name_fold END,
  name_sort = CASE WHEN i.full_name = p.full_name THEN p.name_sort ELSE a.name_sort END,
  area_id = CASE WHEN r.theirs THEN a.area_id ELSE p.area_id END,
  village = CASE WHEN r.theirs THEN a.village ELSE p.village END
FROM registry_identity AS i, registry_person AS a, (
  SELECT coalesce(bool_or(source_id = %(source)s), false) AS theirs FROM registry_residence
  WHERE person_id = %(kept)s AND retracted_at IS NULL AND upper(valid) IS NULL) AS r
WHERE p.id = %(kept)s AND i.person_id = p.id AND i.retracted_at IS NULL AND a.id = %(absorbed)s
"""


def merge_people(*, actor: Actor, merge_id: int) -> Merge:
    """Carry out a proposed merge. Of two who are both paid, somebody else than who proposed it has to do so.

    Facts of the absorbed record are retracted with the merge as source and recorded for the kept one; nothing is
    deleted, and what was determined, decided and paid keeps pointing at the record it rested on.
    """
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            merge = _checked(merge_id, actor)
            source = Source.objects.create(
                kind=Source.Kind.MERGE,
                reference=f"Gộp hồ sơ {merge.absorbed_id} vào hồ sơ {merge.kept_id}",
                actor_id=actor.user_id,
            )
            before = person_row(cursor, merge.kept_id)
            _move(cursor, merge, source.pk)
            announce(source.pk)
            crash_here("merge_people.facts")
            Merge.objects.filter(pk=merge.pk).update(
                state=Merge.State.DONE,
                done_at=Now(),
                source=source,
                person_before=before,
                checked_by=actor.user_id if actor.user_id != merge.made_by_id else None,
            )
            audit.record(
                actor=actor,
                action="merge.do",
                object_kind="merge",
                object_id=merge.pk,
                area_id=merge.kept_area_id,
                details={"kept": merge.kept_id, "absorbed": merge.absorbed_id},
            )
            crash_here("merge_people.done")
    except IntegrityError as error:
        raise _cannot(error) from None
    merge.refresh_from_db()
    return merge


def _checked(merge_id: int, actor: Actor) -> Merge:
    merge = Merge.objects.select_for_update().filter(pk=merge_id).first()
    if merge is None or merge.state != Merge.State.PROPOSED:
        raise Refusal("Không có đề nghị gộp nào đang chờ.", code="nothing_proposed", merge=merge_id)
    permission = Permission.DECIDE if merge.both_paid else Permission.MERGE_PEOPLE
    check_merge_act(actor, merge, permission=permission)
    if merge.both_paid:
        check_other_than_maker(actor, merge)
    people = [merge.kept_id, merge.absorbed_id]
    list(Person.objects.filter(pk__in=people).order_by("pk").select_for_update().values_list("pk", flat=True))
    if Touch.objects.filter(subject="person", subject_id__in=people, request__state__in=LIVE).exists():
        raise Refusal(
            "Có tin chờ duyệt về một trong hai người; hãy duyệt, từ chối hoặc rút tin ấy trước khi gộp.",
            code="news_waits",
            merge=merge_id,
        )
    settled = settled_choices(merge.kept_id, merge.absorbed_id, merge.choices)
    if settled != merge.choices:
        raise Refusal(
            "Thông tin của hai hồ sơ đã thay đổi từ khi đề nghị gộp; hãy đề nghị lại.",
            code="changed_since",
            merge=merge_id,
        )
    return merge


def _move(cursor: Any, merge: Merge, source_id: int) -> None:
    given = {
        "kept": merge.kept_id,
        "absorbed": merge.absorbed_id,
        "source": source_id,
        "choices": json.dumps(merge.choices),
    }
    hold_index_key()
    slots, sides = slots_of(merge.kept_id, merge.absorbed_id, merge.choices)
    by_slot = given | {"slots": json.dumps(slots), "choices": json.dumps(sides)}
    for moved in MOVED:
        _move_facts(cursor, moved, by_slot if moved.slotted else given)
    chosen = {code for code in IDENTITY if merge.choices.get(f"identity:{code}") == "absorbed"}
    cursor.execute(_identity_sql("CREATE TEMP TABLE merged ON COMMIT DROP AS ", chosen), given)
    retracted = [merge.absorbed_id, *([merge.kept_id] if chosen else [])]
    cursor.execute(_RETRACT_IDENTITIES, given | {"retracted": retracted})
    if chosen:
        columns = ", ".join(column for _, part in IDENTITY.values() for column in part)
        cursor.execute(
            f"INSERT INTO registry_identity (person_id, {columns}, source_id) SELECT %(kept)s, {columns}, %(source)s "  # noqa: S608 - our own names
            "FROM merged",
            given,
        )
    cursor.execute("DROP TABLE merged")
    cursor.execute(_PROJECT, given)


def _move_facts(cursor: Any, moved: Moved, given: dict[str, Any]) -> None:
    # A sealed circumstance that goes over is found from then on by the slot of the record it goes to.
    taken = ["choice" if column == "slot" else column for column in moved.columns]
    names = {"table": moved.table, "whose": moved.whose, "choice": moved.choice, "listed": ", ".join(moved.columns)}
    names["taken"] = ", ".join(taken)
    for name, person in (("mine", "kept"), ("theirs", "absorbed")):
        cursor.execute(_SIDE.format(name=name, person=person, **names), given)
    cursor.execute(_RETRACT.format(**names), given)
    cursor.execute(_RECORD.format(**names), given)
    cursor.execute("DROP TABLE mine, theirs")


def _identity_sql(head: str, chosen: set[str]) -> str:
    """Each part of the identity from the chosen side."""
    columns = [f"{'a' if code in chosen else 'k'}.{column}" for code, (_, part) in IDENTITY.items() for column in part]
    return (
        f"{head}SELECT {', '.join(columns)} FROM registry_identity AS k, registry_identity AS a "  # noqa: S608 - our own names
        "WHERE k.person_id = %(kept)s AND k.retracted_at IS NULL "
        "AND a.person_id = %(absorbed)s AND a.retracted_at IS NULL"
    )


def _cannot(error: IntegrityError) -> Refusal:
    if "upbringing_other_person" in str(error):
        return Refusal(
            "Một người không thể là con của chính mình: hai hồ sơ này là cha mẹ và con.", code="parent_and_child"
        )
    if "died_after_birth" in str(error):
        return Refusal("Ngày mất được chọn trước ngày sinh được chọn; hãy chọn lại.", code="died_before_birth")
    if "merge_absorbed_once" in str(error):
        return Refusal("Một trong hai hồ sơ vừa được gộp vào hồ sơ khác.", code="merged_meanwhile")
    return Refusal("Thông tin của hai hồ sơ không đặt cạnh nhau được; hãy đối chiếu từng mục.", code="conflict")
