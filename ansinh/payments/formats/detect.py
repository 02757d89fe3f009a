"""Which of the known formats a returned file has: by its content, never by its name."""

from __future__ import annotations

from ansinh.kernel.errors import Refusal
from ansinh.payments.formats import camt053, pain002, post_office_results
from ansinh.payments.formats.reports import ReturnFile


def is_workbook(content: bytes) -> bool:
    """Whether it is a zip, as every .xlsx is."""
    return content.startswith(b"PK\x03\x04")


def read_return(content: bytes, name: str) -> ReturnFile:
    """Read a file from a payer. Raises Refusal that names the file and what is wrong with it."""
    if is_workbook(content):
        return post_office_results.read(content, name)
    head = content[:4096]
    if b"camt.053" in head:
        return camt053.read(content, name)
    if b"pain.002" in head:
        return pain002.read(content, name)
    raise Refusal(
        "Tệp %(name)s không phải danh sách bưu điện gửi lại (.xlsx), sao kê camt.053 hay trả lời pain.002.",
        code="unknown_format",
        file=name,
        name=name,
    )
