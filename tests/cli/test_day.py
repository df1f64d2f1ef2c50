"""A learner's day as it is typed: where they are, begin, begin anew, see the solution, the path."""

import json

import pytest
from gradkata.finding.workspace import Workspace
from gradkata.learning.progress import Progress

MINE = "import numpy as np\nx = 1\n"


@pytest.fixture
def progress(tmp_path):
    (tmp_path / "work").mkdir()
    return Progress(Workspace(tmp_path))


def test_kata_alone_says_what_to_do_and_help_stays_the_menu(kata_here, tmp_path):
    result = kata_here()
    assert result.exit_code == 0
    assert result.stdout.splitlines()[-1] == "Next: kata start encoding"
    assert not list(tmp_path.iterdir())
    assert "Commands:" in kata_here("--help").stdout
    kata_here("start", "encoding")
    lines = kata_here().stdout.splitlines()
    assert lines[:2] == ["0 of 16 katas passed, 0 of 160 points.", "In hand: encoding, not written yet."]
    assert lines[2].startswith("Next: kata check encoding")
    assert kata_here("status").stdout.splitlines()[0] == lines[0]


def test_what_is_odd_about_the_workspace_is_said_and_stops_nothing(kata_here, progress, tmp_path):
    (tmp_path / "mine.py").write_text(MINE)
    (tmp_path / "work" / "softmax.py").symlink_to(tmp_path / "mine.py")
    progress.path.write_text("{")
    for command in ([], ["status"], ["list"]):
        result = kata_here(*command)
        assert result.exit_code == 0
        assert "softmax.py is a link, and links are not followed" in result.stderr
        assert "progress.json cannot be read" in result.stderr
    assert progress.path.read_text() == "{"


def test_start_says_which_katas_come_first_and_begins_all_the_same(kata_here, progress, tmp_path):
    assert "It builds on softmax, which is not passed yet." in kata_here("start", "cross_entropy").stdout
    said = " ".join(kata_here("start", "rnn_step").stdout.split())
    assert "It builds on softmax, cross_entropy, activations, gradient_check, which are not passed yet." in said
    progress.change("softmax", passed="2026-11-26T10:00:00+00:00")
    (tmp_path / "work" / "cross_entropy.py").unlink()
    assert "It builds on" not in kata_here("start", "cross_entropy").stdout


def test_start_where_work_is_no_folder(kata_here, tmp_path):
    (tmp_path / "work").write_text("")
    result = kata_here("start", "softmax")
    assert result.exit_code == 2
    assert result.stderr == "Error: work is no folder: rename it, so that one can be made\n"


def test_status_says_once_what_is_new(kata_here, progress):
    progress.change(
        "softmax", status="failed", score=4.0, max_score=10.0, best=4.0, checked="2026-11-26T10:00:00+00:00"
    )
    assert "softmax         failed    4/10  4 new" in kata_here("status").stdout.splitlines()
    assert "softmax         failed    4/10" in kata_here("status").stdout.splitlines()


def test_list_shows_how_far_each_kata_is(kata_here, progress):
    progress.change("encoding", passed="2026-11-26T10:00:00+00:00", best=10.0)
    progress.change("softmax", status="failed", best=4.0, checked="2026-11-26T10:00:00+00:00")
    rows = kata_here("list").stdout.splitlines()
    assert rows[0].split()[:4] == ["encoding", "passed", "30", "min"]
    assert rows[1].split()[:4] == ["softmax", "4/10", "20", "min"]
    assert rows[2].split()[:3] == ["cross_entropy", "10", "points"]
    assert list(json.loads(kata_here("list", "--format", "json").stdout)[0]) == ["id", "title", "max_score"]


def test_reset_puts_the_stub_back_and_keeps_what_was_written(kata_here, progress, tmp_path, registry):
    progress.change("softmax", best=4.0)
    path = tmp_path / "work" / "softmax.py"
    path.write_text(MINE)
    result = kata_here("reset", "softmax")
    assert result.exit_code == 0
    first, second = result.stdout.splitlines()
    assert (tmp_path / first.removeprefix("What you wrote is now in ")).read_text() == MINE
    assert second == "work/softmax.py is the stub again. Your progress is kept."
    assert path.read_bytes() == registry.kata("softmax").stub.read_bytes()
    assert progress.of("softmax").best == 4.0
    again = kata_here("reset", "work/softmax.py")
    assert (again.exit_code, again.stdout) == (2, "")
    assert again.stderr == "Error: work/softmax.py is the stub already: there is nothing to reset\n"


def test_reveal_warns_once_and_then_shows(kata_here, tmp_path):
    first = kata_here("reveal", "softmax")
    assert first.exit_code == 0
    assert "ask again: kata reveal softmax" in " ".join(first.stdout.split())
    assert not (tmp_path / "work" / "solutions").exists()
    second = kata_here("reveal", "softmax")
    assert second.stdout.splitlines()[0] == "The solution is in work/solutions/softmax_solution.py"
    assert "def softmax" in (tmp_path / "work" / "solutions" / "softmax_solution.py").read_text("utf-8")
    assert not (tmp_path / "work" / "softmax.py").exists()
    assert "solution shown" in kata_here("status").stdout
    assert "It was there already and stays as it is" in kata_here("reveal", "softmax").stdout


def test_a_solution_that_cannot_be_put_anywhere_is_shown(kata_here, progress, tmp_path):
    progress.change("softmax", passed="2026-11-26T10:00:00+00:00")
    (tmp_path / "work" / "solutions").write_text("no folder")
    result = kata_here("reveal", "softmax")
    assert result.exit_code == 0
    assert "def softmax" in result.stdout
    assert "cannot be put into work: work/solutions is no folder: rename it" in result.stderr


def test_a_file_in_the_place_of_work_is_named_to_whoever_asks_for_a_solution(kata_here, tmp_path):
    (tmp_path / "work").write_text("no folder")
    result = kata_here("reveal", "softmax")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == "Error: work is no folder: rename it, so that one can be made\n"


@pytest.mark.parametrize("command", ["start", "reset", "reveal", "check"])
def test_a_name_that_is_nearly_right_is_answered_with_the_nearest(kata_here, command):
    result = kata_here(command, "sotfmax")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean 'softmax'?" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"), [(["statsu"], "did you mean 'status'?"), (["check", "--sed", "3"], "--seed")]
)
def test_so_are_commands_and_options(kata_here, arguments, words):
    result = kata_here(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
