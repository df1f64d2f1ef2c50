"""A module is asked what a learner's was asked, and its draws are guided by the learner's answer."""

import types
import warnings
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest
from gradkata import plugins
from gradkata.boundary.learner import call_many, fill
from gradkata.boundary.processes import default_starter, started
from gradkata.explaining.answers import Answer
from gradkata.explaining.callee import Unanswerable
from gradkata.explaining.conventions import Conventions
from gradkata.explaining.explain import diagnosis_of
from gradkata.explaining.outcomes import GIVES, WARNS, Opaque, Raised
from gradkata.explaining.questions import Question
from gradkata.explaining.replay import ASKS, MOST_ITEMS, Replay
from gradkata.explaining.scripted import MOST_DRAWS
from gradkata.finding.submission import Submission
from gradkata.job import job_of

from tests.helpers import grade_all

WRONG = Path(__file__).parents[2] / "reference/fast_bptt/wrong/answers-overwritten.kept_buffers.py"
RNG = np.random.default_rng(4)


class Asked:
    """A module that is asked what a learner's was asked.

    Attributes:
        found: for each question, the outcome, or what was raised.
        likelihoods: of the draws in each answer.
    """

    def __init__(self, exchanges, text, conventions, *limits):
        module = types.ModuleType("variant")
        exec(dedent(text), module.__dict__)
        self.module = module
        self.found, self.likelihoods = [], []
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            self.replay = Replay(module, conventions, caught)
            for exchange in exchanges:
                question = Question(exchange, str(getattr(exchange.request, "target", "")), conventions)
                if isinstance(exchange.request, ASKS):
                    self._ask(question, Answer(exchange, question), limits)
                else:
                    self.replay.set(question)

    def _ask(self, question, answer, limits):
        try:
            self.found.append(self.replay.answer(question, answer, *limits))
        except Unanswerable:
            self.found.append("unanswerable")
        self.likelihoods.append(self.replay.likelihood)

    @property
    def last(self):
        return self.found[-1]

    @property
    def draws(self):
        return self.likelihoods[-1].drawn


@pytest.fixture
def asked(exchanged):
    """A function from a learner's text, what is asked of it, and another module's text to what that one answers."""

    def asked(learner, ask, text=None, *limits, conventions=None):
        return Asked(exchanged(learner, ask), text or learner, conventions or Conventions(), *limits)

    return asked


# Calls without draws.


def test_a_variant_gives_its_own_answer(asked):
    found = asked("def work(x, k=1): return x", lambda learner: learner.work(2, k=5), "def work(x, k): return [x, k]")
    assert found.last[GIVES].tolist() == [2, 5]
    assert found.last[WARNS] is False
    assert found.likelihoods[-1].count == 0


def test_exceptions_are_known_by_their_builtin_kind(asked):
    text = "class Odd(KeyError): pass\ndef work(): raise Odd('this')"
    assert asked("def work(): pass", lambda learner: learner.work(), text).last[GIVES] == Raised("KeyError")
    assert "this" in asked("def work(): pass", lambda learner: learner.work(), text).last[GIVES].text


def test_a_function_that_a_variant_lacks_fails_as_a_learners_would(asked):
    assert asked("def work(): pass", lambda learner: learner.work(), "x = 1").last[GIVES] == Raised("AttributeError")


def test_warnings_belong_to_one_answer(asked):
    text = "import warnings\ndef work(x):\n    if x: warnings.warn('careful')"
    found = asked("def work(x): pass", lambda learner: [learner.work(1), learner.work(0), learner.work(2)], text)
    assert [each[WARNS] for each in found.found] == [True, False, True]


def test_changes_count_even_if_it_fails(asked):
    text = "def work(x):\n    x += 1\n    raise ValueError"
    found = asked("def work(x): pass", lambda learner: learner.work(np.zeros(1)), text).last
    assert found[("changes", 1)].tolist() == [1]
    assert found[GIVES] == Raised("ValueError")


def test_outcomes_stay_as_they_were(asked):
    text = """
        import numpy as np
        kept = np.zeros(1)
        def work(x):
            kept[:] += 1
            x[:] = kept
            return kept
        """
    found = asked("def work(x): pass", lambda learner: [learner.work(np.zeros(1)) for _ in range(2)], text).found
    assert [each[GIVES].tolist() for each in found] == [[1], [2]]
    assert [each[("changes", 1)].tolist() for each in found] == [[1], [2]]


def test_a_generator_functions_items_where_the_learner_gave_a_list(asked):
    text = "def work():\n    yield from range(5000)"
    ask = lambda learner: learner.work()  # noqa: E731
    assert asked("def work(): return [0, 1]", ask, text).last[GIVES].tolist() == list(range(MOST_ITEMS))
    assert asked("def work(): return (0, 1)", ask, text).last[GIVES].shape == (MOST_ITEMS,)
    assert asked("def work(): return None", ask, text).last[GIVES] == Opaque()


def test_a_batch_without_draws(asked):
    found = asked("def work(x): pass", lambda learner: call_many(learner.work, [(1,), (2,)]), "def work(x): return x")
    assert found.last[GIVES].tolist() == [1, 2]


# Objects, globals and attributes.

BOX = """
class Box:
    y = 7
    def __init__(self, x): self.x = x
    def twice(self): return 2 * self.x
limit = 3
def take(box): return box.x
"""


def test_an_object_is_held_by_the_learners_number(asked):
    def ask(learner):
        first, second = learner.Box(1), learner.Box(2)
        _ = second.twice(), first.x, second.y
        learner.take(first)

    found = asked(BOX, ask).found
    assert found[0] == found[1] == {GIVES: Opaque(), WARNS: False}
    assert found[3][GIVES].tolist() == 4  # the one before is the method
    assert [each[GIVES].tolist() for each in found[4:]] == [1, 7, 1]


def test_an_object_that_was_never_given(asked):
    found = asked(BOX, lambda learner: learner.Box(1).x, "def Box(x): raise ValueError")
    assert found.found == [{GIVES: Raised("ValueError"), WARNS: False}, "unanswerable"]


def test_what_is_called_on_an_object_that_was_never_given(asked):
    found = asked(BOX, lambda learner: learner.Box(1).twice(), "def Box(x): raise ValueError")
    assert found.found[1:] == ["unanswerable", "unanswerable"]


def test_a_global_is_looked_at_and_set(asked):
    def ask(learner):
        _ = learner.limit
        learner.limit = 5
        _ = learner.limit

    assert [each[GIVES].tolist() for each in asked(BOX, ask).found] == [3, 5]


def test_an_attribute_is_set(asked):
    def ask(learner):
        box = learner.Box(1)
        box.x = 4
        box.twice()

    assert asked(BOX, ask).last[GIVES].tolist() == 8


@pytest.mark.parametrize(("text", "same"), [("w = np.zeros(2)", True), ("w = np.zeros(3)", False), ("w = None", False)])
def test_an_array_is_filled_where_it_can_be(asked, text, same):
    text = f"import numpy as np\n{text}\nother = w\ndef work(): pass"
    found = asked(text, lambda learner: fill(learner, "w", np.ones(2)))
    assert found.module.w.tolist() == [1, 1]
    assert (found.module.other is found.module.w) == same


def test_an_array_is_set_anew_where_it_is_not_to_be_filled(asked):
    text = "import numpy as np\nw = np.zeros(2)\nother = w"
    found = asked(text, lambda learner: setattr(learner, "w", np.ones(2)))
    assert found.module.other.tolist() == [0, 0]


def test_a_global_that_is_the_length_of_another_one_is_set_with_it(asked):
    lengths = Conventions(lengths={"size": "w"})
    text = "import numpy as np\nw = np.zeros(2)\nv = w\nsize = 2"
    assert asked(text, lambda learner: setattr(learner, "w", np.ones(5)), conventions=lengths).module.size == 5
    assert asked(text, lambda learner: setattr(learner, "v", np.ones(5)), conventions=lengths).module.size == 2
    assert asked(text, lambda learner: setattr(learner, "w", 4.0), conventions=lengths).module.size == 2


# Calls that draw. The learner's code draws as it likes; a variant is given the same draws.

DRAWS = "def draw(rng, n): return [int(rng.integers(3)) for _ in range(n)]"
VARIANT = "def draw(rng, n): return [int(rng.choice(3, p=[0.2, 0.3, 0.5])) for _ in range(n)]"


def given_by(learner):
    """A module's ``draw`` that gives a list, whatever the generator says."""
    return f"def draw(rng, n): return {learner}"


def test_a_variant_draws_what_the_learner_drew(asked):
    found = asked(given_by([2, 0, 1]), lambda learner: learner.draw(RNG, 3), VARIANT)
    assert found.last[GIVES].tolist() == [2, 0, 1]
    assert found.likelihoods[-1].probabilities.tolist() == [0.5, 0.2, 0.3]


def test_draws_that_are_impossible(asked):
    found = asked(given_by([2, 3, 1]), lambda learner: learner.draw(RNG, 3), VARIANT)
    assert found.last[GIVES].tolist() == [2, 2]  # so far, and what is the likeliest
    assert found.draws == [2, -1]


def test_the_first_item_may_be_none_of_the_draws(asked):
    begun = "def draw(rng, n): return [9] + [int(rng.choice(3)) for _ in range(n)]"
    found = asked(given_by([9, 0, 1]), lambda learner: learner.draw(RNG, 2), begun)
    assert found.last[GIVES].tolist() == [9, 0, 1]
    assert found.draws == [0, 1]
    assert found.replay.skips


def test_what_has_proven_right_is_tried_first(asked):
    """Both ways give the second list, and only the second way the first: so that is the way."""
    text = """
        def draw(rng, n):
            drawn = [int(rng.choice(3)) for _ in range(n)]
            return [9, *drawn] if n == 2 else [1, 2]
        """
    learner = "def draw(rng, n): return [9, 0, 1] if n == 2 else [1, 2]"
    found = asked(learner, lambda each: [each.draw(RNG, 2), each.draw(RNG, 1)], text)
    assert found.draws == [2]
    assert found.replay.skips
    first = asked(learner, lambda each: each.draw(RNG, 1), text)
    assert first.draws == [1]
    assert not first.replay.skips


def test_where_no_way_gives_the_learners_answer_the_first_one_counts(asked):
    found = asked(given_by([2, 0]), lambda learner: learner.draw(RNG, 2), "def draw(rng, n): return [rng.choice(3), 1]")
    assert found.last[GIVES].tolist() == [2, 1]
    assert found.draws == [2]
    assert not found.replay.skips


def test_only_so_many_draws_are_looked_at(asked):
    def look(*limits):
        return asked(given_by([1] * 50), lambda learner: learner.draw(RNG, 50), VARIANT, *limits)

    assert look().last[GIVES].tolist() == [1] * 50  # the learner's, since all so far were possible
    assert len(look().draws) == MOST_DRAWS
    assert len(look(20).draws) == 20


def test_a_call_that_is_cut_short_went_on_as_the_learners_did(asked):
    learner = "import warnings\ndef draw(rng, x):\n    x[:] = [9] * 2\n    warnings.warn('!')\n    return [1] * 50"
    text = "def draw(rng, x):\n    x[0] = 5\n    return [int(rng.choice(3)) for _ in range(50)]"
    found = asked(learner, lambda each: each.draw(RNG, [0, 0]), text).last
    assert found[GIVES].tolist() == [1] * 50
    assert found[("changes", 2)].tolist() == [9, 9]
    assert found[WARNS] is True


def test_changes_of_a_variant_alone_stay_its_own(asked):
    text = "def draw(rng, x):\n    x[0] = 5\n    return [int(rng.choice(3)) for _ in range(50)]"
    found = asked("def draw(rng, x): return [1] * 50", lambda each: each.draw(RNG, [0, 0]), text).last
    assert found[("changes", 2)].tolist() == [5, 0]
    assert found[WARNS] is False


def test_arrays_of_draws_are_compared_by_their_numbers(asked):
    text = "import numpy as np\ndef draw(rng, n): return np.array([9] + [rng.choice(3) for _ in range(n)])"
    found = asked(given_by([9, 2, 1]), lambda learner: learner.draw(RNG, 2), text)
    assert found.draws == [2, 1]


def test_other_answers_are_compared_leaf_by_leaf(asked):
    learner = "def draw(rng, n): return 'ab'"
    text = "def draw(rng, words): return ''.join(words[rng.choice(3)] for _ in range(2))"
    found = asked(learner, lambda each: each.draw(RNG, ["x", "a", "b"]), text)
    assert found.last[GIVES] == "ab"
    assert found.draws == [1, 2]


def test_a_text_may_be_drawn_from_its_first_character_on(asked):
    text = "def draw(rng, begin, words): return ''.join(words[rng.choice(3)] for _ in range(2))"
    found = asked("def draw(rng, begin, words): return 'ab'", lambda each: each.draw(RNG, "a", ["x", "a", "b"]), text)
    assert found.last[GIVES] == "ab"
    assert found.draws == [1, 2]
    assert found.replay.skips


def test_a_generator_in_each_of_several_places_draws_for_itself(asked):
    text = "def draw(a, b): return [int(a.choice(3)), int(b.choice(4))]"
    found = asked("def draw(a, b): return [1, 2]", lambda each: each.draw(RNG, np.random.default_rng(9)), text)
    assert found.last[GIVES].tolist() == [1, 1]  # each is given the draws from their beginning
    assert found.likelihoods[-1].sizes.tolist() == [3, 4]


# Batches that draw.


def test_each_call_of_a_batch_draws_what_the_learners_did(asked):
    calls = [(RNG, 3), (RNG, 2)]
    found = asked(DRAWS, lambda learner: call_many(learner.draw, calls), VARIANT)
    exact = asked(DRAWS, lambda learner: call_many(learner.draw, calls))
    assert found.likelihoods[-1].count == 5
    assert found.likelihoods[-1].starts == [0, 3]
    assert exact.last[GIVES] == Raised("AttributeError")  # a stand-in knows no other way to draw


def test_the_rest_of_a_batch_is_the_learners(asked):
    learner = "def draw(rng, n): return [n, n]"
    text = "def draw(rng, n): return [int(rng.choice(9)), int(rng.choice(9)) * (n != 2)]"
    found = asked(learner, lambda each: call_many(each.draw, [(RNG, n) for n in (1, 2, 3)]), text)
    assert found.last[("gives", 0)].tolist() == [1, 1]
    assert found.last[("gives", 1)].tolist() == [2, 0]  # one that differs tells enough
    assert found.last[("gives", 2)].tolist() == [3, 3]
    assert found.draws == [1, 1, 2, 2]


def test_only_so_many_draws_of_a_batch_are_looked_at(asked):
    learner = "def draw(rng, n): return [0] * n"
    ask = lambda each: call_many(each.draw, [(RNG, 5)] * 10)  # noqa: E731
    assert len(asked(learner, ask, VARIANT, 5, 12).draws) == 15  # the third call reaches it
    assert len(asked(learner, ask, VARIANT, 5, 15).draws) == 15
    assert len(asked(learner, ask, VARIANT, 3, 50).draws) == 30


def test_a_call_of_a_batch_that_is_cut_short_is_the_learners(asked):
    learner = "def draw(rng, n): return [1] * 50"
    found = asked(learner, lambda each: call_many(each.draw, [(RNG, 50)]), VARIANT)
    assert found.last[("gives", 0)].tolist() == [1] * 50


def test_an_impossible_draw_in_a_batch(asked):
    learner = "def draw(rng, n): return [0, n]"
    found = asked(learner, lambda each: call_many(each.draw, [(RNG, 2), (RNG, 7), (RNG, 1)]), VARIANT)
    assert found.last[("gives", 1)].tolist() == [0, 2]
    assert found.last[("gives", 2)].tolist() == [0, 1]
    assert found.draws == [0, 2, 0, -1]


def test_the_first_item_in_a_batch_may_be_none_of_the_draws(asked):
    begun = "def draw(rng, n): return [8] + [int(rng.choice(3)) for _ in range(n)]"
    learner = "def draw(rng, n): return [8] + [1] * n"
    found = asked(learner, lambda each: call_many(each.draw, [(RNG, 2), (RNG, 1)]), begun)
    assert found.draws == [1, 1, 1]
    assert found.replay.skips


def test_each_text_of_a_batch_is_read_by_its_own_arguments(asked):
    learner = "def draw(rng, begin, words): return begin + 'c'"
    text = "def draw(rng, begin, words): return begin + words[rng.choice(4)]"
    calls = [(RNG, begin, ["x", "a", "b", "c"]) for begin in "ab"]
    found = asked(learner, lambda each: call_many(each.draw, calls), text)
    assert [found.last["gives", number] for number in (0, 1)] == ["ac", "bc"]
    assert found.draws == [3, 3]


def test_where_the_whole_batch_has_failed_nobody_knows_the_draws(asked):
    learner = "def draw(rng, n): raise ValueError"
    found = asked(learner, lambda each: call_many(each.draw, [(RNG, 2), (RNG, 50)]), VARIANT).last
    assert found[("gives", 0)].tolist() == [2, 2]  # the likeliest
    assert found[("gives", 1)] is None  # too many to look at
    failing = asked(learner, lambda each: call_many(each.draw, [(RNG, 2), (RNG, 3)]), learner).last
    assert failing == {GIVES: Raised("ValueError"), WARNS: False}


def test_a_failed_batch_is_asked_no_further_than_another(asked):
    learner = "def draw(rng, n): raise ValueError"
    found = asked(learner, lambda each: call_many(each.draw, [(RNG, 2)] * 5), VARIANT, 9, 3).last
    assert sorted(path[1] for path in found if path[0] == "gives") == [0, 1, 2]


# With generators of its own.


def drawn(exchanges, text):
    asked = Asked([], text, Conventions())
    return [asked.replay.drawn(Question(each, "draw", Conventions())) for each in exchanges]


def test_a_variants_own_draws(exchanged):
    def ask(learner):
        learner.draw(np.random.default_rng(1), n=4)
        call_many(learner.draw, [(np.random.default_rng(seed), 3) for seed in (2, 2)])

    single, batch = drawn(exchanged(DRAWS, ask), DRAWS)
    assert single == [[int(np.random.default_rng(1).integers(3, size=4)[k]) for k in range(4)]]
    assert len(batch) == 2
    assert batch[0] == batch[1]


def test_a_variant_that_fails_draws_its_exception(exchanged):
    exchanges = exchanged(DRAWS, lambda learner: call_many(learner.draw, [(RNG, 1), (RNG, 0)]))
    (found,) = drawn(exchanges, "def draw(rng, n): return [1 // n]")
    assert found == [[1], "ZeroDivisionError"]


# A whole diagnosis.


def test_answers_of_a_batch_that_share_arrays_are_read_as_they_were_given():
    found = []

    def look(kata, result, evidence):
        found.append(diagnosis_of(kata, result, evidence))
        return result

    with started(default_starter()) as starter:
        job = job_of(Submission("ada", "fast_bptt", WRONG), 4)
        grade_all([plugins.load().katas["fast_bptt"]], [job], starter, look)
    (diagnosis,) = found
    assert (diagnosis.kind, [each.id for each in diagnosis.mistakes]) == ("one", ["answers-overwritten"])
