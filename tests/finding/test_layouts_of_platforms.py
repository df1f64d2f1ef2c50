"""What each platform's exports have of their own."""

import datetime

import pytest
from gradkata.errors import UsageError
from gradkata.job import job_of

from tests.finding.exports import COPY, WORK, lay, read, told

UTC = datetime.UTC


def remarks(found):
    """Those after the one that names the platform."""
    return [each.partition("Remark: ")[2] for each in found.remarks[1:]]


def test_canvas_names_are_the_learners_own_and_the_newest_file_counts(tmp_path):
    files = {
        "doejane_LATE_1_12_softmax.py": "", "doejane_LATE_1_13_softmax-1.py": "", "roe_2_20_Softmax (2).py": "",
        "van_der_poe_3_30_softmax.ipynb": "{}", "lee_4_40_text.html": "", "notes.txt": "", ".DS_Store": "",
    }  # fmt: skip
    found = read(lay(tmp_path / "export", files))
    assert told(found) == [
        ("doejane", "softmax", "doejane_LATE_1_13_softmax-1.py"), ("lee", "softmax", None),
        ("roe", "softmax", "roe_2_20_Softmax (2).py"), ("van_der_poe", "softmax", "van_der_poe_3_30_softmax.ipynb"),
    ]  # fmt: skip
    assert [each.remark for each in found.submissions if each.path] == [
        "There are both doejane_LATE_1_12_softmax.py and doejane_LATE_1_13_softmax-1.py; "
        "doejane_LATE_1_13_softmax-1.py is newer and counts.",
        "Softmax (2).py is taken for softmax.py.", "",
    ]  # fmt: skip
    assert [each.who.id for each in found.submissions] == ["1", "4", "2", "3"]
    assert remarks(found) == [
        f"in {tmp_path / 'export'}, what belongs to no learner is not graded: notes.txt",
        "what these handed in is named for no kata: lee (lee_4_40_text.html)",
    ]


def test_canvas_files_are_called_as_their_learners_called_them(tmp_path):
    files = {
        "doe_1_12_softmax.py": "def softmax(x)", "doe_1_13_softmax-1.py": "def softmax(x)",
        "roe_LATE_2_20_softmax.ipynb": "no notebook",
    }  # fmt: skip
    doe, roe = (job_of(each, 7) for each in read(lay(tmp_path / "export", files)).submissions)
    assert doe.program.parts == (("softmax.py", "def softmax(x)"),)
    assert roe.problem.startswith("softmax.ipynb ")


def test_canvas_texts_and_addresses_that_were_typed_are_somebodys(tmp_path):
    files = {"doe_1_12_softmax.py": "", "lee_4_text.html": "", "roe_LATE_5_link.html": "", "text.html": ""}
    found = read(lay(tmp_path / "export", files))
    assert [(each.learner, each.who.id) for each in found.submissions] == [("doe", "1"), ("lee", "4"), ("roe", "5")]
    assert remarks(found) == [
        f"in {tmp_path / 'export'}, what belongs to no learner is not graded: text.html",
        "what these handed in is named for no kata: lee (lee_4_text.html), roe (roe_LATE_5_link.html)",
    ]


def test_canvas_learners_whose_names_are_hidden_are_told_apart(tmp_path):
    files = ("anon_aB3xY_12_softmax.py", "LATE_anon_1Z9qq_20_softmax-1.py", "anon_00000_text.html")
    found = read(lay(tmp_path / "export", dict.fromkeys(files, "")))
    assert told(found) == [
        ("anon_00000", "softmax", None), ("anon_1Z9qq", "softmax", "LATE_anon_1Z9qq_20_softmax-1.py"),
        ("anon_aB3xY", "softmax", "anon_aB3xY_12_softmax.py"),
    ]  # fmt: skip


def test_canvas_siblings_have_the_learners_own_names(tmp_path):
    files = {"doe_1_12_softmax.py": "import helper", "doe_1_13_helper.py": "", "roe_2_14_helper.py": ""}
    doe, roe = read(lay(tmp_path / "export", files)).submissions
    assert {name: path.name for name, path in doe.siblings.items()} == {
        "softmax": "doe_1_12_softmax.py", "helper": "doe_1_13_helper.py",
    }  # fmt: skip
    assert roe.path is None


def test_moodle_texts_that_were_typed_are_no_files(tmp_path):
    files = {
        "Ada Lovelace_1_assignsubmission_file_/softmax (1).py": WORK,
        "Ada Lovelace_1_assignsubmission_onlinetext_/onlinetext.html": "",
        "Ben_2_assignsubmission_onlinetext/onlinetext.html": "",
        "__MACOSX/x": "", "Grades.csv": "",
    }  # fmt: skip
    found = read(lay(tmp_path / "export", files))
    assert told(found) == [("Ada Lovelace", "softmax", "softmax (1).py"), ("Ben", "softmax", None)]
    assert remarks(found) == [
        f"in {tmp_path / 'export'}, what belongs to no learner is not graded: Grades.csv",
        "what these handed in is named for no kata: Ben (onlinetext.html)",
    ]


def test_canvas_learners_are_called_as_they_were(tmp_path):
    names = ("lee_4_40_softmax.py", "lee_5_50_softmax (1).py", "doe_LATE_6_60_softmax.py")
    export = lay(tmp_path / "export", dict.fromkeys(names, ""))
    found, before = read(export), read(export, layout="folders", lms=True, scratch=tmp_path / "other")
    assert told(found) == told(before)
    assert [each.learner for each in found.submissions] == ["doe", "lee_4", "lee_5"]


METADATA = """---
submission_1:
  :submitters:
  - :name: Ada
    :sid: '7'
    :email: ada@example.org
  - :name: Ben
    :sid:
    :email: ben@example.org
  :created_at: 2026-11-20 12:00:00.123456789 Z
  :score: 3.0
  :results: !ruby/object:Some::Thing
    output: &out !ruby/symbol passed
    again: *out
submission_2:
  :submitters:
  - :name: Ada
    :sid: '7'
  :created_at: !ruby/object:ActiveSupport::TimeWithZone
    utc: 2026-11-21 12:00:00 Z
submission_3:
  :submitters:
  - :name: Cyd
submission_4: {}
"""


def test_gradescope_groups_and_gaps(tmp_path):
    files = {
        "submission_1/softmax.py": "1", "submission_2/softmax.py": "2", "submission_4/softmax.py": "4",
        "submission_5/softmax.py": "5", "other/x": "", "submission_metadata.yml": METADATA,
    }  # fmt: skip
    found = read(lay(tmp_path / "export", files))
    assert [(each.learner, each.path and each.path.read_text()) for each in found.submissions] == [
        ("Ada", "2"), ("Ben", "1"), ("Cyd", None), ("submission_4", "4"), ("submission_5", "5"),
    ]  # fmt: skip
    assert [each.handed_in for each in found.submissions] == [
        datetime.datetime(2026, 11, 21, 12, tzinfo=UTC), datetime.datetime(2026, 11, 20, 12, 0, 0, 123456, tzinfo=UTC),
        None, None, None,
    ]  # fmt: skip
    assert remarks(found) == [
        "Ada has several submissions; submission_2 counts, and not: submission_1",
        "submission_metadata.yml names submission_3 of Cyd, which is not there",
        "submission_metadata.yml does not say whose these are; they are graded by their own names: submission_4, "
        "submission_5",
        f"in {tmp_path / 'export'}, what belongs to no learner is not graded: other",
    ]


@pytest.mark.parametrize("text", ["a: [", "\x00", "- 1", "a: &a [*a, *a]", "? [a]\n: b"])
def test_gradescope_metadata_that_says_nothing_is_an_error(tmp_path, text):
    files = {"submission_metadata.yml": text, "notes": ""}
    with pytest.raises(UsageError, match=r"cannot be read|nothing to grade"):
        read(lay(tmp_path / "export", files))


def test_nbgrader_takes_the_assignments_with_files_for_katas(tmp_path):
    files = {
        "submitted/ada/ps1/softmax.py": "", "submitted/ada/ps2/bptt.py": "", "submitted/ada/essay/essay.ipynb": "",
        "submitted/ada/ps1/timestamp.txt": "2026-11-26 15:58:23.948203 UTC",
        "submitted/ada/ps2/timestamp.txt": "2026-11-27 15:58:23 CET",
        "submitted/ben/essay/essay.ipynb": "", "submitted/ben/essay/timestamp.txt": "",
        "submitted/cyd/ps1/softmax (1).py": "",
        "nbgrader_config.py": "", "source/ps1/softmax.ipynb": "", "submitted/stray": "",
    }  # fmt: skip
    found = read(lay(tmp_path / "course", files))
    assert told(found) == [
        ("ada", "softmax", "softmax.py"), ("ada", "bptt", "bptt.py"), ("ben", "softmax", None), ("ben", "bptt", None),
        ("cyd", "softmax", None), ("cyd", "bptt", None),
    ]  # fmt: skip
    assert [each.handed_in for each in found.submissions[:2]] == [
        datetime.datetime(2026, 11, 26, 15, 58, 23, 948203, tzinfo=UTC), None,
    ]  # fmt: skip
    assert "There is `softmax (1).py`; if it is meant, rename it to softmax.py." in found.submissions[4].remark
    assert remarks(found) == [
        f"in {tmp_path / 'course' / 'submitted'}, what belongs to no learner is not graded: stray",
        "what these handed in is named for no kata: ben (essay.ipynb), cyd (softmax (1).py)",
    ]


def test_nbgrader_step_may_be_named_itself(tmp_path):
    course = lay(tmp_path / "course", {"submitted/ada/ps1/softmax.py": "", "gradebook.db": ""})
    assert told(read(course / "submitted")) == [("ada", "softmax", "softmax.py")]
    lay(course, {"autograded/ben/ps1/softmax.py": "", "autograded/ben/old/softmax.py": ""})
    found = read(course / "autograded", layout="nbgrader")
    assert len(found.submissions) == 1
    assert "of one age" in found.submissions[0].remark or "is newer and counts" in found.submissions[0].remark
    assert "ps1/softmax.py" in found.submissions[0].remark


def test_names_that_browsers_make_are_taken_from_any_platform_if_asked(tmp_path):
    files = {"submission_metadata.yml": METADATA, "submission_2/homework/softmax (1).py": ""}
    found = read(lay(tmp_path / "export", files), lms=True)
    assert [each.path and each.path.name for each in found.submissions] == ["softmax (1).py", None, None]


@pytest.mark.parametrize(
    "time", ["2026-11-26", "yesterday", "0001-01-01 00:00:00+14:00", "9999-12-31 23:59:59 UTC", ""]
)
def test_a_time_that_says_too_little_is_none(tmp_path, time):
    files = {"submitted/ada/ps1/softmax.py": "", "submitted/ada/ps1/timestamp.txt": time}
    assert read(lay(tmp_path / "course", files)).submissions[0].handed_in is None


def test_classroom50_takes_who_a_learner_is_from_the_repositorys_name(tmp_path):
    mark = 'classroom: "rnn"\nassignment: "{}"\nowner:\n  username: "eve"\n'
    files = {
        "rnn-one-ada-l/.classroom50.yaml": mark.format("one"), f"rnn-one-ada-l/{COPY}": "",
        "rnn-one-ada-l/katas/20_softmax/stub.py": "", "rnn-one-ben/.classroom50.yaml": mark.format("two"),
        "rnn-one-ben/softmax.py": "", "rnn-one-cyd/.classroom50.yaml": mark.format("one"), "notes/x": "",
        "scores.csv": "",
    }  # fmt: skip
    found = read(lay(tmp_path / "clones", files))
    assert told(found) == [
        ("ada-l", "softmax", "softmax.py"),
        ("ben", "softmax", "softmax.py"),
        ("cyd", "softmax", None),
    ]
    assert found.submissions[0].path.parent.name == "work"
    assert remarks(found) == [f"in {tmp_path / 'clones'}, what belongs to no learner is not graded: notes"]


SUBMITTED = "submission_1:\n  :submitters:\n  - :name: {name}\n    :sid: '7'\n"
BOMB = "a: &a [x, x]\n" + "".join(
    f"{new}: &{new} [*{old}, *{old}]\n" for old, new in zip("abcdefghi", "bcdefghij", strict=True)
)


@pytest.mark.parametrize("name", ["*j", "[a, b]", "&z {c: *z}", "!ruby/object:X [a]"])
def test_gradescope_names_that_are_none_are_not_spelt_out(tmp_path, name):
    text = BOMB + SUBMITTED.format(name=name)
    (found,) = read(lay(tmp_path / "e", {"submission_metadata.yml": text, "submission_1/softmax.py": WORK})).submissions
    assert (found.learner, found.path.read_text()) == ("7", WORK)


@pytest.mark.parametrize("name", ["!!bool x", "!!timestamp x", "!!int ''", "2026-99-99 00:00:00", "!!set [a]"])
def test_gradescope_values_that_are_not_what_they_say_are_an_error(tmp_path, name):
    with pytest.raises(UsageError, match=r"cannot be read .*; --layout folders does without it"):
        read(lay(tmp_path / "e", {"submission_metadata.yml": SUBMITTED.format(name=name)}))


@pytest.mark.parametrize("folder", ["../other", "{root}/other", '"a\\0b"', "x" * 5000, "link", "."])
def test_gradescope_names_of_folders_lead_nowhere_else(tmp_path, folder):
    lay(tmp_path / "other", {"softmax.py": "secret"})
    text = f"? {folder.format(root=tmp_path)}\n:\n  :submitters:\n  - :name: Eve\n"
    export = lay(tmp_path / "e", {"submission_metadata.yml": text, "submission_2/softmax.py": WORK, "softmax.py": WORK})
    (export / "link").symlink_to(tmp_path / "other")
    found = {each.learner: each for each in read(export).submissions}
    assert (found["Eve"].path, found["Eve"].remark) == (None, "Nothing was handed in.")
    assert found["submission_2"].path.read_text() == WORK


def test_one_file_of_a_learner_makes_no_course_of_nbgrader(tmp_path):
    work = {f"{name}/{COPY}": WORK for name in ("ada", "ben", "eve")}
    found = read(lay(tmp_path / "class", {**work, "eve/work/timestamp.txt": "2020-01-01 00:00:00 UTC"}))
    assert [each.handed_in for each in found.submissions] == [None] * 3
    assert found.remarks == []
