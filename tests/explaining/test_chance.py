"""Which variant a learner's draws come from: the likeliest, if it could well have made them."""

import numpy as np
import pytest
from gradkata.boundary.learner import call_many
from gradkata.explaining.chance import CERTAIN, Chance, is_mixture_likelier, near_the_likeliest
from gradkata.explaining.dependence import log_bayes_factors
from gradkata.explaining.likelihood import Likelihood

REFERENCE = """
import numpy as np

def roll(rng, n):
    rolled = [int(rng.choice(3, p=np.array([0.6, 0.3, 0.1]))) for _ in range(n)]
    return rolled

def double(x):
    return 2 * x
"""
MISTAKES = {
    "fair": ("np.array([0.6, 0.3, 0.1])", "np.full(3, 1 / 3)"),
    "nearly-fair": ("np.array([0.6, 0.3, 0.1])", "np.array([0.45, 0.3, 0.25])"),
    "fair-too": ("np.array([0.6, 0.3, 0.1])", "None"),
    "backwards": ("[0.6, 0.3, 0.1]", "[0.1, 0.3, 0.6]"),
    "never-2": ("[0.6, 0.3, 0.1]", "[0.7, 0.3, 0.0]"),
    "longer": ("return rolled", "return rolled + [0]"),
    "no-chance": ("int(rng.choice(3, p=np.array([0.6, 0.3, 0.1])))", "0"),
}


def rolls(p):
    """The text of a learner that draws from these probabilities, the same in every release of NumPy."""
    return f"""
import numpy as np
def double(x): return x
def frozen(rng): return np.random.RandomState(rng.bit_generator.state["state"]["state"] % 2**32)
def roll(rng, n): return frozen(rng).choice(3, n, p={p}).tolist()
"""


FAIR, RIGHT, NEARLY = rolls([1 / 3] * 3), rolls([0.6, 0.3, 0.1]), rolls([0.45, 0.3, 0.25])


def roll(count=40, n=30, first=0):
    """Asks for so many lists of so many draws."""
    return lambda learner: call_many(learner.roll, [(np.random.default_rng(first + seed), n) for seed in range(count)])


class Case:
    """A learner's draws, and variants."""

    def __init__(self, observed):
        self._observed = observed
        self.right = observed.variant()
        self.chance = Chance(observed.transcript, self.right)

    def variants(self, *ids):
        return [self._observed.variant(name) for name in ids]

    def explained(self, *ids, fits=lambda _: True):
        return [each.mistakes[0].id for each in self.chance.explained_by(self.variants(*ids), fits)]

    def likeliest(self, *ids):
        return [each.mistakes[0].id for each in self.chance.likeliest(self.variants(*ids))]


@pytest.fixture
def case(exchanged, make_catalogue, observed):
    """A function from a learner's text and what each test asks to a case."""
    catalogue = make_catalogue(REFERENCE, **MISTAKES)

    def case(learner, *asks, passed=()):
        tests = [exchanged(learner, ask) for ask in asks or [roll()]]
        return Case(observed(catalogue, *tests, passed=passed))

    return case


def test_calls_that_draw(case):
    asks = [lambda learner: learner.double(1), roll(2), lambda learner: learner.roll(np.random.default_rng(1), 3)]
    found = case(RIGHT, *asks, passed=[2]).chance
    assert (found.drawing, found.calls) == ([1, 2], [1])


def test_only_what_is_called_draws(case):
    text = f"rng = 1\n{RIGHT}"
    asks = lambda learner: [setattr(learner, "rng", np.random.default_rng(1)), learner.rng, learner.double(1)]  # noqa: E731
    assert case(text, asks).chance.drawing == []


# One variant.


def test_draws_that_come_from_a_variant(case):
    assert case(FAIR).explained("fair", "backwards") == ["fair"]
    assert case(rolls([0.1, 0.3, 0.6])).explained("fair", "backwards") == ["backwards"]


def test_draws_that_come_from_the_reference(case):
    found = case(RIGHT)
    assert found.explained("fair", "nearly-fair", "backwards") == []
    assert found.likeliest("backwards", "fair", "nearly-fair") == []  # nor could they well have made them


def test_where_no_test_failed_nothing_is_to_be_explained(case):
    found = case(FAIR, roll(), passed=[0])
    assert found.explained("fair") == []
    assert found.likeliest("fair", "backwards") == ["fair", "backwards"]


def test_a_variant_has_to_fit_elsewhere(case):
    found = case(FAIR)
    assert found.explained("fair", "fair-too", fits=lambda each: each.mistakes[0].id == "fair-too") == ["fair-too"]


def test_variants_that_draw_alike_are_both_named(case):
    assert case(FAIR).explained("fair", "backwards", "fair-too") == ["fair", "fair-too"]


def test_variants_that_draw_nearly_alike_are_looked_at_longer(case):
    """A few draws of each call do not tell these two apart."""
    text, asks = NEARLY, roll(1, 600)
    found = case(text, asks)
    few = [each.likelihood([0]).log for each in found.variants("nearly-fair", "fair")]
    assert abs(few[0] - few[1]) < CERTAIN
    assert found.likeliest("nearly-fair", "fair") == ["nearly-fair"]


def test_it_is_looked_only_as_long_as_it_takes(case):
    found = case(rolls([0.1, 0.3, 0.6]), roll(1, 600), roll(1, 600, first=50), passed=[1])
    backwards, fair = found.variants("backwards", "fair")
    assert found.chance.likeliest([backwards, fair]) == [backwards]
    assert [each.likelihood([1]).count for each in (backwards, fair)] == [60, 60]  # of the passed test, too
    assert backwards.likelihood([0]).count == 600  # what is named has to make all that were wrong


def test_it_is_looked_longer_while_the_reference_is_as_likely(case):
    found = case(RIGHT, roll(1, 600), roll(1, 600, first=50), passed=[1])
    (variant,) = found.variants("nearly-fair")
    assert found.chance.explained_by([variant], lambda _: True) == []
    assert variant.likelihood([1]).count == 600


def test_the_reference_is_a_rival_where_there_are_few_draws(case):
    """A variant that could well have made so few draws is not named if the reference made them as likely."""
    found = case(RIGHT, roll(1, 20))
    assert found.likeliest("nearly-fair") == ["nearly-fair"]
    assert found.explained("nearly-fair") == []


def test_where_there_are_three_variants_passed_tests_are_looked_at_longer(case):
    found = case(FAIR, roll(1, 60), roll(1, 60, first=50), passed=[1])
    variants = found.variants("backwards", "fair", "nearly-fair")
    found.chance.likeliest(variants)
    assert variants[0].likelihood([1]).count == 60


def test_where_there_are_many_variants_passed_tests_are_not_looked_at_longer(case):
    found = case(FAIR, roll(1, 60), roll(1, 60, first=50), passed=[1])
    backwards, *others = found.variants("backwards", "fair", "fair-too", "nearly-fair")
    found.chance.likeliest([backwards, *others])
    assert backwards.likelihood([0]).count == 60
    assert backwards.likelihood([1]).count == 14


def test_an_impossible_draw_rules_a_variant_out(case):
    found = case(RIGHT)
    (variant,) = found.variants("never-2")
    assert found.chance.likeliest([variant]) == []
    assert variant.likelihood([0]).count < 100  # it is not looked at longer


def test_what_else_there_is_to_compare_has_to_be_alike(case):
    found = case(FAIR, roll(40, 10))
    assert found.likeliest("longer") == []
    assert found.likeliest("longer", "fair") == ["fair"]


# Draws of a mistake that nobody knows.


@pytest.mark.parametrize(
    "learner",
    [rolls([0.5, 0.25, 0.25]), rolls([0.25, 0.25, 0.5]),
     "def roll(rng, n): return [int(rng.choice(3))] * n",
     "def roll(rng, n): return [k % 3 for k in range(n)]",
     "def roll(rng, n): return [(k + int(rng.choice(3))) % 3 if k else 1 for k in range(n)]"],
)  # fmt: skip
def test_a_rule_of_its_own_is_not_called_by_the_name_of_the_next_best(case, learner):
    assert case(learner).explained("fair", "backwards") == []


def test_now_and_then_right_is_not_fair(case):
    mixture = rolls([(0.6 + 1 / 3) / 2, (0.3 + 1 / 3) / 2, (0.1 + 1 / 3) / 2])
    found = case(mixture)
    assert found.explained("fair") == []
    assert found.explained("fair", "nearly-fair") == ["nearly-fair"]


FAVOURED = "[0, 0, 1, 0, 2, 1, 1, 2, 2]"  # each is favoured as often after each: no draw foretells the next


def test_now_and_then_right_though_no_draw_foretells_another(exchanged, make_catalogue, observed):
    reference = f"""
        import numpy as np

        def roll(rng, n):
            p = np.full((9, 3), 0.1) + 0.7 * np.eye(3)[{FAVOURED}]
            return [int(rng.choice(3, p=p[k % 9])) for k in range(n)]
        """
    learner = f"""
        import numpy as np

        def roll(rng, n):
            p = (np.full((9, 3), 0.1) + 0.7 * np.eye(3)[{FAVOURED}] + 1 / 3) / 2
            frozen = np.random.RandomState(rng.bit_generator.state["state"]["state"] % 2**32)
            return [int(frozen.choice(3, p=p[k % 9])) for k in range(n)]
        """
    catalogue = make_catalogue(reference, fair=("p=p[k % 9]", "p=np.full(3, 1 / 3)"))
    found = Case(observed(catalogue, exchanged(learner, roll(1, 600, first=2))))
    (fair,) = found.variants("fair")
    for each in (fair, found.right):
        each.look_longer(0, 600)
    assert fair.likelihood([0]).log > found.right.likelihood([0]).log + CERTAIN
    assert fair.likelihood([0]).is_usual
    assert max(log_bayes_factors([(fair.likelihood([0]), [0])])) < CERTAIN
    assert found.explained("fair") == []


def test_the_habit_of_another_call_with_the_same_arguments(case):
    """A list that is the same for each seed, as if the generator had not been passed on: fair in itself."""
    text = """
        import numpy as np
        kept = {}
        def roll(rng, n):
            if n not in kept: kept[n] = [int(each) for each in np.random.default_rng(n).choice(3, n)]
            return kept[n]
        """
    found = case(text, roll(200, 1))
    assert found.explained("fair") == []


def test_where_nothing_is_drawn_the_source_tells(case):
    assert case("def roll(rng, n): return [1] * n").explained("fair", "no-chance") == ["no-chance"]


# Comparisons.


def test_near_the_likeliest(case):
    found = case(FAIR)
    fair, other, backwards = found.variants("fair", "fair-too", "backwards")
    for each in (fair, other, backwards):
        each.look_longer(0, 600)
    assert near_the_likeliest([backwards, fair, other], [0]) == [fair, other]
    assert near_the_likeliest([backwards], [0]) == [backwards]
    assert near_the_likeliest([], [0]) == []
    assert near_the_likeliest([backwards, fair], []) == [backwards, fair]


def drawn(distribution, *indices):
    likelihood = Likelihood()
    for index in indices:
        likelihood.note(np.array(distribution), index)
    return likelihood


def test_draws_that_are_now_and_then_right():
    right, variant = drawn([0.9, 0.1], *[0] * 21), drawn([0.5, 0.5], *[0] * 21)
    assert is_mixture_likelier(variant, right)  # 0.7 for each of them
    assert not is_mixture_likelier(right, right)
    assert not is_mixture_likelier(drawn([0.5, 0.5], *[0] * 20), drawn([0.9, 0.1], *[0] * 20))  # by too little
    assert not is_mixture_likelier(variant, drawn([0.9, 0.1], *[0] * 20))  # there is no draw for each
    assert not is_mixture_likelier(Likelihood(), Likelihood())
