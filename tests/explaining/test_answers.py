"""What a learner's code answered, decoded as it was given."""

import dataclasses

import numpy as np
import pytest
from gradkata.boundary.learner import call_many
from gradkata.explaining.answers import Answer, gave_object
from gradkata.explaining.conventions import Conventions
from gradkata.explaining.outcomes import GIVES, WARNS, Opaque, Raised
from gradkata.explaining.questions import Question
from gradkata.explaining.readings import Reading

LEARNER = """
import warnings
import numpy as np
class Odd(KeyError): pass
class Box: pass
"""


@pytest.fixture
def answer(exchanged):
    """A function from the body of a learner's function, and arguments or what is asked, to the last answer."""

    def answer(body, *arguments, ask=None):
        text = f"{LEARNER}\ndef work(x=None, y=None):\n    {body}"
        exchange = exchanged(text, ask or (lambda learner: learner.work(*arguments)))[-1]
        return Answer(exchange, Question(exchange, "work", Conventions()))

    return answer


def test_a_value_and_its_leaves(answer):
    found = answer("return {'a': [1.0, 2.0], 'b': 'x'}")
    assert found.value == {"a": [1.0, 2.0], "b": "x"}
    assert found.outcome[("gives", "a")].tolist() == [1, 2]
    assert found.outcome[("gives", "b")] == "x"
    assert found.outcome[WARNS] is False
    assert found.gave_object is None


def test_a_warning(answer):
    assert answer("warnings.warn('careful')").outcome == {GIVES: None, WARNS: True}


@pytest.mark.parametrize(
    ("body", "kind"),
    [("raise KeyError('k')", "KeyError"), ("raise Odd('k')", "KeyError"), ("1 / 0", "ZeroDivisionError")],
)
def test_an_exception_is_the_builtin_one_that_it_derives_from(answer, body, kind):
    assert answer(body).outcome == {GIVES: Raised(kind), WARNS: False}


def test_the_text_of_an_exception(answer):
    assert "not here" in answer("raise ValueError('not here')").outcome[GIVES].text


def test_what_was_changed(answer):
    found = answer("x += 1; y.append('b')", np.zeros(2), ["a"])
    assert found.outcome[("changes", 1)].tolist() == [1, 1]
    assert found.outcome[("changes", 2, 1)] == "b"
    assert found.outcome[GIVES] is None


def test_an_argument_that_is_changed_and_given_back_is_as_it_was_changed(answer):
    found = answer("x += 1; return {'x': x}", np.zeros(2))
    assert found.value["x"].tolist() == [1, 1]
    assert found.outcome[("gives", "x")].tolist() == [1, 1]


def test_what_was_changed_before_an_exception(answer):
    found = answer("x += 1; raise ValueError", np.zeros(2))
    assert found.outcome[("changes", 1)].tolist() == [1, 1]
    assert found.outcome[GIVES] == Raised("ValueError")


def test_a_generator_that_was_drawn_from_is_no_change(answer):
    assert answer("return x.random()", np.random.default_rng(1)).outcome.keys() == {GIVES, WARNS}


def test_an_object(answer):
    found = answer("return Box()")
    assert type(found.gave_object) is int
    assert found.outcome[GIVES] == Opaque()


def test_each_answer_of_a_batch(answer):
    found = answer("return {'x': x}", ask=lambda learner: call_many(learner.work, [("a",), ("b",)]))
    assert found.value == [{"x": "a"}, {"x": "b"}]
    assert found.parts == [{("gives", "x"): "a"}, {("gives", "x"): "b"}]


def test_answers_of_a_batch_that_share_an_array(answer):
    body = "global z; z = globals().get('z', np.zeros(1)); return z, z"
    found = answer(body, ask=lambda learner: call_many(learner.work, [(1,), (2,)]))
    assert [[each.tolist() for each in part] for part in found.value] == [[[0], [0]], [[0], [0]]]


def test_a_batch_that_has_failed_has_no_parts(answer):
    found = answer("raise ValueError", ask=lambda learner: call_many(learner.work, [(1,), (2,)]))
    assert found.outcome[GIVES] == Raised("ValueError")
    assert found.value == []
    assert found.parts == []


def test_the_ways_to_read_draws(answer):
    found = answer("return [2, 1]")
    assert found.readings(0, []) == [Reading((2, 1)), Reading((1,))]
    assert found.readings(0, []) is found.readings(0, [])
    batch = answer("return [x]", ask=lambda learner: call_many(learner.work, [(4,), (5,)]))
    assert batch.readings(1, [])[0] == Reading((5,))
    assert batch.readings(0, [])[0] == Reading((4,))


def test_the_arguments_say_how_a_text_is_read(answer):
    assert answer("return 'b'").readings(0, [["a", "b"]]) == [Reading((1,), 0)]


# What a process may send that is no answer. The grader has ended it by then; the log still holds what came.


@pytest.mark.parametrize(
    "message",
    [{"value": ["array", "<f8", [3], 9]}, {"value": ["ref", 99]}, {"value": {}}, {"value": [[]]},
     {"value": None, "changes": 3}, {"value": None, "changes": [[99, 1.0]]}, {"value": None, "changes": [["x", 1.0]]}],
)  # fmt: skip
def test_whatever_is_no_answer_is_opaque(exchanged, message):
    (exchange,) = exchanged("def work(x): return 1", lambda learner: learner.work([1]))
    broken = dataclasses.replace(exchange, answer=message)
    found = Answer(broken, Question(broken, "work", Conventions()))
    assert found.value == Opaque()
    assert found.outcome == {GIVES: Opaque()}


@pytest.mark.parametrize("error", [{"type": "Odd"}, {"type": "Odd", "bases": []}, {"type": "Odd", "bases": "KeyError"}])
def test_an_exception_that_says_little_of_itself(exchanged, error):
    (exchange,) = exchanged("def work(): raise ValueError", lambda learner: learner.work())
    broken = dataclasses.replace(exchange, answer={"error": error})
    raised = Answer(broken, Question(broken, "work", Conventions())).outcome[GIVES]
    assert (raised, raised.text) == (Raised("Odd"), "")


@pytest.mark.parametrize(
    ("value", "number"),
    [(["object", 3, "Box", False], 3), (["object", "3"], None), (["object", True], None), (["object"], None),
     (["list", 3], None), ("object", None), (None, None)],
)  # fmt: skip
def test_the_number_of_the_object_that_was_given(exchanged, value, number):
    (exchange,) = exchanged("def work(): return 1", lambda learner: learner.work())
    assert gave_object(dataclasses.replace(exchange, answer={"value": value})) == number
