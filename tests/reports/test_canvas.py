"""Canvas' gradebook import: its own columns, and learners by its own numbers."""

import pytest
from gradkata.identity import Identity
from gradkata.reports import canvas
from gradkata.results import Grading, Status

from tests.reports.gradings import NASTY, graded, one, school
from tests.reports.spreadsheets import as_text, rows_of


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_every_row_is_whole_whatever_learners_are_called(words):
    _, _, first, second = rows_of(canvas.render(school(learners=(words, "ben"))))
    assert first == [as_text(words), *second[1:]]


def test_it_has_canvas_columns_and_says_how_many_points_there_are():
    head, points, row = canvas.render(one(Status.FAILED)).splitlines()
    assert head == "Student,ID,SIS User ID,SIS Login ID,Section,softmax"
    assert points == "    Points Possible,,,,,4"
    assert row == "ada,,,,,1"


@pytest.mark.parametrize(
    ("who", "cells"),
    [
        (Identity("Ada King", "5003", "aking", "ada@x.org"), ["ada", "5003", "", "aking", ""]),
        (Identity(id="S-17"), ["ada", "", "", "", ""]),
    ],
)
def test_learners_are_known_by_canvas_number_and_the_name_to_log_in_with(who, cells):
    assert rows_of(canvas.render(one(who=who)))[2][:5] == cells


def test_what_is_missing_is_an_empty_cell_and_no_points_are_a_number():
    results = (graded(kata="a"), graded(kata="b"), graded(Status.UNATTEMPTED, learner="ben", kata="b"))
    rows = rows_of(canvas.render(Grading(7, "strict", results, interrupted=True)))
    assert [row[5:] for row in rows] == [["a", "b"], ["4", "4"], ["4", "4"], ["", "0"]]
