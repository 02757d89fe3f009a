"""The procedures by which benefits are granted, by day: who decides, and under which instrument.

A procedure is chosen by the day of the decision or, where a transition clause says so, by the day the file came in:
NĐ 335/2026 Đ33 leaves files received before 5 October 2026 to NĐ 147/2025 and NĐ 176/2025. What NĐ 147/2025 said of
files received before 1 July 2025 was not found; with the district gone they can only be decided under NĐ 147.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

Source = Literal["read", "summary", "knowledge", "inferred"]
"""How a rule is known: its text was read; a report of it; neither (to be checked); concluded from what was read."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """Decisions of a ``track`` from ``first`` on, until the next procedure of the track.

    ``by``: which day is compared with ``first``. ``transition``: the article that says so; empty where none was found.
    """

    code: str
    track: str
    first: date
    by: Literal["decided", "received"]
    decider: str
    label_vi: str
    transition: str
    source: Source


TRACKS: Mapping[str, str] = {
    "social_allowance": "assistance",
    "care_support": "assistance",
    "facility_care": "assistance",
    # A province's own category follows the decree's procedure unless its resolution says otherwise.
    "provincial": "assistance",
    "social_pension": "pension",
}
"""Programme to track."""

PROCEDURES: tuple[Procedure, ...] = (
    Procedure("nd28_2012", "assistance", date(2012, 6, 1), "decided", "district_chair",
              "Thủ tục trước Nghị định 136/2013/NĐ-CP", "", "knowledge"),
    Procedure("nd136_2013", "assistance", date(2014, 1, 1), "decided", "district_chair",
              "Thủ tục theo Nghị định 136/2013/NĐ-CP", "", "knowledge"),
    Procedure("nd20_2021", "assistance", date(2021, 7, 1), "decided", "district_chair",
              "Thủ tục theo Nghị định 20/2021/NĐ-CP, Chủ tịch UBND cấp huyện quyết định", "", "read"),
    Procedure("nd147_2025", "assistance", date(2025, 7, 1), "decided", "commune_chair",
              "Thủ tục theo Nghị định 147/2025/NĐ-CP, Chủ tịch UBND cấp xã quyết định", "", "summary"),
    Procedure("nd335_2026", "assistance", date(2026, 10, 5), "received", "commune_chair",
              "Thủ tục theo Nghị định 335/2026/NĐ-CP", "khoản 1 Điều 33 Nghị định 335/2026/NĐ-CP", "read"),
    Procedure("nd176_2025", "pension", date(2025, 7, 1), "decided", "commune_chair",
              "Thủ tục theo Nghị định 176/2025/NĐ-CP", "", "summary"),
    Procedure("nd176_2025_amended", "pension", date(2026, 10, 5), "received", "commune_chair",
              "Thủ tục theo Nghị định 176/2025/NĐ-CP, sửa đổi bởi Điều 31 Nghị định 335/2026/NĐ-CP",
              "khoản 2 Điều 33 Nghị định 335/2026/NĐ-CP", "read"),
    Procedure("tt01_2019", "disability", date(2019, 3, 15), "received", "commune_council",
              "Xác định mức độ khuyết tật theo Thông tư 01/2019/TT-BLĐTBXH", "", "read"),
    Procedure("ttlt34_2012", "medical_board", date(2013, 3, 20), "received", "medical_board",
              "Giám định y khoa theo Thông tư liên tịch 34/2012/TTLT-BYT-BLĐTBXH", "", "read"),
    # The two below from knowledge, not read: their terms are to be checked before anybody relies on them.
    Procedure("complaint_2011", "complaint", date(2012, 7, 1), "received", "commune_chair",
              "Giải quyết khiếu nại theo Luật Khiếu nại 02/2011/QH13 (chưa đối chiếu)", "", "knowledge"),
    Procedure("nd13_2023", "own_data", date(2023, 7, 1), "received", "commune_chair",
              "Quyền về dữ liệu cá nhân theo Nghị định 13/2023/NĐ-CP (chưa đối chiếu, văn bản sau năm 2025 chưa đọc)", "", "knowledge"),
)  # fmt: skip
