"""Whose functions a picture is computed with: the learner's own where they do what they should, else the solution's."""

import json
import re

import numpy as np
import pytest
from gradkata import plugins
from gradkata.boundary.limits import Limits
from gradkata.errors import UsageError
from gradkata.grader import Grader, Opened
from gradkata.judging.answers import Answers
from gradkata.kata import Pack, katas_of
from gradkata.showing.showing import shown, with_pictures

SHOW = """
import numpy as np
from gradkata.showing import Claim, Curve, Panel, Picture, array

X = np.arange(4.0)

def show(solution):
    y = array(solution.double(X.copy()), X.shape, "double(x)")
    curve = Curve(X, y)
    return Picture("Twice", (Panel("double", "x", "y", (curve,)),), (Claim("It rises.", np.all(np.diff(y) > 0)),))
"""
OF_THE_SOLUTION = "Computed with the functions of the solution, not with yours: "


class Workplace:
    """A pack with one kata that has a picture, and a learner's folder."""

    def __init__(self, root, work, starter):
        self.starter, self.answers = starter, plugins.load().answers
        self.kata = katas_of(Pack("pack", root))[0]
        (self.kata.folder / "show.py").write_text(SHOW)
        self.work = work
        work.mkdir()

    def shown(self, source=None, name="double.py", **more):
        """The picture, with ``source`` as the learner's work."""
        if source is not None:
            (self.work / name).write_text(source, "utf-8")
        with Grader([self.kata], opened={"auto": Opened("process", self.starter, "")}) as grader:
            return shown(self.kata, grader, self.answers, self.work, Limits(cpu_s=1, wall_s=600), **more)


@pytest.fixture
def workplace(make_pack, tmp_path, starter):
    return Workplace(make_pack(), tmp_path / "work", starter)


def values(found):
    return found.picture.panels[0].drawn[0].up


def test_right_work_is_shown_as_the_learners_own(workplace):
    found = workplace.shown("def double(x):\n    return x + x\n")
    assert found.origin == "Computed with the functions in your own double.py."
    assert found.picture.caption == "It rises."
    assert values(found) == (0, 2, 4, 6)


def test_a_notebook_is_called_by_its_name(workplace):
    cell = {"cell_type": "code", "source": "def double(x):\n    return x + x\n", "metadata": {}, "outputs": []}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    assert "in your own double.ipynb." in workplace.shown(json.dumps(notebook), "double.ipynb").origin


def test_the_numbers_shown_are_the_very_ones_that_the_learners_code_gave(workplace):
    found = workplace.shown("def double(x):\n    return 2.001 * x\n")  # too close for the eye
    assert "your own" in found.origin
    assert values(found) == pytest.approx((0, 2.001, 4.002, 6.003))


def test_what_the_last_check_found_is_not_kept_quiet(workplace):
    found = workplace.shown("def double(x):\n    return x + x\n", is_known_wrong=True)
    assert found.origin.endswith(
        "your own double.py. The last `kata check double` found something wrong, which does not show here."
    )


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (None, "there is no work/double.py yet (`kata start double` begins)."),
        ("def double(x):\n    raise NotImplementedError('times 2')\n", "double is not written yet: times 2."),
        ("def double(x):\n    return 3 * x\n", "yours give other numbers, and `kata check double` says more."),
        ("def double(x):\n    return -x\n", "yours give other numbers, and `kata check double` says more."),
        ("def double(x):\n    return 2 * x[:2]\n", "double(x) has shape (2,), and (4,) is expected."),
        ("def double(x):\n    return x / 0\n", "double(x) holds nan or inf."),
        ("def double(x):\n    return print\n", "and a NumPy array is expected."),
        ("def double(x):\n    return x.nothing\n", "double() raises AttributeError"),
        ("def double(x:\n", "double.py is not valid Python."),
        ("import os\nos._exit(3)\n", "ended"),
        ("def double(x):\n    while True: pass\n", "1 s"),
        ("class double:\n    pass\n", "double() raises TypeError"),
        ("def halve(x):\n    return x / 2\n", "double"),
    ],
    ids=[
        "none", "stub", "wrong", "falls", "shape", "inf", "no array", "raises", "syntax", "exits", "endless", "class",
        "missing",
    ],
)  # fmt: skip
def test_work_that_is_not_right_is_not_shown_and_the_caption_says_so(workplace, source, why):
    found = workplace.shown(source)
    assert found.origin.startswith(OF_THE_SOLUTION)
    assert why in found.origin
    assert re.search(r"[^.?][.?]\Z", found.origin)  # one ending
    assert values(found) == (0, 2, 4, 6)
    assert found.picture.is_borne_out


def test_a_long_reason_is_cut_so_that_the_picture_stays_the_larger_part(workplace):
    found = workplace.shown("def double(x):\n    raise ValueError('too much ' * 200)\n")
    assert "double() raises ValueError: too much too much" in found.origin
    assert len(found.origin) < 350


def test_where_nobody_knows_the_right_answers_claims_are_all_there_is_to_go_by(workplace):
    workplace.answers = Answers(())
    with pytest.raises(UsageError, match=r"There is nothing to show: there is no work/double\.py yet"):
        workplace.shown()
    assert "your own" in workplace.shown("def double(x):\n    return x + x\n").origin
    with pytest.raises(UsageError, match="There is nothing to show: yours give other numbers"):
        workplace.shown("def double(x):\n    return -x\n")


def test_a_picture_that_does_not_show_what_it_says_is_an_error(workplace):
    script = workplace.kata.folder / "show.py"
    script.write_text(SHOW.replace("> 0", "> 2"))
    with pytest.raises(UsageError, match=r"The picture of double does not show what it says: It rises\."):
        workplace.shown()


def test_a_kata_without_a_picture_names_those_that_have_one(registry):
    katas = list(registry.katas.values())
    without = next(kata for kata in katas if kata.id not in with_pictures(katas))
    with (
        Grader(katas) as grader,
        pytest.raises(UsageError, match=f"The kata {without.id} has no picture; these have one: encoding, softmax, "),
    ):
        shown(without, grader, registry.answers, without.folder)


def test_warnings_and_settings_of_numpy_are_left_as_they_were(workplace):
    before = np.geterr()
    workplace.shown("import warnings\ndef double(x):\n    warnings.warn('look')\n    return x / 0\n")
    assert np.geterr() == before
