"""``kata grade`` with what a platform hands out, and with the list of a class."""

import json

import pytest

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


def test_when_it_was_handed_in_is_what_a_deadline_asks_for(kata_here, tmp_path):
    lay(tmp_path / "export", PLATFORMS["gradescope"](SOME))
    kata_here("grade", "export", "--gradebook", "book.db")
    for day, late in ("2026-11-20T12:30Z", [SOME[1].name]), ("2026-11-21T12:30Z", []):
        kata_here("gradebook", "export", "book.db", "--late", day, "--penalty", "50", "--out", "late.json")
        results = json.loads((tmp_path / "late.json").read_text("utf-8"))["results"]
        assert [each["learner"] for each in results if "after the deadline" in json.dumps(each)] == late


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
