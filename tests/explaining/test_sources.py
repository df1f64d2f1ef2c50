"""Where the randomness in answers comes from: the generator that was passed on, another one, or none."""

import numpy as np
import pytest
from gradkata.boundary.learner import call_many
from gradkata.explaining.conventions import Conventions
from gradkata.explaining.questions import Question
from gradkata.explaining.sources import ALIKE, MOST_TEXT, Fact, Sources, asked_with, facts

REFERENCE = """
import numpy as np

def draw(rng, n, t=1):
    rolled = [int(rng.choice(6)) if t else 5 for _ in range(n)]
    return rolled

def first(rng, n):
    return [int(rng.choice(1)) for _ in range(n)]
"""
MISTAKES = {
    "counts": ("int(rng.choice(6)) if t", "_ % 6 if t"),
    "constant": ("int(rng.choice(6)) if t", "4 if t"),
    "other-generator": ("int(rng.choice(6)) if t", "int(np.random.default_rng().choice(6)) if t"),
    "passes-over": ("return rolled", "return [0] * n"),
    "wrong-where-certain": ("int(rng.choice(6)) if t else 5", "_ % 6"),
}
LISTS = {
    "counts": "def draw(rng, n, t=1): return [(_ + 2) % 6 if t else 5 for _ in range(n)]",
    "other": """
import numpy as np
def draw(rng, n, t=1): return [int(np.random.default_rng().choice(6)) if t else 5 for _ in range(n)]
""",
    "right": "def draw(rng, n): return [int(rng.integers(6)) for _ in range(n)]",
}
SEEDS = (1, 1, 2, 3)


# Facts about answers.


def test_the_same_list_from_any_generator():
    alike = "1, 2, 3, 4, 5, 6, 7, 8"
    assert facts([("x", 1, alike), ("x", 2, alike)]) == {Fact.SAME}
    assert facts([("x", 1, alike), ("y", 2, alike)]) == set()  # other arguments
    assert facts([("x", 1, alike), ("x", 1, alike)]) == set()  # one generator
    assert facts([("x", 1, alike), ("x", 2, alike + ", 9")]) == set()
    assert facts([("y", 9, "z"), ("x", 1, alike), ("x", 2, alike)]) == {Fact.SAME}


@pytest.mark.parametrize("length", [4, 8])
def test_lists_may_be_the_same_by_coincidence(length):
    """So there have to be enough indices, in all lists together."""
    states = range(1, ALIKE // length + 1)
    answer = list(range(length))
    assert facts([("x", state, answer) for state in states]) == {Fact.SAME}
    assert facts([("x", state, answer) for state in states][1:]) == set()
    assert facts([("x", state, answer[1:]) for state in states]) == set()


def test_another_list_from_the_same_generator():
    assert facts([("x", 1, [1]), ("x", 1, [2])]) == {Fact.OTHER}
    assert facts([("x", 1, [1]), ("x", 2, [2])]) == set()
    assert facts([("x", 1, [1]), ("y", 1, [2])]) == set()


def test_long_answers_are_compared_by_how_they_begin():
    assert facts([("x", 1, "a" * MOST_TEXT + "b"), ("x", 1, "a" * MOST_TEXT + "c")]) == set()


# With what a call was made.


@pytest.fixture
def with_what(exchanged):
    """A function from what is asked to the arguments and the state of each call."""

    def with_what(ask):
        (exchange,) = exchanged("def draw(*arguments, **keywords): return []", ask)
        return asked_with(Question(exchange, "draw", Conventions()))

    return with_what


def test_calls_with_equal_arguments_are_alike(with_what):
    def ask(learner):
        ones = np.ones(2)
        call_many(learner.draw, [
            (rng(1), ones, [3, {"a": 1}]), (rng(2), np.ones(2), [3, {"a": 1}]),
            (rng(1), np.zeros(2), [3, {"a": 1}]), (rng(1), ones, [3, {"a": 2}]),
            (rng(1), np.ones((2, 1)), [3, {"a": 1}]), (rng(1), ones, [3, {"b": 1}]),
        ])  # fmt: skip

    found = with_what(ask)
    assert found[0][0] == found[1][0]
    assert len({arguments for arguments, _ in found}) == 5
    assert found[0][1] != found[1][1]
    assert {state for _, state in found} == {found[0][1], found[1][1]}
    assert 0 not in {state for _, state in found}


@pytest.mark.parametrize("place", [lambda rng: [1, rng], lambda rng: [{"x": 3, "rng": rng}], lambda rng: [[2, [rng]]]])
def test_the_generator_is_found_wherever_it_is(with_what, place):
    first, again, other = (
        with_what(lambda learner, seed=seed: learner.draw(*place(np.random.default_rng(seed)))) for seed in (1, 1, 2)
    )
    assert first == again
    assert first[0][0] == other[0][0]
    assert first[0][1] != other[0][1]


def test_of_two_generators_the_first_counts(with_what):
    ones, twos = ([np.random.default_rng(seed) for _ in range(2)] for seed in (1, 2))
    found = [with_what(lambda learner, pair=pair: learner.draw(*pair))[0][1] for pair in (ones, [ones[0], twos[0]])]
    assert found[0] == found[1]
    assert with_what(lambda learner: learner.draw(rng=twos[0]))[0][1] not in (0, found[0])


def test_without_a_generator_there_is_no_state(with_what):
    assert [state for _, state in with_what(lambda learner: learner.draw(1, [2], {}))] == [0]


# Variants that ignore the generator as the learner's code does.


@pytest.fixture
def shared(exchanged, make_catalogue, observed):
    """A function from a learner's text to the ids of the variants that share its source."""
    catalogue = make_catalogue(REFERENCE, **MISTAKES)

    def shared(learner, ask=None, ids=tuple(MISTAKES)):
        every = exchanged(learner, ask or (lambda each: call_many(each.draw, [(rng(seed), 12) for seed in SEEDS])))
        found = observed(catalogue, every)
        sources = Sources(found.transcript, found.variant(), range(len(found.transcript.calls)))
        return [each.mistakes[0].id for each in sources.shared_with([found.variant(name) for name in ids])]

    return shared


def rng(seed):
    return np.random.default_rng(seed)


def test_a_list_that_hangs_on_nothing(shared):
    """A variant that draws and passes its draws over is not asked: its draws tell which one it is."""
    assert shared(LISTS["counts"]) == ["counts", "constant", "wrong-where-certain"]


def test_a_list_that_hangs_on_another_generator(shared):
    assert shared(LISTS["other"]) == ["other-generator"]


def test_a_list_that_hangs_on_the_generator(shared):
    assert shared(LISTS["right"]) == []


def test_single_calls_are_compared_too(shared):
    found = shared(LISTS["counts"], lambda each: [each.draw(rng(seed), 12) for seed in SEEDS])
    assert found == ["counts", "constant", "wrong-where-certain"]


def test_a_batch_that_has_failed_tells_nothing(shared):
    assert shared("def draw(rng, n): raise ValueError") == []


def test_what_the_reference_does_as_well_is_no_fact(shared):
    """Where there is but one index to draw, all lists are the same."""
    text = "def first(rng, n): return [0] * n\n"
    assert shared(text, lambda each: call_many(each.first, [(rng(seed), 12) for seed in SEEDS])) == []


def test_what_the_reference_does_as_well_is_left_out(shared):
    def ask(each):
        call_many(each.draw, [(rng(seed), 12) for seed in SEEDS])
        call_many(each.draw, [(rng(seed), 12, 0) for seed in SEEDS])

    assert shared(LISTS["other"], ask) == ["other-generator"]


def test_a_few_draws_tell_nothing(shared):
    assert shared(LISTS["counts"], lambda each: call_many(each.draw, [(rng(seed), 2) for seed in SEEDS])) == []


def test_where_nothing_is_to_be_chosen_a_variant_has_to_be_right(shared):
    def ask(each):
        call_many(each.draw, [(rng(seed), 12) for seed in SEEDS])
        call_many(each.draw, [(rng(1), 3, 0)])

    assert shared(LISTS["counts"], ask) == ["counts", "constant"]
