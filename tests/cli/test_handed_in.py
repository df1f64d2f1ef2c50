"""``kata grade`` with what a platform hands out, and with the list of a class."""

import contextlib
import json
import sqlite3
import sys
from pathlib import Path

import click
import pytest
from gradkata.cli.handed_in import handed_in

from tests.finding.exports import PLATFORMS, lay, people

SOME = people(2)


def learners(result):
    return [(each["learner"], each["status"]) for each in json.loads(result.stdout)["results"]]


def test_an_export_is_graded_and_the_missing_are_unattempted(kata_here, tmp_path):
    lay(tmp_path / "export", PLATFORMS["moodle"](SOME))
    (tmp_path / "roster.csv").write_text("name;email\nNoetheraa, Ada;a@x.org\nCyd Li;c@x.org\n")
    result = kata_here("grade", "export", "--roster", "roster.csv", "--kata", "softmax", "--format", "json")
    assert learners(result) == [(SOME[0].name, "failed"), (SOME[1].name, "failed"), ("Cyd Li", "unattempted")]
    assert result.exit_code == 1
    for words in (
        "Remark: export is read as Moodle lays it out, with 2 learners; --layout folders takes plain folders",
        "Remark: 1 on the roster has handed in nothing: Cyd Li",
        f"Remark: these are not on the roster, and are graded all the same: {SOME[1].name}",
    ):
        assert words in result.stderr.replace(f"{tmp_path}/", "")


@pytest.mark.parametrize("is_screen", [True, False])
def test_remarks_fit_on_a_screen_and_are_one_line_elsewhere(registry, tmp_path, capsys, monkeypatch, is_screen):
    lay(tmp_path / "export", PLATFORMS["moodle"](SOME))
    (tmp_path / "roster.csv").write_text("name\n" + "".join(f"Cyd Li{number}\n" for number in range(20)))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_screen)
    with click.Context(click.Command("grade")):
        handed_in([Path("export")], registry, lms=False, layout="auto", roster=Path("roster.csv"))
    lines = capsys.readouterr().err.splitlines()
    assert (max(map(len, lines)) <= 80) is is_screen
    assert " ".join(line.strip() for line in lines).count("Cyd Li") == 20
    assert sum(line.startswith("Remark: ") for line in lines) == 3


def test_a_gradebook_keeps_by_what_a_platform_knows_learners(kata_here, tmp_path):
    lay(tmp_path / "export", PLATFORMS["moodle"](SOME[:1]))
    (tmp_path / "roster.csv").write_text(f"Full name,Email address\n{SOME[0].name},ada@x.org\nCyd Li,c@x.org\n")
    kata_here("grade", "export", "--roster", "roster.csv", "--gradebook", "book.db")
    result = kata_here("gradebook", "export", "book.db", "--format", "moodle")
    first = [line.partition(",")[0] for line in result.stdout.splitlines()]
    assert [each for each in first if "mail" in each or "@" in each] == ["Email address", "ada@x.org", "c@x.org"]


def test_when_it_was_handed_in_is_what_a_deadline_asks_for(kata_here, tmp_path):
    lay(tmp_path / "export", PLATFORMS["gradescope"](SOME))
    kata_here("grade", "export", "--gradebook", "book.db")
    with contextlib.closing(sqlite3.connect(tmp_path / "book.db")) as book:
        saved = dict(book.execute("SELECT learner, saved FROM attempts"))
    assert saved == {one.name: f"2026-11-2{one.number}T12:00:00.000000+00:00" for one in SOME}


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--layout", "canvs"], "there is no layout 'canvs'; did you mean 'canvas'?"),
        (["--layout", "canvas"], "is not laid out as Canvas does it"),
        (["--roster", "none.csv"], "--roster none.csv: none.csv"),
    ],
)
def test_what_makes_no_sense_is_an_error(kata_here, tmp_path, options, words):
    lay(tmp_path / "class", {"ada/softmax.py": ""})
    result = kata_here("grade", "class", *options)
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())
