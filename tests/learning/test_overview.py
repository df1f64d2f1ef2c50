"""Where a learner stands: the kata in hand, the one next thing, the path."""

import os

import pytest
from gradkata import plugins
from gradkata.finding.workspace import Workspace
from gradkata.learning.handout import first_copy
from gradkata.learning.newest import saved_at
from gradkata.learning.overview import in_full, in_short, mark
from gradkata.learning.progress import Progress
from gradkata.learning.standing import mark_shown, standing

PASSED = {"status": "passed", "score": 10.0, "max_score": 10.0, "best": 10.0, "passed": "2026-11-26T10:00:00+00:00"}
FAILED = {"status": "failed", "score": 4.0, "max_score": 10.0, "best": 4.0}
NOTHING = {"status": "unattempted", "max_score": 10.0}
STUB = "the stub"


class Learner:
    """A learner's workspace."""

    def __init__(self, root, registry, monkeypatch):
        monkeypatch.chdir(root)
        self.workspace, self.registry, self._second = Workspace(root), registry, 1
        self.progress = Progress(self.workspace)

    def writes(self, kata, text="x = 1\n"):
        path = self.workspace.work / f"{kata}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(self.registry.kata(kata).stub.read_bytes() if text == STUB else text.encode())
        self._second += 1
        os.utime(path, (self._second, self._second))
        return path

    def checks(self, kata, **came_of_it):
        path = self.workspace.work / f"{kata}.py"
        self._second += 1
        checked = f"1970-01-01T00:00:{self._second:02}+00:00"
        self.progress.change(kata, checked=checked, saved=saved_at(path), **came_of_it)

    @property
    def now(self):
        return standing(self.registry, self.workspace)

    @property
    def row(self):
        return {line.split()[0]: " ".join(line.split()[1:]) for line in in_full(self.now).splitlines()[2:18]}


@pytest.fixture
def learner(tmp_path, registry, monkeypatch):
    return Learner(tmp_path, registry, monkeypatch)


def test_in_an_empty_folder_it_begins(learner, tmp_path):
    first, _, last = in_short(learner.now).rstrip("\n").rpartition("\n")
    assert "".join(first.split()).startswith(f"Thereisnoworkin{tmp_path}yet.")  # a long path is wrapped
    assert last == "Next: kata start encoding"
    assert not list(tmp_path.iterdir())


def test_a_stub_is_to_be_written(learner):
    learner.writes("softmax", STUB)
    lines = in_short(learner.now).splitlines()
    assert lines[1:] == [
        "In hand: softmax, not written yet.", "Next: kata check softmax, once work/softmax.py is written",
    ]  # fmt: skip
    learner.workspace.task("softmax").touch()
    assert "(task: work/softmax.md)" in " ".join(in_short(learner.now).split())
    assert learner.row["softmax"] == "begun 0/10"


def test_a_stub_that_was_checked_is_to_be_written_and_then_checked(learner):
    learner.writes("softmax", f"{learner.registry.kata('softmax').stub.read_text('utf-8')}# mine\n")
    learner.checks("softmax", **NOTHING)
    assert "In hand: softmax, not written yet." in in_short(learner.now)
    learner.writes("softmax")
    assert in_short(learner.now).splitlines()[1:] == [
        "In hand: softmax, begun and not checked yet.", "Next: kata check softmax"
    ]  # fmt: skip


def test_what_failed_is_to_be_mended_and_then_checked(learner):
    learner.writes("softmax")
    learner.checks("softmax", **FAILED)
    assert in_short(learner.now).splitlines() == [
        "0 of 16 katas passed, 4 of 160 points.",
        "In hand: softmax. Its last check: failed, 4 of 10 points.",
        "Next: kata check softmax (says again what is wrong; kata hint softmax helps)",
    ]
    learner.writes("softmax", "x = 2\n")
    assert in_short(learner.now).splitlines()[1:] == [
        "In hand: softmax, changed since its last check (failed, 4 of 10 points).", "Next: kata check softmax",
    ]  # fmt: skip


def test_what_is_in_hand_is_what_something_last_happened_to(learner):
    learner.writes("softmax")
    learner.writes("encoding")
    assert learner.now.in_hand.kata.id == "encoding"
    learner.checks("softmax", **FAILED)
    assert learner.now.in_hand.kata.id == "softmax"


def test_a_pass_in_a_session_counts_whether_or_not_the_notebook_was_saved(learner):
    path = learner.writes("softmax", STUB).rename(learner.workspace.work / "softmax.ipynb")
    path.write_bytes(first_copy(learner.registry.kata("softmax"), as_notebook=True)[1])
    came_of_it = {**PASSED, "checked": "2026-11-26T10:00:00+00:00", "saved": saved_at(path), "in_session": True}
    learner.progress.change("softmax", **came_of_it)
    assert in_short(learner.now).splitlines()[-1] == "Next: kata start cross_entropy"
    path.write_text("{}", "utf-8")
    os.utime(path, (9, 9))
    assert in_short(learner.now).splitlines()[-1] == "Next: kata start cross_entropy"
    learner.progress.change("softmax", in_session=False)
    assert "In hand: softmax, changed since its last check" in in_short(learner.now)


def test_after_a_pass_comes_the_next_that_is_not_passed(learner):
    learner.writes("softmax")
    learner.writes("cross_entropy")
    learner.checks("cross_entropy", **PASSED)
    learner.checks("softmax", **PASSED)
    assert in_short(learner.now).splitlines() == [
        "2 of 16 katas passed, 20 of 160 points.",
        "In hand: softmax. Its last check: passed, 10 of 10 points.",
        "Next: kata start activations",
    ]
    learner.writes("activations", STUB)
    learner.checks("softmax", **PASSED)
    assert in_short(learner.now).splitlines()[-1] == "Next: kata check activations"


def test_when_all_are_passed_they_are_put_to_work(learner):
    for kata in learner.registry.katas:
        learner.writes(kata)
        learner.checks(kata, **PASSED)
    assert in_short(learner.now).splitlines()[-1] == "Next: kata run training, which puts your own solutions to work"


def test_the_last_kata_leads_to_the_first_that_was_left_out(learner):
    learner.writes("fix_dinosaurs")
    learner.checks("fix_dinosaurs", **PASSED)
    assert in_short(learner.now).splitlines()[-1] == "Next: kata start encoding"


def test_work_that_is_gone_leaves_its_points(learner):
    learner.writes("softmax")
    learner.checks("softmax", **PASSED)
    (learner.workspace.work / "softmax.py").unlink()
    assert in_short(learner.now).splitlines() == [
        "1 of 16 katas passed, 10 of 160 points.",
        "Next: kata start encoding",
    ]


def test_the_path_fits_on_a_screen_and_says_what_is_new(learner):
    learner.writes("encoding")
    learner.checks("encoding", **PASSED)
    learner.writes("softmax")
    learner.checks("softmax", **FAILED, revealed="2026-11-26T10:00:00+00:00")
    shown = in_full(learner.now).splitlines()
    assert len(shown) <= 24
    assert all(len(line) <= 80 for line in shown)
    assert shown[0] == "1 of 16 katas passed, 14 of 160 points. New since you last looked: 14 points."
    assert shown[2] == "encoding        passed   10/10  10 new"
    assert shown[3] == "softmax         failed    4/10  4 new, solution shown"
    assert shown[4] == "cross_entropy             0/10"
    assert shown[-1].startswith("Next: kata check softmax")
    assert in_full(learner.now, has_next=False).splitlines() == shown[:-2]
    mark_shown(learner.now)
    assert in_full(learner.now).splitlines()[0] == "1 of 16 katas passed, 14 of 160 points."
    learner.checks("softmax", **PASSED)
    assert learner.row["softmax"] == "passed 10/10 6 new, solution shown"


def test_a_pass_stays_and_what_became_of_the_file_is_said(learner):
    learner.writes("softmax")
    learner.checks("softmax", **PASSED)
    learner.checks("softmax", **(FAILED | {"best": 10.0}))
    mark_shown(learner.now)
    assert learner.row["softmax"] == "passed 10/10 last check: failed"
    learner.writes("softmax", "x = 2\n")
    assert learner.row["softmax"] == "passed 10/10 changed since its check"


@pytest.mark.parametrize(
    ("came_of_it", "expected"), [(PASSED, "passed"), (FAILED, "4/10"), (NOTHING, "begun"), (None, "begun")]
)
def test_how_far_a_kata_is_in_a_word(learner, came_of_it, expected):
    learner.writes("encoding")
    if came_of_it:
        learner.checks("encoding", **came_of_it)
    assert mark(learner.now.steps[0]) == expected
    assert mark(learner.now.steps[1]) == ""


def test_a_suite_that_cannot_be_collected_hides_no_other_kata(make_pack, tmp_path):
    root = make_pack(suite="raise RuntimeError('never mind')\n")
    found = plugins.load([plugins.Folder(root)])
    now = standing(found, Workspace(tmp_path))
    most = {each.kata.id: each.max_score for each in now.steps}
    assert (most["double"], most["encoding"]) == (0.0, 10.0)
