"""`kata show`: where the picture is, what can be seen in it, and nothing written over."""

import shutil
import sys

import pytest
from gradkata import plugins
from gradkata.finding.workspace import Workspace
from gradkata.learning.progress import Progress

SOFTMAX = plugins.load().katas["softmax"]


def test_it_says_where_the_picture_is_and_what_can_be_seen_in_it(kata_here, tmp_path):
    pytest.importorskip("matplotlib")
    result = kata_here("show", "softmax")
    assert result.exit_code == 0, result.stderr
    first, *others = result.stdout.splitlines()
    assert first == "The picture is in work/pictures/softmax.png"
    assert all(len(line) <= 80 for line in others)
    said = " ".join(others)
    assert "the largest score gets 0.83, 0.56 and 0.37." in said
    assert said.endswith("not with yours: there is no work/softmax.py yet (`kata start softmax` begins).")
    assert (tmp_path / "work" / "pictures" / "softmax.png").read_bytes().startswith(b"\x89PNG")
    assert kata_here("show", "softmax").exit_code == 0  # over the one before


def test_the_learners_own_work_is_shown_and_what_the_last_check_found_is_said(kata_here, tmp_path):
    pytest.importorskip("matplotlib")
    work = tmp_path / "work"
    work.mkdir()
    shutil.copy(SOFTMAX.reference, work / "softmax.py")
    result = kata_here("show", "softmax", "--out", "softmax.svg")
    assert result.stdout.endswith("Computed with the functions in your own softmax.py.\n")
    assert (tmp_path / "softmax.svg").read_text("utf-8").startswith("<?xml")
    Progress(Workspace(tmp_path)).change("softmax", status="failed")
    assert "which does not show here." in " ".join(kata_here("show", "softmax").stdout.split())


def test_nothing_of_anybody_elses_is_written_over(kata_here, tmp_path):
    pytest.importorskip("matplotlib")
    mine = tmp_path / "mine.png"
    mine.write_bytes(b"\x89PNG and so on")
    result = kata_here("show", "softmax", "--out", mine)
    assert result.exit_code == 2
    assert "is there already, and is no picture of `kata show`" in " ".join(result.stderr.split())
    assert "give another name" in " ".join(result.stderr.split())
    assert mine.read_bytes() == b"\x89PNG and so on"


def test_what_is_in_the_way_of_a_picture_is_said_before_it_is_made(kata_here, tmp_path, monkeypatch):
    pytest.importorskip("matplotlib")
    monkeypatch.setattr("gradkata.cli.show.shown", lambda *_, **__: pytest.fail("it was made"))
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "pictures").write_text("no folder")
    usual = kata_here("show", "softmax")
    assert (usual.exit_code, usual.stdout) == (2, "")
    assert "work/pictures is no folder: rename it, so that one can be made" in " ".join(usual.stderr.split())
    asked = kata_here("show", "softmax", "--out", "nowhere/x.png")
    assert asked.exit_code == 2
    assert "there is no folder nowhere to write x.png into" in " ".join(asked.stderr.split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["softmaks"], "there is no kata 'softmaks'"),
        (["fast_bptt"], "The kata fast_bptt has no picture; these have one: encoding, softmax, cross_entropy,"),
        (["softmax", "--out", "x.jpg"], "x.jpg: a picture's name ends in .png, .svg or .pdf"),
        (["softmax", "--out", "nowhere/x.png"], "there is no folder nowhere to write x.png into"),
    ],
)
def test_what_cannot_be_done_is_said(kata_here, arguments, words):
    pytest.importorskip("matplotlib")
    result = kata_here("show", *arguments)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


def test_without_matplotlib_it_is_said_before_anything_is_made(kata_here, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)
    result = kata_here("show", "softmax")
    assert result.exit_code == 2
    assert "pictures need matplotlib: pip install 'gradkata[pictures]'" in " ".join(result.stderr.split())
    assert not (tmp_path / "work").exists()
