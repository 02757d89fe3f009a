"""What is looked at in the data of a commune: contradictions, what is missing, and how old each kind of fact may grow.

Each ``people`` is a condition on a person ``p`` (living or dead, somebody stands for them) as believed now, with
``%(on)s`` the day. What is sealed is opened before: ``%(early)s`` are the people whose certificate is dated before their
birth, ``%(blank)s`` the sealed circumstances of which it is known that nothing is known. Terms of freshness are the office's working terms: the law sets one only for poverty.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Check:
    """``title`` and ``blocks``: what is wrong and what it stands in the way of, in the words of the office.

    ``elsewhere``: it shows in what another commune decided, out of sight of the one where the person lives.
    """

    code: str
    kind: Literal["contradiction", "missing"]
    title: str
    blocks: str
    people: str
    elsewhere: bool = False


_ALIVE = "(p.died_on IS NULL OR p.died_on > %(on)s::date)"
_AWARD = "SELECT FROM casework_award AS a WHERE a.person_id = p.id AND a.retracted_at IS NULL"
_AHEAD = "(date_trunc('month', %(on)s::date) + interval '1 month')::date"
# A commune that went over is what it became: its decisions are those of the one of today.
_BECAME = """WITH RECURSIVE became(former, unit) AS (
    SELECT predecessor_id, successor_id FROM areas_succession
    UNION SELECT b.former, s.successor_id FROM became AS b JOIN areas_succession AS s ON s.predecessor_id = b.unit
  ) SELECT former, unit FROM became"""
_HEADS = """registry_membership AS h JOIN registry_person AS q ON q.id = h.person_id
  AND (q.died_on IS NULL OR q.died_on > %(on)s::date)
  WHERE h.household_id = m.household_id AND h.is_head AND h.retracted_at IS NULL AND h.valid @> %(on)s::date"""
_MEMBER = "registry_membership AS m WHERE m.person_id = p.id AND m.retracted_at IS NULL AND m.valid @> %(on)s::date"

CHECKS = (
    Check(
        "dead_drawing",
        "contradiction",
        "Đã chết mà quyết định còn cho hưởng",
        "Thôi hưởng, thu hồi phần chi quá",
        f"p.died_on IS NOT NULL AND EXISTS ({_AWARD} AND (upper_inf(a.months) OR upper(a.months) > "
        "(date_trunc('month', p.died_on) + interval '1 month')::date))",
    ),
    Check(
        "pension_twice",
        "contradiction",
        "Có lương hưu, trợ cấp BHXH mà còn hưởng trợ cấp hưu trí xã hội",
        "Thôi hưởng trợ cấp hưu trí xã hội",
        f"EXISTS ({_AWARD} AND a.programme = 'social_pension' AND a.months @> %(on)s::date) AND EXISTS (SELECT FROM "
        "registry_pension AS f WHERE f.person_id = p.id AND f.retracted_at IS NULL AND f.valid @> %(on)s::date)",
    ),
    Check(
        "child_older",
        "contradiction",
        "Con sinh trước khi cha hoặc mẹ đủ 12 tuổi",
        "Số con để tính đơn thân nuôi con, hỗ trợ chăm sóc",
        "EXISTS (SELECT FROM registry_upbringing AS f JOIN registry_person AS c ON c.id = f.child_id WHERE "
        "f.person_id = p.id AND f.retracted_at IS NULL AND c.born_on < p.born_on + interval '12 years')",
    ),
    Check(
        "certificate_before_birth",
        "contradiction",
        "Giấy xác nhận khuyết tật trước ngày sinh",
        "Thời điểm hưởng trợ cấp khuyết tật",
        "p.id = ANY (%(early)s::bigint[]) OR EXISTS (SELECT FROM registry_disability AS f WHERE f.person_id = p.id "
        "AND f.retracted_at IS NULL AND lower(f.valid) < p.born_on)",
    ),
    Check(
        "two_heads",
        "contradiction",
        "Hộ có hai chủ hộ",
        "Nghèo, cận nghèo của hộ",
        f"{_ALIVE} AND EXISTS (SELECT FROM {_MEMBER} AND m.is_head AND (SELECT count(*) FROM {_HEADS}) > 1)",
    ),
    Check(
        "no_head",
        "contradiction",
        "Hộ không có chủ hộ",
        "Nghèo, cận nghèo của hộ; người nhận thay",
        f"{_ALIVE} AND EXISTS (SELECT FROM {_MEMBER} AND NOT EXISTS (SELECT FROM {_HEADS}))",
    ),
    Check(
        "household_elsewhere",
        "contradiction",
        "Hộ ghi ở xã, phường khác nơi ở",
        "Danh sách của xã; nghèo, cận nghèo của hộ",
        # What is asked of p stands in WHERE alone: then it is one join over all people, not a look for each of them.
        f"{_ALIVE} AND EXISTS (SELECT FROM registry_membership AS m JOIN registry_household AS o ON o.id = "
        "m.household_id WHERE m.person_id = p.id AND o.area_id <> p.area_id AND m.retracted_at IS NULL "
        "AND m.valid @> %(on)s::date)",
    ),
    Check(
        "too_old",
        "contradiction",
        "Trên 110 tuổi mà chưa ghi chết",
        "Chi trả hằng tháng: cần xác minh còn sống",
        "p.died_on IS NULL AND p.born_on < %(on)s::date - interval '110 years'",
    ),
    Check(
        "drawing_nowhere",
        "contradiction",
        "Đang hưởng mà không có nơi ở",
        "Xác định hằng tháng: người không cư trú thì không được xét",
        f"{_ALIVE} AND EXISTS ({_AWARD} AND a.months @> %(on)s::date) AND NOT EXISTS (SELECT FROM registry_residence "
        "AS f WHERE f.person_id = p.id AND f.retracted_at IS NULL AND f.valid @> %(on)s::date)",
    ),
    Check(
        "paid_elsewhere",
        "contradiction",
        "Sống ở đây mà xã, phường khác đang chi trả",
        "Danh sách chi trả: lập hồ sơ chuyển nơi nhận",
        f"{_ALIVE} AND EXISTS ({_AWARD} AND (upper_inf(a.months) OR upper(a.months) > {_AHEAD}) AND a.area_id <> p.area_id "
        f"AND (a.area_id, p.area_id) NOT IN ({_BECAME})) AND NOT EXISTS (SELECT FROM casework_case AS c "
        "WHERE c.person_id = p.id AND c.to_area_id = p.area_id AND c.closed_on IS NULL)",
        elsewhere=True,
    ),
    Check(
        "no_number",
        "missing",
        "Chưa có số định danh cá nhân",
        "Đối chiếu với dữ liệu dân cư, chi qua tài khoản",
        f"{_ALIVE} AND NOT EXISTS (SELECT FROM registry_paper AS f WHERE f.person_id = p.id AND f.kind = 'personal' "
        "AND f.retracted_at IS NULL AND f.valid @> %(on)s::date)",
    ),
    Check(
        "no_household",
        "missing",
        "Chưa thuộc hộ nào",
        "Nghèo, cận nghèo của hộ; người phụng dưỡng",
        f"{_ALIVE} AND NOT EXISTS (SELECT FROM {_MEMBER})",
    ),
    Check(
        "no_sex",
        "missing",
        "Chưa ghi giới tính",
        "Danh sách, thống kê",
        f"{_ALIVE} AND p.sex IS NULL",
    ),
    Check(
        "born_year_only",
        "missing",
        "Mới biết năm hoặc tháng sinh",
        "Tháng bắt đầu hưởng theo tuổi",
        f"{_ALIVE} AND p.born_precision <> 'day'",
    ),
)
BY_CODE = {check.code: check for check in CHECKS}


@dataclass(frozen=True)
class Freshness:
    """A kind of fact: ``days`` after which the newest entry in a commune is stale, and why so many."""

    code: str
    label: str
    days: int
    why: str
    facts: str


def _of(table: str, known: str = "true") -> str:
    """Rows of people: person_id, whether the content is known, when it was recorded, by which source."""
    return (
        f"SELECT f.person_id, {known} AS known, f.recorded_at, f.source_id FROM registry_{table} AS f "
        "WHERE f.retracted_at IS NULL AND f.valid @> %(on)s::date"
    )


FRESHNESS = (
    Freshness("residence", "Nơi ở", 365, "rà soát cư trú mỗi năm", _of("residence")),
    Freshness(
        "paper", "Số định danh", 730, "cấp mới, cấp đổi thưa", _of("paper") + " AND f.kind = 'personal'"
    ),
    Freshness("household", "Hộ gia đình", 365, "cùng đợt rà soát hộ", _of("membership")),
    Freshness(
        "poverty",
        "Nghèo, cận nghèo",
        365,
        "rà soát hằng năm (QĐ 24/2021/QĐ-TTg)",
        "SELECT m.person_id, f.status IS NOT NULL AS known, f.recorded_at, f.source_id FROM registry_poverty AS f "
        "JOIN registry_membership AS m ON m.household_id = f.household_id AND m.retracted_at IS NULL "
        "AND m.valid @> %(on)s::date WHERE f.retracted_at IS NULL AND f.valid @> %(on)s::date",
    ),
    Freshness("disability", "Khuyết tật", 180, "hội đồng xác định họp nhiều đợt mỗi năm", _of("disability", "f.degree IS NOT NULL")),
    Freshness("pension", "Lương hưu, trợ cấp BHXH", 180, "đối chiếu với cơ quan BHXH mỗi nửa năm", _of("pension", "f.amount_vnd IS NOT NULL")),
    Freshness("circumstance", "Hoàn cảnh", 365, "xem lại ít nhất mỗi năm", _of("circumstance", "f.value IS NOT NULL") + " UNION ALL "
              + _of("sealed_circumstance", "f.id <> ALL (%(blank)s::bigint[])")),
    Freshness("channel", "Cách nhận tiền", 365, "xem lại ít nhất mỗi năm", _of("payment_channel")),
)  # fmt: skip
