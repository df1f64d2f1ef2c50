"""The boundary to learners' code: what works over it as if the code were local, and what cannot get through it."""

import contextlib
import os
import random
import socket
import sys
import threading
import time
import warnings
from pathlib import Path
from textwrap import dedent

import numpy as np
import pytest
from gradkata.boundary.failures import LearnerError, LearnerGone
from gradkata.boundary.inside import landlock
from gradkata.boundary.inside.wire import MAX_HEADER, PREFIX, Channel, Closed
from gradkata.boundary.learner import Learner, Remote, call_many, fill
from gradkata.boundary.limits import Limits
from gradkata.boundary.prefork import Prefork
from gradkata.boundary.processes import Exit, ForkServer, FreshProcesses, started
from gradkata.boundary.program import Program
from gradkata.boundary.session import Session

PROJECT = Path(__file__).parents[2]
LINUX = sys.platform == "linux"
FORKS = hasattr(os, "fork") and hasattr(socket, "send_fds")
LANDLOCK = LINUX and landlock.version() >= 1
STARTS = [ForkServer, FreshProcesses] if FORKS else [FreshProcesses]
NO_ANSWER = "The process that ran your code sent something that is no answer."


IMPATIENT = Limits(wall_s=0.5)  # a clock that a test can wait for


@contextlib.contextmanager
def opened(starter, source, siblings=None, limits=None, seed=0):
    """The learner's module, loaded from ``source`` as ``work.py``."""
    session = Session(starter, limits or Limits())
    with contextlib.closing(session):
        parts = (("work.py", dedent(source)),)
        program = Program("work", parts, tuple((name, dedent(text)) for name, text in (siblings or {}).items()))
        yield Learner(session, session.load(program, seed))


@pytest.fixture(scope="module")
def forks():
    if not FORKS:
        pytest.skip("this platform does not fork")
    with started(ForkServer()) as starter:
        with opened(starter, ""):
            pass  # it has imported numpy now, and no test's clock runs meanwhile
        yield starter


@pytest.fixture(scope="module")
def fresh():
    with started(FreshProcesses()) as starter:
        yield starter


@pytest.fixture(params=["forks", "fresh"])
def starter(request):
    return request.getfixturevalue(request.param)


# One process of each kind serves every test that leaves it as it was.

SOURCE = """
import importlib, os, random, sys, warnings
import numpy as np
import helper, json
from helper import twice

text = "a global"
table = {"a": np.ones(2)}
table_a, loose = table["a"], np.ones(2)
os_name = os.name

class Counter:
    def __init__(self, start=0, *, step=1):
        self.value, self.step = start, step
        self.seen = []

    def add(self, times=1):
        self.value += times * self.step
        return self.value

    def absorb(self, other):
        self.value += other.value
        return other

    def into(self, array):
        array += self.value

class Missing(KeyError):
    def __str__(self):
        return "no such \\x1b[31mkey\\n" + "x" * 1000

class Mute(Exception):
    def __str__(self):
        raise RuntimeError("no words")

def double(x): return x * 2
def echo(*a, **k): return a, k
def first(x, *_): return x
def show(x): return repr(x)
def kind(x): return type(x).__name__
def nest(x, y): return [x, {"x": x, "y": (y, x)}]
def fill(x, value): x[...] = value
def put(d, key, value): d[key] = value
def rebind(d): d["a"] = d["a"] + 1
def inplace(d): d["a"] += 1
def drop(d): d.clear()
def share(d): d["a"] = d["b"] = np.full(2, 7.0)
def share_list(a, l):
    a += 1
    new = {"n": 1}
    l[:] = [new, new, a]
def grow(l): l.append(len(l)); l[0] = "changed"
def draw(rng, n): return rng.random(n)
def both(rng, n): return rng.random(n), rng.integers(0, 9, dtype=np.int32), np.random.random(), random.random()
def chance(): return np.random.random(), random.random()
def apply(f, *a): return f(*a)
def apply_twice(f, x): return f(f(x))
def caught(f, *a):
    try:
        return f(*a)
    except Exception as error:
        return type(error).__name__, str(error)
def strange_call(f): return f(Counter(5), None, "text", [1, (2,)], {"a": np.arange(2)}, 1j, len)
def warn(message, *more): warnings.warn(message, *more)
def warn_of(name): warnings.warn("of a kind", getattr(__builtins__, name, None) or __builtins__[name])
def divide(a, b): return np.float64(a) / b
def fail(name, *a):
    kinds = {each.__name__: each for each in (Missing, Mute)}
    raise (kinds.get(name) or vars(__import__("builtins"))[name])(*a)
def raised_by_sibling(): return helper.fail()
def bad_syntax(): import broken
def counter(): return Counter(3)
def method(): return Counter(10).add
def module(): return np.linalg
def objects(): return np.array([None, 1])
def strange_kind(): return type("\\x1b[2J" + "K" * 1000, (), {})()
def get_text(): return text
def importing(name): return importlib.import_module(name).__name__
def sources():
    return np.__name__, np.pi, json.dumps([1]), random.__name__, hasattr(np, "stolen"), hasattr(json, "stolen")
def environment(): return dict(os.environ)
def stdin(): return sys.stdin.read()
def ask():
    import builtins
    return builtins.input()
def attempt(code, path):
    space = {"path": path}
    exec(code, space)
    return space.get("result", "done")
def recurse(n): return recurse(n + 1)
def deep_list():
    value = []
    for _ in range(5000): value = [value]
    return value
def huge(): return ["x" * 1000] * 3000
"""
SIBLINGS = {
    "helper": """
        def twice(x):
            return x + x

        def fail():
            return {}["missing"]
    """,
    "broken": "x = 1\ndef f(:\n    pass\n",
    "other": "import helper\nvalue = helper.twice(4)\n",
    **dict.fromkeys(("numpy", "json", "random", "statistics"), "stolen = True\nraise RuntimeError('not me')"),
}


def lender(starter):
    """A function that gives the open module: a new one if there is none, or if a test that failed has ended it."""
    known = []
    with contextlib.ExitStack() as stack:

        def lend():
            try:
                known[-1].double(1)
            except (IndexError, LearnerGone):
                known.append(stack.enter_context(opened(starter, SOURCE, SIBLINGS)))
            return known[-1]

        yield lend


@pytest.fixture(scope="module")
def forked(forks):
    yield from lender(forks)


@pytest.fixture(scope="module")
def freshly_started(fresh):
    yield from lender(fresh)


@pytest.fixture(scope="module")
def in_strict(strict_starter):
    yield from lender(strict_starter)


@pytest.fixture(scope="module")
def in_filter(filter_starter):
    yield from lender(filter_starter)


@pytest.fixture(
    params=["forked", "freshly_started", "in_strict", "in_filter"], ids=["forks", "fresh", "strict", "filter"]
)
def learner(request):
    return request.getfixturevalue(request.param)()


# Calls.


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


def test_threads_may_call_back(forks):
    source = """
        import threading
        def apply(f, count):
            found = [None] * count
            def work(at): found[at] = [f(float(at)) for _ in range(20)]
            threads = [threading.Thread(target=work, args=(at,)) for at in range(count)]
            [each.start() for each in threads], [each.join() for each in threads]
            return found
    """
    with opened(forks, source, limits=Limits(processes=4)) as learner:
        assert learner.apply(lambda x: 2 * x, 2) == [20 * [0.0], 20 * [2.0]]


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


# Callbacks.


def test_functions_are_called_back(learner):
    seen = []

    def function(x):
        seen.append(x)
        return x + 1

    assert learner.apply_twice(function, 1) == 3
    assert learner.apply_twice(function, np.ones(2)).tolist() == [3, 3]
    assert seen[:2] == [1, 2]
    assert learner.apply(lambda: None) is None
    assert learner.apply(lambda a, b: (b, a), 1, "x") == ("x", 1)


def test_what_a_callback_raises_is_the_learners_to_catch(learner):
    def function(x):
        raise KeyError(f"no \x1b[31m{x}")

    assert learner.caught(function, 1) == ("ValueError", "'no \\x1b[31m1'")
    with pytest.raises(ValueError, match="no ") as caught:
        learner.apply(function, 2)
    assert caught.value.lines[-1].file == "work.py"
    assert learner.double(1) == 2


@pytest.mark.parametrize("arguments", [(), (1, 2), ("text",), (None,), ({},)])
def test_a_callback_called_wrongly_raises_over_there(learner, arguments):
    kind, _ = learner.caught(lambda x: float(x + 1.0), *arguments)
    assert kind == "ValueError"
    assert learner.double(1) == 2


def test_a_callback_that_gives_no_plain_data_raises_over_there(learner):
    assert learner.caught(object) == ("ValueError", "a object cannot be passed on: it is no plain data")


def test_a_callback_is_given_whatever_the_learner_gives_it(learner):
    kinds, text, items, table, number, function = learner.strange_call(lambda *a: list(a))[1:]
    assert (kinds, text, items, number) == (None, "text", [1, (2,)], 1j)
    assert table["a"].tolist() == [0, 1]
    assert isinstance(function, Remote)


def test_the_learners_own_functions_and_objects_can_be_given_to_them(learner):
    assert learner.apply(learner.method(), 2) == 12
    counter = learner.Counter(1)
    assert learner.first(counter).add() == 2
    assert counter.value == 2


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


# What the learner's code raises.


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("ValueError", ("wrong",)), ("ZeroDivisionError", ()), ("NotImplementedError", ("next",)), ("AssertionError", ()),
     ("KeyError", ("k",)), ("StopIteration", ()), ("FileNotFoundError", (2, "none")), ("UnicodeError", ("coded",)),
     ("SyntaxError", ("by hand",)), ("SyntaxError", ()), ("SyntaxError", ("by hand", ("work.py", "1", 2, 3))),
     ("SyntaxError", (None, ("work.py", 1, 1, 5))), ("SyntaxError", ("m", (["work.py"], 1, 1, "")))],
)  # fmt: skip
def test_exceptions_are_the_builtin_ones_too(learner, name, arguments):
    with pytest.raises(vars(__import__("builtins"))[name]) as caught:
        learner.fail(name, *arguments)
    error = caught.value
    assert isinstance(error, LearnerError)
    assert error.kind == name
    assert error.during == "fail()"
    assert error.lines[0].function == "fail"
    assert learner.double(1) == 2


def test_an_exception_tells_its_message_and_the_learners_own_lines(learner):
    with pytest.raises(ValueError, match="wrong") as caught:
        learner.fail("ValueError", "wrong")
    error, line = caught.value, caught.value.lines[-1]
    number = SOURCE.splitlines().index('    raise (kinds.get(name) or vars(__import__("builtins"))[name])(*a)') + 1
    text = 'raise (kinds.get(name) or vars(__import__("builtins"))[name])(*a)'
    assert (line.file, line.number, line.function, line.text) == ("work.py", number, "fail", text)
    assert (error.message, len(error.lines)) == ("wrong", 1)
    assert str(error) == f"ValueError: wrong (work.py, line {number}: `{text}`)"


def test_an_exception_of_the_learners_own_kind_is_the_builtin_that_it_derives_from(learner):
    with pytest.raises(KeyError) as caught:
        learner.fail("Missing")
    assert caught.value.kind == "Missing"
    assert caught.value.message.startswith("no such [31mkey xxx")
    assert caught.value.message.isprintable()
    assert len(caught.value.message) <= 500
    with pytest.raises(LearnerError) as caught:
        learner.fail("Mute")
    assert (caught.value.kind, caught.value.message) == ("Mute", "")


def test_an_exception_in_a_sibling_tells_the_siblings_line(learner):
    with pytest.raises(KeyError) as caught:
        learner.raised_by_sibling()
    lines = [(line.file, line.number, line.text) for line in caught.value.lines]
    assert lines[0][0] == "work.py"
    assert lines[1] == ("helper.py", 6, 'return {}["missing"]')


def test_a_syntax_error_in_a_sibling_tells_its_line(learner):
    for _ in range(2):  # the second import is no different
        with pytest.raises(SyntaxError) as caught:
            learner.bad_syntax()
        line = caught.value.lines[-1]
        assert (line.file, line.number, line.text) == ("broken.py", 2, "def f(:")


def test_recursion_without_end_is_an_exception_and_no_crash(learner):
    for function in (learner.recurse, lambda _: learner.deep_list()):
        with pytest.raises(RecursionError):
            function(0)
    assert learner.double(1) == 2


def test_a_value_too_large_to_pass_on_is_no_wish_for_memory(learner):
    with pytest.raises(LearnerError, match="too large"):
        learner.huge()
    assert learner.double(1) == 2


# What is within reach.


@pytest.mark.parametrize("name", ["statistics", "decimal", "numpy.linalg", "collections.abc", "other", "helper"])
def test_the_library_numpy_and_siblings_can_be_imported(learner, name):
    assert learner.importing(name) == name


@pytest.mark.parametrize(
    "name",
    ["pytest", "_pytest", "harness", "harness.boundary", "gradkata", "reference", "katas", "katas.softmax", "click",
     "rich", "pip", "tests", "wire", "child", "hardening", "requests", "loading", "preload", "zygote", "fresh"],
)  # fmt: skip
def test_nothing_else_can_be_imported(learner, name):
    with pytest.raises(ModuleNotFoundError):
        learner.importing(name)


def test_siblings_do_not_take_the_place_of_the_library_and_numpy(learner):
    assert learner.sources() == ("numpy", np.pi, "[1]", "random", False, False)


def test_siblings_may_have_the_names_of_the_boundarys_own_modules(forks):
    siblings = {name: f"who = 'mine: {name}'" for name in ("wire", "child", "hardening", "requests", "zygote")}
    with opened(
        forks, "import wire, child, hardening, requests, zygote\nfound = [wire.who, child.who, requests.who]", siblings
    ) as learner:
        assert learner.found == ["mine: wire", "mine: child", "mine: requests"]


def test_siblings_may_import_the_submission(forks):
    source = "value = 1\nimport sibling\ndef f(): return sibling.work.value"
    with opened(forks, source, {"sibling": "import work"}) as learner:
        assert learner.f() == 1


def test_there_are_no_arguments(forks):
    with opened(forks, "import sys\nfound = list(sys.argv)") as learner:
        assert learner.found == ["work.py"]


def test_standard_input_is_empty(learner):
    assert learner.stdin() == ""
    with pytest.raises(EOFError):
        learner.ask()


@pytest.mark.parametrize("start", STARTS)
def test_prints_go_nowhere_and_the_callers_environment_stays_here(start, capfd, monkeypatch):
    monkeypatch.setenv("GRADKATA_SECRET", "seed 7")
    monkeypatch.setenv("HOME", "/home/of/the/caller")
    source = """
        import os, sys
        def shout():
            print("loud"); print("louder", file=sys.stderr, flush=True)
            sys.stdout.flush(); os.write(1, b"raw"); os.write(2, b"raw")
            return dict(os.environ)
        shout()
    """
    with started(start()) as starter, opened(starter, source) as learner:
        known = {"PATH", "LD_LIBRARY_PATH", "SYSTEMROOT", "PYTHONHASHSEED", "PYTHONUTF8", "LC_ALL", "LC_CTYPE"}
        strange = [name for name in learner.shout() if name not in known and not name.endswith("_THREADS")]
        assert [name for name in strange if name in os.environ] == []
    assert capfd.readouterr() == ("", "")


def test_chance_is_seeded_by_the_grader(forks):
    draws = []
    for seed in (1, 1, 2**32 + 2):
        with opened(forks, SOURCE, SIBLINGS, seed=seed) as learner:
            draws.append(learner.chance())
    assert draws[0] == draws[1]
    assert not set(draws[1]) & set(draws[2])


PROBES = {
    "read": "open(path).read()",
    "read below the project": "open(path + '/reference/softmax/solution.py').read()",
    "read by number": "import os; os.open(path + '/reference/softmax/solution.py', os.O_RDONLY)",
    "list": "import os; os.listdir(path)",
    "list the root": "import os; os.listdir('/')",
    "walk up": "import os; os.listdir(os.getcwd()); open('../etc/passwd')",
    "/etc/passwd": "open('/etc/passwd').read()",
    "own environment": "open('/proc/self/environ', 'rb').read()",
    "parent's memory": "import os; open(f'/proc/{os.getppid()}/mem', 'rb')",
    "parent's files": "import os; os.listdir(f'/proc/{os.getppid()}/fd')",
    "write in the folder": "open('left_behind', 'w')",
    "write in /tmp": "open('/tmp/left_behind', 'w')",
    "write in shared memory": "open('/dev/shm/left_behind', 'w')",
    "write beside numpy": "import numpy; open(numpy.__path__[0] + '/left_behind.py', 'w')",
    "append": "open(path + '/mine.txt', 'a')",
    "truncate": "import os; os.truncate(path + '/mine.txt', 0)",
    "remove": "import os; os.remove(path + '/mine.txt')",
    "rename": "import os; os.rename(path + '/mine.txt', path + '/yours.txt')",
    "link": "import os; os.link(path + '/mine.txt', path + '/yours.txt')",
    "make a link": "import os; os.symlink('/etc', path + '/link')",
    "make a folder": "import os; os.mkdir(path + '/folder')",
    "make a pipe": "import os; os.mkfifo(path + '/pipe')",
    "change a mode": "import os; os.chmod(path + '/mine.txt', 0o777)",
    "change a time": "import os; os.utime(path + '/mine.txt', (0, 0))",
    "change an owner": "import os; os.chown(path + '/mine.txt', 1, 1)",
    "fork": "import os\nif os.fork() == 0: os._exit(0)",
    "start": "import subprocess; subprocess.run(['/bin/true'])",
    "spawn": "import os; os.posix_spawn('/bin/true', ['true'], {})",
    "become another": "import os; os.execv('/bin/true', ['true'])",
    "a worker": "import multiprocessing; p = multiprocessing.Process(target=print); p.start()",
    "signal the parent": "import os; os.kill(os.getppid(), 0)",
    "signal everyone": "import os; os.kill(-1, 0)",
    "signal the group": "import os; os.killpg(0, 0)",
    "watch a process": "import os; os.pidfd_open(os.getppid())",
    "socket": "import socket; socket.socket()",
    "local socket": "import socket; socket.socket(socket.AF_UNIX)",
    "connect": "import socket; socket.create_connection(('127.0.0.1', 9))",
    "memory file": "import os; os.memfd_create('x')",
    "more memory": "import resource; resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
    "leave the session": "import os; os.setsid()",
    "another root": "import os; os.chroot(path)",
}  # fmt: skip


@pytest.mark.skipif(not LANDLOCK, reason="this kernel has no Landlock")
@pytest.mark.parametrize("probe", PROBES)
def test_on_linux_the_kernel_refuses(learner, probe, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    path = PROJECT if "read" in probe or probe == "list" else tmp_path
    with pytest.raises(LearnerError) as caught:
        learner.attempt(PROBES[probe], str(path))
    # `setrlimit` says that it is refused with a ValueError; where nothing can be opened, not even the module is found.
    assert isinstance(caught.value, OSError | ValueError | ModuleNotFoundError)
    assert [each.name for each in tmp_path.iterdir()] == ["mine.txt"]
    assert (tmp_path / "mine.txt").read_text() == "mine"
    assert learner.double(1) == 2


def test_probes_can_find_what_they_are_refused():
    """A probe that is refused because its file is not there proves nothing."""
    assert (PROJECT / "reference/softmax/solution.py").is_file()


# What ends a process.

ENDS = """
import ctypes, os, sys, time
import numpy as np
def loop():
    while True: pass
def sleep(): time.sleep(60)
def memory(): return np.ones(10**10)
def exit_now(): os._exit(3)
def exit_well(): os._exit(0)
def leave(): sys.exit("bye")
def interrupt(): raise KeyboardInterrupt
def own(): raise type("Own", (BaseException,), {})("mine")
def crash(): ctypes.string_at(0)
def hang_up(): os.closerange(0, 100); time.sleep(60)
def garble(): os.write(3, b"not a frame, and long enough to be read as one"); time.sleep(60)
def fine(): return 1
"""
ENDINGS = {
    "memory": ("killed", True, r"memory\(\) needs more memory than the 1024 MiB allowed \(work.py, line 7: `.*`\)\."),
    "exit_now": ("killed", False, r"exit_now\(\) ended the Python process \(exit code 3\)\."),
    "exit_well": ("killed", False, r"exit_well\(\) ended the Python process \(exit code 0\)\."),
    "leave": ("killed", False, r"leave\(\) ends the whole program with SystemExit \(work.py, line 10: `.*`\)\."),
    "interrupt": ("killed", False, r"interrupt\(\) ends the whole program with KeyboardInterrupt \(.*\)\."),
    "own": ("killed", False, r"own\(\) ends the whole program with Own \(.*\)\."),
    "crash": ("killed", False, r"crash\(\) crashed the Python process \(signal \d+\)\."),
    "sleep": ("timeout", True, r"sleep\(\) did not finish within 1 seconds by the clock. Is there a loop .*\?"),
    "hang_up": ("killed", False, r"hang_up\(\) (crashed|ended) the Python process \(.*\)\."),
    "garble": ("killed", False, NO_ANSWER),
}


def ended(starter, name, limits=None):
    """Call what ends the process; see how it is told, and that everything after it tells the same."""
    with opened(starter, ENDS, limits=limits) as learner:
        with pytest.raises(LearnerGone) as caught:
            getattr(learner, name)()
        for again in (learner.fine, lambda: learner.os, lambda: setattr(learner, "x", 1)):
            with pytest.raises(LearnerGone) as after:
                again()
            assert after.value is caught.value
    return caught.value


@pytest.mark.parametrize("name", ENDINGS)
def test_an_end_is_told_for_what_it_is(forks, name):
    if name == "memory" and not LINUX:
        pytest.skip("no limit on memory here")
    status, by_limit, message = ENDINGS[name]
    gone = ended(forks, name, IMPATIENT if name == "sleep" else None)
    assert (gone.status, gone.by_limit) == (status, by_limit)
    assert pytest.RaisesExc(LearnerGone, match=f"^{message}$").matches(gone), gone


@pytest.mark.parametrize("name", ["exit_now", "crash"])
def test_a_fresh_process_ends_as_a_forked_one_does(fresh, name):
    gone = ended(fresh, name)
    assert (gone.status, gone.by_limit) == ENDINGS[name][:2]
    assert pytest.RaisesExc(LearnerGone, match=f"^{ENDINGS[name][2]}$").matches(gone), gone


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on CPU time here")
def test_an_endless_loop_is_ended_by_its_cpu_time(starter):
    gone = ended(starter, "loop", Limits(cpu_s=1))
    assert (gone.status, gone.by_limit) == ("timeout", True)
    assert str(gone) == (
        "loop() did not finish within 1 seconds of computing. "
        "Is there a loop that never ends, or far more work than needed?"
    )


def test_time_is_counted_over_all_requests_together(forks):
    source = "import time\ndef nap(): time.sleep(0.2)"
    with opened(forks, source, limits=IMPATIENT) as learner, pytest.raises(LearnerGone, match="by the clock"):
        call_many(lambda: learner.nap(), [()] * 5)


@pytest.mark.parametrize(
    ("source", "kind", "line"),
    [
        ("x = 1\nimport sys; sys.exit(0)", "SystemExit", 2),
        ("x = 1\n\nraise ValueError('a')", "ValueError", 3),
        ("x = (\n", "SyntaxError", 1),
        ("if 1:\nx = 1\n", "IndentationError", 2),
        ("import broken", "SyntaxError", 2),
        ("import nothing_of_the_kind", "ModuleNotFoundError", 1),
        ("x = 1\0", "SyntaxError", None),
        ("globals()[1] = 2", None, None),
        ("raise SyntaxError", "SyntaxError", 1),
    ],
)
def test_a_file_that_cannot_be_loaded_tells_its_line(forks, source, kind, line):
    with pytest.raises(LearnerError) as caught, opened(forks, source, SIBLINGS):
        pass
    assert kind in (caught.value.kind, None)
    assert line in ([each.number for each in caught.value.lines[-1:]] + [None])
    assert caught.value.during == ""


def test_the_cells_of_a_notebook_are_its_files(forks):
    parts = (("work.ipynb, cell 2", "def f():\n    return g()"), ("work.ipynb, cell 5", "def g():\n    return 1 / 0"))
    session = Session(forks, Limits())
    with contextlib.closing(session):
        names = session.load(Program("work", parts), 0)
        assert names == {"f": True, "g": True}
        with pytest.raises(ZeroDivisionError) as caught:
            Learner(session, names).f()
        assert [(line.file, line.number) for line in caught.value.lines] == [
            ("work.ipynb, cell 2", 2), ("work.ipynb, cell 5", 2)
        ]  # fmt: skip


def test_one_end_is_nobody_elses(forks):
    with opened(forks, ENDS) as before, opened(forks, SOURCE, SIBLINGS) as neighbour:
        for name in ("crash", "exit_now"):
            ended(forks, name)
            assert neighbour.double(2) == 4
            assert before.fine() == 1
        with opened(forks, ENDS) as after:
            assert after.fine() == 1


def test_a_submission_leaves_nothing_to_the_next(forks):
    source = """
        import builtins, json, numpy, sys
        numpy.pi, json.stolen, builtins.mine, sys.modules["decimal"] = 3, True, 1, None
    """
    with opened(forks, source):
        pass
    with opened(forks, SOURCE, SIBLINGS) as learner:
        assert learner.sources() == ("numpy", np.pi, "[1]", "random", False, False)
        assert learner.importing("decimal") == "decimal"
        assert learner.attempt("import builtins; result = hasattr(builtins, 'mine')", "") is False


def family():
    """The processes that this one started and those that they started, with their states."""
    parents, states = {}, {}
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError, ValueError):
            number = int(entry.name)
            state, parent, *_ = (entry / "stat").read_text().rpartition(")")[2].split()
            parents[number], states[number] = int(parent), state
    found, new = set(), {os.getpid()}
    while new:
        new = {number for number, parent in parents.items() if parent in new}
        found |= new
    return {number: states[number] for number in found}


@pytest.mark.skipif(not LINUX, reason="reads /proc")
@pytest.mark.parametrize("start", STARTS)
def test_nothing_is_left_running(start):
    others = set(family())
    with started(start()) as starter:
        idle = set(family()) - others
        with opened(starter, ENDS) as learner:
            assert learner.fine() == 1
            assert len(set(family()) - others) == len(idle) + 1
        assert set(family()) - others == idle  # neither a process nor a zombie
        ended(starter, "exit_now")
        assert set(family()) - others == idle
    assert set(family()) - others == set()


@pytest.mark.skipif(not LINUX, reason="reads /proc")
def test_one_process_is_forked_ahead_and_serves_whoever_asks_for_the_same_limits():
    others = set(family())

    def children(count):
        """The server's children, once there are so many: it forks in its own time."""
        deadline = time.monotonic() + 5
        while len(found := sorted(set(family()) - others)) != 1 + count and time.monotonic() < deadline:
            time.sleep(0.005)
        assert len(found) == 1 + count
        return set(found[1:])

    with started(Prefork(ForkServer())) as starter:
        with opened(starter, ENDS) as learner:
            assert learner.fine() == 1
            first = children(2)
        with opened(starter, ENDS):
            second = children(2)
            assert len(second & first) == 1  # it was there before
        with opened(starter, ENDS, limits=Limits(cpu_s=9)):
            assert not children(2) & second
        with opened(starter, ENDS, limits=Limits(processes=1)) as learner:
            assert learner.fine() == 1
            children(1)  # one that waits would count as one that the learner started
    assert set(family()) - others == set()


@pytest.mark.skipif(not LINUX, reason="reads /proc")
@pytest.mark.parametrize("start", STARTS)
def test_closing_a_starter_ends_all_that_it_started(start):
    others = set(family())
    starter = start()
    session = Session(starter, Limits())
    session.load(Program("work", (("work.py", "x = 1"),)), 0)
    mine = set(family()) - others
    starter.close()
    try:
        deadline = time.monotonic() + 2
        while time.monotonic() < deadline and (left := [number for number in mine if is_running(number)]):
            time.sleep(0.01)
        assert left == []
    finally:
        if start is FreshProcesses:
            session.close()
        else:
            session._process.channel.close()  # its fork server, which would report its end, has gone


def is_running(number):
    with contextlib.suppress(OSError):
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


# Processes that speak the protocol badly.


class Forger:
    """Starts no process: its answers are written beforehand, or by ``talk`` in a thread."""

    def __init__(self, answers=(), talk=None):
        self._answers, self._talk, self._threads = answers, talk, []

    def start(self, _limits):
        ours, self._theirs = socket.socketpair()
        for answer in self._answers:
            if isinstance(answer, bytes):
                self._theirs.sendall(answer)
            else:
                Channel(self._theirs).send(*answer)
        if self._talk:
            self._threads = [threading.Thread(target=self._talk, args=[Channel(self._theirs)])]
            self._threads[0].start()
        self.channel = Channel(ours)
        return self

    def end(self):
        self.channel.close()
        for thread in self._threads:
            thread.join()
        self._theirs.close()
        return Exit(0, 0, 0.0)

    def hang_up(self):
        self._theirs.close()


def arguments():
    return [np.zeros(2), {"a": 1}, [1], np.random.default_rng(0), lambda *_: 1.0]


REQUESTS = {
    "load": lambda session: session.load(Program("work", ()), 0),
    "call": lambda session: session.call("f", arguments(), {"k": np.ones(1)}, "f"),
    "batch": lambda session: session.batch("f", [[1], [2]], "f"),
    "get": lambda session: session.get(None, "x"),
    "set": lambda session: session.set(0, "x", 1),
}


def ask(request, *answers, limits=None, talk=None):
    session = Session(Forger(answers, talk), limits or Limits())
    with contextlib.closing(session), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return REQUESTS[request](session)


FLOATS = ["array", "<f8", [2], 0]


@pytest.mark.parametrize(
    ("request_name", "answer"),
    [
        ("call", {"value": ["nothing", 1]}),
        ("call", {"value": {}}),
        ("call", {"value": ["ref", 99]}),
        ("call", {"value": ["object", 1]}),
        ("call", {"value": ["object", "1", "f", True]}),
        ("call", {"value": ["object", True, "f", True]}),
        ("call", {"value": ["object", 1, None, True]}),
        ("call", {"value": ["callback", 0]}),
        ("call", {"value": ["callback", 0, "f", True]}),
        ("call", {"value": ["array", "|O8", [2], 0]}),
        ("call", {"value": ["array", "<f8", [2], 1]}),
        ("call", {"value": ["array", "<f8", [2**40], 0]}),
        ("call", {"changes": 5}),
        ("call", {"changes": None}),
        ("call", {"changes": [1]}),
        ("call", {"changes": [[1]]}),
        ("call", {"changes": [["1", FLOATS]]}),
        ("call", {"changes": [[99, FLOATS]]}),
        ("call", {"changes": [[2**70, FLOATS]]}),
        ("call", {"changes": [[1, ["list", []]]]}),
        ("call", {"changes": [[1, ["dict", []]]]}),
        ("call", {"changes": [[1, None]]}),
        ("call", {"changes": [[2, ["list", []]]]}),
        ("call", {"changes": [[3, FLOATS]]}),
        ("call", {"changes": [[4, ["generator", "PCG64DXSM", [1, 1, 0, 0]]]]}),
        ("call", {"callback": 7, "arguments": ["list", []]}),
        ("call", {"callback": -1, "arguments": ["list", []]}),
        ("call", {"callback": 0, "arguments": ["tuple", []]}),
        ("call", {"callback": 0, "arguments": ["list", [["ref", 9]]]}),
        ("call", {"callback": 0}),
        ("load", {}),
        ("load", {"names": ["f"]}),
        ("load", {"callback": 0, "arguments": ["list", []]}),
        ("batch", {}),
        ("batch", {"values": []}),
        ("batch", {"values": [1]}),
        ("batch", {"values": [1, 2, 3]}),
        ("batch", {"values": 5}),
        ("batch", {"values": True}),
        ("batch", {"values": [1, ["nothing"]]}),
        ("get", {"value": ["nothing"]}),
        ("get", {"callback": 0, "arguments": ["list", []]}),
    ],
)
def test_a_forged_answer_is_no_answer(request_name, answer):
    with pytest.raises(LearnerGone) as caught:
        ask(request_name, (answer, [bytes(16)]))
    assert str(caught.value) == NO_ANSWER
    assert (caught.value.status, caught.value.by_limit) == ("killed", False)


@pytest.mark.parametrize(
    "tree",
    [["array", "<f8", [1], 0], ["array", "<f8", [2, 1], 1], ["array", "<f4", [2], 0], ["array", "<f8", [], 0],
     ["array", ">f8", [2], 1], ["array", "<c8", [2], 1]],
    ids=str,
)  # fmt: skip
def test_an_argument_that_changed_its_shape_is_told(tree):
    with pytest.raises(LearnerError, match="changes the shape of an array that it was given") as caught:
        ask("call", ({"value": None, "changes": [[1, tree]]}, [bytes(8), bytes(16)]))
    assert (caught.value.kind, caught.value.during) == ("", "f()")
    assert str(caught.value) == caught.value.message


@pytest.mark.filterwarnings("ignore:Setting the shape:DeprecationWarning")  # by NumPy from 2.5 on
def test_an_array_reshaped_in_place_is_told(forks):
    with opened(forks, "def f(x): x.shape = (3, 2)\ndef g(): return 1") as learner:
        with pytest.raises(LearnerError, match="changes the shape"):
            learner.f(np.zeros((2, 3)))
        assert learner.g() == 1


def test_filling_an_array_is_seen_under_all_its_names(learner):
    fill(learner, "table_a", np.array([4.0, 5.0]))
    assert learner.table["a"].tolist() == learner.table_a.tolist() == [4, 5]
    fill(learner, "table_a", np.ones(2))
    assert learner.table["a"].tolist() == [1, 1]
    for other in (np.ones(3), np.ones(2, "f4")):  # does not fit, so the name is bound anew
        fill(learner, "loose", other)
        assert learner.loose.dtype == other.dtype
        assert learner.loose.shape == other.shape


@pytest.mark.parametrize(
    "data",
    [b"x" * 100, bytes(100), b"kata" + b"\xff" * 12, PREFIX.pack(b"kata", MAX_HEADER + 1, 0),
     PREFIX.pack(b"kata", 9, 2**60), PREFIX.pack(b"kata", 7, 0) + b"[{},[]\n", PREFIX.pack(b"kata", 2, 0) + b"[]",
     PREFIX.pack(b"kata", 7, 1) + b"[{},[]]x", PREFIX.pack(b"kata", 200_000, 0) + b"[" * 200_000,
     PREFIX.pack(b"kata", 7, 0) + b"\xff" * 7],
    ids=lambda data: repr(data)[:30],
)  # fmt: skip
@pytest.mark.parametrize("request_name", REQUESTS)
def test_bytes_that_are_no_frame_are_no_answer(request_name, data):
    with pytest.raises(LearnerGone) as caught:
        ask(request_name, data)
    assert str(caught.value) == NO_ANSWER


def test_a_frame_that_never_ends_is_timed_out():
    with pytest.raises(LearnerGone) as caught:
        ask("call", PREFIX.pack(b"kata", 100, 0) + b"[{", limits=IMPATIENT)
    assert (caught.value.status, caught.value.by_limit) == ("timeout", True)


def test_an_end_without_an_answer_is_an_end():
    forger = Forger([PREFIX.pack(b"kata", 100, 0)])
    session = Session(forger, Limits())
    forger.hang_up()
    with (
        contextlib.closing(session),
        pytest.raises(LearnerGone, match=r"^f\(\) ended the Python process \(exit code 0\)"),
    ):
        REQUESTS["call"](session)


def test_callbacks_without_end_are_timed_out():
    def talk(channel):
        with contextlib.suppress(Closed):
            while True:
                channel.send({"callback": 0, "arguments": ["list", []]})
                channel.receive()

    with pytest.raises(LearnerGone) as caught:
        ask("call", talk=talk, limits=IMPATIENT)
    assert (caught.value.status, caught.value.by_limit) == ("timeout", True)


def test_answers_without_end_are_read_one_for_one():
    with contextlib.closing(Session(Forger([({"value": number},) for number in range(50)]), Limits())) as session:
        assert [session.get(None, "x") for _ in range(10)] == list(range(10))


def test_a_flood_of_warnings_is_cut():
    flood = [["UserWarning", str(number)] for number in range(20_000)]
    session = Session(Forger(talk=lambda channel: channel.send({"value": 1, "warnings": flood})), Limits())
    with contextlib.closing(session), warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        assert session.get(None, "x") == 1
    assert 0 < len(caught) <= 100


def test_forged_names_are_made_safe():
    names = ask("load", ({"names": {"\x1b[31mf": 1, "g" * 500: True, "h": 0}},))
    assert [name.isprintable() and len(name) <= 80 for name in names] == [True] * 3
    assert set(map(type, names.values())) == {bool}


STRANGE = [
    None, True, 0, 1, -1, 2**70, 10**4000, 0.5, float("nan"), "", "x", "ab", "\x1b\0\ud800", "x" * 5000,
    [], {}, [[]], [None], [1, 2], ["a", "b"], [["a", "b"]], [["a", 1]], [[1, 2, 3, 4]], {"a": 1}, [{}],
    [["f", 1, "g", "h"]], [["f", 10**4000, "", ""]], [["f", -1, None, []]], [["f", True, "", ""]],
    ["MemoryError"], ["ExceptionGroup"], ["BaseException"], ["SystemExit"], ["object"], ["Exception", "BaseException"],
    ["__import__", "\ud800", "\0"], [[["MemoryError"]]], "MemoryError", "BaseException",
    ["list", []], ["ref", 0], ["dict", [["a", ["ref", 1]]]], ["object", 10**400, "\x1b", {}],
    [[1, FLOATS]], [[1, ["ref", 1]]], [[2, ["ref", 2]]], [[3, ["ref", 3]]], [[4, ["ref", 4]]], [[0, ["list", []]]],
    [[3, ["list", [["ref", 3]]]]],
]  # fmt: skip


def forged_answers():
    """Every key of an answer and of an error with every strange thing in it, and a few hundred of them mixed."""
    for strange in STRANGE:
        for key in ("value", "values", "changes", "error", "warnings", "names", "callback", "arguments"):
            yield {key: strange}
        for key in ("type", "bases", "message", "frames"):
            failure = {"type": "ValueError", "bases": ["ValueError", "Exception"], "message": "m", "frames": []}
            yield {"error": failure | {key: strange}}
        yield {"callback": 0, "arguments": ["list", [strange]]}
    rng = random.Random(3)
    keys = ("value", "values", "changes", "error", "warnings", "names", "arguments")
    for _ in range(300):
        yield {key: rng.choice(STRANGE) for key in rng.sample(keys, 4)}


@pytest.mark.parametrize("request_name", REQUESTS)
def test_whatever_is_answered_only_learners_exceptions_come_out(request_name):
    escaped = {}
    for answer in forged_answers():
        # The second answer is for requests that call back: it ends them.
        shown = outcome(request_name, (answer, [bytes(16)]), ({"value": 1, "values": [1, 2], "names": {}},))
        if not (shown.isprintable() and len(shown) < 1500):
            escaped.setdefault(shown[:200], repr(answer)[:200])
    assert not escaped


def outcome(request_name, *answers):
    """What a request comes to, as a learner may read it; an exception that is none of theirs in unprintable form."""
    try:
        return type(ask(request_name, *answers)).__name__
    except (LearnerGone, LearnerError) as error:
        return str(error)
    except Exception as error:
        return f"\n{error!r}"
