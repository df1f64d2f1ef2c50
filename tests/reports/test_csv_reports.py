"""The CSV reports: numbers stay numbers, text is never a formula, and Python's reader gets all of it back."""

import csv
import html
import io

import pytest
from gradkata.reports import csv_report, moodle, nbgrader
from gradkata.reports.safe_text import clean_text
from gradkata.reports.spreadsheet import csv_text
from gradkata.results import Grading, Status

from tests.reports.gradings import NASTY, STATUSES, graded, one, school

FORMULAS = tuple("=+-@\t\r\n\uff1d")
KATAS = [f"kata_{status}" for status in STATUSES]


def rows_of(text):
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def as_text(words):
    """Words as a cell has them."""
    words = clean_text(words)
    return (f"'{words}" if words.startswith(FORMULAS) else words).replace("\r", "\n")


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_a_cell_comes_back_and_is_no_formula(words):
    text = csv_text([[words, 1.5, None, "b"]])
    assert rows_of(text) == [[as_text(words), "1.5", "", "b"]]
    assert not rows_of(text)[0][0].startswith(FORMULAS)


def test_numbers_are_never_changed():
    assert csv_text([[-1.5, 10.0, 0, 0.1 + 0.2]]) == "-1.5,10,0,0.3\n"


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("form", [csv_report, nbgrader, moodle], ids=["csv", "nbgrader", "moodle"])
def test_every_row_is_whole_whatever_learners_write(form, words):
    head, *rows = rows_of(form.render(school(learners=(words, "ben"), message=words)))
    assert {len(row) for row in rows} == {len(head)}
    assert not any(cell.startswith(FORMULAS) for row in rows for cell in row)
    assert as_text(words) in [row[3 if form is nbgrader else 0] for row in rows]


def test_the_wide_one_has_a_learner_a_row_and_a_kata_a_column():
    head, ada, ben = rows_of(csv_report.render(school()))
    assert head == ["learner", *KATAS, "total"]
    assert ada == ["ada", "4", "1", "0", "1", "0", "0", "6"]
    assert ben == ["ben", *ada[1:]]


def test_what_is_missing_is_an_empty_cell():
    results = (graded(kata="a"), graded(kata="b"), graded(learner="ben", kata="b"))
    cut = Grading(7, "strict", results, interrupted=True)
    assert rows_of(csv_report.render(cut))[2] == ["ben", "", "4", "4"]
    assert rows_of(moodle.render(cut))[2] == ["ben", "", "", "4", "b: passed, 4 of 4 points."]


def test_nbgrader_has_its_own_columns():
    reader = csv.DictReader(io.StringIO(nbgrader.render(one(Status.FAILED)), newline=""))
    (row,) = reader
    assert ",".join(reader.fieldnames) == (
        "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,"
        "max_score"
    )
    assert (row["assignment"], row["student_id"], row["email"]) == ("softmax", "ada", "")
    assert [row[name] for name in ("raw_score", "late_submission_penalty", "score", "max_score")] == [
        "1", "0", "1", "4",
    ]  # fmt: skip


def test_moodle_has_grade_and_feedback_side_by_side_and_shows_what_was_written():
    head, row = rows_of(moodle.render(one(Status.FAILED, message="a < b & <script>")))
    assert head == ["Username", "softmax", "softmax feedback"]
    assert row[1] == "1"
    assert "<" not in row[2]
    assert "a < b & <script>" in html.unescape(row[2])


def test_moodle_identifies_by_email_where_all_have_one():
    for learners, column in [(("a@x.org", "b@x.org"), "Email address"), (("a@x.org", "ben"), "Username")]:
        assert rows_of(moodle.render(school(learners=learners)))[0][0] == column
