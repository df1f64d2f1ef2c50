"""Who is stuck: what a gradebook tells, and the order in which help is needed."""

import json
from dataclasses import replace

from gradkata.insight import stuck_text
from gradkata.insight.stuck import stuck
from gradkata.results import Status

from .course import AXIS, OVERFLOW, a_course, a_result, attempt


def whole(attempt):
    return attempt


def times(*results, kata="softmax", learner="ada"):
    """Attempts, one an hour."""
    return [
        attempt(f"2026-11-26T{hour:02}:00:00.000000+00:00", replace(result, learner=learner, kata=kata))
        for hour, result in enumerate(results)
    ]


def test_who_has_tried_several_times_and_not_passed_is_stuck():
    found = stuck(a_course(), whole)
    assert [(each.learner, each.attempts, each.same) for each in found.learners] == [("ada", 4, 3), ("ben", 2, 1)]
    ada = found.learners[0]
    assert (ada.mistake, ada.kata, ada.score, ada.max_score) == (AXIS.title, "softmax", 1.0, 3.0)
    assert ada.seconds == (2 * 24 + 23.25) * 3600
    (softmax,) = found.katas
    assert (softmax.kata, softmax.learners, softmax.mistake, softmax.count) == ("softmax", 3, AXIS.title, 2)


def test_a_text_that_was_graded_again_and_the_stub_are_no_attempts():
    again = [replace(each, work="text") for each in times(*[a_result()] * 3)]
    stub = times(a_result(status=Status.UNATTEMPTED))
    assert stuck([*again, *stub], whole).learners == ()
    (kata,) = stuck([*again, *stub], whole).katas
    assert kata.learners == 1


def test_who_has_passed_once_is_not_stuck_whatever_came_later():
    assert stuck(times(a_result(status=Status.PASSED), a_result(), a_result()), whole).katas == ()


def test_the_longest_with_one_mistake_come_first_then_most_attempts_then_the_longest_time():
    most = times(*[a_result(mistake=OVERFLOW), a_result(mistake=AXIS)] * 3, learner="most")
    same = times(*[a_result(mistake=AXIS)] * 3, learner="same")
    longest = [each for each in times(*[a_result()] * 9, learner="long") if each.graded[11:13] in ("00", "08")]
    short = times(a_result(), a_result(), learner="short")
    found = stuck([*most, *short, *longest, *same], whole).learners
    assert [each.learner for each in found] == ["same", "long", "short", "most"]


def test_katas_come_in_the_order_of_how_many_are_on_them_then_of_the_path():
    heads = [
        *times(a_result(), kata="b", learner="ada"), *times(a_result(), kata="a", learner="ada"),
        *times(a_result(), kata="c", learner="ada"), *times(a_result(), kata="c", learner="ben"),
    ]  # fmt: skip
    assert [each.kata for each in stuck(heads, whole, ["b", "a"]).katas] == ["c", "b", "a"]


def test_no_more_results_are_read_than_it_takes():
    read = []
    stuck(times(*[a_result(mistake=OVERFLOW)] * 8, a_result(mistake=AXIS)), lambda each: read.append(each) or each)
    assert len(read) == 2


def test_it_fits_on_a_screen_and_says_how_to_see_all():
    heads = [each for n in range(30) for each in times(*[a_result("x" * 70)] * 3, kata=f"k{n % 9}", learner=f"{n:070}")]
    found = stuck(heads, whole)
    short, everything = stuck_text.as_text(found).splitlines(), stuck_text.as_text(found, is_all=True).splitlines()
    assert len(short) <= 23
    assert all(len(line) <= 80 for line in short + everything)
    assert short[-1] == "There is more: 30 stuck in all, 9 katas in all; --all shows them."
    assert len(everything) > 60
    assert len(json.loads(stuck_text.as_json(found))["learners"]) == 30


def test_of_nobody_that_is_said():
    assert stuck_text.as_text(stuck([], whole)) == "Nobody is stuck: whoever has tried a kata has passed it.\n"
    once = stuck_text.as_text(stuck(times(a_result(mistake=AXIS)), whole))
    assert once == f"Nobody has tried twice in vain.\n\nsoftmax: 1 learner is on it:\n  {AXIS.title}\n"


def test_many_with_one_mistake_and_many_with_different_ones_are_told_apart():
    same = [each for name in ("ada", "ben") for each in times(a_result(mistake=AXIS), learner=name)]
    assert "softmax: 2 learners are on it, all with this:\n" in stuck_text.as_text(stuck(same, whole))
    other = times(a_result(mistake=OVERFLOW), learner="cleo")
    words = "softmax: 3 learners are on it, 2 of them with this mistake:\n"
    assert words in stuck_text.as_text(stuck([*same, *other], whole))
    two = stuck_text.as_text(stuck([same[0], *other], whole))
    assert "softmax: 2 learners are on it, each with another mistake.\n" in two
