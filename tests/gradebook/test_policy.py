"""Which attempt counts, and what it counts when it is late."""

import datetime

import pytest
from gradkata.errors import UsageError
from gradkata.gradebook.policy import Late, counting, deadline, grading
from gradkata.reports import table

from tests.gradebook.books import an_attempt

NOON = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)


def chosen(attempts, policy, *late):
    return [each.id for each in counting(attempts, ["double"], policy, *late)]


def test_the_last_counts_or_the_best_and_of_equals_the_last():
    attempts = [an_attempt("a", 6), an_attempt("b", 8), an_attempt("c", 8), an_attempt("d", 2)]
    assert chosen(attempts, "last") == ["d"]
    assert chosen(attempts, "best") == ["c"]


def test_the_best_is_the_largest_part_of_the_points():
    attempts = [an_attempt("a", 6), an_attempt("b", 7, max_score=20.0), an_attempt("c", 0, max_score=0.0)]
    assert chosen(attempts, "best") == ["a"]


def test_of_one_text_the_last_verdict_counts():
    attempts = [an_attempt("a", 9, work="same"), an_attempt("b", 5), an_attempt("c", 4, work="same")]
    assert chosen(attempts, "best") == ["b"]
    assert chosen(attempts, "last") == ["c"]


def test_results_come_by_learner_and_by_kata_in_teaching_order():
    places = [("ben", "double"), ("ada", "zeta"), ("ada", "alpha"), ("ada", "double"), ("ada", "first")]
    attempts = [an_attempt(name, learner=who, kata=kata) for name, (who, kata) in zip("abcde", places, strict=True)]
    found = counting(attempts, ["first", "double"])
    assert [(each.learner, each.kata) for each in found] == [
        ("ada", "first"), ("ada", "double"), ("ada", "alpha"), ("ada", "zeta"), ("ben", "double"),
    ]  # fmt: skip


def test_what_is_late_loses_a_part_of_its_points_and_says_so():
    late = Late(NOON, 20)
    before, after = an_attempt("a", 7, saved="2026-11-27T12:00:00.000000+00:00"), an_attempt(
        "b", 8, saved="2026-11-27T12:00:00.000001+00:00"
    )  # fmt: skip
    assert chosen([before, after], "best", late) == ["a"]
    assert chosen([before, after], "last", late) == ["b"]
    found = grading(counting([before, after], [], "last", late), lambda each: each, late)
    (result,) = found.results
    assert (result.score, result.max_score, result.tests[0].score) == (6.4, 10.0, 6.4)
    assert result.found == "Saved on 2026-11-27 12:00:00 UTC, after the deadline: 20 % less."
    (same,) = grading([before], lambda each: each, late).results
    assert same == before.judged()


def test_a_text_that_was_there_in_time_is_not_late_when_it_is_saved_again():
    early, again = (an_attempt(name, work="same", saved=f"2026-11-2{day}T00:00:00+00:00") for name, day in ("a6", "b8"))
    (found,) = counting([early, again], [])
    assert (found.id, Late(NOON, 50).is_late(found)) == ("b", False)


def test_what_was_not_handed_in_is_not_late():
    assert not Late(NOON, 50).is_late(an_attempt(saved=""))


def test_the_newest_seed_is_told_and_all_levels_are():
    attempts = [an_attempt("a", seed="1"), an_attempt("b", learner="ben", seed="2", isolation="filter")]
    found = grading(counting(attempts, []), lambda each: each)
    assert (found.seed, found.isolation) == (2, "filter, process")


def test_a_table_has_no_mark_where_nobody_has_judged():
    attempts = [an_attempt("a"), an_attempt("b", learner="ben")]
    attempts += [an_attempt("c", learner="ben", kata="treble", result=attempts[1].result.replace("double", "treble"))]
    lines = table.render(grading(counting(attempts, []), lambda each: each)).splitlines()
    assert [line.split() for line in lines[2:4]] == [["ada", "4"], ["ben", "4", "4"]]


def test_a_deadline_is_read_as_people_write_it():
    assert deadline("2026-11-27T12:00Z") == NOON
    assert deadline("2026-11-27 13:00+01:00") == NOON
    here = datetime.datetime(2026, 11, 27, 12).astimezone()
    assert deadline("2026-11-27T12:00") == here
    assert deadline("2026-11-27") == datetime.datetime(2026, 11, 27, 23, 59, 59, 999999).astimezone()
    with pytest.raises(UsageError, match="--late tomorrow: say it as in"):
        deadline("tomorrow")
