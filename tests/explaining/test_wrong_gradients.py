"""Forward or backward, from which T on, and which entries: what is said of wrong gradients, and what is not."""

import numpy as np
import pytest
from gradkata import plugins
from gradkata.boundary.processes import default_starter, started
from gradkata.explaining.explain import explain
from gradkata.explaining.gradient_map import gradient_map
from gradkata.explaining.onset import Seen, onset
from gradkata.explaining.passes import Verdict
from gradkata.finding.submission import Submission
from gradkata.job import job_of
from gradkata.reports.detail import render_result
from gradkata.reports.grid import grid

from tests.helpers import PATIENTLY, grade_all

KATAS = plugins.load().katas


@pytest.fixture(scope="module")
def starter():
    with started(default_starter()) as starter:
        yield starter


@pytest.fixture
def explained(starter, tmp_path):
    """A function from a kata and edits to its reference to the explained result."""

    def explained(kata, *edits):
        text = KATAS[kata].reference.read_text("utf-8")
        for find, replace in edits:
            assert text.count(find) == 1, find
            text = text.replace(find, replace)
        path = tmp_path / f"{kata}.py"
        path.write_text(text, "utf-8")
        results = []
        results.extend(
            grade_all([KATAS[kata]], [job_of(Submission("ada", kata, path), 4, limits=PATIENTLY)], starter, explain)
        )
        return results[0]

    return explained


def remarks(result):
    return " ".join(test.remark for test in result.tests if test.remark)


def test_a_wrong_backward_pass_is_told_from_a_wrong_loss(explained):
    backward = explained("bptt", ("Whh.T @ dz", "Whh @ dz"))
    assert "this is not the gradient of your own forward pass: " in remarks(backward)
    assert "right for T = 1, wrong from T = 2 on." in remarks(backward)
    forward = explained("bptt", ("return float(loss), ", "return float(loss) / T, "))
    assert "wrong from" not in remarks(forward)


def test_gradients_of_another_loss_fit_their_own(explained):
    total = explained("cross_entropy", ("dlogits / N", "dlogits"), ("picked.mean()", "picked.sum()"))
    assert "your gradients are those of your own forward pass" in remarks(total)


def test_what_is_right_gets_no_remark_and_no_map(explained):
    result = explained("bptt")
    assert result.status == "passed"
    assert remarks(result) == ""
    assert result.explanation is None
    assert result.misconceptions == ()


def test_gradients_that_are_no_numbers_harm_nobody(starter, tmp_path):
    path = tmp_path / "bptt.py"
    for gives in ("[[2 ** 1024 - 1, 1]]", "'a'", "{}", "None", "[[[1]], 2]", "float('nan')"):
        body = f"    return 1.0, {{name: {gives} for name in params}}, h_prev\n"
        path.write_text(f"def loss_and_gradients(inputs, targets, h_prev, params):\n{body}", "utf-8")
        results = []
        evidence_seen = []

        def look(kata, result, evidence, seen=evidence_seen):
            seen.append(explain(kata, result, evidence))
            return seen[0]

        results.extend(
            grade_all([KATAS["bptt"]], [job_of(Submission("eve", "bptt", path), 4, limits=PATIENTLY)], starter, look)
        )
        assert [result.status for result in results] == ["failed"], gives
        assert len(evidence_seen) == 1, gives  # explained, and not only passed over


def test_words_come_in_order_and_are_few(explained):
    result = explained("bptt", ("Whh.T @ dz", "Whh @ dz"))
    shown = render_result(result)
    likely, remark, numbers = (shown.index(words) for words in ("Next: ", "right for T = 1", "In numbers: "))
    assert shown.index("bptt: failed, ") < likely < remark < numbers
    assert len(shown[likely:].split()) <= 160
    assert len(shown.splitlines()) <= 22
    assert all(len(line) <= 80 for line in shown.splitlines())
    assert "entries are wrong\n" not in shown  # a map, where more is known, is shown only if it is asked for
    assert shown.count("\n") < render_result(result, maps=True).count("\n")


@pytest.mark.parametrize(
    ("belongs", "loss_is_right", "words"),
    [
        ({"a": True}, False, "your gradients are those of your own forward pass"),
        ({"a": True, "b": False}, True, "not the gradient of your own forward pass: b"),
        ({"b": False}, False, "so look at that first. Nor are these its gradients"),
        ({"a": True}, True, ""),
    ],
)
def test_a_verdict_names_the_pass(belongs, loss_is_right, words):
    sentence = Verdict(belongs, loss_is_right).sentence()
    assert words in sentence
    assert bool(words) == bool(sentence)


def seen(steps, wrong, given="ab"):
    return Seen(steps, frozenset(given), frozenset(wrong))


@pytest.mark.parametrize(
    ("calls", "said"),
    [
        ([seen(1, ""), seen(2, "ab"), seen(5, "ab")], "a and b: right for T = 1, wrong from T = 2 on."),
        ([seen(1, ""), seen(2, ""), seen(3, "a")], "a: right for T up to 2, wrong from T = 3 on."),
        ([seen(1, "b"), seen(2, "ab")], "a: right for T = 1, wrong from T = 2 on."),
        ([seen(1, "a"), seen(2, "a")], ""),
        ([seen(2, "a"), seen(7, "a")], ""),  # never asked about one step
        ([seen(1, ""), seen(5, "a")], ""),  # anywhere between
        ([seen(1, ""), seen(2, "a"), seen(3, "")], ""),  # not a matter of length
        ([], ""),
    ],
)
def test_the_onset_is_told_where_it_is_seen(calls, said):
    assert onset(calls) == said


def test_a_map_has_a_sign_for_each_entry():
    right = np.array([[1.0, 2.0, -3.0, 4.0], [0.0, 1.0, 1.0, 0.0]])
    found = np.array([[1.0, 1.0, 3.0, 5.0], [0.5, 0.0, np.nan, 0.0]])
    made = gradient_map("dW", found, right)
    assert made.rows == (".<->", "x0n.")
    lines = grid(made)
    assert lines[0] == "dW (2, 4): 6 of 8 entries are wrong"
    assert lines[1:3] == ["    . < - >", "    x 0 n ."]
    means = " ".join(each.strip() for each in lines[3:])
    for words in ("wrong sign", "too small", "too large", "0, should not be", "should be 0", "nan or inf", ". = right"):
        assert words in means
    assert "- = wrong sign (1)" in means
    assert ". = right (2)" in means
    assert all(len(line) <= 80 for line in lines)
    assert made.errors[0][2] == pytest.approx(1.5)
    assert made.errors[1][2] == 2


def test_a_column_lies_down_and_a_large_array_is_cut():
    column = gradient_map("dbh", np.ones((5, 1)), np.zeros((5, 1)))
    assert column.rows == ("xxxxx",)
    assert column.shape == (5, 1)
    large = grid(gradient_map("dW", np.ones((100, 90)), np.zeros((100, 90))))
    assert "this is its upper left corner" in large[0]
    assert all(len(line) <= 80 for line in large)
    assert len(large) < 20


@pytest.mark.parametrize(
    ("found", "right"), [(np.ones(3), np.ones(3)), (np.ones(3), np.ones(4)), (np.ones(()), np.zeros(()))]
)
def test_there_is_no_map_of_what_is_right_or_of_another_shape(found, right):
    assert gradient_map("x", found, right) is None
