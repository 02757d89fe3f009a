"""Checking the audit log: every entry in the chain once, every hash right, nothing cut off."""

from __future__ import annotations

import json
from pathlib import Path

from django.db import connection

# The hash is computed by the database when a transaction commits; the same expression checks it.
CHAIN_SQL = """
CREATE FUNCTION kernel_audit_hash(previous text, e kernel_audit_entry) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT encode(sha256(convert_to(concat_ws('|', previous, e.id,
    to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'), coalesce(e.actor_id::text, ''), e.actor_name,
    e.action, e.object_kind, e.object_id, coalesce(e.area_id::text, ''), e.purpose, e.details::text), 'UTF8')), 'hex')
$$;
CREATE FUNCTION kernel_audit_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE last kernel_audit_link;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('kernel_audit_link'));
  SELECT * INTO last FROM kernel_audit_link ORDER BY seq DESC LIMIT 1;
  INSERT INTO kernel_audit_link (seq, entry_id, hash)
  VALUES (coalesce(last.seq, 0) + 1, NEW.id, kernel_audit_hash(coalesce(last.hash, ''), NEW));
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER kernel_audit_entry_chain AFTER INSERT ON kernel_audit_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION kernel_audit_chain();
"""

BROKEN = """
SELECT l.seq, e.id FROM (
  SELECT seq, entry_id, hash, lag(hash) OVER (ORDER BY seq) AS previous, lag(seq) OVER (ORDER BY seq) AS before
  FROM kernel_audit_link) AS l
JOIN kernel_audit_entry AS e ON e.id = l.entry_id
WHERE l.hash <> kernel_audit_hash(coalesce(l.previous, ''), e) OR l.seq <> coalesce(l.before, 0) + 1
ORDER BY l.seq LIMIT 20
"""
_UNLINKED = """
SELECT e.id FROM kernel_audit_entry AS e LEFT JOIN kernel_audit_link AS l ON l.entry_id = e.id
WHERE l.seq IS NULL ORDER BY e.id LIMIT 20
"""


def head() -> tuple[int, str]:
    """Number and hash of the last link; (0, "") for an empty chain."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, hash FROM kernel_audit_link ORDER BY seq DESC LIMIT 1")
        row = cursor.fetchone()
    return (int(row[0]), str(row[1])) if row else (0, "")


def anchor(path: Path, *, at: str) -> None:
    """Write the head to a file outside the database: a tail cut off later is missed by no other check."""
    seq, digest = head()
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps({"seq": seq, "hash": digest, "at": at}) + "\n")


def anchors_in(path: Path) -> dict[int, str]:
    """Heads kept in a file outside the database: hash by number; none where there is no file yet."""
    if not path.exists():
        return {}
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return {int(row["seq"]): str(row["hash"]) for row in rows if row["seq"]}


def verify(anchors: Path | None = None) -> tuple[list[str], int]:
    """What is wrong with the chain, in Vietnamese with ids, and the number of entries that were checked."""
    wrong: list[str] = []
    with connection.cursor() as cursor:
        cursor.execute(BROKEN)
        wrong += [f"Chuỗi nhật ký đứt ở mắt xích {seq} (bản ghi {entry})" for seq, entry in cursor.fetchall()]
        cursor.execute(_UNLINKED)
        wrong += [f"Bản ghi nhật ký {entry} không nằm trong chuỗi" for (entry,) in cursor.fetchall()]
        for seq, digest in (anchors_in(anchors) if anchors else {}).items():
            cursor.execute("SELECT hash FROM kernel_audit_link WHERE seq = %s", [seq])
            row = cursor.fetchone()
            if row is None or row[0] != digest:
                wrong.append(f"Mắt xích {seq} không còn như đã niêm phong ngoài cơ sở dữ liệu")
        cursor.execute("SELECT count(*) FROM kernel_audit_entry")
        return wrong, int(cursor.fetchone()[0])
