"""Who is where in a room: what is said of who is stuck, and of the mistakes that the room has now."""

import dataclasses
import datetime
import random

import pytest
from gradkata.insight.stuck import stuck
from gradkata.results import Explanation, Kind, Status
from gradkata.workshop.standings import RECENT_S, Standings

from tests.insight.course import AXIS, OVERFLOW, a_course, a_result, attempt

NOON = datetime.datetime(2026, 11, 27, 12, tzinfo=datetime.UTC)
SOFTMAX, PASSED, STUB = ("ada", "softmax"), Status.PASSED, Status.UNATTEMPTED


class Clock:
    def __init__(self):
        self.now = 5000.0

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def standings(clock):
    return Standings(clock)


@pytest.fixture
def judged(standings, clock):
    """A function that takes in a result that has just come, of a text of its own unless one is named."""

    def judged(learner="ada", work="", **how):
        clock.now += 10
        result = a_result(learner, **how)
        each = attempt(f"{clock.now}", result, work)
        standings.add(each, result)
        return each

    return judged


def in_the_room(standings):
    return [(each.kata, each.mistake.words, each.names, each.tried) for each in standings.mistakes()]


def test_before_anything_is_judged_there_is_nothing(standings):
    assert standings.stuck() == standings.mistakes() == list(standings.with_mistake("softmax", ["first-axis"])) == []


def test_each_text_is_an_attempt(standings, judged):
    judged(mistake=OVERFLOW)
    assert not standings.places[SOFTMAX].is_stuck
    judged(mistake=AXIS)
    last = judged(mistake=AXIS)
    ((place, found),) = standings.stuck()
    assert place == SOFTMAX
    assert (found.attempts, found.same, found.attempt, found.mistake.words) == (3, 2, last.id, AXIS.title)
    assert found.last - found.began == 20


def test_a_text_that_is_judged_again_is_no_attempt_and_the_last_verdict_counts(standings, judged):
    judged(mistake=AXIS)
    judged(work="text", mistake=OVERFLOW)
    judged(work="text", mistake=AXIS)
    found = standings.places[SOFTMAX]
    assert (found.attempts, found.same, found.mistake.words) == (2, 2, AXIS.title)
    judged(work="text", status=PASSED)
    assert standings.stuck() == standings.mistakes() == []
    judged(work="text", mistake=AXIS)  # it was no pass after all
    assert [place for place, _ in standings.stuck()] == [SOFTMAX]


def test_a_text_that_comes_back_is_an_attempt(standings, judged):
    for work in ("one", "two", "one"):
        judged(work=work, mistake=AXIS)
    assert standings.places[SOFTMAX].attempts == 3


def test_who_has_passed_once_is_not_stuck_and_may_have_a_mistake_again(standings, judged):
    judged(mistake=AXIS)
    judged(status=PASSED)
    assert standings.mistakes() == []
    judged(mistake=AXIS)
    judged(mistake=AXIS)
    assert standings.stuck() == []
    assert in_the_room(standings) == [("softmax", AXIS.title, ("ada",), 1)]


def test_a_stub_is_no_attempt(standings, judged):
    judged(status=STUB, score=0.0)
    judged(status=STUB, score=0.0)
    found = standings.places[SOFTMAX]
    assert (found.attempts, found.status, found.is_stuck) == (0, STUB, False)
    assert standings.mistakes() == []
    judged("ben", mistake=AXIS)
    assert in_the_room(standings) == [("softmax", AXIS.title, ("ben",), 1)]  # of one who has tried


def test_who_begins_again_with_the_stub_is_where_they_were(standings, judged):
    judged(mistake=AXIS)
    text = judged(mistake=AXIS)
    judged(status=STUB, score=0.0)
    ((_, found),) = standings.stuck()
    assert (found.attempts, found.same, found.mistake.words, found.attempt) == (2, 2, AXIS.title, text.id)
    assert (found.status, found.score) == (STUB, 0.0)
    assert standings.mistakes() == []  # now nothing is wrong
    judged(work=text.work, mistake=AXIS)
    assert standings.places[SOFTMAX].attempts == 2
    assert in_the_room(standings) == [("softmax", AXIS.title, ("ada",), 1)]


def test_time_runs_from_the_first_text_and_not_from_the_stub(standings, judged):
    judged(status=STUB)
    judged(mistake=AXIS)
    judged(mistake=AXIS)
    found = standings.places[SOFTMAX]
    assert found.last - found.began == 10


def test_what_most_have_wrong_comes_first_then_what_is_newest(standings, judged, clock):
    judged("ada", mistake=OVERFLOW)
    judged("ben", mistake=AXIS)
    clock.now += RECENT_S
    judged("cyd", mistake=AXIS, kata="bptt")
    judged("dora")
    judged("eve", mistake=OVERFLOW)
    judged("fay", status=PASSED)
    assert in_the_room(standings) == [
        ("softmax", OVERFLOW.title, ("ada", "eve"), 5),
        ("bptt", AXIS.title, ("cyd",), 1),
        ("softmax", standings.places["dora", "softmax"].mistake.words, ("dora",), 5),
        ("softmax", AXIS.title, ("ben",), 5),
    ]
    assert [each.recent for each in standings.mistakes()] == [1, 1, 1, 0]
    clock.now += RECENT_S
    assert {each.recent for each in standings.mistakes()} == {0}


def test_of_two_mistakes_together_each_is_counted(standings):
    both = dataclasses.replace(
        a_result("ada", mistake=AXIS),
        misconceptions=(dataclasses.replace(AXIS, cause=1), dataclasses.replace(OVERFLOW, cause=2)),
        explanation=Explanation(Kind.PAIR),
    )
    standings.add(attempt("1", both), both)
    one = a_result("ben", mistake=AXIS)
    standings.add(attempt("2", one), one)
    assert in_the_room(standings) == [
        ("softmax", AXIS.title, ("ada", "ben"), 2), ("softmax", OVERFLOW.title, ("ada",), 2),
    ]  # fmt: skip
    assert [name for name, _ in standings.with_mistake("softmax", ["overflow"])] == ["ada"]
    ada = standings.places[SOFTMAX]
    assert ada.meanings == {(AXIS.id,): AXIS.words, (OVERFLOW.id,): OVERFLOW.words}


def test_those_with_a_mistake_are_given_the_last_who_handed_in_first(standings, judged):
    for learner in ("ada", "ben", "cyd"):
        judged(learner, mistake=AXIS)
    judged("ben", mistake=AXIS)
    judged("dora", mistake=AXIS, kata="bptt")
    judged("cyd", status=PASSED)
    assert [name for name, _ in standings.with_mistake("softmax", [AXIS.id])] == ["ben", "ada"]
    assert list(standings.with_mistake("softmax", ["passed"])) == []
    assert list(standings.with_mistake("nothing", [AXIS.id])) == []


def test_of_who_is_forgotten_nothing_is_known(standings, judged):
    for learner in ("ada", "ada", "ben"):
        judged(learner, mistake=AXIS)
    standings.forget("ada")
    standings.forget("nobody")
    assert standings.stuck() == []
    assert in_the_room(standings) == [("softmax", AXIS.title, ("ben",), 1)]


def test_what_a_gradebook_has_is_as_old_as_it_says(standings, clock):
    standings.begin(a_course(), NOON)
    ada = standings.places[SOFTMAX]
    assert clock.now - ada.last == 27 * 3600 + 45 * 60
    assert ada.last - ada.began == (2 * 24 + 23.25) * 3600
    assert {each.recent for each in standings.mistakes()} == {0}


def test_what_lies_in_the_future_is_of_now(standings, clock):
    standings.begin(a_course(), NOON - datetime.timedelta(days=365))
    assert {each.last for each in standings.places.values()} == {clock.now}


@pytest.mark.parametrize("seed", range(40))
def test_whoever_is_stuck_is_so_by_the_gradebook_too(seed, standings):
    random_, attempts = random.Random(seed), []
    for number in range(random_.randint(0, 60)):
        status = random_.choice([Status.FAILED] * 6 + [STUB, PASSED])
        mistake = random_.choice([AXIS, OVERFLOW, None]) if status is Status.FAILED else None
        result = a_result(
            random_.choice(["ada", "ben", "cyd", "dora"]), random_.choice(["softmax", "bptt"]), mistake, status
        )
        time = (NOON - datetime.timedelta(minutes=60 - number)).isoformat(timespec="microseconds")
        attempts.append(attempt(time, result, "stub" if status is STUB else random_.choice("abc")))
    standings.begin(attempts, NOON)
    wanted = stuck(attempts, lambda each: each).learners
    found = standings.stuck()
    assert {(learner, kata): (each.attempts, each.same, each.mistake.words) for (learner, kata), each in found} == {
        (each.learner, each.kata): (each.attempts, each.same, each.mistake) for each in wanted
    }
    assert [each.same for _, each in found] == [each.same for each in wanted]
