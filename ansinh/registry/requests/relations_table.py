"""What somebody is to a new head of the household, from what the new head and they are to the former one.

Only what is certain stands here: a half-brother is a brother, but the wife of a father need not be one's mother, and a
grandchild of the former head may be anybody's child. Whatever is missing is for the officer to tell.
"""

from __future__ import annotations

SPOUSES, PARENTS, CHILDREN = ("Vợ", "Chồng"), ("Bố", "Mẹ"), ("Con",)
SIBLINGS = ("Anh", "Chị", "Em")
RELATIONS = (
    *SPOUSES, *CHILDREN, "Con dâu", "Con rể", *PARENTS, "Bố chồng", "Mẹ chồng", "Bố vợ", "Mẹ vợ", "Ông", "Bà", *SIBLINGS,
    "Cháu", "Người khác",
)  # fmt: skip
"""Those that a form offers, as they are written in the registry: to the head."""

SAME_AS = {
    "cha": "Bố",
    "bố đẻ": "Bố",
    "cha đẻ": "Bố",
    "mẹ đẻ": "Mẹ",
    "con đẻ": "Con",
    "con trai": "Con",
    "con gái": "Con",
}
"""Other words that lists write for some of them."""

FORMER_HEAD = {
    "Vợ": ("Chồng", "Chồng"), "Chồng": ("Vợ", "Vợ"), "Con": ("Bố", "Mẹ"), "Con dâu": ("Bố chồng", "Mẹ chồng"),
    "Con rể": ("Bố vợ", "Mẹ vợ"), "Bố": ("Con", "Con"), "Mẹ": ("Con", "Con"),
}  # fmt: skip
"""What the former head is to the new one, as a man and as a woman, by what the new head was to the former."""

_SPOUSES_SIDE = {"Con": "Con", "Con dâu": "Con dâu", "Con rể": "Con rể", "Cháu": "Cháu"}
OTHERS = {
    "Vợ": _SPOUSES_SIDE | {"Bố": "Bố chồng", "Mẹ": "Mẹ chồng"},
    "Chồng": _SPOUSES_SIDE | {"Bố": "Bố vợ", "Mẹ": "Mẹ vợ"},
    "Bố": {"Vợ": "Con dâu", "Chồng": "Con rể", "Con": "Cháu"},
    "Mẹ": {"Vợ": "Con dâu", "Chồng": "Con rể", "Con": "Cháu"},
}
"""What another member is to the new head: by what the new head was to the former, then by what that member was."""
