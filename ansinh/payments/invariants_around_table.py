"""The invariants that payments rest on and others keep: people, validity, cases, facts sent on, the audit chain.

They are checked with money because a wrong one makes money wrong: a person in two communes is paid by two.
``%(on)s``: the day of the check; ``%(anchors)s``: heads of the chain kept outside, as a JSON array of {seq, hash}.
"""

from ansinh.casework.public import LATE_WITHOUT_OWNER
from ansinh.kernel.audit_chain import BROKEN
from ansinh.payments.invariants_table import Invariant
from ansinh.registry.public import REGISTRY_INVARIANTS

_PLACES = " UNION ALL ".join(
    f"SELECT person_id, {what} FROM ({REGISTRY_INVARIANTS[code].select}) AS {code}" for code, what in (
        ("R3", "'không có nơi ở nào'"),
        ("R3b", "'có ngày không rõ ở đâu'"),
    )
)  # fmt: skip
_BELIEVED = "tstzrange(a.recorded_at, a.retracted_at) && tstzrange(b.recorded_at, b.retracted_at)"

AROUND = (
    Invariant(
        "I5b",
        "Đề nghị đã quyết định dựa đúng kết quả xác định",
        "đề nghị {0}, người {1}: mã thông tin khác kết quả của lần xác định {2}",
        """
        SELECT p.id, p.person_id, p.run_id FROM casework_proposal AS p
        JOIN determination_result AS r ON (r.run_id, r.person_id) = (p.run_id, p.person_id)
        WHERE p.state = 'decided' AND p.kind <> 'past' AND p.facts_hash <> '' AND p.facts_hash <> r.facts_hash
        ORDER BY 1 LIMIT 50 -- a correction of past months rests on the facts of those months, which the run has not
        """,
    ),
    Invariant(
        "I6",
        "Mỗi người mỗi ngày thuộc đúng một địa bàn",
        "hồ sơ {0}: {1}",
        f"""
        SELECT * FROM ({_PLACES}
          UNION ALL SELECT a.person_id, 'ở hai nơi cùng ngày' FROM registry_residence AS a JOIN registry_residence AS b
            ON a.person_id = b.person_id AND a.id < b.id AND a.valid && b.valid AND {_BELIEVED}
        ) AS wrong ORDER BY 1 LIMIT 50
        """,
    ),
    Invariant(
        "I7",
        "Hiệu lực không chồng nhau",
        "{0} {1}: dòng {2} và {3} chồng thời gian",
        f"""
        SELECT * FROM (
          SELECT 'thành viên hộ, người' AS what, a.person_id AS whose, a.id, b.id AS other
          FROM registry_membership AS a JOIN registry_membership AS b
            ON a.person_id = b.person_id AND a.id < b.id AND a.valid && b.valid AND {_BELIEVED}
          UNION ALL
          SELECT 'mức hưởng, người', a.person_id, a.id, b.id FROM casework_award AS a JOIN casework_award AS b
            ON (a.person_id, a.programme, a.category) = (b.person_id, b.programme, b.category) AND a.id < b.id
            AND a.months && b.months AND {_BELIEVED}
          UNION ALL
          SELECT 'đơn vị chi trả, địa bàn', a.area_id, a.id, b.id
          FROM payments_paying_office AS a JOIN payments_paying_office AS b
            ON a.area_id = b.area_id AND a.id < b.id AND a.valid && b.valid
        ) AS wrong ORDER BY 1, 2 LIMIT 50
        """,
    ),
    Invariant(
        "I8",
        "Tin để đơn vị khác xử lý không chờ quá 15 phút",
        "tin {0} ({1}) chờ từ {2:%H:%M %d/%m/%Y}",
        """
        SELECT id, kind, created_at FROM kernel_outbox_fact
        WHERE handled_at IS NULL AND created_at < clock_timestamp() - interval '15 minutes' ORDER BY 1 LIMIT 50
        """,
    ),
    Invariant(
        "I9",
        "Hồ sơ quá hạn phải có người thụ lý",
        "hồ sơ {0} (số {1}/{2}) quá hạn từ {3:%d/%m/%Y}, không có người thụ lý",
        f"SELECT * FROM ({LATE_WITHOUT_OWNER}) AS late ORDER BY 1 LIMIT 50",
    ),
    # Entries get their link at commit: those of the asking transaction itself have none yet.
    Invariant(
        "I10",
        "Nhật ký liền mạch và đúng như đã niêm phong",
        "{0} {1}: {2}",
        f"""
        SELECT * FROM (
          SELECT 'mắt xích' AS what, seq AS place, 'đứt (bản ghi ' || id || ')' AS why FROM ({BROKEN}) AS broken (seq, id)
          UNION ALL
          SELECT 'bản ghi', e.id, 'không nằm trong chuỗi' FROM kernel_audit_entry AS e
          WHERE NOT EXISTS (SELECT FROM kernel_audit_link AS l WHERE l.entry_id = e.id)
            AND (pg_current_xact_id_if_assigned() IS NULL OR age(e.xmin) > age(pg_current_xact_id_if_assigned()::xid))
          UNION ALL
          SELECT 'mắt xích', k.seq, 'không còn như đã niêm phong ngoài cơ sở dữ liệu'
          FROM jsonb_to_recordset(%(anchors)s::jsonb) AS k (seq bigint, hash text)
          WHERE NOT EXISTS (SELECT FROM kernel_audit_link AS l WHERE (l.seq, l.hash) = (k.seq, k.hash))
        ) AS wrong ORDER BY 1, 2 LIMIT 50
        """,
    ),
)
"""Beside the money's own, in the order of their numbers."""
