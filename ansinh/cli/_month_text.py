"""Months as they are typed on the command line."""

from __future__ import annotations

import click

from ansinh.kernel.period import Month


class MonthText(click.ParamType):
    """Turns "2026-11" into a Month."""

    name = "NĂM-THÁNG"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Month:
        if isinstance(value, Month):
            return value
        try:
            return Month.parse(str(value))
        except ValueError:
            self.fail("tháng phải có dạng NĂM-THÁNG, ví dụ 2026-11", param, ctx)


MONTH = MonthText()
