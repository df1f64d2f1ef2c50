"""What a learner's code was asked, decoded for variants to be asked the same."""

import numpy as np
import pytest
from gradkata.boundary.learner import call_many
from gradkata.explaining.conventions import Conventions
from gradkata.explaining.outcomes import Opaque
from gradkata.explaining.questions import Held, Question, plain_arguments

LEARNER = """
class Box:
    def put(self, x): self.x = x

def take(*arguments, **keywords): return None

def use(function, x): return function(x)
"""
PLAIN = Conventions()


@pytest.fixture
def question(exchanged):
    """A function from what is asked of a learner's module to the last question."""

    def question(ask, function="take", conventions=PLAIN):
        return Question(exchanged(LEARNER, ask)[-1], function, conventions)

    return question


@pytest.fixture
def call(question):
    """The same, from the arguments of a call."""
    return lambda *arguments, **keywords: question(lambda learner: learner.take(*arguments, **keywords))


# What was passed on.


def test_the_arguments_of_a_call(call):
    found = call(1, "a", [2.5, (True, None)], k={"x": 3})
    assert found.values == [[1, "a", [2.5, (True, None)]], {"k": {"x": 3}}]
    assert not found.draws


def test_arrays_are_as_they_were_before_the_call(exchanged):
    array = np.zeros(3)
    (exchange,) = exchanged("def take(x): x += 1", lambda learner: learner.take(array))
    assert array.tolist() == [1, 1, 1]
    (values, _) = Question(exchange, "take", PLAIN).asked({}).values
    assert values[0].tolist() == [0, 0, 0]


def test_objects_are_numbered_as_on_the_wire(call):
    array, inner = np.ones(2), [1]
    found = call({"a": array}, inner, array)
    outer, *rest = found.objects
    assert outer == found.values[0]
    assert [type(each) for each in rest] == [dict, np.ndarray, list, dict]  # the last are the keywords


def test_a_question_that_draws_has_a_generator_in_it(call):
    assert call(3, rng=np.random.default_rng(1)).draws
    assert call([np.random.default_rng(1)]).draws


def test_the_calls_of_a_batch(question):
    found = question(lambda learner: call_many(learner.take, [(1, [2]), (3, [4])]))
    assert found.values == [[1, [2]], [3, [4]]]
    assert found.value(1, {}) == [3, [4]]


def test_what_is_set(question):
    assert question(lambda learner: setattr(learner, "by", np.ones(2))).values[0].tolist() == [1, 1]


def test_what_is_looked_at_passes_nothing_on(question):
    assert question(lambda learner: learner.__getattr__("by")).values == []


def test_a_function_of_the_graders_is_that_function(question):
    def half(x):
        return x / 2

    found = question(lambda learner: learner.use(half, 3))
    assert found.values[0] == [half, 3]


def test_an_object_of_the_learners_is_the_one_that_a_variant_gave(question):
    found = question(lambda learner: learner.take(learner.Box()))
    (held,) = found.values[0]
    assert isinstance(held, Held)
    mine = object()
    assert found.asked({held.number: mine}).values[0] == [mine]
    assert found.asked({held.number + 1: mine}).values[0] == [Opaque()]


# In the reference's shapes.

COLUMNS = Conventions(shapes={"by": (-1, 1)}, parameters={"take": ("x", "by")})


def test_calls_are_in_the_references_shapes(question):
    found = question(lambda learner: learner.take(np.ones(2), np.ones(2)), conventions=COLUMNS)
    assert [each.shape for each in found.values[0]] == [(2,), (2, 1)]
    assert found.objects[2] is found.values[0][1]
    other = question(lambda learner: learner.take(np.ones(2), np.ones(2)), "other", COLUMNS)
    assert other.values[0][1].shape == (2,)


def test_what_is_set_is_in_the_references_shape(question):
    found = question(lambda learner: setattr(learner, "by", np.ones(2)), conventions=COLUMNS)
    assert found.values[0].shape == (2, 1)


# Fresh copies.


def test_no_variant_sees_what_another_one_did(call):
    found = call(np.zeros(2), [1], {"a": np.zeros(1)}, ([2],))
    (first, _) = found.asked({}).values
    first[0] += 1
    first[1].append(2)
    first[2]["a"] += 1
    first[3][0].append(3)
    (second, _) = found.asked({}).values
    assert second[0].tolist() == [0, 0]
    assert second[1:] == [[1], {"a": 0}, ([2],)]


def test_one_call_of_a_batch_is_fresh_too(question):
    found = question(lambda learner: call_many(learner.take, [([1],)]))
    found.value(0, {})[0].append(2)
    assert found.value(0, {}) == [[1]]


def test_what_was_one_object_is_one_in_the_copy(call):
    array, listed = np.zeros(2), [1]
    ((a, b, c, d), _) = call(array, listed, {"x": array}, [listed]).asked({}).values
    assert c["x"] is a
    assert d[0] is b


def test_generators_go_on_where_they_were(call):
    rng = np.random.default_rng(5)
    found = call(rng)
    expected = np.random.default_rng(5).random(3).tolist()
    for _ in range(2):
        ((copy,), _) = found.asked({}).values
        assert copy.random(3).tolist() == expected


def test_something_else_may_be_passed_on_in_place_of_a_generator(call, question):
    rng = np.random.default_rng(5)
    found = call(rng, [rng], np.random.default_rng(6))
    states = []

    def substitute(generator):
        states.append(generator.bit_generator.state)
        return f"generator {len(states)}"

    ((a, b, c), _) = found.asked({}, substitute).values
    assert (a, b, c) == ("generator 1", ["generator 1"], "generator 2")
    assert states[0] == rng.bit_generator.state
    batch = question(lambda learner: call_many(learner.take, [(rng, 1)]))
    assert batch.value(0, {}, lambda _: "other") == ["other", 1]


# What a call changed.


@pytest.fixture
def changes(call):
    """A function from arguments and what is done with a copy of them to the changes."""

    def changes(work, *arguments):
        asked = call(*arguments).asked({})
        work(*asked.values[0])
        return asked.changes()

    return changes


def test_nothing_changes_by_itself(changes):
    assert changes(lambda *_: None, np.zeros(2), [1, [2]], {"a": np.zeros(1)}, np.random.default_rng(1)) == {}


def test_a_changed_array(changes):
    found = changes(lambda _, y: y.__setitem__(0, 7), np.zeros(2), np.zeros(2))
    assert {path: leaf.tolist() for path, leaf in found.items()} == {("changes", 2): [7, 0]}


@pytest.mark.parametrize(
    "work",
    [lambda x: x.__setitem__(0, -0.0), lambda x: setattr(x, "shape", (1, 2))],
)
@pytest.mark.filterwarnings("ignore:Setting the shape")
def test_another_zero_and_another_shape_are_changes(changes, work):
    assert set(changes(work, np.zeros(2))) == {("changes", 1)}


@pytest.mark.parametrize(
    "work",
    [lambda x: x.append("b"), lambda x: x.clear() or x.append("b"), lambda x: x.__setitem__(0, list("b"))],
)
def test_a_changed_list(changes, work):
    (path,) = {path[:2] for path in changes(work, [["a"], "b"])}
    assert path == ("changes", 1)


@pytest.mark.parametrize(
    ("work", "leaf"),
    [(lambda x: x.__setitem__("b", "c"), {("changes", 1, "a"): "x", ("changes", 1, "b"): "c"}),
     (lambda x: x.__setitem__("a", "y"), {("changes", 1, "a"): "y"}),
     (lambda x: x.__setitem__("b", x.pop("a")), {("changes", 1, "b"): "x"})],
)  # fmt: skip
def test_a_changed_dict(changes, work, leaf):
    assert changes(work, {"a": "x"}) == leaf


def test_an_equal_array_in_place_of_another_is_a_change(changes):
    found = changes(lambda x: x.__setitem__("a", x["a"].copy()), {"a": np.zeros(1)})
    assert set(found) == {("changes", 1, "a")}


def test_drawing_is_no_change(changes):
    assert changes(lambda rng: rng.random(), np.random.default_rng(1)) == {}


def test_only_a_call_changes_its_arguments(question):
    asked = question(lambda learner: call_many(learner.take, [([1],)])).asked({})
    asked.values[0][0].append(2)
    assert asked.changes() == {}


def test_positional_and_named_arguments_in_one_list():
    assert plain_arguments([[1, 2], {"a": 3}]) == [1, 2, 3]
    assert plain_arguments([1, 2]) == [1, 2]
    assert plain_arguments([1, {"a": 3}, 2]) == [1, {"a": 3}, 2]
