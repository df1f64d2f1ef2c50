"""The list of a class: how it is read, and who is found to be whom."""

import unicodedata

import pytest
from gradkata.errors import UsageError
from gradkata.finding.attendance import matching, with_roster
from gradkata.finding.roster import read_roster
from gradkata.finding.submission import Found, Submission
from gradkata.identity import Identity

from tests.finding.exports import PLATFORMS, lay, people, read

CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section,Softmax (12)
,,,,,Manual Posting
    Points Possible,,,,,10.00
"{last}, {first}",{id},S{id},{user},Section,
"Student, Test",999,,abc,Section,
"""
ROSTERS = {
    "canvas": CANVAS,
    "moodle": "Identifier,Full name,Email address,Status,Grade\nParticipant {id},{name},{email},Submitted,\n",
    "moodle's participants": '\ufeff"First name";Surname;"Email address"\n{first};{last};{email}\n',
    "gradescope": "First Name,Last Name,SID,Email,Role\n{first},{last},{id},{email},Student\nT,A,1,t@example.org,TA\n",
    "nbgrader": "id,first_name,last_name,email,lms_user_id\n{user},{first},{last},{email},\n",
    "classroom50": "username,first_name,last_name,email,section,github_id\n{user},{first},{last},{email},,{id}\n",
    "own": "learner\n{user}\n",
}
FIELDS = ("first", "last", "name", "email", "user", "id")


def written(path, form, some):
    """A roster in a form, whose lines with fields are written for each learner."""
    rows: list[str] = []
    for line in form.splitlines():
        rows += (
            [line.format(**{name: getattr(one, name) for name in FIELDS}) for one in some] if "{" in line else [line]
        )
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("form", ROSTERS)
def test_the_platforms_own_lists_are_read(tmp_path, form):
    some = people(7)
    entries = read_roster(written(tmp_path / "roster.csv", ROSTERS[form], some))
    assert len(entries) == 7
    for one, entry in zip(some, entries, strict=True):
        assert entry.shown in (one.user, one.name)
        assert matching(entry.shown, None, entries) == [entry]


@pytest.mark.parametrize(
    ("platform", "form"),
    [
        ("canvas", "canvas"), ("moodle", "moodle"), ("moodle", "moodle's participants"), ("gradescope", "gradescope"),
        ("gradescope", "canvas"), ("nbgrader", "nbgrader"), ("classroom50", "classroom50"), ("nbgrader", "own"),
    ],
)  # fmt: skip
def test_of_a_class_those_who_are_missing_get_results_and_are_named(tmp_path, platform, form):
    some = people(40)
    export = lay(tmp_path / "export", PLATFORMS[platform](some[:37]))
    roster = read_roster(written(tmp_path / "roster.csv", ROSTERS[form], some))
    found = with_roster(read(export), roster, ["softmax"])
    assert len({each.learner for each in found.submissions}) == len(found.submissions) == 40
    absent = [each for each in found.submissions if each.path is None]
    assert [each.remark for each in absent] == ["Nothing was handed in."] * 3
    assert found.remarks[1:] == [
        f"Remark: 3 on the roster have handed in nothing: {', '.join(each.learner for each in absent)}"
    ]


def handed_in(*learners):
    return Found([Submission(each, "softmax", None) for each in learners], [])


def roster_of(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "roster.csv"
    path.write_bytes(text.encode(encoding))
    return read_roster(path)


def test_strangers_and_those_whom_nothing_tells_apart_are_listed(tmp_path):
    roster = roster_of(tmp_path, "name,email\nBen Li,b1@x.org\nLi Ben,b2@x.org\nAda,a@x.org\nCyd,c@x.org\n")
    found = with_roster(handed_in("Ben Li", "zed", "ada", "a@x.org"), roster)
    assert [each.learner for each in found.submissions] == ["Ben Li", "zed", "ada", "a@x.org", "Cyd"]
    assert found.remarks == [
        "Remark: 1 on the roster has handed in nothing: Cyd",
        "Remark: these are not on the roster, and are graded all the same: zed",
        "Remark: Ben Li may be any of 2 on the roster (Ben Li, Li Ben), and none of them counts as missing; numbers or "
        "email addresses would tell them apart",
        "Remark: ada, a@x.org may all be Ada on the roster",
    ]


@pytest.mark.parametrize("platform", ["canvas", "moodle", "gradescope", "nbgrader", "classroom50"])
def test_a_learner_is_called_the_same_before_and_after_handing_in(tmp_path, platform):
    some = people(12)
    roster = read_roster(written(tmp_path / "roster.csv", ROSTERS[platform], some))
    names = []
    for number in (8, 12):
        export = lay(tmp_path / f"export{number}", PLATFORMS[platform](some[:number]))
        found = with_roster(read(export), roster, ["softmax"])
        names.append({each.learner for each in found.submissions})
        assert {each.who.id or each.who.user for each in found.submissions} == {
            one.user if platform == "nbgrader" else one.user if platform == "classroom50" else one.id for one in some
        }
    assert names[0] == names[1] == {entry.shown for entry in roster}


def test_those_of_one_name_are_called_by_what_else_the_roster_says(tmp_path):
    roster = roster_of(tmp_path, "name,email\nAda,a1@x.org\nAda,a2@x.org\nBen,b@x.org\n")
    found = with_roster(handed_in("a2@x.org", "b@x.org"), roster)
    assert [(each.learner, each.who.email) for each in found.submissions] == [
        ("Ada (a2@x.org)", "a2@x.org"), ("Ben", "b@x.org"), ("Ada (a1@x.org)", "a1@x.org"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "who",
    [
        Identity(id="7"), Identity(email="ADA@x.org"), Identity(name="ada king"), Identity(name="King, Ada"),
        Identity(name="kingada"), Identity(name="AdaKing"), Identity(name="nobody", id="7"),
        Identity(name="Ada King", email="other@x.org"),
    ],
)  # fmt: skip
def test_a_learner_is_found_by_number_address_or_name(tmp_path, who):
    roster = roster_of(tmp_path, "Name,SID,Email\nAda King,7,ada@x.org\nBen,8,ben@x.org\n")
    found = matching("folder", who, roster)
    assert found == ([] if who.email == "other@x.org" else roster[:1])


def test_names_are_compared_however_their_accents_are_written(tmp_path):
    roster = roster_of(tmp_path, f"name\n{unicodedata.normalize('NFD', 'Zoë Müller')}\nMuller Zoe\n")
    assert matching("Zoë Müller", None, roster) == roster[:1]
    assert matching("MÜLLER Zoë", None, roster) == roster[:1]
    assert matching("muller zoe", None, roster) == roster[1:]
    assert matching("mullerzoë", None, roster) == roster


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_files_come_in_many_encodings(tmp_path, encoding, delimiter):
    (entry,) = roster_of(tmp_path, f"Vorname{delimiter}Nachname\r\nZoë{delimiter}Müller\r\n\r\n", encoding)
    assert entry.shown == "Zoë Müller"


@pytest.mark.parametrize("text", ["", "\n\n", "grade,points\n1,2\n", "first name\nAda\n"])
def test_a_file_of_something_else_is_an_error(tmp_path, text):
    with pytest.raises(UsageError, match="none of its columns is known"):
        roster_of(tmp_path, text)


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(UsageError, match=r"--roster .*none\.csv"):
        read_roster(tmp_path / "none.csv")


def test_a_line_that_is_there_twice_is_one_learner(tmp_path):
    assert [each.shown for each in roster_of(tmp_path, "name\nAda\nAda\n ,\n")] == ["Ada"]
