"""The tool on a set of a few solutions, from the files to the page."""

import pytest
from gradkata.results import Kind, Status

from accuracy.judging import judged
from accuracy.outcomes import Judged, Outcome
from accuracy.report import Findings, render
from accuracy.solutions import Solution, load
from bench.machine import Machine

SOLUTIONS = {
    "right/plain.py": "import numpy as np\n\n\ndef softmax(z):\n    e = np.exp(z - z.max(-1, keepdims=True))\n"
    "    return e / e.sum(-1, keepdims=True)\n",
    "wrong/named.py": "import numpy as np\n\n\ndef softmax(z):\n    e = np.exp(z - z.max(-1, keepdims=True))\n"
    "    return e / e.sum()\n",
    "wrong/other.py": "import numpy as np\n\n\ndef softmax(z):\n    e = np.exp2(z - z.max(-1, keepdims=True))\n"
    "    return e / e.sum(-1, keepdims=True)\n",
    "wrong/cut.py": "import numpy as np\n\n\ndef softmax(z):\n    e = np.exp(z - z.max(-1, keepdims=True))\n"
    "    return (e / e.sum(-1, keepdims=True)).clip(0.1, 0.77)\n",
    "wrong/typo.py": "def sofmax(z):\n    return z\n",
}
LABELS = """\
[[wrong]]
file = "named.py"
kind = "single"
mistakes = ["the sum runs over everything"]
expected = [["whole-array"]]
shows = ""
style = ""

[[wrong]]
file = "other.py"
kind = "single"
mistakes = ["it | is * said"]
expected = [[]]
shows = ""
style = ""

[[wrong]]
file = "cut.py"
kind = "unusual"
mistakes = ["the probabilities are cut off"]
expected = [[]]
shows = ""
style = ""

[[wrong]]
file = "typo.py"
kind = "unusual"
mistakes = ["the function has another name"]
expected = [[]]
shows = ""
style = ""
"""
SEEDS = (1, 2)


@pytest.fixture
def found(tmp_path, registry):
    for name, text in SOLUTIONS.items():
        path = tmp_path / "softmax" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (tmp_path / "softmax" / "labels.toml").write_text(LABELS)
    solutions = load(tmp_path, registry.katas)
    return [Judged(*each) for each in judged(solutions, registry.katas, SEEDS, 1, "process")]


def test_solutions_are_judged_and_put_on_the_page(found):
    right, named, other, cut, typo = found
    assert [each.status for each in right.seen] == [Status.PASSED, Status.PASSED]
    assert [(each.kind, each.named) for each in named.seen] == [(Kind.ONE, ("whole-array",))] * 2
    assert (named.outcome, other.outcome) == (Outcome.ITSELF, Outcome.WRONG)
    assert (cut.outcome, typo.outcome) == (Outcome.UNKNOWN, Outcome.TOLD)
    assert (typo.worst.status, "sofmax" in typo.worst.said) == (Status.ERROR, True)
    assert named.worst.diagnosis_s > 0 == right.seen[0].diagnosis_s
    assert all(each.judging_s > 0 for judged in found for each in judged.seen)

    page = render(Findings(Machine("2026-01-02", "a CPU", 2, "Linux 6", "3.11.9", "2.4.0"), "cmd", SEEDS, 0.1, found))
    assert "Measured on 2026-01-02 by\n\n    cmd\n\n" in page
    assert "Python 3.11.9, numpy 2.4.0, on 2 seeds" in page
    assert "4 wrong solutions and 1 right ones" in page
    assert "Of the 1 mistakes that have a name, 1 are named (recall 1.00)" in page
    assert "Of the 2 solutions in which a mistake is named, all that is named is true in 1 (precision 0.50)" in page
    assert "Of the 3 solutions with mistakes that are unlisted only, 1 are told what happened, 1 which numbers" in page
    assert "1 are said for certain to have a mistake that they do not have (25.0 %)" in page
    assert (
        "### Named wrongly, for certain\n\n- `softmax/other.py`. Its author: it \\| is \\* said (unlisted). "
        "Said: powers of another number than e"
    ) in page
    assert "- `softmax/cut.py`. Its author: the probabilities are cut off (unlisted). Said: softmax of" in page
    assert "named.py" not in page
    assert "typo.py" not in page  # it was told what happened, and no more can be had


def test_katas_are_judged_side_by_side(registry):
    paths = {kata: registry.katas[kata].reference for kata in ("softmax", "activations", "cross_entropy")}
    solutions = [Solution(kata, path) for kata, path in paths.items() for _ in range(2)]
    found = judged(solutions, registry.katas, [3], 2, "process")
    assert [solution for solution, _ in found] == solutions
    assert [each.status for _, seen in found for each in seen] == [Status.PASSED] * 6
