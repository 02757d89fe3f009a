"""Keep how a file's rows stand to the registry (the registry compares; it is downstream of us)."""

from __future__ import annotations

import polars
from django.db import connection, transaction

from ansinh.intake.models import SourceFile
from ansinh.kernel.copy_rows import copy_frame


def record_standing(*, file: SourceFile, standing: polars.DataFrame) -> None:
    """standing: position, status, person_id (or null), changed (keys joined by commas). Rows already decided on
    keep what they have."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "CREATE TEMP TABLE standing (position integer, status text, person_id bigint, changed text) ON COMMIT DROP"
        )
        copy_frame(cursor, "standing", standing.select("position", "status", "person_id", "changed"))
        cursor.execute(
            "UPDATE intake_row AS r SET status = s.status, person_id = s.person_id, changed = "
            "string_to_array(s.changed, ',') "
            "FROM standing AS s WHERE r.file_id = %s AND r.position = s.position AND r.decision = 'pending'",
            [file.pk],
        )
        cursor.execute("DROP TABLE standing")
