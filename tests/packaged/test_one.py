"""A package's grading of one submission: what no time was left for counts, too."""

import json

from gradkata import plugins
from gradkata.finding.submission import Submission
from gradkata.grader import Grader
from gradkata.job import job_of
from gradkata.packaged.one import OVER, _whole
from gradkata.reports import classroom50
from gradkata.results import Grading, Status

from tests.helpers import PATIENTLY

SEED = 5


def test_wasted_time_hides_no_points(tmp_path):
    found = plugins.load()
    (tmp_path / "softmax.py").write_bytes(found.katas["softmax"].reference.read_bytes())
    handed_in = [Submission("ada", kata, tmp_path / f"{kata}.py") for kata in ("encoding", "softmax", "adagrad")]
    with Grader(found.katas.values(), found.answers) as grader:
        right = grader.grade(job_of(handed_in[1], SEED, limits=PATIENTLY))
        graded = _whole(grader, Grading(SEED, "filter", (right,), interrupted=True), handed_in)
    assert [each.kata for each in graded.results] == ["encoding", "softmax", "adagrad"]
    assert graded.results[1] is right
    for each in (graded.results[0], graded.results[2]):
        assert (each.status, each.score) == (Status.ERROR, 0)
        assert each.max_score > 0
        assert OVER in each.messages
    report = json.loads(classroom50.render(graded, {}))
    assert report["score"] == right.score < report["max-score"]
    assert any(OVER in test["output"] for test in report["tests"])
