"""A learner looks into their own process: their code is in sight, and nothing of the reference is."""

import json
import os
import subprocess
import sys
import traceback
from pathlib import Path

import pytest
from gradkata.errors import UsageError
from gradkata.judging.loading import UNSEEN, load_unseen
from gradkata.judging.local_run import cut_reference_out
from gradkata.kata import kata_at

HARNESS = Path(__file__).parents[2] / "harness"

REFERENCE = """
import warnings

def double(x):
    secret_sum = x + x
    warnings.warn("a secret warning")
    return secret_sum

def apply(function, x):
    secret_helper = lambda: function(x)
    return secret_helper()

class Doubler:
    def __call__(self, x):
        secret_sum = x + None
        return secret_sum
"""

SUITE = '''
from gradkata.suite import points

@points(1)
def test_calls_back(learner, reference):
    """The reference calls the learner's function."""
    reference.apply(learner.double, 3)

@points(1)
def test_reference_fails(learner, reference):
    """The reference itself raises, and something else on its account."""
    doubler = reference.Doubler()
    try:
        doubler(3)
    except TypeError:
        assert learner.right(3) == reference.double(2), reference
'''

LEARNERS = """
def right(x):
    return x + x

def double(x):
    mine = x + 1
    return mine / 0
"""


@pytest.fixture
def pack(make_pack):
    root = make_pack(suite=SUITE, reference=REFERENCE)
    (root / "work").mkdir()
    (root / "work" / "double.py").write_text(LEARNERS)
    return root


def run_pytest(folder, *arguments, asked="", **environment):
    result = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "no:randomly", "--no-kata-check", *arguments, "katas/10_double"],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(HARNESS), "NO_COLOR": "1", **environment},
        input=asked, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return result.stdout + result.stderr


def is_hidden(said):
    return "secret" not in said and "solution" not in said and f"reference{os.sep}" not in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["-vv", "--showlocals", "--full-trace", "-W", "error", "-rA", "--setup-show", "--trace-config"],
        ["--tb=native"],
    ],
    ids=["full", "native"],
)
def test_a_traceback_shows_the_learners_steps_and_none_of_the_references(pack, arguments):
    said = run_pytest(pack, "-p", "no:xdist", *arguments)
    assert "2 failed" in said
    assert "return mine / 0" in said
    assert "double.py" in said
    if "--showlocals" in arguments:
        assert "mine       = 4" in said
        assert "doubler    = " in said
    assert is_hidden(said)


def test_a_debugger_stops_in_the_learners_code_and_shows_no_line_of_the_reference(pack):
    said = run_pytest(pack, "--pdb", "-p", "no:xdist", asked="p mine\nw\nup\nl\np reference\nc\n" * 2)
    assert "-> return mine / 0" in said
    assert "test_calls_back" in said
    assert is_hidden(said)
    steps = "s\n" * 25 + "w\nl\nq\n"
    stepped = run_pytest(pack, "--trace", "-p", "no:xdist", "-k", "test_calls_back", asked=steps)
    assert "-> mine = x + 1" in stepped  # the learner's function, which it calls
    assert f"> <{UNSEEN} double>" not in stepped  # where it would have stopped
    assert is_hidden(stepped)


def test_a_debugger_of_ones_own_stays(pack):
    said = run_pytest(
        pack, "--trace", "--pdbcls=pdb:Pdb", "-p", "no:xdist", "-k", "calls_back", asked="s\n" * 4 + "q\n"
    )
    assert f"> <{UNSEEN} double>" in said
    assert is_hidden(said)


def test_a_reference_that_is_a_notebook_is_hidden_as_well(make_pack):
    root = make_pack()
    (root / "reference" / "double" / "solution.py").unlink()
    cell = {"cell_type": "code", "source": REFERENCE}
    (root / "reference" / "double" / "solution.ipynb").write_text(json.dumps({"cells": [cell]}))
    reference = load_unseen(kata_at(root / "katas" / "10_double", ""))
    with pytest.raises(TypeError) as caught:
        reference.Doubler()(3)
    assert is_hidden(f"{reference} {''.join(traceback.format_exception(caught.value))}")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "the suite of double needs its reference, which is not here"),
        ("secret = 1 +\n", "the reference of double cannot be loaded (SyntaxError); please report this"),
        ("secret = 1 / 0\n", "the reference of double cannot be loaded (ZeroDivisionError); please report this"),
    ],
)
def test_a_reference_that_cannot_be_used_is_one_sentence(make_pack, text, words):
    root = make_pack()
    path = root / "reference" / "double" / "solution.py"
    path.unlink() if text is None else path.write_text(text)
    with pytest.raises(UsageError) as caught:
        load_unseen(kata_at(root / "katas" / "10_double", ""))
    assert str(caught.value) == words


@pytest.mark.parametrize("surroundings", [{}, {"CI": "true"}])
def test_a_suite_without_its_reference_is_not_collected_and_says_so(pack, surroundings):
    (pack / "reference" / "double" / "solution.py").unlink()
    said = run_pytest(pack, "--full-trace", "-p", "no:xdist", **surroundings)
    # On a CI server pytest says it once more, in full, in its summary.
    assert said.count("the suite of double needs its reference, which is not here") == 1 + len(surroundings)
    assert is_hidden(said)


def test_what_led_to_an_exception_loses_its_steps_too_and_a_circle_ends():
    namespace = {}
    exec(compile("def secret(f):\n    f()", f"<{UNSEEN} x>", "exec"), namespace)

    def fail():
        raise KeyError

    try:
        try:
            namespace["secret"](fail)
        except KeyError as first:
            first.__cause__ = ValueError()
            first.__cause__.__cause__ = first
            namespace["secret"](fail)
    except KeyError as error:
        cut_reference_out(error)
        for each in (error, error.__context__):
            names, step = [], each.__traceback__
            while step is not None:
                names.append(step.tb_frame.f_code.co_name)
                step = step.tb_next
            assert names[-1] == "fail"
            assert "secret" not in names
