"""The rules of combination in words, with their articles (rules/combination.py has them as data)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from ansinh.legislation.regimes_table import ND20


@dataclass(frozen=True, slots=True)
class CombinationRule:
    """``text_vi`` continues a sentence, ``older_vi`` before NĐ 20; ``article``: parts by instrument, after "; "."""

    text_vi: str
    article: str
    older_vi: str = ""

    def text(self, month: str) -> str:
        """The words of the month "YYYY-MM"."""
        return self.older_vi if self.older_vi and month < ND20.first else self.text_vi


# The articles of NĐ 136/2013 and NĐ 28/2012 are from knowledge, not read.
_HIGHEST = (
    "Điều 16 Nghị định 28/2012/NĐ-CP; khoản 2 Điều 6 Nghị định 136/2013/NĐ-CP;"
    " khoản 2 Điều 6 Nghị định 20/2021/NĐ-CP; khoản 2 Điều 6 Nghị định 335/2026/NĐ-CP"
)
_CARER = (
    "Điều 17 Nghị định 28/2012/NĐ-CP; Điều 20 Nghị định 136/2013/NĐ-CP; Điều 20 Nghị định 20/2021/NĐ-CP;"
    " Điều 17 Nghị định 335/2026/NĐ-CP"
)

COMBINATION_RULES: Mapping[str, CombinationRule] = MappingProxyType(
    {
        "highest_only.allowance": CombinationRule(
            "thuộc nhiều mức trợ cấp xã hội thì chỉ được hưởng một mức cao nhất",
            _HIGHEST,
        ),
        "paid_beside": CombinationRule(
            "người đơn thân nghèo đang nuôi con đồng thời là đối tượng quy định tại khoản 5, khoản 6 hoặc khoản 8"
            " Điều 5 thì được hưởng cả hai mức",
            "khoản 2 Điều 6 Nghị định 136/2013/NĐ-CP; khoản 2 Điều 6 Nghị định 20/2021/NĐ-CP;"
            " khoản 2 Điều 6 Nghị định 335/2026/NĐ-CP",
            "người đơn thân nghèo đang nuôi con đồng thời là đối tượng quy định tại khoản 5 hoặc khoản 6 Điều 5 thì"
            " được hưởng cả hai mức",
        ),
        "highest_only.pension": CombinationRule(
            "mỗi người chỉ được hưởng một suất trợ cấp hưu trí xã hội",
            "Điều 21 Luật Bảo hiểm xã hội 2024",
        ),
        "highest_only.carer": CombinationRule(
            "việc chăm sóc, nuôi dưỡng một người chỉ được hỗ trợ một suất, theo hệ số cao nhất", _CARER
        ),
        "highest_only.parent": CombinationRule(
            "người khuyết tật mang thai hoặc nuôi con nhỏ chỉ được hỗ trợ theo một hệ số cao nhất",
            "Điều 17 Nghị định 28/2012/NĐ-CP; điểm a khoản 2 Điều 20 Nghị định 20/2021/NĐ-CP;"
            " điểm a khoản 2 Điều 17 Nghị định 335/2026/NĐ-CP",
        ),
        "highest_only.facility": CombinationRule(
            "mỗi người chỉ được hưởng một mức trợ cấp nuôi dưỡng tại cơ sở trợ giúp xã hội",
            "Điều 26 Nghị định 136/2013/NĐ-CP; khoản 1 Điều 25 Nghị định 20/2021/NĐ-CP;"
            " khoản 1 Điều 22 Nghị định 335/2026/NĐ-CP",
        ),
        # NĐ 335 does not repeat Đ25.5: its chapter II (allowances, carers' support) is for life in the community.
        "replaces": CombinationRule(
            "người được nuôi dưỡng tại cơ sở trợ giúp xã hội hưởng trợ cấp nuôi dưỡng tại cơ sở, không hưởng trợ cấp"
            " xã hội và hỗ trợ chăm sóc tại cộng đồng",
            "Điều 26 Nghị định 136/2013/NĐ-CP; khoản 5 Điều 25 Nghị định 20/2021/NĐ-CP;"
            " khoản 2 Điều 6, khoản 1 Điều 22 Nghị định 335/2026/NĐ-CP",
        ),
        "higher_of": CombinationRule(
            "đủ điều kiện hưởng cả trợ cấp hưu trí xã hội và trợ cấp xã hội hằng tháng thì được hưởng chế độ có mức"
            " cao hơn",
            "khoản 1 Điều 3 Nghị định 176/2025/NĐ-CP",
        ),
        "provincial_base": CombinationRule(
            "mức chuẩn do Hội đồng nhân dân cấp tỉnh quyết định cao hơn mức chuẩn chung thì được áp dụng",
            "khoản 3 Điều 4 Nghị định 20/2021/NĐ-CP; khoản 3 Điều 4 Nghị định 335/2026/NĐ-CP",
        ),
    }
)
