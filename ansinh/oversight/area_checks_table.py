"""What must hold of areas and of everything that lies in them; each SELECT returns the rows for which it does not."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """``message`` is filled with the columns of a row; ``select`` knows %(on)s, the day of checking."""

    code: str
    title: str
    message: str
    select: str


_HELD = "r.retracted_at IS NULL"
_LIVE = "('open', 'submitted', 'returned')"

CHECKS = (
    Check(
        "residence_outside_unit",
        "nơi cư trú nằm trong những ngày xã tồn tại",
        "người {0} có nơi cư trú (dòng {1}) sau ngày đơn vị {2} kết thúc",
        "SELECT r.person_id, r.id, u.code FROM registry_residence AS r JOIN areas_unit AS u ON u.id = r.unit_id "
        f"WHERE {_HELD} AND (coalesce(upper(r.valid), 'infinity') > coalesce(upper(u.valid), 'infinity') OR u.withdrawn)",
    ),
    # Somebody taken in today of whom it is said that they lived here before the commune began lived in what went over
    # into it; where nothing did, there was no such place.
    Check(
        "residence_before_unit",
        "trước khi xã có, nơi cư trú thuộc một đơn vị cũ đã nhập vào xã",
        "người {0} có nơi cư trú (dòng {1}) trước khi đơn vị {2} và các đơn vị cũ của nó tồn tại",
        "WITH RECURSIVE reach(id, first) AS (SELECT id, lower(valid) FROM areas_unit WHERE NOT withdrawn UNION "
        "SELECT s.successor_id, reach.first FROM reach JOIN areas_succession AS s ON s.predecessor_id = reach.id), "
        "since AS (SELECT id, min(first) AS first FROM reach GROUP BY 1) "
        "SELECT r.person_id, r.id, u.code FROM registry_residence AS r JOIN areas_unit AS u ON u.id = r.unit_id "
        "JOIN since ON since.id = u.id "
        f"WHERE {_HELD} AND lower(r.valid) < lower(u.valid) AND lower(r.valid) < since.first",
    ),
    Check(
        "two_residences",
        "mỗi ngày một người chỉ ở một xã",
        "người {0} có hai nơi cư trú cùng ngày (dòng {1})",
        "SELECT person_id, id FROM (SELECT person_id, id, valid, lead(valid) OVER (PARTITION BY person_id ORDER BY valid) "
        f"AS next FROM registry_residence AS r WHERE {_HELD}) AS one WHERE valid && next",
    ),
    Check(
        "residence_lost",
        "không ai mất nơi cư trú khi xã kết thúc",
        "người {0} mất nơi cư trú khi đơn vị {1} kết thúc ngày {2}",
        "SELECT r.person_id, u.code, upper(u.valid) FROM registry_residence AS r JOIN areas_unit AS u ON u.id = r.unit_id "
        "JOIN registry_person AS p ON p.id = r.person_id "
        f"WHERE {_HELD} AND NOT upper_inf(u.valid) AND upper(r.valid) = upper(u.valid) "
        "AND (p.died_on IS NULL OR p.died_on >= upper(u.valid)) AND NOT EXISTS (SELECT FROM registry_residence AS n "
        "WHERE n.person_id = r.person_id AND n.retracted_at IS NULL AND lower(n.valid) = upper(r.valid)) "
        "AND NOT EXISTS (SELECT FROM registry_person AS g WHERE g.id = r.person_id AND g.area_id <> ALL ("
        "SELECT s.successor_id FROM areas_succession AS s WHERE s.predecessor_id = u.id))",
    ),
    Check(
        "person_in_charge",
        "xã đang phụ trách một người là xã còn tồn tại",
        "người {0} đang do đơn vị {1} phụ trách, đơn vị này không còn",
        "SELECT p.id, u.code FROM registry_person AS p JOIN areas_unit AS u ON u.id = p.area_id WHERE NOT upper_inf(u.valid)"
        " OR isempty(u.valid)",
    ),
    Check(
        "person_lives_elsewhere",
        "xã đang phụ trách là xã đang cư trú",
        "người {0} do đơn vị {1} phụ trách nhưng đang cư trú ở {2}",
        "SELECT p.id, a.code, u.code FROM registry_residence AS r JOIN registry_person AS p ON p.id = r.person_id "
        "JOIN areas_unit AS u ON u.id = r.unit_id JOIN areas_unit AS a ON a.id = p.area_id "
        f"WHERE {_HELD} AND upper_inf(r.valid) AND p.area_id <> r.unit_id",
    ),
    Check(
        "household_in_charge",
        "xã đang phụ trách một hộ là xã còn tồn tại",
        "hộ {0} đang do đơn vị {1} phụ trách, đơn vị này không còn",
        "SELECT h.id, u.code FROM registry_household AS h JOIN areas_unit AS u ON u.id = h.area_id "
        "WHERE NOT upper_inf(u.valid) OR isempty(u.valid)",
    ),
    Check(
        "units_overlap",
        "một mã mỗi ngày chỉ thuộc một đơn vị",
        "mã {0} thuộc hai đơn vị cùng ngày",
        "SELECT DISTINCT u.code FROM areas_unit AS u JOIN areas_unit AS v ON v.code = u.code AND v.kind = u.kind "
        "AND v.id > u.id AND v.valid && u.valid",
    ),
    Check(
        "outside_parent",
        "đơn vị tồn tại trong những ngày cấp trên tồn tại",
        "{0} {1} tồn tại ngoài những ngày của đơn vị cấp trên {2}",
        "SELECT u.code, u.name, p.name FROM areas_unit AS u JOIN areas_unit AS p ON p.id = u.parent_id "
        "WHERE NOT u.withdrawn AND NOT p.valid @> u.valid",
    ),
    Check(
        "no_successor",
        "đơn vị kết thúc có đơn vị kế thừa (trừ cấp huyện)",
        "{0} {1} kết thúc ngày {2} mà không có đơn vị kế thừa",
        "SELECT u.code, u.name, upper(u.valid) FROM areas_unit AS u WHERE NOT upper_inf(u.valid) AND NOT u.withdrawn "
        "AND u.kind <> 'district' AND NOT EXISTS (SELECT FROM areas_succession AS s WHERE s.predecessor_id = u.id)",
    ),
    Check(
        "succession_day",
        "kế thừa đúng ngày: đơn vị cũ vừa hết, đơn vị mới bắt đầu",
        "{0} → {1} ngày {2} không khớp ngày kết thúc và bắt đầu của hai đơn vị",
        "SELECT o.name, n.name, s.on FROM areas_succession AS s JOIN areas_unit AS o ON o.id = s.predecessor_id "
        "JOIN areas_unit AS n ON n.id = s.successor_id "
        "WHERE upper(o.valid) IS DISTINCT FROM s.on OR lower(n.valid) IS DISTINCT FROM s.on OR o.kind <> n.kind",
    ),
    Check(
        "succession_loop",
        "không đơn vị nào kế thừa chính nó qua nhiều bước",
        "đơn vị {0} quay lại chính nó qua các bước kế thừa",
        "WITH RECURSIVE walk(start, id) AS (SELECT predecessor_id, successor_id FROM areas_succession UNION "
        "SELECT w.start, s.successor_id FROM walk AS w JOIN areas_succession AS s ON s.predecessor_id = w.id) "
        "SELECT DISTINCT u.code FROM walk JOIN areas_unit AS u ON u.id = walk.start WHERE walk.start = walk.id",
    ),
    Check(
        "split_villages",
        "chia xã: mỗi thôn về đúng một nơi",
        "{0} {1} chia nhiều nơi nhưng thôn {2} chưa về đúng một nơi",
        "SELECT o.code, o.name, coalesce(v.village, '(chưa ghi)') FROM areas_succession AS s "
        "JOIN areas_unit AS o ON o.id = s.predecessor_id LEFT JOIN LATERAL unnest(s.villages) AS v (village) ON true "
        "WHERE EXISTS (SELECT FROM areas_succession AS t WHERE t.predecessor_id = s.predecessor_id AND t.id <> s.id) "
        "GROUP BY 1, 2, 3, s.predecessor_id HAVING count(*) > 1 OR bool_or(v.village IS NULL)",
    ),
    Check(
        "grant_outlives_unit",
        "không ai giữ quyền ở đơn vị đã kết thúc",
        "tài khoản {0} còn giữ vai trò {1} ở {2} sau ngày đơn vị kết thúc",
        "SELECT a.username, g.role, u.name FROM access_grant AS g JOIN access_user AS a ON a.id = g.user_id "
        "JOIN areas_unit AS u ON u.id = g.area_id "
        "WHERE coalesce(upper(g.valid), 'infinity') > coalesce(upper(u.valid), 'infinity') OR u.withdrawn",
    ),
    Check(
        "office_outlives_unit",
        "đơn vị chi trả thuộc địa bàn còn tồn tại",
        "đơn vị chi trả {0} còn hiệu lực ở {1} sau ngày địa bàn kết thúc",
        "SELECT o.id, u.name FROM payments_paying_office AS o JOIN areas_unit AS u ON u.id = o.area_id "
        "WHERE coalesce(upper(o.valid), 'infinity') > coalesce(upper(u.valid), 'infinity') OR u.withdrawn",
    ),
    Check(
        "proposal_left",
        "đề nghị đang giải quyết nằm ở đơn vị còn tồn tại",
        "đề nghị {0} còn nằm ở {1}, đơn vị đã kết thúc",
        "SELECT p.id, u.name FROM casework_proposal AS p JOIN areas_unit AS u ON u.id = p.area_id "
        f"WHERE p.state IN {_LIVE} AND (upper(u.valid) <= %(on)s OR u.withdrawn)",
    ),
    Check(
        "classified_outside_unit",
        "phân loại nằm trong những ngày xã tồn tại",
        "phân loại của {0} (dòng {1}) nằm ngoài những ngày đơn vị tồn tại",
        "SELECT u.name, h.id FROM (SELECT id, unit_id, valid FROM areas_hardship UNION ALL "
        "SELECT id, unit_id, valid FROM areas_classification) AS h JOIN areas_unit AS u ON u.id = h.unit_id "
        "WHERE NOT u.valid @> h.valid",
    ),
)
