"""What an instructor asks: `kata explain`, `kata similar`, `kata gradebook stuck`; and the page that shows them."""

import json
import re
from pathlib import Path

import pytest
from gradkata.boundary.levels import NAMES
from gradkata.cli import explain

from tests.helpers import A_PACK
from tests.insight.course import a_book, a_class

PAGE = (Path(__file__).parents[2] / "docs" / "instructors.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"^    \$ kata (.+)\n((?:    .*\n|\n(?=    ))+)", PAGE, re.MULTILINE))
RIGHT, WRONG = "def double(x):\n    return 2 * x\n", "def double(x):\n    print('half')\n    return x\n"


@pytest.fixture
def course(tmp_path, make_pack, install):
    """A gradebook, a class whose work can be compared, and one that is graded; and the pack with their kata."""
    install("mine", A_PACK.format(root=str(make_pack())))
    a_book(tmp_path / "course.db")
    a_class(tmp_path / "submissions")
    for learner, text in (("Ada Lovelace", WRONG), ("Ada Byron", RIGHT)):
        (tmp_path / "small" / learner).mkdir(parents=True)
        (tmp_path / "small" / learner / "double.py").write_text(text, "utf-8")
    return tmp_path


def test_the_levels_are_those_that_there_are():
    assert explain.LEVELS == NAMES


def test_the_page_has_an_example_of_each():
    assert [each.split()[0] for each in EXAMPLES] == ["explain", "similar", "gradebook"]


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize("arguments", EXAMPLES)
def test_its_examples_are_what_a_terminal_shows(kata_here, arguments):
    shown = re.sub("^    ", "", EXAMPLES[arguments], flags=re.MULTILINE)
    result = kata_here(*arguments.split())
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.rstrip() == shown.rstrip()
    assert all(len(line) <= 80 for line in result.stdout.splitlines())


@pytest.mark.usefixtures("course")
def test_work_is_graded_now_and_told_with_what_it_printed(kata_here):
    command = ["explain", "lovelace", "Double", "--in", "small", "--isolation", "process", "--seed", "7"]
    result = kata_here(*command)
    assert result.exit_code == 0
    assert result.stdout.startswith("Ada Lovelace, double: failed, 0 of 3 points.\n\ngraded now\nseed 7, isolation")
    for words in ("  failed, 0 of 3: Every entry is doubled.", "The code printed:\n  half\n"):
        assert words in result.stdout
    told = json.loads(kata_here(*command, "--format", "json").stdout)
    assert (told["result"]["printed"], told["result"]["learner"], told["attempts"]) == ("half", "Ada Lovelace", [])


@pytest.mark.usefixtures("course")
def test_maps_are_not_for_who_reads_by_ear(kata_here, monkeypatch):
    assert ". . >" in kata_here("explain", "ada", "softmax", "--gradebook", "course.db").stdout
    monkeypatch.setenv("ACCESSIBLE", "1")
    assert ". . >" not in kata_here("explain", "ada", "softmax", "--gradebook", "course.db").stdout


@pytest.mark.usefixtures("course")
def test_what_is_alike_is_told_as_data_too(kata_here):
    told = json.loads(kata_here("similar", "submissions", "--kata", "double", "--format", "json").stdout)
    (kata,) = told["katas"]
    assert told["note"].startswith("This is no verdict")
    assert [each["learners"] for each in kata["pairs"]] == [["ada", "ben"]]
    assert kata["compared"] == ["ada", "ben", "cleo"]
    (pair,) = kata["pairs"]
    assert [(each["learner"], each["first"], each["last"]) for each in pair["passage"]] == [
        ("ada", 2, 11),
        ("ben", 7, 15),
    ]


@pytest.mark.usefixtures("course")
def test_few_and_short_texts_are_said_to_be(kata_here):
    shown = kata_here("similar", "small").stdout
    assert "Too short to tell, or too close to what was given: Ada Byron, Ada Lovelace." in " ".join(shown.split())


@pytest.mark.usefixtures("course")
def test_who_is_stuck_is_told_as_data_too(kata_here):
    told = json.loads(kata_here("gradebook", "stuck", "course.db", "--format", "json").stdout)
    assert [each["learner"] for each in told["learners"]] == ["ada", "ben"]
    assert told["katas"][0]["count"] == 2


@pytest.mark.usefixtures("course")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["explain", "ada", "softmax"], "say where the result is to come from: --gradebook FILE"),
        (["explain", "ada", "softmax", "--in", "small", "--gradebook", "course.db"], "say where the result is to"),
        (["explain", "emil", "softmax", "--gradebook", "course.db"], "there are ada, ben, cleo, dora"),
        (["explain", "ada", "bptt", "--gradebook", "course.db"], "ada has nothing on bptt here, but on softmax"),
        (["explain", "ada", "sofmax", "--gradebook", "course.db"], "did you mean 'softmax'?"),
        (["explain", "ada", "softmax", "--gradebook", "none.db"], "there is no gradebook none.db"),
        (["explain", "ada", "double", "--in", "small"], "may be any of these: Ada Byron, Ada Lovelace"),
        (["explain", "ada", "softmax", "--gradebook", "course.db", "--penalty", "5"], "say both"),
        (["gradebook", "stuck", "none.db"], "there is no gradebook none.db"),
        (["similar", "none"], "there is no file or folder none"),
        (["similar", "small", "--kata", "doubel"], "did you mean 'double'?"),
    ],
)
def test_what_cannot_be_carried_out_is_told(kata_here, arguments, words):
    result = kata_here(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr
