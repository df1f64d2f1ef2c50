"""What a session ran is kept, and what it has is told from what its cells' code gives; in a shell without a kernel."""

import contextlib
import io

import pytest
from gradkata.notebook.comparing import is_from
from gradkata.notebook.recorder import Recorder
from gradkata.notebook.slicing import sliced
from IPython.core.interactiveshell import InteractiveShell

RIGHT = "def f(x):\n    return x + A"


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    shell = InteractiveShell(ipython_dir=str(tmp_path_factory.mktemp("ipython")))
    shell.history_manager.enabled = False
    yield shell
    shell.restore_sys_module_state()


@pytest.fixture
def session(shell):
    """A function that runs cells, and gives the slice for ``f`` and the names that are not what it gives."""
    shell.reset(new_session=True)
    recorder = Recorder(shell)

    def session(*cells):
        with contextlib.redirect_stdout(io.StringIO()):
            for cell in cells:
                shell.run_cell(cell, store_history=True)
        found = sliced(recorder.so_far(), ["f"], lambda _: ())
        return found, [name for name in sorted(found.last) if not is_from(shell.user_ns.get(name), name, found)]

    yield session
    recorder.close()


@pytest.mark.parametrize(
    ("cell", "changed"),
    [
        ("def g():\n    global A\n    A += 1\ng()", ["A"]),
        ("x = 1", []),
        ("    def f(x):\n        return x", []),
        (">>> def f(x):\n...     return x", []),
        ("get_ipython().run_cell('def f(x): return x')", []),
        ("%rerun 2", []),
        ("A = 2", []),
        ("A += 1", []),
        ("f = f", []),
        ("get_ipython().ex('f = lambda x: x')", ["f"]),
        ("exec('def f(x): return x')", ["f"]),
        ("globals()['f'] = lambda x: x", ["f"]),
        ("def g():\n    global f\n    def f(x): return x\ng()", ["f"]),
        ("def g():\n    global A\n    A = 2\ng()", ["A"]),
        ("globals()['f'] = None", ["f"]),
    ],
)
def test_what_is_not_what_the_code_gives_is_found(session, cell, changed):
    assert session("A = 1", RIGHT, cell)[1] == changed


@pytest.mark.parametrize(
    "cells",
    [
        ["import functools", "def d(g):\n    @functools.wraps(g)\n    def h(*a): return g(*a)\n    return h",
         "@d\ndef f(x): return x"],
        ["f = lambda x: [y for y in x if y in {1, 2}]"],
        ["class f:\n    def m(self): return __class__", "def n(self): return 2", "f.n = n"],
        ["from __future__ import annotations", "def f(x):\n    def g(y: int) -> int: return y\n    return g"],
        ["for i in (1, 2):\n    def f(x, i=i): return i"],
        ["count = 0", "def f(x):\n    global count\n    count += 1", "f(1)"],
        ["def f(x):\n    %time\n    return x"],
        ["import os.path", "f = os.path.join"],
    ],
)  # fmt: skip
def test_what_is_what_the_code_gives_is_not_refused(session, cells):
    assert session(*cells)[1] == []


def test_a_class_whose_method_was_put_in_unseen_is_found(session):
    cells = ["class f:\n    def m(self): return 1", "def n(self): return 2", "for c in [f]: c.m = n"]
    assert session(*cells)[1] == ["f"]


def test_code_that_a_cell_has_run_is_called_after_it_and_counts_from_where_it_ran(session):
    found, _ = session("A = 1", RIGHT, "get_ipython().run_cell('A = 3\\n1 / 0\\nA = 4')")
    assert [(label, text.strip()) for label, text in found.parts] == [
        ("Cell In[2]", RIGHT), ("Cell In[3].1", "A = 3"),
    ]  # fmt: skip


def test_blank_lines_above_a_cell_are_counted_where_it_raised(session):
    found, _ = session("A = 1", RIGHT, "\n\n\nA = 2\n1 / 0\nA = 3")
    assert found.parts[-1][1].strip() == "A = 2"
