"""What reports of many results cost: results like a few that were judged, and what the page says of it."""

import dataclasses

import pytest

from bench import large_reports
from bench.large_reports import Report, Reports
from bench.machine import here
from bench.report_course import reports_section
from tests.reports.html import samples


def test_results_are_those_of_learners_like_the_few():
    some = [dataclasses.replace(each, learner=each.learner[:1]) for each in samples.school().results]
    grading = large_reports.copied(some, 100)
    assert len({(each.learner, each.kata) for each in grading.results}) == len(grading.results) == 100
    assert {each.status for each in grading.results} == {each.status for each in some}


def test_a_thousand_cost_what_they_cost():
    assert large_reports._report("x", (1000, 2000), [(1.0, 0.0), (3.0, 0.0)]) == Report("x", (1.0, 1.5))
    assert Report("x", (1.0, 1.5)).growth == pytest.approx(1.5)


def test_a_result_takes_memory():
    results = list(samples.school().results)
    assert 1000 < large_reports.held(results) < 100_000
    assert large_reports.held(results * 30) == pytest.approx(large_reports.held(results * 10), rel=0.2)


def test_a_gradebook_is_written_and_read_as_it_is_measured():
    gradings = [samples.school(), large_reports.copied(list(samples.school().results), 12)]
    kept, read = large_reports._gradebook(gradings, (6, 12), ["softmax", "bptt"])
    assert (len(kept.each_s), len(read.each_s)) == (2, 2)


def test_the_section_tells_growth_and_size():
    each = [Report("html", (0.5, 0.5), (1.0, 10.04)), Report("gradebook, read", (0.2, 0.3))]
    section = reports_section(Reports((1000, 10_000), each, 4321.0, 9876.0, 0.2), here(), "nox -s bench -- reports")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in section.splitlines()[-2:]]
    assert rows == [
        ["html", "500 ms", "500 ms", "**1.00**", "10.0 MiB"], ["gradebook, read", "200 ms", "300 ms", "**1.50**", ""],
    ]  # fmt: skip
    assert "4,321 bytes in a gradebook" in section
    assert "9,876 bytes of memory" in section
