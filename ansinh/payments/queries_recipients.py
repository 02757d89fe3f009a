"""Reading who may collect for whom, as far as one sees."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import override

from ansinh.payments.models import Authorised, LineRecipient, PayrollLine, PayrollRun
from ansinh.payments.recipients_table import DIED
from ansinh.payments.states import CASH
from ansinh.registry.public import under_any_name

SOON_DAYS = 45
"""So long before its end a paper is shown as ending soon: the next list may still be paid on it, the one after not."""
LAPSED_DAYS = 90
"""So long after its end a paper without a following one is asked about: three lists without whoever used to collect.

Where a death ended it, so long after the death was noticed."""
_DIED = f"SELECT {DIED} FROM (SELECT %s AS number_index) AS a"


def authorisations(view: str, on: date, commune_id: int | None = None) -> QuerySet[Authorised]:
    """Those that wait for confirming (``waiting``), hold (``holds``), end soon (``soon``) or are over (``over``).

    ``lapsed``: over since not long, and the person collects alone again. ``dead``: whoever collected has died, so that
    another is needed. What another paper follows is none of the three.
    """
    live = Authorised.objects.filter(withdrawn_at=None)
    followed = Exists(live.filter(person=OuterRef("person"), valid__startswith__gte=OuterRef("valid__endswith")))
    asked = live.filter(~followed, person__died_on=None)
    ended, alive = asked.filter(collector_died_on__isnull=False), asked.filter(collector_died_on=None)
    alive, since = alive.filter(confirmed_at__isnull=False), on - timedelta(days=LAPSED_DAYS)
    found = {
        "waiting": live.filter(confirmed_at=None, valid__endswith__gt=on),
        "holds": live.filter(confirmed_at__isnull=False, valid__endswith__gt=on),
        "soon": alive.filter(valid__endswith__gt=on, valid__endswith__lte=on + timedelta(days=SOON_DAYS)),
        "lapsed": alive.filter(valid__endswith__lte=on, valid__endswith__gt=since),
        "dead": ended.filter(noted_on__gt=since),
        "over": live.filter(valid__endswith__lte=on),
    }[view]
    if commune_id is not None:
        found = found.filter(person__area_id=commune_id)
    return found.select_related("person__area", "recorded_by", "confirmed_by").order_by(
        "valid__endswith", "person__name_sort", "id"
    )


def papers_to_confirm(user_id: int | None, on: date) -> QuerySet[Authorised]:
    """Papers that somebody else wrote down and that wait for confirming."""
    return authorisations("waiting", on).exclude(recorded_by_id=user_id)


def lapsed_on_list(run: PayrollRun) -> int:
    """How many are on a list in cash without whoever used to collect: the paper had run out by the pay day."""
    since = run.pay_on - timedelta(days=LAPSED_DAYS)
    papers = Authorised.objects.filter(
        Q(valid__endswith__gt=since) | Q(noted_on__gt=since),
        withdrawn_at=None, confirmed_at__isnull=False, valid__endswith__lte=run.pay_on,
    )  # fmt: skip
    lines = PayrollLine.objects.filter(run=run, channel__in=CASH, recipient_name="", person__in=papers.values("person"))
    return lines.exclude(state="cancelled").count()


def collector_died_on(number_index: str) -> date | None:
    """The death of whoever bears a number, as the registry has it; None of the living and of whom it does not know.

    Needs a role that sees every area.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DIED, [number_index])
        row = cursor.fetchone()
    return row[0] if row else None


def authorisations_of(person_id: int) -> list[Authorised]:
    """Everything that was ever written down for a person, the latest first."""
    found = Authorised.objects.filter(person_id__in=under_any_name(person_id))
    return list(found.select_related("recorded_by", "confirmed_by").order_by("-valid", "-id"))


def collecting(run_id: int, commune_id: int | None) -> dict[str, str]:
    """What a list says of those who collect by a dated paper, by payment code, in the language of documents.

    Of a commune, or (None) of the whole run.
    """
    found = LineRecipient.objects.filter(line__run_id=run_id)
    if commune_id is not None:
        found = found.filter(line__commune_id=commune_id)
    with override("vi"):
        return {
            one.line.key: f"{one.authorised.full_name} ({one.authorised.get_relation_display().lower()}), "
            f"số {one.authorised.id_number}, đến {one.last_day:%d/%m/%Y}"
            for one in found.select_related("line", "authorised")
        }
