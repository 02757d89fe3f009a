"""What the law of one-off benefits refuses to answer."""

from __future__ import annotations

from ansinh.legislation.errors import LawError, NoLawError


class NoLawForEventError(NoLawError):
    """No instrument that is written down says what a kind, or a title to it, gives on a day ("no law for …")."""

    def __init__(self, what_vi: str, day: str, first: str, why: str = "") -> None:
        reason = f" ({why})" if why else ""
        LawError.__init__(
            self, f"Chưa có quy định về “{what_vi}” ngày {day}{reason} (no law for {day}); tính được từ {first}."
        )
        self.month = day[:7]
        self.day = day
        self.first = first
