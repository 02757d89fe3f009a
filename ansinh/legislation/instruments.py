"""The instruments of the law and how far each is computed (instruments.yaml), for the coverage page and its test."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import resources

import yaml

from ansinh.legislation.errors import RuleSetError

STATUSES = ("implemented", "not_yet", "superseded", "not_computable")


@dataclass(frozen=True, slots=True)
class Article:
    """An article: where it is computed, or why it is not."""

    article: str
    status: str
    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Instrument:
    """A law, decree or circular. Days as YYYY-MM-DD; ``last`` None: in force. ``source``: read, summary, knowledge.

    ``last_article``: its number where the text was read, so that no article is passed over; None where it was not.
    """

    code: str
    title_vi: str
    first: str
    last: str | None
    source: str
    articles: tuple[Article, ...]
    last_article: int | None = None


def load_instruments() -> tuple[Instrument, ...]:
    """All instruments. Raises RuleSetError when an article is neither computed nor explained."""
    text = (resources.files("ansinh.legislation") / "instruments.yaml").read_text(encoding="utf-8")
    found = []
    for entry in yaml.safe_load(text):
        articles = tuple(
            Article(a["article"], a["status"], a.get("where", ""), a.get("why", "")) for a in entry["articles"]
        )
        for article in articles:
            if article.status not in STATUSES or not (article.where or article.why):
                raise RuleSetError(f"{entry['code']} {article.article}: neither where nor why")
        last = entry["to"]
        head = (entry["code"], entry["title_vi"], entry["from"], last, entry["source"])
        found.append(Instrument(*head, articles, entry.get("last_article")))
    return tuple(found)
