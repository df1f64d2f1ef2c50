"""Katas build on each other: a missing or wrong import is named as the cause, and never its symptom."""

import pytest
from gradkata import grading, plugins
from gradkata.finding.submission import find
from gradkata.grader import Grader
from gradkata.reports.detail import render_result

REGISTRY = plugins.load()
KATAS = list(REGISTRY.katas.values())
RIGHT = """
import numpy as np
def softmax(z):
    e = np.exp(z - z.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)
"""
WRONG = RIGHT.replace("e / e.sum(-1, keepdims=True)", "e / e.sum()")
CROSS = """
import numpy as np
from softmax import softmax
def cross_entropy(logits, targets):
    z = logits - logits.max(1, keepdims=True)
    return float(np.mean(np.log(np.exp(z).sum(1)) - z[np.arange(len(z)), targets]))
def cross_entropy_derivative(logits, targets):
    p = softmax(logits)
    p[np.arange(len(p)), targets] -= 1
    return p / len(p)
"""


@pytest.fixture
def graded(tmp_path):
    """A function from the texts of a learner's files, and the katas asked for, to the results by kata."""

    def graded(files, *asked, limits=None):
        folder = tmp_path / "ada"
        folder.mkdir()
        for name, text in files.items():
            (folder / name).write_text(text, "utf-8")
        submissions = find(folder, [kata.id for kata in KATAS], asked)
        with Grader(KATAS) as grader:
            found = grading.grade(
                grader, submissions, REGISTRY.executors["here"], seed=1, level="process", limits=limits
            )
        return {result.kata: result for result in found.results}

    return graded


@pytest.mark.parametrize("asked", [(), ("cross_entropy",)])
def test_a_wrong_import_is_named_as_the_cause(graded, asked):
    result = graded({"softmax.py": WRONG, "cross_entropy.py": CROSS}, *asked)["cross_entropy"]
    assert result.status == "failed"
    assert result.held_up_by == "softmax"
    assert "imports your softmax.py, which is not right yet" in result.messages[0]
    shown = render_result(result)
    assert "first do the kata softmax." in " ".join(shown.split())
    assert len(result.messages) > 1
    assert result.messages[1] not in " ".join(shown.split())


def test_a_right_import_is_no_cause(graded):
    wrong = CROSS.replace("/ len(p)", "")
    result = graded({"softmax.py": RIGHT, "cross_entropy.py": wrong})["cross_entropy"]
    assert result.status == "failed"
    assert result.held_up_by == ""


def test_what_passes_is_held_up_by_nothing(graded):
    wrong_elsewhere = RIGHT.replace("    return", "    assert z.ndim < 3\n    return")
    results = graded({"softmax.py": wrong_elsewhere, "cross_entropy.py": CROSS})
    assert results["softmax"].status == "failed"
    assert (results["cross_entropy"].status, results["cross_entropy"].held_up_by) == ("passed", "")


def test_a_stub_that_is_imported_is_to_be_written_first(graded):
    stub = next(kata.stub for kata in KATAS if kata.id == "softmax").read_text("utf-8")
    result = graded({"softmax.py": stub, "cross_entropy.py": CROSS})["cross_entropy"]
    assert result.held_up_by == "softmax"
    assert "which is still the stub" in result.messages[0]


IN_A_CALL = CROSS.replace("from softmax import softmax\n", "").replace(
    "    p = softmax", "    from softmax import softmax\n    p = softmax"
)


@pytest.mark.parametrize(("source", "status"), [(CROSS, "error"), (IN_A_CALL, "failed")])
def test_a_kata_that_is_missing_is_named(graded, source, status):
    result = graded({"cross_entropy.py": source})["cross_entropy"]
    assert result.status == status
    assert "softmax is a kata of its own: do that one first" in result.messages[0]


def test_what_is_no_kata_is_not_called_one(graded):
    result = graded({"softmax.py": "import torch\n"})["softmax"]
    assert "Only NumPy, the standard library and your own files" in result.messages[0]


def test_an_import_that_cannot_be_loaded_is_named_by_its_file(graded):
    result = graded({"softmax.py": "def softmax(z)\n", "cross_entropy.py": CROSS})["cross_entropy"]
    assert result.messages[0].startswith("softmax.py is not valid Python. softmax.py, line 1")
