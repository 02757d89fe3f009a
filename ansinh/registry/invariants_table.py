"""What must be true of the registry, as SQL: each SELECT gives the ids of what is wrong, and must give none.

Most of it is refused by constraints already; it is checked all the same, because a restored copy or a hand at the
database may have gone past them. ``%(on)s`` is the day of the check. Names of people are never told, only ids.
"""

from typing import NamedTuple

MOST = 50
"""So many findings of one kind are told; the number of all of them stands beside."""


class Invariant(NamedTuple):
    """``select``: one row a defect, its values are put into ``message``. ``note``: told, but not wrong by itself."""

    code: str
    title: str
    message: str
    select: str
    note: bool = False


DATED = {
    # table: the columns that say what a fact is about, besides the day
    "residence": ("person_id",),
    "membership": ("person_id",),
    "disability": ("person_id",),
    "pension": ("person_id",),
    "payment_channel": ("person_id",),
    "poverty": ("household_id",),
    "circumstance": ("person_id", "kind"),
    "sealed_circumstance": ("person_id", "slot"),
    "paper": ("person_id", "kind"),
    "phone": ("person_id",),
    "upbringing": ("person_id", "child_id"),
}
FACT_TABLES = ("identity", *DATED)
_BELIEVED = "tstzrange(a.recorded_at, a.retracted_at) && tstzrange(b.recorded_at, b.retracted_at)"


def _overlaps(table: str, key: tuple[str, ...]) -> str:
    same = " AND ".join(f"a.{column} = b.{column}" for column in key)
    return (
        f"SELECT '{table}', a.{key[0]}, a.id, b.id FROM registry_{table} AS a JOIN registry_{table} AS b "
        f"ON {same} AND a.id < b.id AND a.valid && b.valid AND {_BELIEVED}"
    )


_ALL_OVERLAPS = " UNION ALL ".join(_overlaps(table, key) for table, key in DATED.items())
_SOURCES = " UNION ALL ".join(
    f"SELECT '{table}' AS kind, f.id, f.recorded_at, f.retracted_at, f.source_id, f.retracted_by_id "
    f"FROM registry_{table} AS f"
    for table in FACT_TABLES
)
_EMPTY = " UNION ALL ".join(f"SELECT '{table}', id FROM registry_{table} WHERE isempty(valid)" for table in DATED)
# Someone whose list was undone has no identity that is believed: nobody stands for them, so they live nowhere.
_LIVED = """
SELECT i.person_id, range_agg(r.valid) AS lived, min(lower(r.valid)) AS since, max(coalesce(upper(r.valid), 'infinity')) AS ended,
  least(coalesce(i.died_on, %(on)s::date), %(on)s::date) AS until
FROM registry_identity AS i LEFT JOIN registry_residence AS r ON r.person_id = i.person_id AND r.retracted_at IS NULL
WHERE i.retracted_at IS NULL AND i.born_on <= %(on)s::date GROUP BY i.person_id, i.died_on
"""

# A head is one until the day before death, whether or not the list of the household was put right.
_HEADS = """
SELECT m.household_id, m.person_id, m.valid * daterange(NULL, i.died_on) AS valid FROM registry_membership AS m
JOIN registry_identity AS i ON i.person_id = m.person_id AND i.retracted_at IS NULL
WHERE m.is_head AND m.retracted_at IS NULL
"""

INVARIANTS = (
    Invariant("R1", "Không hai thông tin nào chồng nhau", "{0}, hồ sơ {1}: dòng {2} và {3} chồng ngày", _ALL_OVERLAPS),
    Invariant(
        "R1b",
        "Mỗi lúc chỉ tin một nhân thân",
        "hồ sơ {0}: nhân thân {1} và {2} cùng được tin một lúc",
        f"""
        SELECT a.person_id, a.id, b.id FROM registry_identity AS a JOIN registry_identity AS b
          ON a.person_id = b.person_id AND a.id < b.id AND {_BELIEVED}
        """,
    ),
    Invariant(
        "R1c",
        "Một số giấy tờ là của một người",
        "giấy tờ {0} và {1} cùng số, của hồ sơ {2} và {3}",
        f"""
        SELECT a.id, b.id, a.person_id, b.person_id FROM registry_paper AS a JOIN registry_paper AS b
          ON a.number_index = b.number_index AND a.id < b.id AND a.person_id <> b.person_id AND a.valid && b.valid AND {_BELIEVED}
        """,
    ),
    Invariant(
        "R2",
        "Thông tin nào cũng có nguồn",
        "{0} dòng {1}: không có nguồn {2}",
        f"""
        SELECT f.kind, f.id, f.source_id FROM ({_SOURCES}) AS f
        WHERE NOT EXISTS (SELECT FROM registry_source AS s WHERE s.id = f.source_id)
        """,
    ),
    Invariant(
        "R2b",
        "Rút lại thì có nguồn và sau khi ghi",
        "{0} dòng {1}: rút lại không đúng (nguồn {2})",
        f"""
        SELECT f.kind, f.id, f.retracted_by_id FROM ({_SOURCES}) AS f
        WHERE (f.retracted_at IS NULL) <> (f.retracted_by_id IS NULL) OR f.retracted_at < f.recorded_at
          OR (f.retracted_by_id IS NOT NULL
              AND NOT EXISTS (SELECT FROM registry_source AS s WHERE s.id = f.retracted_by_id))
        """,
    ),
    Invariant("R2c", "Thông tin nào cũng có ngày", "{0} dòng {1}: không có ngày nào", _EMPTY),
    Invariant(
        "R3",
        "Ai cũng có nơi ở",
        "hồ sơ {0}: không có nơi ở nào",
        f"SELECT person_id FROM ({_LIVED}) AS l WHERE lived IS NULL",
    ),
    Invariant(
        "R3b",
        "Mỗi người mỗi ngày ở đúng một nơi",
        "hồ sơ {0}: không rõ ở đâu từ {1:%d/%m/%Y} đến {2:%d/%m/%Y}",
        f"""
        SELECT l.person_id, lower(gap), upper(gap) - 1
        FROM ({_LIVED}) AS l CROSS JOIN LATERAL unnest(
          datemultirange(daterange(coalesce(l.since, l.until), l.until, '[]')) - l.lived) AS gap
        WHERE l.lived IS NOT NULL AND coalesce(l.since, l.until) <= l.until AND lower(gap) < l.ended
        """,
    ),
    # The registry knows the communes of its own province only: who moved out of it lives in none of them.
    Invariant(
        "R3c",
        "Người đã rời đi, chưa có nơi ở mới trong tỉnh",
        "hồ sơ {0}: rời nơi ở cuối cùng ngày {1:%d/%m/%Y}",
        f"SELECT person_id, ended FROM ({_LIVED}) AS l WHERE ended <= until",
        note=True,
    ),
    Invariant(
        "R4",
        "Một hộ không có hai chủ hộ còn sống cùng ngày",
        "hộ {0}: hồ sơ {1} và {2} cùng là chủ hộ",
        f"""
        SELECT a.household_id, a.person_id, b.person_id FROM ({_HEADS}) AS a JOIN ({_HEADS}) AS b
          ON a.household_id = b.household_id AND a.person_id < b.person_id AND a.valid && b.valid
        """,
    ),
    Invariant(
        "R5",
        "Hồ sơ hiện ra đúng nhân thân đang tin",
        "hồ sơ {0}: tên, ngày sinh, ngày chết hoặc giới tính khác nhân thân {1}",
        """
        SELECT p.id, i.id FROM registry_person AS p JOIN registry_identity AS i ON i.person_id = p.id
        WHERE i.retracted_at IS NULL
          AND (p.full_name, p.born_on, p.born_precision, p.died_on, p.sex)
            IS DISTINCT FROM (i.full_name, i.born_on, i.born_precision, i.died_on, i.sex)
        """,
    ),
    Invariant(
        "R5b",
        "Hồ sơ thuộc xã, phường đang quản lý nơi ở",
        "hồ sơ {0}: thuộc đơn vị {1}, nơi ở ngày kiểm tra là đơn vị {2}",
        """
        WITH RECURSIVE became(unit_id, now_id) AS (
          SELECT id, id FROM areas_unit WHERE kind = 'commune'
          UNION SELECT b.unit_id, s.successor_id FROM became AS b JOIN areas_succession AS s ON s.predecessor_id = b.now_id
        )
        SELECT p.id, p.area_id, r.unit_id FROM registry_person AS p
        JOIN registry_identity AS i ON i.person_id = p.id AND i.retracted_at IS NULL
        JOIN registry_residence AS r ON r.person_id = p.id AND r.retracted_at IS NULL AND r.valid @> %(on)s::date
        WHERE p.died_on IS NULL
          AND NOT EXISTS (SELECT FROM became AS b WHERE b.unit_id = r.unit_id AND b.now_id = p.area_id)
        """,
    ),
)

# What is sealed is compared when it is open (``verification``): the same people may be sealed twice, in two ways.
SHOWN_PEOPLE = """
SELECT p.id, i.id, p.ethnicity, i.ethnicity FROM registry_person AS p
JOIN registry_identity AS i ON i.person_id = p.id AND i.retracted_at IS NULL
WHERE p.id > %s AND p.ethnicity <> i.ethnicity ORDER BY p.id LIMIT %s
"""
COUNTED = "SELECT " + ", ".join(f"(SELECT count(*) FROM registry_{table})" for table in ("person", *FACT_TABLES))
