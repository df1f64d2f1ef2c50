"""A judge in a process of its own: what it says, and what is heard when it has ended."""

import queue

import pytest
from gradkata.finding.workspace import Workspace
from gradkata.learning.progress import Progress
from gradkata.results import Status
from gradkata.watching.warm_judge import Judge

WRONG = "def softmax(logits):\n    return logits\n"


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "work").mkdir()
    return Workspace(tmp_path)


def test_verdicts_a_process_that_is_killed_and_a_new_one(workspace):
    heard = queue.SimpleQueue()
    (workspace.work / "softmax.py").write_text(WRONG)
    with Judge(workspace.root, heard.put) as judge:
        judge.prepare("softmax")
        judge.check("softmax")
        first = heard.get(timeout=300)
        assert judge.takes(first)
        assert first.verdict.status is Status.FAILED
        assert "softmax: failed, " in first.verdict.text
        assert Progress(workspace).of("softmax").status == "failed"
        judge._process.kill()
        last = heard.get(timeout=300)
        assert last.verdict is None
        judge.check("bptt")  # whatever is asked of one that has gone is asked in vain
        assert judge.takes(last)
        judge.check("bptt")
        second = heard.get(timeout=300)
        assert not judge.takes(first)
        assert judge.takes(second)
    assert second.verdict.text == "There is no work on bptt any more.\n"
    assert second.verdict.status is None
