"""Learners' modules for tests: how one is opened, and what is in it."""

import contextlib
import os
import socket
import sys
from pathlib import Path
from textwrap import dedent

import pytest
from gradkata.boundary.failures import LearnerGone
from gradkata.boundary.inside import landlock
from gradkata.boundary.learner import Learner
from gradkata.boundary.limits import Limits
from gradkata.boundary.processes import ForkServer, FreshProcesses
from gradkata.boundary.program import Program
from gradkata.boundary.session import Session

PROJECT = Path(__file__).parents[2]
LINUX = sys.platform == "linux"
FORKS = hasattr(os, "fork") and hasattr(socket, "send_fds")
LANDLOCK = LINUX and landlock.version() >= 1
STARTS = [ForkServer, FreshProcesses] if FORKS else [FreshProcesses]

PATIENTLY = {"cpu_s": 60, "wall_s": 600}
PATIENT = Limits(**PATIENTLY)  # however busy the machine is, right code does not meet them
IMPATIENT = Limits(wall_s=3)  # a clock that a test can wait for, and by which a busy machine has loaded a module


@contextlib.contextmanager
def opened(starter, source, siblings=None, limits=None, seed=0):
    """The learner's module, loaded from ``source`` as ``work.py``."""
    session = Session(starter, limits or PATIENT)
    with contextlib.closing(session):
        parts = (("work.py", dedent(source)),)
        program = Program("work", parts, tuple((name, dedent(text)) for name, text in (siblings or {}).items()))
        yield Learner(session, session.load(program, seed))


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
