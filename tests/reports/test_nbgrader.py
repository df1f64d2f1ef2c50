"""nbgrader's CSV file: its own columns, a row for each learner and assignment."""

import csv
import io

import pytest
from gradkata.identity import Identity
from gradkata.reports import nbgrader
from gradkata.results import Status

from tests.reports.gradings import NASTY, STATUSES, one, school
from tests.reports.spreadsheets import as_text, rows_of


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_every_row_is_whole_whatever_a_learner_is_called(words):
    _, *rows = rows_of(nbgrader.render(school(learners=(words, "ben"))))
    assert [row[3] for row in rows] == [as_text(words)] * len(STATUSES) + ["ben"] * len(STATUSES)


def test_it_has_nbgraders_columns():
    reader = csv.DictReader(io.StringIO(nbgrader.render(one(Status.FAILED)), newline=""))
    (row,) = reader
    assert ",".join(reader.fieldnames) == (
        "assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,"
        "max_score"
    )
    assert (row["assignment"], row["student_id"], row["email"]) == ("softmax", "ada", "")
    points = [float(row[name]) for name in ("raw_score", "late_submission_penalty", "score", "max_score")]
    assert points == [1, 0, 1, 4]


def test_students_are_who_a_platform_or_a_roster_says():
    found = nbgrader.render(one(who=Identity("Ada King", "7", "aking", "ada@x.org")))
    _, row = rows_of(found)
    assert (row[3], row[6]) == ("aking", "ada@x.org")
