"""The whole day of a learner in a terminal, and the page that tells of it."""

import os
import re
import sys

import pytest
from gradkata.finding.workspace import Workspace
from gradkata.learning.progress import Progress

pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(os.name != "posix", reason="a terminal of POSIX")

from tests.cli import whole_day  # noqa: E402 (it needs pexpect)

A_PATH = re.compile(r"(?<![^\s'\"(])/\w[^\s'\"]*")
COLOUR = "\x1b"


@pytest.fixture(scope="module")
def day(tmp_path_factory):
    return whole_day.live(tmp_path_factory.mktemp("day"))


@pytest.fixture(scope="module")
def screens(day):
    """What the terminals showed, without the folder that the learner chose."""
    return [screen.replace(str(day.home), "~") for screen in day.screens]


@pytest.fixture(scope="module")
def verdicts(screens):
    """Each verdict, from the line above it to all that was shown before the next key was pressed."""
    return [part for screen in screens for part in re.split(f"(?={whole_day.RULE.pattern})", screen, flags=re.M)[1:]]


def test_the_page_is_what_was_seen(day):
    assert day.text == whole_day.PAGE.read_text("utf-8"), "`nox -s day` writes the page anew"


def test_every_command_succeeds(day):
    assert [name for name, status in day.statuses if status != 0] == []
    assert [name for name, _ in day.statuses] == [
        "", "start encoding", "hint", "watch", "status", "list", "reveal encoding", "reset softmax", "",
    ]  # fmt: skip


def test_every_line_fits_and_is_for_a_learner(screens):
    for line in "\n".join(screens).split("\n"):
        assert len(line) <= whole_day.COLUMNS, line
        assert "Traceback" not in line
        assert COLOUR not in line
        assert not A_PATH.search(line), line
        assert sys.prefix not in line


def test_every_verdict_fits_on_a_screen(verdicts):
    assert len(verdicts) >= 5
    for verdict in verdicts:
        assert len(verdict.rstrip("\n").split("\n")) <= whole_day.LINES, verdict


def test_a_mistake_is_named_and_the_last_verdict_is_about_the_last_save(verdicts):
    softmax, cross_entropy = (
        [each for each in verdicts if f"work/{kata}.py" in each] for kata in ("softmax", "cross_entropy")
    )
    assert "across rows\nthat have nothing to do with each other" in softmax[0]
    assert "softmax: passed, 10 of 10 points." in softmax[-1]
    assert "cross_entropy: passed, 10 of 10 points." in cross_entropy[-1]


def test_what_is_left_in_the_evening(day):
    progress, work = Progress(Workspace(day.home)), day.home / "work"
    assert {kata for kata, each in progress.all().items() if each.passed} == {"encoding", "softmax", "cross_entropy"}
    solution = (whole_day.ROOT / "reference" / "softmax" / "solution.py").read_bytes()
    assert [each.read_bytes() for each in (work / "old").iterdir()] == [solution]
    assert (work / "softmax.py").read_bytes() == (whole_day.ROOT / "katas" / "20_softmax" / "stub.py").read_bytes()
    assert [each.name for each in (work / "solutions").iterdir()] == ["encoding_solution.py"]
