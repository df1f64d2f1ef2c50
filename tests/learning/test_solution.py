"""A kata's solution for its learner: when it is due, and where it is put."""

import pytest
from gradkata.errors import UsageError
from gradkata.finding.submission import find, survey
from gradkata.finding.workspace import Workspace
from gradkata.kata import Pack, katas_of
from gradkata.learning.progress import Progress
from gradkata.learning.solution import is_due, put_beside, solution


@pytest.fixture
def workspace(tmp_path):
    return Workspace(tmp_path)


@pytest.fixture
def kata(registry):
    return registry.kata("softmax")


def test_before_a_pass_it_is_due_when_asked_for_twice_and_that_is_remembered(workspace, kata):
    assert not is_due(kata, Progress(workspace))
    record = Progress(workspace).of("softmax")
    assert (record.reveal_asked, record.revealed) == (True, "")
    assert is_due(kata, Progress(workspace))
    first = Progress(workspace).of("softmax").revealed
    assert first
    assert is_due(kata, Progress(workspace))
    assert Progress(workspace).of("softmax").revealed == first


def test_after_a_pass_it_is_due_and_that_is_no_matter(workspace, kata):
    (workspace.work).mkdir()
    Progress(workspace).change("softmax", passed="2026-11-26T10:00:00+00:00")
    assert is_due(kata, Progress(workspace))
    assert Progress(workspace).of("softmax").revealed == ""


def test_what_cannot_be_remembered_is_not_due(workspace, kata):
    workspace.work.write_text("no folder")
    for _ in range(2):
        with pytest.raises(UsageError, match="progress is not kept"):
            is_due(kata, Progress(workspace))


@pytest.mark.parametrize("name", ["softmax", "fix_relu_rnn"])
def test_it_runs_as_it_is_and_says_what_it_is(registry, name):
    kata = registry.kata(name)
    file, data = solution(kata)
    assert file == f"{name}_solution{kata.reference.suffix}"
    if name == "softmax":
        heading, _, rest = data.partition(b"\n")
        assert heading == b"# The solution of softmax, one of many that are right. This file is not graded."
        assert rest == kata.reference.read_bytes()
    else:
        assert data == kata.reference.read_bytes()


def test_a_kit_without_solutions_says_so(make_pack):
    root = make_pack()
    (root / "reference" / "double" / "solution.py").unlink()
    (kata,) = katas_of(Pack("mine", root))
    with pytest.raises(UsageError, match="there is no solution of double here"):
        solution(kata)


def test_it_is_put_beside_once_and_is_nobodys_submission(workspace, kata, registry):
    path, was_there = put_beside(*solution(kata), workspace)
    assert (path, was_there) == (workspace.work / "solutions" / "softmax_solution.py", False)
    path.write_text("my notes\n")
    assert put_beside(*solution(kata), workspace) == (path, True)
    assert path.read_text() == "my notes\n"
    (workspace.work / "encoding.py").write_text("x = 1\n")
    assert [each.kata for each in find(workspace.work, registry.katas)] == ["encoding"]
    for lms in (False, True):
        (found,) = survey(workspace.work, registry.katas, ["softmax"], lms=lms).submissions
        assert (found.path, found.remark) == (None, "")


@pytest.mark.parametrize("obstacle", ["work", "work/solutions"])
def test_what_is_in_the_way_of_a_solution_is_said(workspace, obstacle):
    path = workspace.root / obstacle
    path.parent.mkdir(exist_ok=True)
    path.write_text("no folder")
    with pytest.raises(UsageError, match=f"{obstacle} is no folder: rename it, so that one can be made"):
        put_beside("softmax_solution.py", b"", workspace)
