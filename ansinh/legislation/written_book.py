"""The law as it is written in this package, loaded once.

What an installation published beside it is known to ``determination.public.law_in_force``: whoever has a database asks
there and hands the book on (tests/architecture/test_law_in_force.py).
"""

from __future__ import annotations

from collections.abc import Mapping

from ansinh.legislation.rule import Category
from ansinh.legislation.rule_book import RuleBook, load_book

WRITTEN_BOOK: RuleBook = load_book()
# In order: the position is the ``category`` of Determinations, the order of lines, and how ties are settled.
WRITTEN_CATEGORIES: Mapping[str, Category] = {category.code: category for category in WRITTEN_BOOK.categories}
