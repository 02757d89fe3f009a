"""The kinds of documents, and in which register each takes its number."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models


class DocumentKind(models.TextChoices):
    """What a document is."""

    DECISION = "decision", "Quyết định"
    SUBMISSION = "submission", "Tờ trình"
    NOTICE = "notice", "Thông báo"
    REFUSAL = "refusal", "Văn bản trả lời"
    POSTING = "posting", "Danh sách niêm yết"
    APPOINTMENT = "appointment", "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
    RECEIPT = "receipt", "Giấy biên nhận"
    CERTIFICATE = "certificate", "Giấy xác nhận khuyết tật"


DECISIONS = "QĐ-UBND"
"""The register of decisions."""
CERTIFICATES = "GXNKT"
"""The register of certificates of disability. Letters of our own: phụ lục III of NĐ 30/2020 has none for it."""


@dataclass(frozen=True, slots=True)
class Series:
    """A register of an office: the letters after the number, and what it holds."""

    letters: str
    label: str


SERIES = {
    series.letters: series
    for series in (
        Series(DECISIONS, "Quyết định"),
        Series("TTr-UBND", "Tờ trình của Ủy ban nhân dân"),
        Series("TTr-VHXH", "Tờ trình của Phòng Văn hóa - Xã hội"),
        Series("TTr-LĐTBXH", "Tờ trình của Phòng Lao động - Thương binh và Xã hội"),
        Series("TTr-YT", "Tờ trình của Phòng Y tế"),
        Series("TTr-SYT", "Tờ trình của Sở Y tế"),
        Series("TTr-SLĐTBXH", "Tờ trình của Sở Lao động - Thương binh và Xã hội"),
        Series("TTr", "Tờ trình của công chức cấp xã"),
        Series("TB-UBND", "Thông báo"),
        Series("UBND-VHXH", "Công văn"),
        Series("UBND-LĐTBXH", "Công văn"),
        Series("UBND-YT", "Công văn"),
        Series("UBND-SYT", "Công văn"),
        Series("UBND-SLĐTBXH", "Công văn"),
        Series("UBND", "Công văn"),
        Series("LĐTBXH", "Công văn của Phòng Lao động - Thương binh và Xã hội"),
        Series("YT", "Công văn của Phòng Y tế"),
        Series("TNHS", "Giấy tiếp nhận hồ sơ, biên nhận"),
        Series(CERTIFICATES, "Giấy xác nhận khuyết tật"),
    )
}


def symbol_of(number: int, letters: str) -> str:
    """Number and letters as printed, at least two digits: 05/QĐ-UBND (NĐ 30/2020, phụ lục I)."""
    return f"{number:02d}/{letters}"
