"""What is wrong beside the reference, and where a variant shows and fits."""

import numpy as np
import pytest
from gradkata.boundary.learner import fill
from gradkata.explaining.catalogue import Catalogue
from gradkata.explaining.faults import Faults
from gradkata.explaining.fit import Fit
from gradkata.explaining.outcomes import GIVES, Raised
from gradkata.explaining.signs import Signs

REFERENCE = """
import numpy as np
w = np.ones(2)

def double(x):
    return 2 * x

def both(x):
    return {"twice": double(x), "same": x}

def words(x):
    return sorted(set(x))

def check(x):
    return None

def draw(rng):
    return [int(rng.choice(3))]
"""
MISTAKES = {
    "thrice": ("2 * x", "3 * x"),
    "negative": ('"same": x', '"same": -x'),
    "free": ("int(rng.choice(3))", "int(rng.choice(4))"),
}


@pytest.fixture
def case(exchanged, make_catalogue, observed):
    """A function from edits and what each test asks to a learner's faults, the fit, and variants by their ids."""
    catalogue = make_catalogue(REFERENCE, 'free = ["check"]', **MISTAKES)

    def case(edits, *asks, passed=(), any_shape=False):
        text = REFERENCE
        for find, replace in edits:
            assert find in text
            text = text.replace(find, replace)
        found = observed(catalogue, *[exchanged(text, ask) for ask in asks], passed=passed)
        faults = Faults(found.transcript, found.variant(), any_shape)
        signs = Signs(found.transcript, faults)
        return faults, Fit(catalogue, found.transcript, faults, signs), found.variant

    return case


THRICE = [MISTAKES["thrice"]]
X = np.array([1.0, 2.0])


def double(learner):
    learner.double(X)


def both(learner):
    learner.both(X)


# Faults.


def test_a_fault_is_a_leaf_of_a_call(case):
    faults, *_ = case(THRICE, both)
    assert faults.places == {(0, ("gives", "twice"))}
    assert faults.by_call == {0: {("gives", "twice")}}
    assert (faults.calls, faults.functions, faults.formal) == ([0], {"both"}, set())


def test_small_calls_come_first_and_findings_in_the_suites_order(case):
    faults, *_ = case(THRICE, lambda learner: [learner.double(np.ones(50)), learner.double(X), learner.double(X + 1)])
    assert faults.calls == [1, 2, 0]
    assert [finding.call.answer.value[0] for finding in faults.findings()] == [3, 3, 6]
    assert [finding.right[GIVES][0] for finding in faults.findings()] == [2, 2, 4]
    assert faults.findings()[0].faults() == {GIVES}


def test_what_passed_has_no_fault(case):
    faults, *_ = case(THRICE, double, both, passed=[1])
    assert faults.calls == [0]
    assert faults.passed_over(1) == {("gives", "twice")}
    assert faults.passed_over(0) == set()


def test_where_all_values_are_right_form_is_looked_at(case):
    column = [("return 2 * x", "return 2 * x[:, None]")]
    faults, *_ = case(column, double)
    assert (faults.places, faults.formal) == ({(0, GIVES)}, {0})
    faults, *_ = case(column, double, any_shape=True)
    assert (faults.places, faults.formal) == (set(), {0})


def test_form_is_looked_at_in_tests_whose_values_are_right(case):
    edits = [("return 2 * x", "return 2 * x[:, None]"), ('"same": x', '"same": -x')]
    faults, *_ = case(edits, double, both)
    assert (faults.places, faults.formal) == ({(0, GIVES), (1, ("gives", "same"))}, {0})
    faults, *_ = case(edits, lambda learner: [learner.double(X), learner.both(X)])
    assert (faults.places, faults.formal) == ({(1, ("gives", "same"))}, set())


def test_what_may_come_from_elsewhere_counts_only_by_itself(case):
    nan = ("w = np.ones(2)", "w = np.full(2, np.nan)")
    faults, *_ = case([nan, *THRICE], lambda learner: learner.w, double)
    assert (faults.calls, faults.are_primary) == ([1], True)
    faults, *_ = case([nan], lambda learner: learner.w, double)
    assert (faults.calls, faults.are_primary) == ([0], False)


def test_equal_leaves(case):
    faults, *_ = case(THRICE, double)
    assert faults.is_equal(0, {GIVES: 3 * X + 1e-9}, GIVES)
    assert faults.is_equal(0, {GIVES: 3 * X[:, None]}, GIVES)
    assert not faults.is_equal(0, {GIVES: X}, GIVES)
    assert not faults.is_equal(0, {}, GIVES)
    assert faults.is_equal(0, {}, ("changes", 0))


def test_which_exception_it_is_and_what_is_left_in_an_argument_is_a_matter_of_style(case):
    faults, *_ = case([("return 2 * x", "raise OverflowError")], double)
    assert faults.is_equal(0, {GIVES: Raised("ValueError")}, GIVES)
    assert not faults.is_equal(0, {GIVES: 2 * X}, GIVES)
    faults, *_ = case([("return 2 * x", "x += 1\n    return 3 * x")], lambda learner: learner.double(X.copy()))
    changed = next(path for _, path in faults.places if path[0] == "changes")
    assert faults.is_equal(0, {changed: X + 7}, changed)
    assert not faults.is_equal(0, {}, changed)


def test_equal_forms(case):
    faults, *_ = case([("return 2 * x", "return 2 * x[:, None]")], double)
    assert faults.is_equal(0, {GIVES: 2 * X[:, None]}, GIVES)
    assert not faults.is_equal(0, {GIVES: 2 * X}, GIVES)
    assert faults.differing(0, {GIVES: 2 * X[:, None]}, {GIVES: 2 * X}) == {GIVES}


# Where a variant shows, and fits.


def test_a_variant_shows_where_it_changes_something(case):
    faults, fit, variant = case(THRICE, both, double)
    assert fit.shown(variant("thrice"), 0) == {("gives", "twice")}
    assert fit.shown(variant("thrice"), 1) == {GIVES}
    assert fit.matches(variant("thrice"), faults.calls)
    assert fit.places(variant("thrice"), "both") == {(0, ("gives", "twice"))}
    assert fit.places(variant("thrice"), "double") == {(1, GIVES)}


def test_a_variant_that_gives_something_else_does_not_fit(case):
    faults, fit, variant = case([("2 * x", "4 * x")], double)
    assert fit.shown(variant("thrice"), 0) is None
    assert not fit.matches(variant("thrice"), faults.calls)
    assert fit.places(variant("thrice"), "double") == set()


def test_a_variant_that_shows_where_the_learner_is_right_does_not_fit(case):
    _, fit, variant = case(THRICE, both)
    assert fit.shown(variant("negative"), 0) is None


def test_a_variant_has_to_show_in_every_fault(case):
    faults, fit, variant = case([*THRICE, MISTAKES["negative"]], both)
    assert fit.shown(variant("thrice"), 0) == {("gives", "twice")}
    assert not fit.matches(variant("thrice"), faults.calls)
    assert fit.places(variant("thrice"), "both") == {(0, ("gives", "twice"))}


def test_what_cannot_show_is_not_asked(case):
    faults, fit, variant = case(THRICE, double)
    negative = variant("negative")
    assert fit.shown(negative, 0) == set()
    assert fit.fits(negative, [0])
    assert not fit.matches(negative, faults.calls)


def test_a_difference_that_was_let_pass_says_nothing(case):
    """The suite looked at other numbers in one of two tests, and the variant shows there, too."""
    faults, fit, variant = case(THRICE, double, both, passed=[1])
    assert fit.shown(variant("thrice"), 1) == set()
    assert fit.matches(variant("thrice"), faults.calls)


def test_a_variant_has_to_fit_the_right_calls_of_a_wrong_function(case):
    once = [("return 2 * x", "return 3 * x if len(x) == 2 else 2 * x")]
    faults, fit, variant = case(once, double, lambda learner: learner.double(np.ones(5)), passed=[1])
    thrice = variant("thrice")
    assert fit.matches(thrice, faults.calls)
    assert not fit.fits_functions(thrice, faults.functions)
    assert not fit.fits_everywhere(thrice)
    assert fit.places(thrice, "double") == set()


def test_a_variant_that_fits_the_wrong_functions_may_not_fit_everywhere(case):
    only_there = [('"twice": double(x)', '"twice": 3 * x')]
    faults, fit, variant = case(only_there, both, double, passed=[1])
    assert fit.fits_functions(variant("thrice"), faults.functions)
    assert not fit.fits_everywhere(variant("thrice"))
    assert fit.places(variant("thrice"), "both") == {(0, ("gives", "twice"))}


def test_where_faults_are_primary_nothing_shows_in_what_may_come_from_elsewhere(case):
    def ask(learner):
        fill(learner, "w", X)
        learner.check(learner.double(X))
        _ = learner.w

    _, fit, variant = case(THRICE, ask)
    assert fit.shown(variant("thrice"), 1) == set()


def test_a_variant_from_which_anything_may_be_drawn_explains_no_part(case):
    raises = [("return [int(rng.choice(3))]", "return [3]")]
    faults, fit, variant = case(raises, lambda learner: learner.draw(np.random.default_rng(1)))
    assert fit.shown(variant("free"), 0)
    assert fit.matches(variant("free"), faults.calls)
    assert fit.places(variant("free"), "draw") == set()


@pytest.fixture
def reordered(exchanged, make_kata, observed):
    """A function from the words that a learner gave, and a mistake's edit, to what that mistake shows; and the kata."""

    def reordered(words, replace, any_order):
        kata = make_kata(REFERENCE, any=("sorted(set(x))", replace))
        path = kata.hidden / "mistakes.toml"
        path.write_text(path.read_text() + f"\nany_order = {str(any_order).lower()}\n")
        text = REFERENCE.replace("sorted(set(x))", repr(words))
        found = observed(Catalogue(kata), exchanged(text, lambda learner: learner.words(["a", "b", "c"])))
        faults = Faults(found.transcript, found.variant(), any_shape=False)
        fit = Fit(found.catalogue, found.transcript, faults, Signs(found.transcript, faults))
        return fit.shown(found.variant("any"), 0)

    return reordered


BACKWARDS = "sorted(set(x), reverse=True)"


def test_words_in_an_order_that_nobody_can_foretell(reordered):
    everywhere = {("gives", 0), ("gives", 1), ("gives", 2)}
    assert reordered(["b", "c", "a"], BACKWARDS, any_order=True) == everywhere
    assert reordered(["b", "c", "a"], BACKWARDS, any_order=False) is None
    assert reordered(["b", "c", "d"], BACKWARDS, any_order=True) is None
    assert reordered(["b", "c", "a"], "sorted(x)", any_order=True) == set()
