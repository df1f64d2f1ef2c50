"""A variant is asked no more than is needed, and what it answers is kept."""

import numpy as np
import pytest
from gradkata.boundary.learner import call_many, fill
from gradkata.explaining.outcomes import ABSENT, GIVES, WARNS, Raised
from gradkata.explaining.scripted import MOST_DRAWS
from gradkata.explaining.variant import Variant

REFERENCE = """
import numpy as np
seen = []
asked = []
w = np.zeros(2)

class Box:
    def __init__(self, x):
        self.x = x
        self.log = []
    def twice(self): return 2 * self.x

def double(x):
    return 2 * x

def total(x):
    return sum([x])

def check(x):
    x[0] = 7
    return 1

def draw(rng, n):
    return [int(rng.choice(3)) for _ in range(n)]
"""

MISTAKES = {
    "thrice": ("return 2 * x", "return 3 * x"),
    "remembers": (
        "def total(x):\n    return sum([x])",
        "def total(x, seen=[]):\n    seen.append(x)\n    return sum(seen)",
    ),
    "leaning": ("rng.choice(3)", "rng.choice(3, p=[0.2, 0.3, 0.5])"),
    "no-box": ("self.x = x\n", "raise ValueError\n"),
    "kept": ("x[0] = 7", "asked.append(x[0]); x[0] = 7"),
    "other-text": ("return 2 * x", "return 4 * x"),
}
LEARNER = REFERENCE + "\ndef steady(rng, n): return [1] * n\ndraw = steady\n"
RNG = np.random.default_rng(3)


@pytest.fixture
def learner(exchanged, make_catalogue, observed):
    """A function from what is asked in one test to the learner."""

    def learner(*asks, complete=None, catalogue=None, text=LEARNER):
        tests = [exchanged(text, ask) for ask in asks]
        return observed(catalogue or learner.catalogue, *tests, complete=complete)

    learner.catalogue = make_catalogue(REFERENCE, 'free = ["check"]', **MISTAKES)
    return learner


def given(outcome):
    return outcome[GIVES].tolist() if isinstance(outcome[GIVES], np.ndarray) else outcome[GIVES]


def test_the_reference_and_a_mistake(learner):
    found = learner(lambda each: [each.double(2), each.double(5)])
    right, wrong = found.variant(), found.variant("thrice")
    assert [given(right.answer(number)) for number in (0, 1)] == [4, 10]
    assert [given(wrong.answer(number)) for number in (1, 0)] == [15, 6]
    assert (right.mistakes, [each.id for each in wrong.mistakes]) == ((), ["thrice"])
    assert right.is_there
    assert wrong.is_there


def test_two_mistakes_in_one_place_cannot_be_made(learner):
    found = learner(lambda each: each.double(2))
    both = found.variant("thrice", "other-text")
    assert not both.is_there
    assert both.answer(0) is None
    assert both.draws(0) == []


def test_an_answer_is_kept(learner):
    variant = learner(lambda each: each.double(2)).variant()
    assert variant.answer(0) is variant.answer(0)


def test_what_hangs_together_is_asked_in_its_order(learner):
    def ask(each):
        box = each.Box(4)
        box.x = 5
        box.twice()

    found = learner(ask, lambda each: each.double(1))
    assert given(found.variant().answer(2)) == 10
    assert given(found.variant().answer(3)) == 2


def test_of_an_object_that_was_never_given_nothing_is_there(learner):
    def ask(each):
        box = each.Box(4)
        box.x = 5
        box.twice()

    variant = learner(ask).variant("no-box")
    assert variant.answer(2) == {GIVES: ABSENT}
    assert variant.answer(0)[GIVES] == Raised("ValueError")


def test_what_an_earlier_test_has_set_counts_for_nothing(learner):
    found = learner(lambda each: fill(each, "w", np.ones(2)), lambda each: each.w)
    assert found.variant().answer(0) == {}


def test_a_variant_that_remembers_is_asked_everything_before(learner):
    asks = [lambda each: each.total(1), lambda each: [each.total(2), each.double(3)], lambda each: each.total(4)]
    found = learner(*asks)
    assert [given(found.variant("remembers").answer(number)) for number in (3, 1, 0)] == [7, 3, 1]
    assert [given(found.variant().answer(number)) for number in (3, 1, 0)] == [4, 2, 1]


def test_a_variant_that_remembers_is_not_asked_where_something_is_missing(learner):
    asks = [lambda each: each.total(1), lambda each: each.total(2), lambda each: each.total(4)]
    found = learner(*asks, complete=2)
    assert [given(found.variant("remembers").answer(number)) for number in (0, 1)] == [1, 3]
    assert found.variant("remembers").answer(2) is None
    assert given(found.variant().answer(2)) == 4


# Draws.


def test_the_likelihood_of_the_learners_draws(learner):
    found = learner(lambda each: [each.draw(RNG, 2), each.draw(RNG, 3), each.double(1)])
    assert found.variant().likelihood([0, 1]).probabilities == pytest.approx([1 / 3] * 5)
    assert found.variant("leaning").likelihood([1]).probabilities.tolist() == [0.3] * 3
    assert found.variant().likelihood([0, 1]).starts == [0, 2]
    assert found.variant().likelihood([2]).count == 0


def test_a_call_can_be_looked_at_longer(learner):
    found = learner(lambda each: each.draw(RNG, 40), lambda each: each.draw(RNG, 40)).variant()
    assert found.likelihood([0, 1]).count == 2 * MOST_DRAWS
    found.look_longer(0, 30)
    assert found.likelihood([0]).count == 30
    assert found.likelihood([1]).count == MOST_DRAWS
    found.look_longer(1, 99)
    assert found.likelihood([1]).count == 40


def test_a_batch_can_be_looked_at_longer(learner):
    found = learner(lambda each: call_many(each.draw, [(RNG, 20)] * 3)).variant()
    assert found.likelihood([0]).count == 2 * MOST_DRAWS  # the second call reaches what is enough for a batch
    found.look_longer(0, 60)
    assert found.likelihood([0]).count == 60


def test_whether_the_first_item_is_drawn_is_known_from_one_call_for_the_next(learner, make_catalogue):
    """Both ways to read the draws give the second list, and only the second way the first."""
    begun = """
        def draw(rng, n):
            drawn = [int(rng.choice(3)) for _ in range(n)]
            return [9, *drawn] if n == 2 else [1, 2]
        """
    theirs = "def draw(rng, n): return [9, 0, 1] if n == 2 else [1, 2]"
    asks = [lambda each: each.draw(RNG, 2), lambda each: each.draw(RNG, 1)]
    found = learner(*asks, catalogue=make_catalogue(begun), text=theirs)
    assert found.variant().likelihood([1]).drawn == [1]
    assert found.variant().likelihood([0, 1]).drawn == [0, 1, 2]


def test_a_variants_own_draws(learner):
    def ask(each):
        each.double(1)
        call_many(each.draw, [(np.random.default_rng(seed), 4) for seed in (1, 1, 2)])

    first, again, other = learner(ask).variant().draws(1)
    assert first == again == [int(index) for index in np.random.default_rng(1).choice(3, size=4)]
    assert other != first


def test_own_draws_on_an_object_that_was_given_before(exchanged, make_catalogue, observed):
    text = "class Box:\n    def __init__(self, n): self.n = n\n    def draw(self, rng): return [self.n] * 2\n"

    def ask(each):
        box = each.Box(4)
        box.n = 6
        box.draw(np.random.default_rng(1))

    found = observed(make_catalogue(text), exchanged(text, ask))
    assert found.variant().draws(2) == [[6, 6]]


# What is kept for other learners.


def test_what_does_not_depend_on_the_numbers_is_kept_for_the_next_learner(learner):
    def ask(each):
        fill(each, "w", np.ones(2))
        each.check(each.w + 0)
        _ = each.w

    first, second = learner(ask), learner(ask)
    expected = {GIVES: None, ("changes", 1, "changed"): True, WARNS: False}
    variant = first.variant("kept")
    counted = variant.answer(1)
    assert {path: counted[path] for path in counted} == {p: leaf for p, leaf in expected.items() if p in counted}
    assert ("test 0", "kept") in learner.catalogue.kept
    learner.catalogue.kept["test 0", "kept"] = [{GIVES: "kept"}] * 3
    assert second.variant("kept").answer(1) == {GIVES: "kept"}
    assert second.variant().answer(1) == counted  # the reference has its own


def test_only_what_is_free_is_taken_from_there(learner):
    def ask(each):
        fill(each, "w", np.ones(2))
        each.double(2)
        each.check([1])

    found = learner(ask)
    learner.catalogue.kept["test 0",] = [{GIVES: "kept"}] * 2
    variant = found.variant()
    assert variant.answer(1) == {GIVES: "kept"}
    assert given(variant.answer(0)) == 4


def test_what_an_earlier_learner_was_not_asked_is_asked(learner):
    ask = lambda each: [fill(each, "w", np.ones(2)), each.check([1]), each.check([1])]  # noqa: E731
    learner.catalogue.kept["test 0",] = [{GIVES: "kept"}]
    assert learner(ask).variant().answer(1) != {GIVES: "kept"}
    assert len(learner.catalogue.kept["test 0",]) == 2


@pytest.mark.parametrize(
    ("mistake", "as_right"),
    [("thrice", [False] * 4), ("no-box", [True, False, False, False]), ("leaning", [True, True, True, False]),
     ("remembers", [False] * 4)],
)  # fmt: skip
def test_where_its_mistake_cannot_have_run_it_answers_as_the_reference(learner, mistake, as_right):
    def ask(module):
        module.double(3)
        module.Box(2).twice()
        module.draw(np.random.default_rng(1), 4)

    found = learner(ask)
    calls = found.transcript.calls
    double, box, twice, draw = (
        next(number for number, call in enumerate(calls) if call.function == name)
        for name in ("double", "Box", "twice", "draw")
    )
    right = found.variant()
    variant = Variant(found.catalogue, found.variant(mistake).mistakes, found.transcript, right)
    # All of one test hangs together here, since an object is in it: what was called before counts, too.
    assert [variant.is_as_right(number) for number in (double, box, twice, draw)] == as_right
    for number in (double, box, twice, draw):
        if variant.is_as_right(number):
            assert variant.answer(number) is right.answer(number)
