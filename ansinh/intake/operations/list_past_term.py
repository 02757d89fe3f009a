"""Listing, for the offices in charge, what is past its term. Removing it stays the act of two people."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ansinh.intake.models import PastTermListing
from ansinh.intake.past_term import cutoff, past_term
from ansinh.kernel import audit


@transaction.atomic
def list_past_term(*, on: date) -> list[PastTermListing]:
    """Replace the listing of every commune by what is past its term on a day; the communes listed.

    Runs as the owner of the tables (jobs). Removes nothing else than the former listing.
    """
    PastTermListing.objects.all().delete()
    listed = PastTermListing.objects.bulk_create(
        PastTermListing(
            area_id=one.area_id, before=cutoff(on), file_count=one.files, row_count=one.rows, oldest=one.oldest
        )
        for one in past_term(on)
    )
    details = {"communes": len(listed), "files": sum(one.file_count for one in listed)}
    audit.record(actor=None, action="removal.list", object_kind="removal", details=details)
    return listed
