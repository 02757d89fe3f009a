"""An explanation names the articles that applied in its month, and no others."""

from __future__ import annotations

import pytest

from ansinh import legislation
from ansinh.legislation.articles import articles_in
from tests.unit.legislation.people import REGIME_MONTHS


def test_only_instruments_of_the_month() -> None:
    text = "khoản 8 Điều 5 Nghị định 20/2021/NĐ-CP; khoản 8 Điều 5 Nghị định 335/2026/NĐ-CP; Điều 51 Luật NKT"
    assert articles_in(text, "2026-09") == "khoản 8 Điều 5 Nghị định 20/2021/NĐ-CP; Điều 51 Luật NKT"
    assert articles_in(text, "2026-10") == "khoản 8 Điều 5 Nghị định 335/2026/NĐ-CP; Điều 51 Luật NKT"


@pytest.mark.parametrize("month", REGIME_MONTHS)
def test_every_criterion_has_an_article_in_every_month(month: str) -> None:
    reasons = legislation.explain({"born": "1950-01-01"}, month)
    articles = [criterion["article"] for reason in reasons for criterion in reason["criteria"]]  # type: ignore[attr-defined]
    assert articles
    for article in articles:
        assert article
        for part in article.split("; "):  # one instrument a part, or choosing by month would lose one
            assert sum(name in part for name in ("28/2012", "136/2013", "20/2021", "02/2021", "335/2026")) <= 1
    in_force = "136/2013" if month < "2021-07" else "20/2021" if month < "2026-10" else "335/2026"
    repealed = {"136/2013", "20/2021", "335/2026"} - {in_force}
    assert not [article for article in articles if any(name in article for name in repealed)]
