"""The wide CSV file: a learner a row, a kata a column, points, and their total."""

import pytest
from gradkata.reports import csv_report
from gradkata.results import Grading

from tests.reports.gradings import NASTY, STATUSES, graded, school
from tests.reports.spreadsheets import as_text, rows_of


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_every_row_is_whole_whatever_a_learner_is_called(words):
    _, first, second = rows_of(csv_report.render(school(learners=(words, "ben"))))
    assert first == [as_text(words), *second[1:]]


def test_points_and_their_total():
    head, ada, ben = rows_of(csv_report.render(school()))
    assert head == ["learner", *(f"kata_{status}" for status in STATUSES), "total"]
    assert ada == ["ada", "4", "1", "0", "1", "0", "0", "6"]
    assert ben == ["ben", *ada[1:]]


def test_what_is_missing_is_an_empty_cell():
    results = (graded(kata="a"), graded(kata="b"), graded(learner="ben", kata="b"))
    cut = Grading(7, "strict", results, interrupted=True)
    assert rows_of(csv_report.render(cut))[2] == ["ben", "", "4", "4"]
