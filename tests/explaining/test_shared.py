"""What variants answered is kept for the next learner, who is asked the same."""

import numpy as np
import pytest
from gradkata.explaining.catalogue import Catalogue
from gradkata.explaining.shared import ABOUT, Shared, digest_of

REFERENCE = """
import numpy as np

def double(x):
    return 2 * x

def apply(f, x):
    return f(x)

def draw(rng):
    return [int(rng.choice(3))]

class Box:
    def __init__(self, x):
        self.x = x
    def twice(self):
        return 2 * self.x
"""
MISTAKES = {"thrice": ("return 2 * x", "return 3 * x")}


@pytest.fixture
def catalogue(make_catalogue):
    return make_catalogue(REFERENCE, **MISTAKES)


@pytest.fixture
def learner(exchanged, observed, catalogue):
    """A function from what is asked in one test, and a learner's text, to what was observed."""
    return lambda ask, text=REFERENCE: observed(catalogue, exchanged(text, ask))


def made(monkeypatch):
    """The modules that are made from now on."""
    found = []
    of = Catalogue.of
    monkeypatch.setattr(Catalogue, "of", lambda self, *mistakes: found.append(mistakes) or of(self, *mistakes))
    return found


def test_the_next_learner_costs_no_question(learner, monkeypatch):
    first, second = (learner(lambda module: module.double(np.arange(3.0))) for _ in range(2))
    outcome = first.variant("thrice").answer(0)
    modules = made(monkeypatch)
    assert second.variant("thrice").answer(0) is outcome
    assert modules == []
    assert second.variant().answer(0) is not outcome
    assert len(modules) == 1


def test_another_question_is_asked(learner, monkeypatch):
    learner(lambda module: module.double(2.0)).variant("thrice").answer(0)
    other = learner(lambda module: module.double(3.0))
    modules = made(monkeypatch)
    assert other.variant("thrice").answer(0)["gives",] == 9.0
    assert len(modules) == 1


def test_what_was_asked_before_of_the_same_object_counts(learner):
    one = learner(lambda module: module.Box(2).twice()).transcript
    other = learner(lambda module: module.Box(3).twice()).transcript
    same = learner(lambda module: module.Box(2).twice()).transcript
    last = len(one.calls) - 1
    assert digest_of(one, last) == digest_of(same, last) != digest_of(other, last)


def test_a_learners_own_object_counts(learner):
    """Where one gives an object and another a number, a variant's object is taken for another thing."""
    number = REFERENCE.replace("return 2 * self.x", "return self")
    one, other = (learner(lambda module: module.Box(2).twice(), text).transcript for text in (REFERENCE, number))
    last = len(one.calls) - 1
    assert digest_of(one, last) != digest_of(other, last)


def test_neither_draws_nor_calls_back_are_kept(learner):
    def ask(module):
        module.draw(np.random.default_rng(1))
        module.apply(lambda x: x + 1, 2.0)
        module.double(2.0)

    found = learner(ask).transcript
    by_function = {call.function: digest_of(found, number) for number, call in enumerate(found.calls)}
    assert by_function["draw"] is None
    assert by_function["apply"] is None
    assert by_function["double"] is not None


def test_what_was_asked_for_longest_ago_goes_first():
    shared = Shared(most_bytes=2 * (ABOUT + 80))
    outcomes = {name: {("gives",): np.zeros(10)} for name in (b"a", b"b", b"c")}
    for name in (b"a", b"b"):
        shared.keep((name, ()), outcomes[name])
    assert shared.of((b"a", ())) is outcomes[b"a"]
    shared.keep((b"c", ()), outcomes[b"c"])
    assert shared.of((b"b", ())) is None
    assert shared.of((b"a", ())) is outcomes[b"a"]
