"""What a learner's code printed, in few and short lines, whatever it is."""

import pytest
from gradkata.reports import json_report, table
from gradkata.reports.printed import printed
from gradkata.results import Grading, Result


def result(text, lines, status="failed"):
    return Result("ada", "softmax", status, 0.0, 10.0, 0.01, (), printed=text, printed_lines=lines)


def text_of(count):
    return "\n".join(f"line {number}" for number in range(count))


@pytest.mark.parametrize("text", ["", "\n\n", "  "])
def test_where_nothing_is_to_be_seen_there_is_nothing_to_tell(text):
    assert printed(result(text, text.count("\n") + 1)) == []


def test_few_lines_are_shown_as_they_are():
    assert printed(result("[[1 2]\n [3 4]]", 2)) == ["Your code printed:", "    [[1 2]", "     [3 4]]"]
    assert printed(result(text_of(4), 4))[1:] == [f"    line {number}" for number in range(4)]


@pytest.mark.parametrize(("known", "lines", "more"), [(5, 5, "2"), (5, 123, "120"), (40, 5003, "5,000"), (4, 9, "6")])
def test_of_many_the_first_are_shown_and_the_others_counted(known, lines, more):
    assert printed(result(text_of(known), lines)) == [
        "Your code printed:", "    line 0", "    line 1", "    line 2", f"    ... and {more} lines more",
    ]  # fmt: skip


def test_one_line_more_is_one():
    assert printed(result("a\nb", 3)) == ["Your code printed:", "    a", "    b", "    ... and 1 line more"]


@pytest.mark.parametrize("status", ["timeout", "killed", "error"])
def test_of_work_that_did_not_end_it_is_known_how_many_there_were_at_least(status):
    assert printed(result(text_of(9), 9, status))[-1] == "    ... and at least 6 lines more"


@pytest.mark.parametrize("text", ["x" * 2001, ("x" * 200 + "\n") * 9, "x" * 76, "x" * 77])
def test_it_fits_into_80_columns_and_5_lines(text):
    lines = printed(result(text, 10**9, "timeout"))
    assert len(lines) <= 5
    assert max(map(len, lines)) <= 80
    assert lines[1] == "    " + (text if len(text) == 76 else "x" * 75 + "…")


def test_no_report_of_a_grading_has_it():
    grading = Grading(1, "strict", (result("printed by ada", 7),))
    without = Grading(1, "strict", (result("", 0),))
    assert json_report.render(grading) == json_report.render(without)
    assert table.render(grading) == table.render(without)
