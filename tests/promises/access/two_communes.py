"""Two communes with something of everything, each with words and numbers that occur nowhere else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client

from ansinh.access.public import ROLES, Actor, User
from ansinh.areas.public import Unit
from ansinh.payments.public import PayrollRun
from ansinh.registry import public as registry
from tests import builders
from tests.builders import period
from tests.promises.access.pages import text_of
from tests.unit.registry.test_merge import suspected
from tests.unit.staff.province import award, proposal
from tests.unit.staff.test_intake_screens import workbook

LOCAL = [code for code, role in ROLES.items() if not role.wide and not role.over]
"""The roles whose rights end at the border of their areas."""
MONTH = "2026-11"


@dataclass
class Side:
    """One commune: its people bear ``word`` in their names and villages, their numbers hold ``digits``."""

    area: Unit
    word: str
    digits: str
    actors: dict[str, Actor]
    first: int
    last: dict[str, int]

    @property
    def marks(self) -> tuple[str, str]:
        """What must not be read elsewhere."""
        return self.word, self.digits

    def client(self, role: str) -> Client:
        """A browser of somebody in this role here."""
        client = Client(raise_request_exception=True)
        client.force_login(User.objects.get(pk=self.actors[role].user_id))
        return client

    def digest(self) -> dict[str, str]:
        """A fingerprint of every row that was made here, by table."""
        found = {}
        for table, last in self.last.items():
            rows = f"SELECT row_to_json(t)::text AS row, id FROM {table} AS t WHERE id > %s AND id <= %s"
            statement = f"SELECT md5(string_agg(row, '' ORDER BY id)) FROM ({rows}) AS rows"
            found[table] = str(_rows(statement, self.first, last)[0][0])
        return found


def make_side(index: int, word: str, digits: str) -> Side:
    """Write a commune with its people, awards, news, list, pair, run and accounts."""
    area = builders.commune(index)
    builders.numbers_apart()
    first = int(str(_rows("SELECT max(last_value) FROM pg_sequences WHERE schemaname = 'public'")[0][0]))
    actors = {code: builders.officer(code, area, f"{code}-{index}") for code in LOCAL}
    side = Side(area, word, digits, actors, first, {})
    who = builders.person(area, name=f"Giàng A {word}", village=f"Bản {word}", ethnicity="Mông", sex="male")
    twin = builders.person(area, name=f"Giàng {word}", born="1950-01-01", precision="year", village=f"Bản {word}")
    wife = builders.person(area, name=f"Sùng Thị {word}", village=f"Bản {word}", sex="female")
    builders.household(area, who, wife)
    builders.fact(registry.Paper, person=who, kind="personal", number=f"015{digits}", valid=period("2021-01-01"))
    builders.fact(registry.Phone, person=who, number=f"0{digits}", valid=period("2021-01-01"))
    builders.fact(registry.Disability, person=who, degree="severe", valid=period("2023-05-01"))
    builders.circumstance(who, "hiv", "yes", "2024-01-01")
    award(who, actors["commune_officer"], actors["commune_chair"], 1)
    proposal(wife, reason=f"Không còn đáp ứng: {word}.")
    suspected(who, twin)
    _work(side, wife)
    for (table,) in _rows(TABLES):
        last = _rows(f"SELECT max(id) FROM {table} WHERE id > %s", first)[0][0]
        if last is not None:
            side.last[str(table)] = int(str(last))
    return side


def _work(side: Side, who: registry.Person) -> None:
    """What the commune's own people do at their screens: news, a list, a run that is locked, a wish."""
    officer = side.client("commune_officer")
    paper = {
        "document_kind": f"Giấy {side.word}",
        "document_number": "12",
        "document_on": "",
        "document_issuer": "UBND xã",
    }
    officer.post(
        f"/nguoi-dan/{who.pk}/bao-tin/school/", {**paper, "effective_on": date.today().isoformat(), "studying": "yes"}
    )
    rows = (("1", f"Vàng Thị {side.word}", "02/03/2021", "Nữ", f"015{side.digits}", f"Bản {side.word}", "x"),)
    answer = officer.post("/nap-danh-sach/nhan/", {"file": workbook(rows), "xa": side.area.code})
    assert answer.status_code == 302
    form = officer.post("/to-khai/moi/", {"nguoi": str(side.first + 1), "mau": "nd20-1d"})
    assert form.status_code == 302
    officer.post(f"{form['Location']}luu/", {"version": 1, "lives_at": f"Bản {side.word}"})
    counter = f"/nguoi-dan/{who.pk}/ho-so/complaint/"
    told = {"act": "receive", "about": side.word, "wanted": side.word, "name": side.word, "paper": "petition"}
    case = officer.post(counter, told)["Location"]
    told_file = SimpleUploadedFile("don.pdf", f"%PDF-1.4 {side.word} {side.digits}".encode())
    officer.post(f"{case}dinh-kem/", {"file": told_file})
    officer.post(f"{case}trao-doi/", {"text": side.word})
    number = case.strip("/").rpartition("/")[2]
    issued = officer.post("/van-ban/lap/", {"id": number, "kind": "case", "code": "receipt", "open": "docx"})
    assert side.word in text_of(officer.get(issued["Location"]))
    officer.post("/chi-tra/mo/", {"month": MONTH, "area": side.area.pk})
    run = PayrollRun.objects.get(area=side.area)
    officer.post(f"/chi-tra/{run.pk}/lam/", {"act": "lock"})
    run.refresh_from_db()
    assert run.state != "open"


def _rows(statement: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values) or None)
        return cursor.fetchall()


TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'id' AND a.atttypid IN (20, 23)
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
AND c.relname NOT IN ('access_user', 'access_device', 'access_throttle') AND c.relname NOT LIKE 'kernel_audit%'
AND c.relname NOT LIKE 'areas_%' AND c.relname NOT LIKE 'procrastinate_%' ORDER BY 1
"""
"""Every table with rows of its own number, but those that a reader's own sign-in and reading write to."""
