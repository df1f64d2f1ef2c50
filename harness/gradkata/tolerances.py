"""How far two numbers may lie apart and still be called the same: every tolerance, with the reason for it.

Those of one kata alone are in its suite, with their reasons.
"""

from __future__ import annotations

# What a suite calls right, entry by entry: two right formulas differ by rounding, about 1e-15 of the largest number on
# the way, and a learner may well take a longer way than the reference. A mistake changes far more than a millionth.
# Facts about wrong numbers, such as "twice the expected", are held to the same.
ABSOLUTE = 1e-9
RELATIVE = 1e-6

# Of the largest entry of an array: beside it, an entry that should be 0 is rounding, some thousand times 1e-16.
ROUNDED_TO_ZERO = 1e-12

# A factor this close to 1 is no fact worth telling, and a larger one than that is no slip but another formula.
FACTOR_OF_ONE = 1e-3
MOST_FACTOR = 1e6

# Of the largest entry: within this, the answers of a learner's code and of a known mistake come from the same formula.
# It is closer than what is called right, since a mistake is not to be named for what is only near it.
SAME_FORMULA = 1e-7
SAME_FORMULA_FLOOR = 1e-12  # in addition, for arrays that are 0 but for rounding

# The same, and what is right, where one of the two is float32: its rounding is 6e-8, some thousand times over.
SINGLE_PRECISION = 1e-4

# Of the largest entry: the complex step subtracts nothing, so it is right to rounding; a right gradient reaches 7e-16.
COMPLEX_STEP_AGREES = 1e-9

# Central differences: of the largest entry; then what subtraction can cost, of the loss and divided by the step, in
# units of float64's rounding (2**-53); and of what the estimates of two steps differ by, which is the formula's error.
CENTRAL_DIFFERENCE_AGREES = 1e-7
SUBTRACTION = 50 * 2.0**-53
FORMULA_ERROR = 0.1

# Probabilities are divided by their sum once, so they sum to 1 but for rounding; numpy's own generator allows 1.5e-8.
SUM_OF_PROBABILITIES = 1e-6
# A draw that is less likely than this is not believed: rounding makes a probability of 0 about 1e-17.
IMPOSSIBLE = 1e-9
# Of a log-likelihood: what rounding and a probability just below 1 leave where there was nothing to choose from.
LOG_LIKELIHOOD = 1e-6
# The digits by which two distributions are the same: what follows are differences by rounding.
DIGITS_OF_PROBABILITIES = 9

# An answer that was sent: a value that is sent for its own sake agrees with an answer in no more than a few digits.
# Sent numbers went through no formula, so this is closer than what is called right.
SENT = 1e-9
