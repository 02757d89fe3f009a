"""The pages of the manual: what the declarations of the kinds say, what the journeys do, and the words of the table.

``make manual-text`` writes them; ``make manual`` walks the journeys for their pictures first.
"""

from __future__ import annotations

from collections.abc import Iterator

from ansinh.access.public import ROLES
from ansinh.casework import public as casework
from ansinh.staff.case_steps import straight_way
from tests.journeys.manual.pages_table import EVERYWHERE, PAGES, Page
from tests.journeys.manual.recording import DAY, MANUAL, PICTURES
from tests.journeys.manual.steps import Step, told

WRITTEN = "<!-- Trang này viết ra từ các hành trình trong tests/journeys/manual; đừng sửa tay, chạy `make manual`. -->"


def pages() -> dict[str, str]:
    """The text of each page by its file's name."""
    steps = told()
    found = {f"{code}.md": _page(kind, PAGES[code], steps[code]) for code, kind in casework.CASE_KINDS.items()}
    return {"index.md": _index(), **found}


def _index() -> str:
    lines = [
        "# Hướng dẫn làm hồ sơ",
        "",
        WRITTEN,
        "",
        "Mỗi loại hồ sơ một trang, có hình từng bước. Đang ở màn hình nào, bấm phím F1 hoặc “Hướng dẫn” để mở đúng "
        "trang. Muốn tập làm trước, bấm “Tập làm thử” ở Bảng việc: người ở bản tập làm đều không có thật.",
        "",
        "## Người dân đến vì việc gì",
        "",
    ]
    for group in dict.fromkeys(kind.group for kind in casework.CASE_KINDS.values()):
        lines += [f"### {group}", ""]
        lines += [
            f"- {PAGES[code].comes}: [{kind.label}]({code}.md)"
            for code, kind in casework.CASE_KINDS.items()
            if kind.group == group
        ]
        lines += [""]
    lines += [
        "## Việc nào cũng đi một đường",
        "",
        "1. Công chức **tiếp nhận**: tìm người, chọn loại hồ sơ, đánh dấu giấy tờ, lấy số và in giấy hẹn.",
        "2. Công chức **thẩm định**: xem “Nên giải quyết”, “Vì sao”, đối chiếu với sổ; làm các bước của thủ tục.",
        "3. Công chức **trình**: đề xuất giải quyết, hoặc không giải quyết kèm lý do.",
        "4. Chủ tịch **ký**, hoặc trả lại kèm lý do. Người ký không bao giờ là người trình.",
        "5. Quyết định có số, có tháng bắt đầu; danh sách chi trả tự theo quyết định.",
        "",
        "Bước tiếp theo là của ai và hạn ngày nào luôn đứng ở hàng trên cùng của trang hồ sơ. Chủ tịch thấy việc của "
        "mình ở Bảng việc, mục “Hồ sơ chờ bạn”.",
        "",
        "## Khi máy không cho làm",
        "",
        *_refused(EVERYWHERE),
    ]
    return "\n".join(lines).rstrip() + "\n"


def _page(kind: casework.CaseKind, page: Page, steps: list[Step]) -> str:
    procedure = casework.procedure_at_receipt(kind, page.programme, DAY.date())
    lines = [f"# {kind.label}", "", WRITTEN, "", f"**Khi nào:** {page.comes[0].lower()}{page.comes[1:]}.", ""]
    for paragraph in page.what:
        lines += [paragraph, ""]
    lines += ["## Ai làm gì", "", f"{procedure.label}. {_term(procedure)}", "", *_ways(procedure), ""]
    lines += ["## Giấy tờ", "", *_papers(kind, procedure), "", "## Các bước", ""]
    for number, step in enumerate(steps, 1):
        lines += [f"{number}. **{step.who}:** {step.sentence}", ""]
        lines += [f"{' ' * len(f'{number}. ')}![Màn hình ở bước {number}](pictures/{step.picture})", ""]
    lines += ["## Khi máy không cho làm", "", *_refused(page.refused), ""]
    lines += ["Những câu gặp ở mọi loại hồ sơ: [xem trang đầu](index.md).", "", "## Văn bản có được", ""]
    lines += [f"- {one}" for one in page.papers]
    return "\n".join(lines) + "\n"


def _term(procedure: casework.CaseProcedure) -> str:
    found = []
    for step in procedure.steps:
        days = f" ({step.days} ngày{' làm việc' if step.unit == 'working' else ''})" if step.days else ""
        found.append(f"{step.text_vi}{days}{f', {step.article}' if step.article else ''}")
    return f"Thời hạn: {'; '.join(found)}."


def _ways(procedure: casework.CaseProcedure) -> Iterator[str]:
    yield f"1. Tiếp nhận: {ROLES['commune_officer'].label}"
    for number, way in enumerate(straight_way(procedure), 2):
        yield f"{number}. {way.label}: {', '.join(ROLES[role].label for role in sorted(way.roles))}"


def _papers(kind: casework.CaseKind, procedure: casework.CaseProcedure) -> list[str]:
    papers = kind.papers_of(procedure.code)
    return [
        f"- {paper.label}{'' if paper.needed else ' (nếu có)'}{', xuất trình' if paper.shown else ''}: {paper.article}"
        for paper in papers
    ] or ["Không đòi giấy tờ nào."]


def _refused(refused: tuple[tuple[str, str], ...]) -> list[str]:
    return [f"- “{words.rstrip('.:')}”: {mended}" for words, mended in refused]


def write() -> None:
    """The pages, and no others; pictures that no step names any more go."""
    texts = pages()
    named = {step.picture for steps in told().values() for step in steps}
    MANUAL.mkdir(parents=True, exist_ok=True)
    for file in [*MANUAL.glob("*.md"), *PICTURES.glob("*")]:
        if file.name not in texts and file.name not in named:
            file.unlink()
    for name, text in texts.items():
        (MANUAL / name).write_text(text, encoding="utf-8")
