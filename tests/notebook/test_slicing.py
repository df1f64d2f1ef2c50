"""What a session's functions stand on: what binds the names that they need, and nothing else."""

import pytest
from gradkata.notebook.slicing import sliced, whole
from gradkata.notebook.statements import Executed

NUMPY = ["exp", "sin"]


def session(*sources, stopped=None):
    cells = [Executed(number, source) for number, source in enumerate(sources, 1)]
    return [*cells[:-1], Executed(len(cells), sources[-1], stopped)]


def lines(found):
    """The lines of a slice, without those that are blank."""
    return [line for _, text in found.parts for line in text.split("\n") if line]


def offers(module):
    return NUMPY if module == "numpy" else []


def needed(*sources, names=("f",), stopped=None):
    return lines(sliced(session(*sources, stopped=stopped), names, offers))


def test_only_what_is_needed_is_kept_and_lines_stay_where_they_are():
    cells = session(
        "import numpy as np\nimport os\nprint('hello')",
        "train_for_ten_minutes()\nlosses = [1]",
        "@staticmethod\ndef helper(x):\n    return np.exp(x) * SCALE\n\nSCALE = 2",
        "def f(x):\n    return helper(x)\nf(1)",
    )
    assert sliced(cells, ["f"], offers).parts == (
        ("Cell In[1]", "import numpy as np\n\n"),
        ("Cell In[3]", cells[2].source),
        ("Cell In[4]", "def f(x):\n    return helper(x)\n"),
    )


@pytest.mark.parametrize(
    ("sources", "kept"),
    [
        (["def f(): return g()", "def g(): return 1", "def g(): return 2"],
         ["def f(): return g()", "def g(): return 2"]),
        (["x = 1", "x = x + 1", "x += 1", "y = 3", "def f(): return x"],
         ["x = 1", "x = x + 1", "x += 1", "def f(): return x"]),
        (["x = 1", "x += 1", "x = 5", "def f(): return x"], ["x = 5", "def f(): return x"]),
        (["x = 1", "if y: x = 2", "y = 0", "f = x"], ["x = 1", "if y: x = 2", "f = x"]),
        (["d = {}", "d['a'] = 1", "d.pop('a')", "d.get('a')", "def f(): return d"],
         ["d = {}", "d['a'] = 1", "d.pop('a')", "def f(): return d"]),
        (["t = []", "for c in 'ab':\n    t.append(c)", "def f(): return t"],
         ["t = []", "for c in 'ab':", "    t.append(c)", "def f(): return t"]),
        (["class A: pass", "def g(self): return K", "K = 1", "A.g = g", "def f(): return A().g()"],
         ["class A: pass", "def g(self): return K", "K = 1", "A.g = g", "def f(): return A().g()"]),
        (["class A: pass", "A.g = 1", "class A:\n    x = 2", "f = A"], ["class A:", "    x = 2", "f = A"]),
        (["a, (b, *c) = 1, (2, 3)", "def f(): return c"], ["a, (b, *c) = 1, (2, 3)", "def f(): return c"]),
        (["n = 3", "def f(k=n): return [i for i in range(k)]"], ["n = 3", "def f(k=n): return [i for i in range(k)]"]),
        (["n = 3", "xs = [n * i for i in range(3)]", "n = 4", "f = xs"],
         ["n = 3", "xs = [n * i for i in range(3)]", "f = xs"]),
        (["g = 1", "class A:\n    def m(self): return g", "f = A"],
         ["g = 1", "class A:", "    def m(self): return g", "f = A"]),
        (["w = 0", "def f():\n    global w\n    w = 1"], ["w = 0", "def f():", "    global w", "    w = 1"]),
        (["from os import *", "from numpy import *", "def f(x): return exp(x)"],
         ["from numpy import *", "def f(x): return exp(x)"]),
        (["def g(): return 1", "x = g()", "def g(): return 2", "f = x"], ["def g(): return 1", "x = g()", "f = x"]),
        (["x: int = 3", "y: int", "def f(): return x, y"], ["x: int = 3", "y: int", "def f(): return x, y"]),
        (["%time x = 3", "def f(): return x"], ["x = 3", "def f(): return x"]),
        (["%%timeit\nx = 3", "def f(): return x"], ["def f(): return x"]),
        (["%%kata a\nx = 3", "def f(): return x"], ["x = 3", "def f(): return x"]),
        (["x = 1", "x = = 2", "def f(): return x"], ["x = 1", "def f(): return x"]),
        (["import os.path as p, sys", "def f(): return p"], ["import os.path as p, sys", "def f(): return p"]),
        (["with open('a') as g: pass", "f = g"], ["with open('a') as g: pass", "f = g"]),
        (["from __future__ import annotations", "x = 1", "def f(): pass"],
         ["from __future__ import annotations", "def f(): pass"]),
        (["if (n := 3): pass", "f = n"], ["if (n := 3): pass", "f = n"]),
        (["def n(): return 1", "def f(): return n()", "del n"],
         ["def n(): return 1", "def f(): return n()", "del n"]),
        (["w = zeros(1)", "np.copyto(w, 1)", "np.exp(w, out=w)", "print(w)", "def f(): return w"],
         ["w = zeros(1)", "np.copyto(w, 1)", "np.exp(w, out=w)", "def f(): return w"]),
        (["    x = 1", ">>> x += 1", "In [1]: x += 2", "def f(): return x"],
         ["x = 1", "x += 1", "x += 2", "def f(): return x"]),
    ],
)  # fmt: skip
def test_the_last_statement_that_bound_a_name_counts(sources, kept):
    assert needed(*sources) == kept


def test_what_did_not_run_binds_nothing():
    assert needed("x = 1", "def f(): return x\nx = boom()\nx = 3", stopped=2) == ["x = 1", "def f(): return x"]
    assert needed("x = 1\nf = x", "for x in g:\n    boom()", stopped=2) == ["x = 1", "f = x"]


def test_names_that_nothing_binds_are_told():
    found = sliced(session("y = %sql 1", "def f(): return print(x, y, exp(0))"), ["f"], offers)
    assert found.unbound == {"print", "x", "exp"}
    assert [each.by_magic for each in found.statements] == [True, False]


def test_a_cell_that_is_judged_is_taken_whole_with_what_it_stands_on():
    cells = session("x = 1", "y = 2", "def f(): return x\nf()", stopped=1)
    found = sliced(cells, ["f"], offers, of=Executed(3, cells[2].source))
    assert found.parts == (("Cell In[1]", "x = 1"), ("Cell In[3]", "def f(): return x\nf()"))
    no_python = Executed(3, "def f() return x")
    assert sliced([*cells[:2], no_python], ["f"], offers, of=no_python).parts == (("Cell In[3]", no_python.source),)


def test_a_cell_that_was_executed_again_counts_once():
    cells = session("x = 1", "y = 2", "x = 1")
    assert whole(cells) == (("Cell In[2]", "y = 2"), ("Cell In[3]", "x = 1"))


def test_a_long_session_is_searched_in_one_go():
    found = sliced(session(*(["x = 0"] + ["x += 1"] * 300 + ["def f(): return x"])), ["f"], offers)
    assert len(found.statements) == 302
