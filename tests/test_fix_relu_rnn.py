"""The broken ReLU notebook, fault by fault.

The stub is the reference with every fault put in. Each fault alone has to be found and told in words that fit, and a
learner who always mends what the first message is about has to come through.
"""

import dataclasses
import json

import pytest

from harness import plugins
from harness.boundary.processes import default_starter, started
from harness.judging.judge import Job, judge
from harness.submission import Submission, parts

KATA = plugins.load().katas["fix_relu_rnn"]
SEEDS = (0, 1, 2)


@dataclasses.dataclass(frozen=True)
class Fault:
    """One planted fault.

    Attributes:
        edits: pairs of what the reference's code says, exactly once, and what the stub says there.
        told: words of the message that a learner gets when only this fault is left; empty if nobody can tell, since the
            notebook does what it has to.
        loads: whether the notebook can be loaded with it.
    """

    id: str
    edits: tuple[tuple[str, str], ...]
    told: tuple[str, ...]
    loads: bool = False


# In the order in which a learner meets them.
FAULTS = (
    Fault(
        "body-not-indented",
        (
            (
                "    x = np.zeros((dict_size, 1))\n    x[index] = 1\n    return x",
                "x = np.zeros((dict_size, 1))\nx[index] = 1\nreturn x",
            ),
        ),
        ("cell 9, line 2", "expected an indented block"),
    ),
    Fault("xrange", (("for t in range(len(inputs)):", "for t in xrange(len(inputs)):"),), ("cell 11", "'xrange'")),
    Fault("wyh-for-why", (("Why = rng.normal", "Wyh = rng.normal"),), ("cell 11", "'Why' is not defined")),
    Fault("no-shift", (("        y -= np.max(y)\n", ""),), ("cell 11", "overflow encountered in exp")),
    Fault(
        "log-of-zero",
        (
            (
                "total += np.log(np.sum(np.exp(y))) - y[targets[t], 0]",
                "total -= np.log(ps[t][targets[t], 0])",
            ),
        ),
        ("cell 11", "divide by zero encountered in log"),
    ),
    Fault("reverse-for-reversed", (("in reversed(range", "in reverse(range"),), ("cell 11", "'reverse'")),
    Fault("backquotes", (("str(n)", "`n`"),), ("cell 17", "`n`", "invalid syntax")),
    Fault("other-name-called", (("hprev = loss(inputs", "hprev = lossFun(inputs"),), ("cell 17", "'lossFun'")),
    Fault("large-weights", (("spread = 0.1", "spread = 2"),), ("nan", "how large the weights are"), loads=True),
    Fault("output-bias-left-out", (("np.dot(Why, h) + by", "np.dot(Why, h)"),), ("by is not 0",), loads=True),
    Fault("index-of-another-loop", (("dy[targets[i]] -= 1", "dy[targets[t]] -= 1"),), ("4 steps", "dby"), loads=True),
    Fault(
        "state-not-copied", (("    h = np.copy(hprev)", "    h = hprev"),), ("changes its argument hprev",), loads=True
    ),
    Fault(
        "target-for-targets",
        (("above = loss(inputs, targets, hprev)", "above = loss(inputs, target, hprev)"),),
        ("gradCheck() raises NameError", "'target'", "cell 13"),
        loads=True,
    ),
    Fault(
        "no-guard",
        (("abs(dparam.flat[k] - numeric) / max(size, 1e-4)", "abs(dparam.flat[k] - numeric) / size"),),
        ("gradCheck() raises FloatingPointError", "invalid value", "cell 13"),
        loads=True,
    ),
    # What follows does what the contract asks for: it is mended for the learner's own good.
    Fault("any-order", (("sorted(set(data))", "list(set(data))"),), (), loads=True),
    Fault(
        "clipped-in-the-loss",
        (
            (
                "    return total,",
                "    for dparam in [dWxh, dWhh, dWhy, dbh, dby]:\n"
                "        np.clip(dparam, -5, 5, out=dparam)\n"
                "    return total,",
            ),
            ("        dparam = np.clip(dparam, -5, 5)\n", ""),
        ),
        (),
        loads=True,
    ),
    Fault("ten-elements", (("in range(param.size)", "in rng.integers(param.size, size=10)"),), (), loads=True),
    Fault(
        "no-assertion",
        (
            (
                "    wrong = [name for name in names if worst[name] > 1e-4]\n"
                '    assert not wrong, "these gradients are wrong: " + ", ".join(wrong)\n',
                "",
            ),
        ),
        (),
        loads=True,
    ),
)
TOLD = [fault for fault in FAULTS if fault.told]
UNTOLD = [fault for fault in FAULTS if not fault.told]


def each(faults):
    return pytest.mark.parametrize("fault", [pytest.param(fault, id=fault.id) for fault in faults])


def with_faults(faults):
    """The reference, as a notebook's text, with ``faults`` put in."""
    notebook = json.loads(KATA.reference.read_text("utf-8"))
    for right, wrong in [edit for fault in faults for edit in fault.edits]:
        holding = [cell for cell in notebook["cells"] if right in "".join(cell["source"])]
        assert len(holding) == 1, right
        source = "".join(holding[0]["source"])
        assert source.count(right) == 1, right
        holding[0]["source"] = source.replace(right, wrong)
    return json.dumps(notebook)


@pytest.fixture(scope="module")
def judged(tmp_path_factory):
    """A function from faults to the results of a notebook that has just these, one for each seed."""
    with started(default_starter()) as starter:

        def judged(faults, seeds=SEEDS):
            path = tmp_path_factory.mktemp("notebook") / "fix_relu_rnn.ipynb"
            path.write_text(with_faults(faults), "utf-8")
            results = []
            judge([KATA], [Job(Submission("ada", KATA.id, path), seed) for seed in seeds], results.append, starter)
            return results

        yield judged


def next_step(result):
    """The first message: what a learner mends next."""
    return next((message for message in result.messages if message), "")


def test_the_stub_is_the_reference_with_every_fault_in_it(tmp_path):
    broken = tmp_path / "stub.ipynb"
    broken.write_text(with_faults(FAULTS), "utf-8")
    assert parts(broken) == parts(KATA.stub)


@each(TOLD)
def test_each_fault_alone_is_found_and_told(fault, judged):
    for result in judged([fault]):
        assert result.status == ("failed" if fault.loads else "error")
        assert result.score < result.max_score
        for words in fault.told:
            assert words in next_step(result)


@each([fault for fault in TOLD if fault.loads])
def test_a_notebook_that_loads_loses_only_what_the_fault_spoils(fault, judged):
    for result in judged([fault]):
        assert result.score >= 5


@each(UNTOLD)
def test_what_the_contract_leaves_open_passes(fault, judged):
    for result in judged([fault]):
        assert result.status == "passed", result.messages


def test_whoever_mends_what_the_first_message_is_about_comes_through(judged):
    left = list(FAULTS[:-1])  # with all of them it would be the stub
    scores = []
    for fault in TOLD:
        (result,) = judged(left, seeds=(1,))
        for words in fault.told:
            assert words in next_step(result), f"{fault.id}: {result.messages}"
        scores.append(result.score)
        left.remove(fault)
    (result,) = judged(left, seeds=(1,))
    assert result.status == "passed"
    assert scores == sorted(scores)
