"""CSV files: numbers stay numbers, text is never a formula, and Python's reader gets all of it back."""

import pytest
from gradkata.reports.spreadsheet import csv_text

from tests.reports.gradings import NASTY
from tests.reports.spreadsheets import as_text, rows_of


@pytest.mark.parametrize("words", NASTY, ids=range(len(NASTY)))
def test_a_cell_comes_back_and_is_no_formula(words):
    assert rows_of(csv_text([[words, 1.5, None, "b"]])) == [[as_text(words), "1.5", "", "b"]]


def test_numbers_are_never_changed():
    assert csv_text([[-1.5, 10.0, 0, 0.1 + 0.2]]) == "-1.5,10,0,0.3\n"
