"""How a submission is loaded: what it can import, what it finds there, and where it cannot be loaded."""

import contextlib

import numpy as np
import pytest
from gradkata.boundary.failures import LearnerError
from gradkata.boundary.learner import Learner
from gradkata.boundary.limits import Limits
from gradkata.boundary.program import Program
from gradkata.boundary.session import Session

from tests.boundary.sessions import SIBLINGS, SOURCE, opened


@pytest.mark.parametrize("name", ["statistics", "decimal", "numpy.linalg", "collections.abc", "other", "helper"])
def test_the_library_numpy_and_siblings_can_be_imported(learner, name):
    assert learner.importing(name) == name


@pytest.mark.parametrize(
    "name",
    ["pytest", "_pytest", "harness", "harness.boundary", "gradkata", "reference", "katas", "katas.softmax", "click",
     "rich", "pip", "tests", "wire", "child", "hardening", "requests", "loading", "preload", "zygote", "fresh"],
)  # fmt: skip
def test_nothing_else_can_be_imported(learner_apart, name):
    with pytest.raises(ModuleNotFoundError):
        learner_apart.importing(name)


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


def test_chance_is_seeded_by_the_grader(forks):
    draws = []
    for seed in (1, 1, 2**32 + 2):
        with opened(forks, SOURCE, SIBLINGS, seed=seed) as learner:
            draws.append(learner.chance())
    assert draws[0] == draws[1]
    assert not set(draws[1]) & set(draws[2])


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


def test_null_bytes_are_told_in_the_same_words_by_every_python(forks):
    for source, siblings in (("x = 1\0", {}), ("import null", {"null": "x = 1\0"})):
        with pytest.raises(SyntaxError) as caught, opened(forks, source, siblings):
            pass
        assert (caught.value.kind, caught.value.message) == (
            "SyntaxError", "source code string cannot contain null bytes"
        )  # fmt: skip


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


def cells(forks, *sources, **more):
    """What a notebook's cells come to: the session, and the learner's module."""
    session = Session(forks, Limits())
    parts = tuple((f"work.ipynb, cell {number}", source) for number, source in enumerate(sources, 1))
    return session, Learner(session, session.load(Program("work", parts, is_notebook=True, **more), 0))


def test_a_future_import_holds_for_the_cells_after_it(forks):
    session, learner = cells(
        forks, "x = 1", "from __future__ import annotations\nimport os", "def f(x: Nowhere): return 3"
    )
    with contextlib.closing(session):
        assert learner.f(1) == 3
        assert session.failed_cells == ()


def test_what_jupyter_has_there_is_no_name_of_the_notebooks(forks):
    source = (
        "get_ipython().run_line_magic('matplotlib', 'inline')\ndisplay(3)\nassert 'colab' not in str(get_ipython())"
    )
    session, learner = cells(forks, source, "def f(): return get_ipython().system('ls') is not None")
    with contextlib.closing(session):
        assert session.failed_cells == ()
        assert learner.f() is True
        assert learner._names == {"f": True}


PLOTS = """
import matplotlib
import matplotlib.pyplot as plt
from matplotlib import cm, pyplot
from mpl_toolkits.mplot3d import Axes3D
matplotlib.use("Agg")
plt.rcParams["figure.figsize"] = 3, 4
figure, axes = plt.subplots()
figure, (left, right) = plt.subplots(1, 2)
figure, grid = plt.subplots(2, 3, figsize=(3, 3))
for each in grid.flat:
    each.plot([1])
grid[0, 1].set_title("x")
line, = plt.plot([1, 2], color=cm.viridis(0.3))
counts, edges, bars = plt.hist([1])
with plt.style.context("x"):
    plt.figure().savefig("x.png")
for word in plt.gca().lines:
    word.remove()
shape = grid.shape
one = len(plt.subplots(1, 1, squeeze=False)[1])
"""


def test_plots_do_nothing_and_harm_nothing(forks):
    with opened(forks, PLOTS) as learner:
        assert learner.shape == (2, 3)
        assert learner.one == 1


RECKONED = """
import marimo as mo, numpy as np
value = mo.ui.slider(1, 10).value
@mo.cache
@mo.persistent_cache(name="a")
def f(): return 7
results = [value > 5, 5 > value, value + 1, 1 - value, 2 * value, int(value), len(range(value)), bool(value)]
array = np.ones(2) * value + np.linspace(0, 1, 2)
text = f"{value:.1f}"
divided = 1 / value is value and "a" + value is value
"""


def test_what_stands_in_for_marimo_counts_as_zero_and_decorates(forks):
    with opened(forks, RECKONED) as learner:
        assert learner.f() == 7
        assert learner.results == [False, True, 1, 1, 0, 0, 0, False]
        assert learner.array.tolist() == [0, 1]
        assert learner.text == "0.0"
        assert learner.divided


def test_a_learners_own_file_of_that_name_is_found_first(forks):
    with opened(forks, "import matplotlib\nx = matplotlib.x", {"matplotlib": "x = 3"}) as learner:
        assert learner.x == 3


def test_whoever_changes_into_another_folder_is_refused_as_ever(forks):
    with opened(forks, "import os\nos.chdir('.')\nos.chdir(os.getcwd())\ndef f(): os.chdir('/nowhere')") as learner:
        with pytest.raises(OSError, match="nowhere"):
            learner.f()
        with pytest.raises(TypeError):
            learner.os.chdir(3.5)
