"""What people write who never saw a reference: mistakes by name, several at once, and no cause where there is none."""

from textwrap import dedent

import pytest
from gradkata import plugins
from gradkata.boundary.processes import default_starter, started
from gradkata.explaining.explain import explain
from gradkata.finding.submission import Submission
from gradkata.job import job_of
from gradkata.reports.detail import render_result

from tests.helpers import PATIENTLY, grade_all

KATAS = plugins.load().katas

SOFTMAX = {
    # One shift for all rows, one sum for all rows.
    "e = np.exp(z - np.max(z)); return e / np.sum(e)": ["one-maximum-for-all-rows", "whole-array"],
    "return np.exp(z) / np.exp(z).sum()": ["no-shift", "whole-array"],
    "e = np.exp(z - z.max(0)); return e / e.sum(0)": ["first-axis"],
    "return np.exp(z) / sum(np.exp(z))": ["no-shift", "first-axis"],
    "e = np.exp(z - z.max(axis=1, keepdims=True)); return e / e.sum(axis=1, keepdims=True)": ["axis-1"],
    "return np.exp(z) / np.exp(z).sum(-1, keepdims=True)": ["no-shift"],
    "e = np.exp(z - z.max()); return e / e.sum(-1, keepdims=True)": ["one-maximum-for-all-rows"],
}
CROSS_ENTROPY = """
import numpy as np

def probabilities(z):
    e = np.exp(z - z.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)

def cross_entropy(logits, targets):
    p = probabilities(logits)
    return {loss}

def cross_entropy_derivative(logits, targets):
    d = probabilities(logits)
    d[range(len(d)), targets] -= 1
    return d / len(d)
"""
LOSSES = {
    "-np.mean(np.log(p[range(len(p)), targets] + 1e-7))": ["clipped-probability"],
    "-np.mean(np.log(np.clip(p[range(len(p)), targets], 1e-9, 1)))": ["clipped-probability"],
    "-np.sum(np.log(p[range(len(p)), targets])) / p.size": ["mean-over-all-entries"],
}
ENCODING = """
import numpy as np

def build_vocabulary(text):
    return sorted(set(text))

def encode(text, vocabulary):
    for c in text:
        if c not in vocabulary:
            raise ValueError(c)
    return [vocabulary.index(c) for c in text]

def decode(indices, vocabulary):
    return "".join(vocabulary[i] for i in indices)

def one_hot(indices, size):
    return np.eye(size)[np.asarray(indices, int)]
"""
ADAGRAD = """
import numpy as np

class AdaGrad:
    def __init__(self, learning_rate=0.1, eps=1e-8):
        self.rate, self.eps, self.h = learning_rate, eps, {memory}

    def update(self, params, grads):
        for k in params:
            self.h[k] {add} grads[k] ** 2
            params[k] -= self.rate * grads[k] / np.sqrt(self.h[k] + {eps})
"""


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """A function from a kata and a learner's text to the explained result."""
    with started(default_starter()) as starter:

        def judged(kata, text):
            path = tmp_path_factory.mktemp("work") / f"{kata}.py"
            path.write_text(dedent(text), "utf-8")
            job = job_of(Submission("ada", kata, path), 1, limits=PATIENTLY)
            return grade_all([KATAS[kata]], [job], starter, explain)[0]

        yield judged


def named(result):
    return [each.id for each in result.misconceptions]


@pytest.mark.parametrize("body", SOFTMAX)
def test_the_softmaxes_that_people_write(judged, body):
    result = judged("softmax", f"import numpy as np\ndef softmax(z):\n    {body}\n")
    assert named(result) == SOFTMAX[body]
    assert result.explanation.kind == ("one" if len(SOFTMAX[body]) == 1 else "pair")


@pytest.mark.parametrize("loss", LOSSES)
def test_constants_of_any_size(judged, loss):
    assert named(judged("cross_entropy", CROSS_ENTROPY.format(loss=loss))) == LOSSES[loss]


def test_three_mistakes_in_three_functions(judged):
    result = judged("encoding", ENCODING)
    assert result.explanation.kind == "pair"
    assert "list-for-array" in named(result)
    assert len(set(named(result))) >= 2


def test_a_setting_that_is_ignored(judged):
    text = ADAGRAD.format(memory="{}", add="= self.h.get(k, 0) +", eps="1e-7")
    assert "eps-ignored" in named(judged("adagrad", text))


UNWRITTEN = {
    "training": "def train(data, params, steps, seq_length=25, learning_rate=0.1):",
    "batch_bptt": "def train(x, y, epochs, learning_rate, Wxh, Whh, Who):",
}


@pytest.mark.parametrize(
    "body", ["raise NotImplementedError('later')", "pass", "...", "return None", "losses = nowhere()"]
)
@pytest.mark.parametrize("kata", UNWRITTEN)
def test_what_is_not_written_or_only_raises_has_no_cause(judged, kata, body):
    text = KATAS[kata].reference.read_text("utf-8") + f"\n\n{UNWRITTEN[kata]}\n    {body}\n"
    result = judged(kata, text)
    assert result.status == "failed"
    assert named(result) == []


def test_a_memory_that_was_never_made_has_no_cause_but_its_line(judged):
    result = judged("adagrad", ADAGRAD.format(memory="{}", add="+=", eps="self.eps"))
    assert named(result) == []
    shown = render_result(result)
    assert "Next: update() raises KeyError: 'Wxh' at adagrad.py, line 10" in " ".join(shown.split())
    assert "No mistake that I know" not in shown
    assert len(shown.splitlines()) <= 22
