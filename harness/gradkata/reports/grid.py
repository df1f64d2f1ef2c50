"""A gradient map as a small grid of signs, which reads without colour."""

from __future__ import annotations

from ..results import GradientMap, Sign
from ..translation import say
from .wrapping import wrapped

MOST_ROWS, MOST_COLUMNS = 12, 36  # what is larger is shown by its upper left corner
INDENTS = ("    ", "    ")
MEANS = {
    Sign.RIGHT: "right", Sign.SMALL: "too small", Sign.LARGE: "too large", Sign.TURNED: "wrong sign",
    Sign.ZERO: "0, should not be", Sign.OTHER: "should be 0", Sign.NO_NUMBER: "nan or inf",
}  # fmt: skip


def grid(found: GradientMap) -> list[str]:
    """Lines of at most 80 columns: the shape, the grid, what its signs mean, and how many there are of each."""
    shown = [row[:MOST_COLUMNS] for row in found.rows[:MOST_ROWS]]
    wrong = sum(len(row) - row.count(Sign.RIGHT) for row in found.rows)
    count = sum(map(len, found.rows))
    is_part = len(found.rows) > MOST_ROWS or len(found.rows[0]) > MOST_COLUMNS
    if is_part and len(found.rows) > 1:
        words = "{name} {shape}: {wrong} of {count} entries are wrong; this is its upper left corner"
    elif is_part:
        words = "{name} {shape}: {wrong} of {count} entries are wrong; these are its first ones"
    else:
        words = "{name} {shape}: {wrong} of {count} entries are wrong"
    used = [sign for sign in MEANS if any(sign in row for row in shown)]
    return [
        *wrapped(say(words, name=found.name, shape=found.shape, wrong=wrong, count=count)),
        *(f"    {' '.join(row)}" for row in shown),
        *wrapped(";  ".join(f"{sign} = {say(MEANS[sign])} ({''.join(shown).count(sign)})" for sign in used), *INDENTS),
    ]
