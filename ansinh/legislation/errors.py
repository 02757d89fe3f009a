"""What the law refuses to answer."""

from __future__ import annotations


class LawError(ValueError):
    """Base of the errors of this package. ``str(error)`` is in Vietnamese."""


class NoLawError(LawError):
    """No regime that is written down covers the month ("no law for …")."""

    def __init__(self, month: str, first: str) -> None:
        super().__init__(
            f"Chưa có quy định nào cho tháng {month} (no law for {month}); tháng sớm nhất tính được là {first}."
        )
        self.month = month
        self.first = first


class NoLawForTitleError(NoLawError):
    """Somebody to whom the law that is written down gives nothing may have a title by an older one that is not.

    ``row`` counts from 0.
    """

    def __init__(self, month: str, first: str, category: str, row: int | None = None) -> None:
        super().__init__(month, first)
        self.args = (
            f"Chưa có quy định cho nhóm {category} trong tháng {month} (no law for {month}); "
            f"nhóm này tính được từ tháng {first}.",
        )
        self.category = category
        self.row = row


class FactError(LawError):
    """A fact that is not in the contract, or a value outside of it. ``row`` counts from 0."""

    def __init__(self, column: str, value: object, reason: str, row: int | None = None) -> None:
        place = "" if row is None else f"dòng {row + 1}, "
        super().__init__(f"{place}cột {column}, giá trị {value!r}: {reason}")
        self.column = column
        self.value = value
        self.reason = reason
        self.row = row


class RuleSetError(LawError):
    """The rules contradict each other or name something that does not exist."""


class KernelError(LawError):
    """A kernel that does not exist, or is not installed, was asked for."""
