"""A learner's code in the grader's own interpreter: it ends, asks and prints as in a process, and leaves nothing."""

import contextlib
import math
import os
import random
import sys
import warnings
from pathlib import Path

import numpy as np
import pytest
from gradkata.boundary.budget import Budget, Spent
from gradkata.boundary.clock import cpu_clock
from gradkata.boundary.failures import LearnerError, LearnerGone
from gradkata.boundary.limits import Limits
from gradkata.boundary.prints import Prints
from gradkata.boundary.program import Program
from gradkata.boundary.same_interpreter import LEARNERS_END, SameInterpreter, learners_end
from gradkata.boundary.session import Session

from tests.boundary.sessions import PATIENT, ended, opened

HERE = SameInterpreter()

# How it ends.


@pytest.mark.parametrize("name", ["exit_now", "exit_well", "leave", "interrupt", "own"])
def test_what_ends_a_process_is_told_alike(forks, name):
    here, there = ended(HERE, name), ended(forks, name)
    assert (str(here), here.status, here.by_limit) == (str(there), there.status, there.by_limit)


@pytest.mark.parametrize(
    ("code", "words"),
    [("os.abort()", "crashed"), ("os.kill(os.getpid(), 9)", "crashed"), ("os._exit(3)", "exit code 3")],
)
def test_the_interpreter_goes_on(code, words):
    source = f"import os\ndef leave():\n    try:\n        {code}\n    except BaseException:\n        pass\n"
    with opened(HERE, source) as it, pytest.raises(LearnerGone, match=words):
        it.leave()
    with opened(HERE, "def double(x): return 2 * x") as it:
        assert it.double(2) == 4


@pytest.mark.parametrize("code", ["os.kill(1, 15)", "os.fork()", "threading.Thread(target=print).start()"])
def test_it_starts_and_ends_nothing_else(code):
    with opened(HERE, f"import os, threading\ndef attempt(): {code}") as it, pytest.raises(LearnerError):
        it.attempt()


def test_a_recursion_without_end_is_theirs():
    source = "def f(x): return f(x)\ndef deep(n): return n and 1 + deep(n - 1)\n"
    with opened(HERE, source) as it:
        with pytest.raises(RecursionError) as caught:
            it.f(1)
        assert caught.value.lines[-1].file == "work.py"
        assert it.deep(900) == 900  # as deep as in a process of its own, however deep the grader is


def test_too_much_computing_shows_when_it_is_done():
    spin = "import time\ndef spin(s):\n    end = time.process_time() + s\n    while time.process_time() < end: pass\n"
    with opened(HERE, spin, limits=Limits(cpu_s=0.05, wall_s=600)) as it:
        it.spin(0)
        with pytest.raises(LearnerGone) as caught:
            it.spin(0.06)
    assert caught.value.status == "timeout"


def test_a_clock_that_ran_out_shows_when_it_is_done():
    with (
        opened(HERE, "from time import sleep", limits=Limits(cpu_s=60, wall_s=0.2)) as it,
        pytest.raises(LearnerGone, match="by the clock"),
    ):
        it.sleep(0.3)


def test_its_time_is_not_the_graders():
    spin = "import time\ndef spin(s):\n    end = time.process_time() + s\n    while time.process_time() < end: pass\n"
    with Budget(Limits(cpu_s=0.2, wall_s=600)) as budget, contextlib.closing(Session(HERE, PATIENT, budget)) as session:
        session.load(Program("work", (("work.py", spin),)), 0)
        session.call("spin", [0.3], {}, "spin")
        assert not budget.is_spent


def test_its_clock_counts_what_it_computes():
    with opened(HERE, "def work(f):\n    f()\n    return sum(range(10000))") as it:
        clock = cpu_clock(it)
        before = clock()
        it.work(lambda: sum(range(1_000_000)))
        first = clock() - before
    assert clock.stands_still
    assert 0 <= first < 1


# What it asks for.


def test_what_the_grader_raises_in_between_reaches_the_grader():
    def spent():
        raise Spent(of_memory=False)

    source = "def stubborn(f):\n    try:\n        return f()\n    except BaseException:\n        return 'mine'\n"
    with opened(HERE, source) as it, pytest.raises(LearnerGone) as caught:
        it.stubborn(spent)
    assert caught.value.status == "timeout"


def test_it_cannot_be_called_by_a_function_that_it_calls():
    with opened(HERE, "def twice(f): return f() + f()\ndef one(): return 1\n") as it:
        assert it.twice(lambda: 2) == 4
        with pytest.raises(ValueError, match="in turn"):
            it.twice(it.one.__call__)


def test_several_are_open_at_once():
    with opened(HERE, "import numpy as np\nnp.pi = 3\ndef pi(): return np.pi\n") as one:
        with opened(HERE, "import numpy as np\nnp.pi = 4\ndef pi(): return np.pi\n") as other:
            assert (one.pi(), other.pi(), np.pi, one.pi()) == (3, 4, math.pi, 3)
        assert one.pi() == 3


def test_what_it_prints_is_heard():
    prints = Prints()
    source = "print('first')\ndef f(g):\n    print('before')\n    g()\n    print('after', end='')\n"
    with contextlib.closing(Session(HERE, PATIENT, prints=prints)) as session:
        session.load(Program("work", (("work.py", source),)), 0)
        session.call("f", [lambda: print("not theirs", end="")], {}, "f")
    assert prints.text.split("\n") == ["first", "before", "after"]
    assert prints.lines == 3


def test_it_prints_to_nobody_where_nobody_listens(capsys):
    with opened(HERE, "import sys\nprint(1)\nprint(2, file=sys.stderr)\nread = sys.stdin.read()") as it:
        assert it.read == ""
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["pytest", "gradkata", "gradkata.suite", "click", "wire", "nothing_of_the_kind"])
def test_its_files_import_what_they_could_import_elsewhere(name):
    source = f"import json, numpy, helper, matplotlib.pyplot as plt\nimport {name}\n"
    with pytest.raises(LearnerError, match=f"No module named '{name}'"), opened(HERE, source, {"helper": "x = 1"}):
        pass


# What it leaves.

SPOILS = """
import builtins, os, random, sys, warnings
import helper
import numpy as np
np.exp = np.sum = lambda *a, **k: 0.0
np.random.rand = lambda *a: 0.5
np.linalg.norm = None
builtins.sorted = lambda x: x
del os.getcwd
np.seterr(all="raise")
warnings.simplefilter("error")
sys.stdout = sys.stderr = None
sys.path.insert(0, "/nowhere")
sys.setrecursionlimit(150)
sys.modules["json"] = None
os.environ["PROMPT"] = "changed"
np.random.seed(1), random.seed(1)

def holds(function):
    function()
    with np.errstate(all="ignore"): pass
    try:
        np.float64(1) / 0
    except FloatingPointError:
        raised = True
    return [np.exp(1), np.random.rand(3), sys.path[0], sys.getrecursionlimit() < 1000, "helper" in sys.modules, raised]
"""


def state():
    """All that `SPOILS` spoils."""
    return (
        np.exp, np.sum, np.random.rand, np.linalg.norm, sorted, os.getcwd, np.geterr(), list(warnings.filters),
        sys.stdout, sys.stderr, list(sys.path), list(sys.meta_path), sys.getrecursionlimit(), sys.modules["json"],
        sys.modules.get("helper"), sys.modules.get("work"), dict(os.environ), np.random.get_state()[1].tolist(),
        random.getstate(), builtin_import(), Path.cwd(),
    )  # fmt: skip


def builtin_import():
    return __builtins__["__import__"] if isinstance(__builtins__, dict) else __builtins__.__import__


def test_what_it_spoils_is_spoilt_for_itself_alone():
    before, seen = state(), []

    def function():
        seen.append(state())
        assert np.exp(0.0) == 1

    with opened(HERE, SPOILS, {"helper": "x = 1"}) as it:
        assert state()[:-5] == before[:-5]  # the environment and chance are put back in the end
        with np.errstate(all="ignore"):
            assert it.holds(function) == [0.0, 0.5, "/nowhere", True, True, True]
    assert state() == before
    assert seen[0][0] is before[0]


def test_what_a_function_of_the_graders_warns_of_is_not_the_learners():
    def warns():
        warnings.warn("the grader's", UserWarning, stacklevel=1)

    source = "import warnings\ndef f(g):\n    warnings.warn('mine')\n    g()\n"
    with opened(HERE, source) as it, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        it.f(warns)
    assert [str(each.message) for each in caught] == ["the grader's", "mine"]


def test_a_module_of_the_library_stays():
    with opened(HERE, "import numpy.polynomial, colorsys"):
        pass
    assert sys.modules["numpy.polynomial"].Polynomial
    assert "colorsys" in sys.modules


def test_the_learners_end_has_its_names_for_the_while_only():
    before = {name: sys.modules.get(name) for name in LEARNERS_END}
    assert learners_end()["child"].wire is learners_end()["wire"]
    assert {name: sys.modules.get(name) for name in LEARNERS_END} == before
