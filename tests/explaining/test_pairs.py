"""Two mistakes at once: each its own part of the faults, or only both together."""

import pytest
from gradkata.explaining.faults import Faults
from gradkata.explaining.fit import Fit
from gradkata.explaining.outcomes import GIVES
from gradkata.explaining.pairs import Together, Trace, apart, score_of

REFERENCE = """
def ends(x):
    first = x[0]
    last = x[-1]
    return [first], [last]

def double(x):
    return 2 * x
"""
MISTAKES = {
    "second": ("first = x[0]", "first = x[1]"),
    "first-again": ("last = x[-1]", "last = first"),
    "third-last": ("last = x[-1]", "last = x[2]"),
    "thrice": ("2 * x", "3 * x"),
    "other-way": ("return [first], [last]", "return [last], [first]"),
}
M, H, X, O = Trace.MISSING, Trace.HIDDEN, Trace.MATCH, Trace.OTHER  # noqa: E741


@pytest.mark.parametrize(
    ("first", "second", "score"),
    [(M, X, 1), (M, O, -1), (M, H, 0), (H, H, 0), (H, X, 1), (X, X, 1), (X, O, 1), (O, O, 0), (M, M, None),
     (H, O, None)],
)  # fmt: skip
def test_how_well_two_mistakes_may_go_together_at_one_place(first, second, score):
    place = 0, GIVES
    assert score_of({place: first}, {place: second}) == score
    assert score_of({place: second}, {place: first}) == score


def test_places_are_counted_together():
    assert score_of({1: M, 2: X, 3: M, 4: H}, {1: X, 2: X, 3: O, 4: H}) == 1
    assert score_of({1: M, 2: X}, {1: X, 2: M, 3: O}) == 2
    assert score_of({1: X, 2: M}, {1: X, 2: M}) is None
    assert score_of({1: M}, {2: M}) == 0


class Case:
    """A learner's faults, and the variants that may explain them."""

    def __init__(self, found):
        self._found = found
        self.faults = Faults(found.transcript, found.variant(), any_shape=False)
        self.fit = Fit(found.catalogue, found.transcript, self.faults)

    def together(self, *ids):
        together = Together(self._found.catalogue, self._found.transcript, self.faults, self.fit)
        return [each.id for each in together.found([self._found.variant(name) for name in ids])]

    def apart(self, *ids):
        variants = [self._found.variant(name) for name in ids]
        return [each.id for each in apart([(each, self.fit.places(each)) for each in variants], self.faults)]


@pytest.fixture
def case(exchanged, make_catalogue, observed):
    """A function from edits to the reference to what a learner who made them did."""
    catalogue = make_catalogue(REFERENCE, **MISTAKES)

    def case(*ids):
        text = REFERENCE
        for name in ids:
            text = text.replace(*MISTAKES[name])
        ask = lambda learner: [learner.ends([3, 5, 7, 9]), learner.double(2), learner.ends([1, 4, 2, 8])]  # noqa: E731
        return Case(observed(catalogue, exchanged(text, ask)))

    return case


def test_two_mistakes_that_show_apart(case):
    found = case("second", "thrice")
    assert found.apart("third-last", "second", "thrice") == ["second", "thrice"]
    assert found.apart("second", "third-last") == []


def test_two_mistakes_of_which_one_spoils_what_the_other_gives(case):
    found = case("second", "first-again")
    assert found.apart("second", "first-again", "thrice") == []
    assert found.together("thrice", "third-last", "second", "first-again") == ["second", "first-again"]


def test_two_mistakes_that_change_places(case):
    found = case("other-way", "third-last")
    assert found.together("second", "third-last", "other-way") == ["third-last", "other-way"]


def test_no_two_mistakes(case):
    assert case("second", "first-again").together("second", "third-last", "thrice") == []
    assert case("second").together("first-again", "thrice") == []
