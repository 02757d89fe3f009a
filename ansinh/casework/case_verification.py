"""The check of cases: late without an owner, gaps in registers, decisions by their maker or on the own household."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from ansinh.kernel.finding import Finding
from ansinh.kernel.money import format_dong

MOST = 50

LATE_WITHOUT_OWNER = """
        SELECT c.id, c.number, c.year, c.due_on FROM casework_case AS c
        WHERE c.closed_on IS NULL AND c.due_on < %(on)s AND (c.owner_id IS NULL OR NOT EXISTS (
          SELECT FROM access_grant AS g WHERE g.user_id = c.owner_id AND g.valid @> %(on)s::date))
"""
"""Cases past their day that nobody with a role is in charge of: id, number, year, day. ``%(on)s``: day of the check."""

_CHECKS: tuple[tuple[str, str, str], ...] = (
    (
        "H1",
        "hồ sơ {0} (số {1}/{2}) quá hạn từ {3:%d/%m/%Y} mà không có người thụ lý giữ quyền ở xã",
        LATE_WITHOUT_OWNER,
    ),
    (
        "H2",
        "sổ quyết định của đơn vị {0} năm {1}: có {2} quyết định, số lớn nhất là {3}",
        """
        SELECT office_id, year, count(*), max(number) FROM casework_decision
        GROUP BY office_id, year HAVING count(*) <> max(number) OR min(number) <> 1
        """,
    ),
    (
        "H3",
        "sổ tiếp nhận của đơn vị {0} năm {1}: có {2} hồ sơ, số lớn nhất là {3}",
        """
        SELECT register_id, year, count(*), max(number) FROM casework_case
        GROUP BY register_id, year HAVING count(*) <> max(number) OR min(number) <> 1
        """,
    ),
    (
        "H4",
        "quyết định {0}: người lập và người ký là một người ({1})",
        "SELECT id, decided_by_id FROM casework_decision WHERE prepared_by_id = decided_by_id",
    ),
    (
        "H5",
        "hồ sơ {0}: người trình và người quyết định là một người ({1})",
        "SELECT id, decided_by_id FROM casework_case WHERE prepared_by_id = decided_by_id",
    ),
    (
        "H6",
        "quyết định {0}: người ký ({1}) ký cho người trong hộ của mình (người số {2})",
        """
        SELECT d.id, d.decided_by_id, p.person_id FROM casework_officer_person AS o
        JOIN casework_decision AS d ON d.decided_by_id = o.user_id
        CROSS JOIN LATERAL casework_own_household(d.decided_by_id, d.decided_on) AS own (person_id)
        JOIN casework_proposal AS p ON p.decision_id = d.id AND p.person_id = own.person_id
        GROUP BY 1, 2, 3
        """,
    ),
    (
        "H7",
        "hồ sơ {0}: người quyết định ({1}) ở cùng hộ với người được giải quyết",
        """
        SELECT c.id, c.decided_by_id FROM casework_case AS c
        WHERE c.decided_by_id IN (SELECT user_id FROM casework_officer_person)
          AND c.person_id IN (SELECT casework_own_household(c.decided_by_id, c.closed_on))
        """,
    ),
    (
        "H8",
        "hồ sơ {0} đã quyết định mà đề nghị {1} của nó còn chờ",
        """
        SELECT c.id, p.id FROM casework_case AS c JOIN casework_proposal AS p ON p.case_id = c.id
        WHERE c.state = 'decided' AND p.state IN ('open', 'submitted', 'returned')
        """,
    ),
    (
        "H9",
        "hồ sơ {0}: trạng thái “{1}” không phải là trạng thái sau việc cuối cùng (“{2}”)",
        """
        SELECT c.id, c.state, s.after FROM casework_case AS c
        JOIN LATERAL (
          SELECT after FROM casework_case_step AS t WHERE t.case_id = c.id ORDER BY t.id DESC LIMIT 1
        ) AS s ON true
        WHERE s.after <> c.state
        """,
    ),
)
_UNDECLARED = """
SELECT u.username FROM access_grant AS g JOIN access_user AS u ON u.id = g.user_id
WHERE g.valid @> %(on)s::date AND g.role = 'commune_chair'
  AND NOT EXISTS (SELECT FROM casework_officer_person AS o WHERE o.user_id = u.id AND o.valid @> %(on)s::date)
ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class CaseVerdict:
    """The findings (at most MOST of each kind), how many in all, over how much; ``notes`` are not counted."""

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    wrong: int
    cases: int
    decisions: int

    @property
    def closing(self) -> str:
        """The closing figure."""
        return (
            f"{format_dong(self.wrong)} sai lệch trên {format_dong(self.cases)} hồ sơ, {format_dong(self.decisions)} "
            f"quyết định ({len(_CHECKS)} điều kiểm tra)"
        )


def verify_cases(on: date) -> CaseVerdict:
    """Check all cases and decisions as of a day. Needs a connection that sees every row."""
    findings: list[Finding] = []
    wrong = 0
    with connection.cursor() as cursor:
        for code, message, select in _CHECKS:
            cursor.execute(select, {"on": on})
            rows = cursor.fetchall()
            wrong += len(rows)
            findings += [Finding(code, message.format(*row)) for row in rows[:MOST]]
        cursor.execute(_UNDECLARED, {"on": on})
        notes = tuple(
            Finding("H10", f"tài khoản {name} ký quyết định nhưng chưa khai mình là ai trong sổ") for (name,) in cursor
        )
        cursor.execute("SELECT (SELECT count(*) FROM casework_case), (SELECT count(*) FROM casework_decision)")
        cases, decisions = cursor.fetchone()
    return CaseVerdict(tuple(findings), notes, wrong, int(cases), int(decisions))
