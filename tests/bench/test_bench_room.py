"""A room full of people: all is judged once and rightly, and nothing is lost, though its server is killed."""

import random
import sys

import pytest

from bench import room_work
from bench.learners import katas
from bench.machine import here
from bench.report_room import room_section
from bench.room import Plan, Room, measured
from bench.room_books import Books
from bench.room_figures import room_figures
from bench.room_learners import Handed
from bench.room_process import Sample
from bench.room_work import Piece

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads what Linux tells of processes")
KATAS = katas()


def test_all_is_judged_once_and_rightly_and_nothing_is_lost_though_the_server_is_killed():
    plan = Plan(0.04, 4, think_s=0.3, least_s=0.05, only=("softmax",), kinds=room_work.QUICK_KINDS[:2])
    found = measured(plan)
    assert found.books.is_whole, found.books
    assert found.books.taken > 0
    assert found.books.judged + found.books.unchanged == found.books.kept >= found.books.taken
    assert found.books.rightly == sum(each.piece.is_right is not None for each in found.handed)
    assert found.begin < found.killed < found.back
    assert any(each.begin < found.killed <= each.end for each in found.handed if each.end)
    assert found.states > 0
    assert found.code == 130
    assert room_section(room_figures(found), here(), "nox -s bench -- room")


def pieces(count, number=0, seed=1):
    source = room_work.honest(KATAS, number, random.Random(seed))
    return [next(source) for _ in range(count)]


def test_learners_go_through_the_course_from_where_they_are():
    handed = pieces(200)
    assert handed == pieces(200)
    assert {each.kata for each in handed} == {each.id for each in KATAS}
    assert handed[0].kata == KATAS[0].id
    assert pieces(1, number=3)[0].kata == KATAS[3].id
    first = [each for each in handed[:30] if each.kata == handed[0].kata]
    assert first[-1].is_right
    assert not any(each.is_right for each in first if each.kind in ("stub", "wrong"))


def test_no_two_pieces_of_work_are_the_same_but_those_that_are_handed_in_again():
    handed = [each for seed in range(3) for each in pieces(100, seed, seed)]
    again = [number for number, each in enumerate(handed) if each.kind == "again"]
    assert again
    assert all(handed[number].text == handed[number - 1].text for number in again)
    assert len({each.text for each in handed}) == len(handed) - len(again)


def test_who_attacks_does_so_in_all_ways():
    source = room_work.hostile(random.Random(1))
    kinds = {next(source).kind for _ in range(200)}
    assert kinds == {name for names in room_work.KINDS for name in names}


def room(**changed):
    """A room of which the first piece of work was judged before the kill, the second across it, the third after it."""
    handed = [
        Handed("Ada", Piece("softmax", "softmax.py", "x", "right", True), begin, "1", end, "passed", seen=begin + 0.25)
        for begin, end in ((100.0, 100.5), (104.5, 108.0), (112.0, 114.0))
    ]
    refused = Handed("Eve", Piece("softmax", "softmax.py", "x", "flood", None), 101.0, refused=429)
    lives = [[Sample(at + n, 20.0 + n, 50.0, n / 2, 7) for n in range(5)] for at in (100.0, 106.0)]
    books = Books(3, 3, 2, 1, 0, 0, 0, 0, 0, 0, 3, 0)
    how = {"handed": [*handed, refused], "lives": lives, "books": books, "loads": [0.5, 2.5], **changed}
    return Room(
        Plan(1.0, 2),
        begin=100.0,
        killed=105.0,
        back=106.0,
        gone_s=0.04,
        cpu_s=1.0,
        wall_s=20.0,
        before=7,
        left=9,
        **how,
    )


def test_the_figures_tell_waits_before_and_after_the_kill():
    figures = room_figures(room())
    waits = figures["waits_s"]
    assert [waits[f"honest, {when}"]["median"] for when in ("before the kill", "across the kill", "after it")] == [
        0.5, 3.5, 2.0,
    ]  # fmt: skip
    assert waits["all, before the kill"]["count"] == 1
    assert figures["seen_s"] == {"count": 2, "median": 0.25, "90 %": 0.25, "99 %": 0.25, "longest": 0.25}
    assert figures["refused"] == {"429": 1}
    assert figures["cores"] == {"room": 0.5, "clients": 0.05}
    server = figures["memory_mib"]["before"]["server"]
    assert (server["first quarter"], server["last quarter"], server["most"]) == (20.5, 23.5, 24.0)
    assert server["a minute"] == pytest.approx(60.0)


def test_the_section_tells_what_was_lost():
    section = room_section(room_figures(room(books=Books(9, 9, 7, 0, 1, 2, 0, 0, 0, 0, 5, 1))), here(), "nox")
    assert "**1 are lost**" in section
    assert "2 have no verdict" in section.replace("\n", " ")
    assert "rightly 5 times of 6" in section
    assert "1 with 429" in section


@pytest.mark.parametrize("name", ["lost", "unjudged", "faults", "odd", "differing", "twice", "wrongly"])
def test_nothing_may_be_amiss(name):
    fine = dict.fromkeys(Books.__dataclass_fields__, 0)
    assert Books(**fine).is_whole
    assert not Books(**{**fine, name: 1}).is_whole
