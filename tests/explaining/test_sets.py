"""Sets of mistakes: each its own part of the faults, or only all of them together."""

from textwrap import dedent

import numpy as np
import pytest
from gradkata.explaining.catalogue import Catalogue
from gradkata.explaining.faults import Faults
from gradkata.explaining.fit import Fit
from gradkata.explaining.sets import Sets, of_different_ids
from gradkata.explaining.signs import Signs
from gradkata.explaining.traces import Traces

REFERENCE = """
def ends(x):
    first = x[0]
    last = x[-1]
    return [first], [last], [len(x)]

def double(x):
    return 2 * x
"""
MISTAKES = {
    "second": ("first = x[0]", "first = x[1]"),
    "first-again": ("last = x[-1]", "last = first"),
    "third-last": ("last = x[-1]", "last = x[-2]"),
    "last-if-long": ("last = x[-1]", "last = x[2] if len(x) > 3 else x[-1]"),
    "one-more": ("len(x)", "len(x) + 1"),
    "thrice": ("2 * x", "3 * x"),
    "other-way": ("return [first], [last]", "return [last], [first]"),
}


class Case:
    """A learner's faults, and the variants that may explain them."""

    def __init__(self, found):
        self._found = found
        self.faults = Faults(found.transcript, found.variant(), any_shape=False)
        self.signs = Signs(found.transcript, self.faults)

    def variants(self, *ids):
        return [self._found.variant(name) for name in ids]

    def parts(self, *ids):
        found = self._found
        fit = Fit(found.catalogue, found.transcript, self.faults, self.signs)
        parts = Sets(found.catalogue, found.transcript, self.faults, fit, self.signs).parts(self.variants(*ids))
        return [[each.id for each in part.alternatives] for part in parts], {p for part in parts for p in part.places}

    def named(self, *ids):
        return self.parts(*ids)[0]

    def traces(self, *ids, function="ends"):
        return Traces(self.variants(*ids), self._found.transcript, self.faults, self.signs, function)


@pytest.fixture
def case(exchanged, make_catalogue, observed):
    """A function from edits to the reference to what a learner who made them did."""
    catalogue = make_catalogue(REFERENCE, **MISTAKES)

    def case(*ids, also=("", "")):
        text = REFERENCE.replace(*also)
        for name in ids:
            text = text.replace(*MISTAKES[name])

        def ask(learner):
            learner.ends([3, 5, 7, 9])
            learner.double(2)

        exchanges = [exchanged(text, ask), exchanged(text, lambda learner: learner.ends([1, 4, 2]))]
        return Case(observed(catalogue, *exchanges))

    return case


def test_mistakes_in_different_functions(case):
    found = case("second", "thrice")
    assert found.named("third-last", "second", "thrice") == [["second"], ["thrice"]]
    assert found.named("second", "third-last") == [["second"]]


def test_one_mistake_spoils_what_the_other_gives(case):
    assert case("second", "first-again").named("thrice", "third-last", "second", "first-again") == [
        ["second"], ["first-again"],
    ]  # fmt: skip


def test_mistakes_that_change_places(case):
    assert case("other-way", "third-last").named("second", "third-last", "other-way") == [["third-last"], ["other-way"]]


def test_a_mistake_that_only_some_calls_show(case):
    assert case("second", "last-if-long").named("last-if-long", "thrice", "second") == [["second"], ["last-if-long"]]


def test_three_mistakes(case):
    found = case("second", "third-last", "one-more")
    named, places = found.parts(*MISTAKES)
    assert sorted(named) == [["one-more"], ["second"], ["third-last"]]
    assert places == found.faults.places


def test_a_third_mistake_that_is_not_needed_is_left_out(case):
    found = case("second", "third-last")
    assert sorted(found.named("thrice", "second", "one-more", "third-last")) == [["second"], ["third-last"]]


def test_of_two_sets_the_one_that_breaks_nothing_else_is_named(exchanged, observed, make_catalogue):
    reference = """
        def scale(x):
            return 2 * x

        def line(x):
            return scale(x) + 1, x + 3
    """
    mistakes = {
        "elsewhere": ("return 2 * x", "return 4 * x"),  # gives what the next one gives, and is wrong in scale, too
        "here": ("scale(x) + 1", "2 * scale(x) + 1"),
        "end": ("x + 3", "x + 4"),
    }
    text = dedent(reference).replace(*mistakes["here"]).replace(*mistakes["end"])

    def ask(learner):
        learner.line(5)
        learner.scale(3)

    found = Case(observed(make_catalogue(dedent(reference), **mistakes), exchanged(text, ask)))
    assert found.named("elsewhere", "here", "end") == [["here"], ["end"]]


def test_two_mistakes_that_bring_the_same_edit_along(make_kata):
    kata = make_kata("def ends(x):\n    first = x[0]\n    last = x[-1]\n    return first, last\n")
    along = 'also = [{ find = "return first, last", replace = "return (first, last)" }]'
    entries = [
        f'[[mistake]]\nid = "{name}"\ntitle = "{name}"\nfind = "{find}"\nreplace = "{replace}"\n{along}\n'
        for name, find, replace in (("second", "x[0]", "x[1]"), ("third-last", "x[-1]", "x[-3]"))
    ]
    (kata.hidden / "mistakes.toml").write_text("\n".join(entries))
    catalogue = Catalogue(kata)
    module = catalogue.of(*catalogue.mistakes)
    assert module is not None
    assert module.ends([1, 2, 3, 4]) == (2, 2)


def test_what_explains_one_function_explains_those_that_call_it(exchanged, observed, make_catalogue):
    reference = REFERENCE + "\n\ndef quadruple(x):\n    return double(double(x))\n"
    catalogue = make_catalogue(reference, **MISTAKES)
    text = reference.replace(*MISTAKES["thrice"]).replace(*MISTAKES["second"])

    def ask(learner):
        learner.ends([3, 5, 7, 9])
        learner.double(2)
        learner.quadruple(1)

    found = Case(observed(catalogue, exchanged(text, ask)))
    named, places = found.parts(*MISTAKES)
    assert named == [["second"], ["thrice"]]
    assert places == found.faults.places


def test_forms_of_one_mistake_are_one(case):
    found = case("second")
    assert [each.id for each in of_different_ids(found.variants("second", "thrice", "second"))] == ["second", "thrice"]


def test_what_is_unknown_is_left(case):
    found = case("second", also=("len(x)", "len(x) + 7"))
    named, places = found.parts(*MISTAKES)
    assert named == [["second"]]
    assert {path for _, path in found.faults.places - places} == {("gives", 2)}
    assert case(also=("len(x)", "len(x) + 7")).named(*MISTAKES) == []


def test_what_raises_elsewhere_may_still_be_known(case):
    found = case("second", also=("    last = x[-1]", "    assert len(x) > 3\n    last = x[-1]"))
    assert found.named(*MISTAKES) == [["second"]]


def test_two_mistakes_are_known_though_some_calls_raise(case):
    also = ("    last = x[-1]", "    assert len(x) > 3\n    last = x[-1]")
    named, places = case("second", "third-last", also=also).parts(*MISTAKES)
    assert named == [["second"], ["third-last"]]
    assert {number for number, _ in places} == {0}


def test_traces_say_what_each_mistake_does_alone(case):
    traces = case("second", "first-again").traces("second", "first-again", "third-last", "one-more")
    assert traces.probes == [2, 0]
    assert traces.matches.any(1).tolist() == [True, False, True, False]
    assert traces.differs.any(1).tolist() == [False, True, True, False]
    assert traces.harms.tolist() == [0, 0, 0, 1]


def test_mistakes_that_cover_all_faults_between_them(case):
    assert case("second", "third-last").traces("second", "first-again", "third-last").cover() == [0, 2]
    assert case("second", "thrice").traces("first-again").cover() == []


def test_mistakes_that_only_change_a_size_do_not_come_before_one_that_gives_what_the_learner_gave(
    exchanged, observed, make_catalogue
):
    reference = dedent("""
        def step(x, n):
            size = 0.5
            slope = x if n < 3 else x**2
            return x - size * slope
    """)
    mistakes = {
        "twice": ("size = 0.5", "size = 1.0"),
        "half": ("size = 0.5", "size = 0.25"),
        "tenth": ("size = 0.5", "size = 0.05"),
        "up": ("x - size", "x + size"),
        "late": ("x**2", "x**3"),
    }
    text = reference.replace(*mistakes["up"]).replace(*mistakes["late"])
    x = np.array([0.5, 1.5, 2.5])

    def ask(n):
        return exchanged(text, lambda learner: learner.step(x, n))

    found = Case(observed(make_catalogue(reference, **mistakes), *map(ask, (1, 2, 5))))
    traces = found.traces(*mistakes, function="step")
    assert traces.akin.sum(1).tolist() == [2, 2, 2, 0, 0]
    assert traces.matches.sum(1).tolist() == [0, 0, 0, 2, 0]
    assert traces.pairs(0)[0] == (3, 4)
    assert found.named(*mistakes) == [["up"], ["late"]]


def test_an_array_matches_within_rounding(exchanged, observed, make_catalogue):
    catalogue = make_catalogue(REFERENCE, **MISTAKES)
    text = REFERENCE.replace("2 * x", "x + x + x + 1e-14")
    found = Case(observed(catalogue, exchanged(text, lambda learner: learner.double(np.array([0.5, 1.5])))))
    assert found.named("thrice") == [["thrice"]]
