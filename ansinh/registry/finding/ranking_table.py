"""Who comes first: points for how the name agrees, and what year, village and commune add.

Ties: the living first, then the order of names, birth and number of the file.
"""

from __future__ import annotations

WHOLE = 100
"""The whole name with its marks, in order (a tone may stand on either vowel)."""
FOLDED = 95
"""The whole name in order, marks aside."""
REORDERED = 85
"""The whole name in another order."""
PART = 75
"""All words typed are in the name, which has more."""
FORMER = 72
"""All words typed are in a name that the person was recorded under before."""
BEGINS = 70
"""As before, the last word being the beginning of one."""
INITIALS = 70
"""The words typed in full are in the name and the letters begin words of it, all in the order of the name."""
SOUND, SOUND_PART = 60, 55
"""All words sound alike (or keys of the typing method were left in)."""
FEWER = 45
"""The name is there without a middle word that was typed."""
SLIP = 40
"""One word is a slip of the finger away."""
SURE = PART
"""From here on what was typed stands in the name as it was typed."""

BORN_DAY = 35
BORN_YEAR = 30
BORN_NEAR = 12
"""A year before or after: papers often differ by one."""
VILLAGE = 20
COMMUNE = 15
MARKS = 4
"""The words typed with marks have these marks in the name."""
GIVEN_NAME = 3
"""A word typed is the given name, by which people are called."""

NUMBER = 200
"""A number of a paper or a telephone: nothing else is asked."""
