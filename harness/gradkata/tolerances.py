"""How far two numbers may lie apart and still be called the same: every tolerance, with the reason for it."""

from __future__ import annotations

# What a suite calls right, entry by entry: two right formulas differ by rounding, about 1e-15 of the largest number on
# the way, and a learner may well take a longer way than the reference.
ABSOLUTE = 1e-9
RELATIVE = 1e-6
