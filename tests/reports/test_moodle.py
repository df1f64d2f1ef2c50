"""Moodle's grade import: grade and feedback side by side, and feedback that Moodle shows as it was written."""

import html

import pytest
from gradkata.identity import Identity
from gradkata.reports import moodle
from gradkata.results import Grading, Status

from tests.reports.gradings import NASTY, graded, one, school
from tests.reports.spreadsheets import as_text, rows_of


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_every_row_is_whole_whatever_learners_write(words):
    _, first, second = rows_of(moodle.render(school(learners=(words, "ben"), message=words)))
    assert first == [as_text(words), *second[1:]]


def test_grade_and_feedback_stand_side_by_side():
    head, row = rows_of(moodle.render(one(Status.FAILED, message="a < b & <script>")))
    assert head == ["Username", "softmax", "softmax feedback"]
    assert row[1] == "1"
    assert "<" not in row[2]
    assert "a < b & <script>" in html.unescape(row[2])


@pytest.mark.parametrize(
    ("learners", "column"), [(("a@x.org", "b@x.org"), "Email address"), (("a@x.org", "ben"), "Username")]
)
def test_learners_are_identified_by_email_where_all_have_one(learners, column):
    assert rows_of(moodle.render(school(learners=learners)))[0][0] == column


@pytest.mark.parametrize(
    ("known", "column"),
    [
        ((Identity("Ada", "1", "al", "a@x.org"), Identity("Ben")), ["Email address", "a@x.org", "ben"]),
        ((Identity("Ada", user="al"), Identity("Ben", "2")), ["Username", "al", "ben"]),
        ((Identity("Ada", "1"), Identity("Ben", "2")), ["Full name", "ada", "ben"]),
        ((Identity("Ada", "1"), None), ["Full name", "ada", "ben"]),
        ((None, None), ["Username", "ada", "ben"]),
    ],
)
def test_learners_are_identified_by_what_is_known_of_them(known, column):
    results = (graded(who=known[0]), graded(learner="ben", who=known[1]))
    rows = rows_of(moodle.render(Grading(7, "strict", results)))
    assert [row[0] for row in rows] == column


def test_what_is_missing_is_two_empty_cells():
    results = (graded(kata="a"), graded(kata="b"), graded(learner="ben", kata="b"))
    cut = Grading(7, "strict", results, interrupted=True)
    assert rows_of(moodle.render(cut))[2] == ["ben", "", "", "4", "b: passed, 4 of 4 points."]
