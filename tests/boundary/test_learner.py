"""A learner's module over the boundary: what works as if the code were local."""

import os

import numpy as np
import pytest
from gradkata.boundary.failures import LearnerError
from gradkata.boundary.learner import Learner, call_many, fill
from gradkata.boundary.limits import Limits
from gradkata.boundary.program import Program
from gradkata.boundary.session import Session

from tests.boundary.sessions import opened


def test_a_call_takes_and_gives_plain_data(learner):
    assert learner.double(21) == 42
    assert type(learner.double(np.float32(1.5))) is np.float32
    assert learner.double(np.array([1, 2])).tolist() == [2, 4]
    assert learner.echo(1, "a", k=[2.0], w=None) == ((1, "a"), {"k": [2.0], "w": None})
    assert learner.echo() == ((), {})
    assert learner.twice("ab") == "abab"


def test_types_arrive_as_they_were_sent(learner):
    sent = [None, True, 1, 1.0, "a", 1j, np.int8(1), np.bool_(True), (1,), [1], {1: 2}, np.array(1.0)]
    assert [learner.kind(each) for each in sent] == [type(each).__name__ for each in sent]


def test_any_sequence_may_stand_where_a_tuple_does(forks):
    source = """
        from collections import UserList, deque
        from collections.abc import Sequence
        class Own(Sequence):
            def __len__(self): return 2
            def __getitem__(self, at): return [1.0, "a"][at]
        def give(kind): return {"deque": deque, "user": UserList, "own": lambda _: Own()}[kind]([1.0, "a"])
    """
    with opened(forks, source) as learner:
        assert [learner.give(kind) for kind in ("deque", "user", "own")] == 3 * [(1.0, "a")]


def test_calls_do_not_touch_what_they_do_not_change(learner):
    array, table = np.ones(2), {"a": [1]}
    before = table["a"]
    learner.echo(array, table)
    assert array.tolist() == [1, 1]
    assert table["a"] is before


def test_an_argument_that_is_returned_is_the_very_object(learner):
    x, d = np.ones(2), {"a": [1]}
    assert learner.first(x) is x
    assert learner.first(d) is d
    value = learner.nest(x, d["a"])
    assert value[0] is value[1]["x"] is value[1]["y"][1] is x
    assert value[1]["y"][0] is d["a"]


def test_an_object_given_twice_arrives_as_one(learner):
    x = np.zeros(2)
    a, b = learner.first([x, x])
    assert a is b is x
    learner.fill(x, 5)
    assert a.tolist() == [5, 5]


@pytest.mark.parametrize(
    "array", [np.zeros((2, 3)), np.zeros((4, 6))[::2, ::2], np.zeros((3, 2), ">f4").T, np.array(0)]
)
def test_an_array_changed_in_place_is_changed_here(learner, array):
    learner.fill(array, 7)
    assert (array == 7).all()


def test_a_view_changed_in_place_leaves_the_rest_of_its_base(learner):
    base = np.zeros((3, 3))
    learner.fill(base[1], 7)
    assert base.sum() == base[1].sum() == 21


def test_dicts_and_lists_changed_in_place_are_changed_here(learner):
    table, items = {"a": 1}, [0, 1]
    learner.put(table, ("k", 2), [3])
    learner.grow(items)
    assert table == {"a": 1, ("k", 2): [3]}
    assert items == ["changed", 1, 2]
    learner.drop(table)
    assert table == {}


def test_rebinding_a_key_is_seen_in_the_dict_and_not_in_the_array(learner):
    old = np.zeros(2)
    table = {"a": old, "b": old}
    learner.rebind(table)
    assert table["a"].tolist() == [1, 1]
    assert table["b"] is old
    assert old.tolist() == [0, 0]


def test_a_change_inside_a_dict_is_a_change_of_the_array(learner):
    old = np.zeros(2)
    table = {"a": old, "b": old}
    learner.inplace(table)
    assert table["a"] is table["b"] is old
    assert old.tolist() == [1, 1]


def test_one_new_object_in_two_places_is_one(learner):
    table = {}
    learner.share(table)
    assert table["a"] is table["b"]
    assert table["a"].tolist() == [7, 7]


def test_one_new_object_in_two_places_is_one_beside_other_changes(learner):
    array, items = np.zeros(2), []
    learner.share_list(array, items)
    assert array.tolist() == [1, 1]
    assert items[0] is items[1]
    assert items[0] == {"n": 1}
    assert items[2] is array


@pytest.mark.parametrize("kind", [np.random.PCG64, np.random.PCG64DXSM])
def test_generators_draw_over_there_and_advance_here(learner, kind):
    rng, twin = np.random.Generator(kind(3)), np.random.Generator(kind(3))
    numbers, integer, *_ = learner.both(rng, 3)
    assert numbers.tolist() == twin.random(3).tolist()
    assert integer == twin.integers(0, 9, dtype=np.int32)
    assert rng.bit_generator.state == twin.bit_generator.state
    assert learner.draw(rng, 2).tolist() == twin.random(2).tolist()


def test_warnings_are_passed_on_by_kind(learner):
    with pytest.warns(RuntimeWarning, match="divide by zero"):
        assert learner.divide(1, 0) == np.inf
    for name in ("DeprecationWarning", "FutureWarning", "SyntaxWarning", "UserWarning"):
        with pytest.warns(vars(__import__("builtins"))[name], match="of a kind"):
            learner.warn_of(name)
    with pytest.warns(UserWarning, match=r"^a \[31m b$"):
        learner.warn("a\x1b[31m\n b")


def test_call_many_is_calling_many_times(learner):
    calls = [(number,) for number in range(250)]  # more than one request
    assert call_many(learner.double, calls) == [2 * number for number in range(250)]
    assert call_many(learner.double, []) == []
    assert call_many(lambda a, b: a + b, [(1, 2), (3, 4)]) == [3, 7]
    assert call_many(learner.Counter(0, step=2).add, [(1,), (2,)]) == [2, 6]
    with pytest.raises(LearnerError) as caught:
        call_many(learner.divide, [(1, 2), (1, "a")])
    assert caught.value.during == "divide()"


# Remote objects and globals.


def test_instances_methods_and_attributes(learner):
    counter = learner.Counter(10, step=5)
    assert repr(counter) == "<an object of the learner's: Counter>"
    assert counter.add() == 15
    assert counter.add(times=2) == counter.value == 25
    counter.value = np.arange(2)
    assert counter.add().tolist() == [5, 6]
    with pytest.raises(AttributeError, match="nothing"):
        _ = counter.nothing
    with pytest.raises(TypeError) as caught:
        counter.add(1, 2, 3)
    assert caught.value.during == "add()"


def test_instances_can_be_given_back(learner):
    one, other = learner.Counter(1), learner.Counter(2)
    learner.counter()
    assert one.absorb(other).value == 2
    assert one.value == 3
    one.seen = [other, (one,)]
    one.seen[0].value = 7
    assert other.value == 7
    array = np.zeros(2)
    one.into(array)
    assert array.tolist() == [3, 3]


def test_what_a_class_of_the_learners_makes_is_a_remote_object_whatever_it_derives_from(starter):
    source = "class Memory(dict):\n    def update(self, x):\n        x += 1\n        return {'n': 3}\n"
    session = Session(starter, Limits())
    learner = Learner(session, session.load(Program("work", (("work.py", source),)), 1))
    x = np.zeros(2)
    assert learner.Memory().update(x) == {"n": 3}
    assert x.tolist() == [1, 1]
    session.close()


def test_what_is_no_plain_data_is_a_remote_object(learner):
    assert learner.method()(2) == 12
    assert learner.module().norm(np.array([3.0, 4.0])) == 5
    assert "array of Python objects (dtype object)" in repr(learner.objects())
    strange = repr(learner.strange_kind())
    assert strange.isprintable()
    assert len(strange) < 150
    with pytest.raises(LearnerError):
        learner.counter()()


def test_globals_are_read_and_set(learner):
    assert learner.os_name == os.name
    assert learner.table["a"].tolist() == [1, 1]
    for text in ("new", "a global"):
        learner.text = text
        assert learner.text == learner.get_text() == text
    with pytest.raises(AttributeError, match="nothing"):
        _ = learner.nothing
    with pytest.raises(AttributeError):
        _ = learner.__wrapped__  # asked for by pytest and inspect; never over the wire
    with pytest.raises(AttributeError):
        learner.nothing()


def test_filling_an_array_is_seen_under_all_its_names(learner):
    fill(learner, "table_a", np.array([4.0, 5.0]))
    assert learner.table["a"].tolist() == learner.table_a.tolist() == [4, 5]
    fill(learner, "table_a", np.ones(2))
    assert learner.table["a"].tolist() == [1, 1]
    for other in (np.ones(3), np.ones(2, "f4")):  # does not fit, so the name is bound anew
        fill(learner, "loose", other)
        assert learner.loose.dtype == other.dtype
        assert learner.loose.shape == other.shape


def test_a_generator_comes_back_further_on_or_as_it_was(forks):
    source = """
        def draw(rng):
            return rng.random()

        def stop(rng):
            state = rng.bit_generator.state
            state["state"] = {"state": 0, "inc": 0}
            rng.bit_generator.state = state
            return 0.5
    """
    with opened(forks, source) as learner:
        rng, twin = np.random.default_rng(3), np.random.default_rng(3)
        assert learner.draw(rng) == twin.random()
        assert rng.bit_generator.state == twin.bit_generator.state
        assert learner.stop(rng) == 0.5
        assert rng.bit_generator.state == twin.bit_generator.state


def test_a_transposed_array_lies_in_memory_as_it_did_and_is_changed_all_the_same(forks):
    source = """
        def order(x): return [x.flags.c_contiguous, x.flags.f_contiguous, x.tolist(), x.shape]
        def add_one(x): x += 1
        def turned(x): return x.T
    """
    with opened(forks, source) as learner:
        plain, column = np.arange(6.0).reshape(2, 3), np.ones((3, 1))
        assert learner.order(plain) == [True, False, [[0, 1, 2], [3, 4, 5]], (2, 3)]
        assert learner.order(plain.T) == [False, True, [[0, 3], [1, 4], [2, 5]], (3, 2)]
        assert learner.order(column.T)[:2] == [True, True]
        cube = np.asfortranarray(np.arange(24).reshape(2, 3, 4))
        assert learner.order(cube) == [False, True, cube.tolist(), (2, 3, 4)]
        assert learner.order(plain[:, ::2])[:2] == [True, False]
        learner.add_one(plain.T)
        assert plain.tolist() == [[1, 2, 3], [4, 5, 6]]
        assert learner.turned(plain).tolist() == plain.T.tolist()
