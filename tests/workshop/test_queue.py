"""The queue: fair by learner, and what takes long holds up no others."""

import itertools
import random

import pytest
from gradkata.executors.processes import LONG_S
from gradkata.workshop.handed_in import HandedIn
from gradkata.workshop.queue import MOST_OF_ONE, FullError, Queue

SHORT_S = LONG_S / 2


class Clock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        self.now += 1.0  # no two things happen at once
        return self.now


@pytest.fixture
def queue():
    return Queue(Clock())


numbers = itertools.count()


def work(learner):
    return HandedIn(f"{learner}{next(numbers)}", learner, "softmax", {}, "2026-11-27T09:00:00.000000+00:00")


def add(queue, *learners):
    added = [work(learner) for learner in learners]
    for each in added:
        queue.add(each)
    return [each.id for each in added]


def taken(queue, seconds=SHORT_S, slow=1):
    """All that waits, as one judge takes it."""
    found = []
    while (each := queue.next(slow)) is not None:
        found.append(each)
        queue.done(each.learner, seconds)
    return found


def learners(found):
    return "".join(each.learner for each in found)


def test_one_learner_after_the_other_has_a_turn(queue):
    add(queue, *"aaabbc")
    assert learners(taken(queue)) == "abcaba"
    assert len(queue) == queue.served == 0


def test_what_one_has_handed_in_keeps_its_order(queue):
    ids = add(queue, *"aaa")
    assert [each.id for each in queue.waiting("a")] == ids
    assert [each.id for each in taken(queue)] == ids


def test_nobody_has_two_judges(queue):
    add(queue, *"aa")
    assert queue.next(1).learner == "a"
    assert queue.next(1) is None
    assert (len(queue), queue.served) == (1, 1)
    queue.done("a", SHORT_S)
    assert queue.next(1).learner == "a"


def test_who_has_been_served_stands_behind_who_came_meanwhile(queue):
    add(queue, *"aa")
    queue.next(1)
    add(queue, "b")
    queue.done("a", SHORT_S)
    assert learners(taken(queue)) == "ba"


def test_of_one_learner_few_wait_at_once(queue):
    add(queue, *"a" * MOST_OF_ONE)
    assert queue.has_enough("a")
    with pytest.raises(FullError):
        queue.add(work("a"))
    assert len(queue) == MOST_OF_ONE
    queue.next(1)
    assert not queue.has_enough("a")
    assert not queue.has_enough("b")
    add(queue, "a")


def test_what_was_taken_in_before_is_put_back_however_much_it_is(queue):
    for _ in range(MOST_OF_ONE + 2):
        queue.put_back(work("a"))
    assert len(queue.waiting("a")) == MOST_OF_ONE + 2
    assert queue.has_enough("a")


def test_what_could_not_be_judged_is_the_first_of_its_learners_and_stands_behind_others(queue):
    add(queue, *"aab")
    first = queue.next(1)
    queue.again(first)
    assert queue.served == 0
    found = taken(queue)
    assert learners(found) == "baa"
    assert found[1] is first


def test_of_somebody_forgotten_nothing_waits(queue):
    add(queue, *"aab")
    queue.next(1)
    queue.forget("a")
    queue.forget("nobody")
    assert queue.waiting("a") == []
    queue.done("a", SHORT_S)
    assert learners(taken(queue)) == "b"


def test_slow_learners_leave_judges_to_others(queue):
    make_slow(queue, "abcd")
    add(queue, *"abcdxyz")
    first = [queue.next(2).learner for _ in range(5)]
    assert first == [*"abxyz"]
    assert queue.next(2) is None
    queue.done("x", SHORT_S)
    assert queue.next(2) is None
    queue.done("a", SHORT_S)  # one of them is quick again
    assert queue.next(2).learner == "c"
    assert queue.next(2) is None
    queue.done("b", LONG_S)
    assert queue.next(2).learner == "d"


def make_slow(queue, names):
    add(queue, *names)
    for _ in names:
        queue.done(queue.next(len(names)).learner, LONG_S)


def test_slow_learners_have_their_turn_where_others_hand_in_all_the_time(queue):
    make_slow(queue, "s")
    add(queue, *"sab")
    found = ""
    for _ in range(6):
        each = queue.next(1)
        found += each.learner
        queue.done(each.learner, LONG_S if each.learner == "s" else SHORT_S)
        add(queue, each.learner)
    assert found == "sabsab"


def test_places_begin_with_none(queue):
    assert queue.places(1) == {}
    (id,) = add(queue, "a")
    assert queue.places(1) == {id: 0}
    queue.next(1)
    assert queue.places(1) == {}


def test_a_slow_learners_place_is_behind_others_while_their_share_is_used_up(queue):
    make_slow(queue, "st")
    one, two, three = add(queue, *"sta")
    assert queue.places(1) == {one: 0, two: 1, three: 2}
    assert queue.next(1).id == one
    assert queue.places(1) == {three: 0, two: 1}
    assert queue.next(1).id == three


@pytest.mark.parametrize("seed", range(60))
def test_places_are_the_order_in_which_work_is_taken(seed):
    random_ = random.Random(seed)
    queue, judges, at_work = Queue(Clock()), random_.randint(1, 4), []
    for _ in range(random_.randint(1, 40)):
        if random_.random() < 0.6:
            learner = random_.choice("abcdefgh")
            if not queue.has_enough(learner):
                add(queue, learner)
        elif len(at_work) < judges:
            at_work += filter(None, [queue.next(judges)])
        else:
            queue.done(at_work.pop(0).learner, SHORT_S)  # all take as long
    places, order = queue.places(judges), []
    while len(queue) or at_work:
        while len(at_work) < judges and (each := queue.next(judges)) is not None:
            order.append(each.id)
            at_work.append(each)
        queue.done(at_work.pop(0).learner, SHORT_S)
    assert order == sorted(places, key=places.get)
    assert sorted(places.values()) == list(range(len(order)))


@pytest.mark.parametrize("seed", range(60))
def test_whoever_waits_is_overtaken_by_nobody_twice(seed):
    random_ = random.Random(seed)
    queue, judges, slow, at_work = Queue(Clock()), 4, 2, []
    overtook = {}  # of each learner who waits for a turn, who had one meanwhile
    slow_ones = set(random_.sample("abcdefgh", 3))
    known_slow = set()
    for _ in range(400):
        learner = random_.choice("abcdefgh")
        if random_.random() < 0.5 and not queue.has_enough(learner):
            if not queue.waiting(learner) and learner not in at_work:
                overtook[learner] = []
            add(queue, learner)
        if len(at_work) < judges and (each := queue.next(slow)) is not None:
            at_work.append(each.learner)
            overtook.pop(each.learner, None)
            for those in overtook.values():
                those.append(each.learner)
        elif at_work and random_.random() < 0.7:
            done = at_work.pop(random_.randrange(len(at_work)))
            queue.done(done, LONG_S if done in slow_ones else SHORT_S)
            known_slow |= {done} & slow_ones
            if queue.waiting(done):
                overtook[done] = []
        assert queue.served == len(at_work) == len(set(at_work))
        assert sum(each in known_slow for each in at_work) <= slow
        for each, those in overtook.items():
            if each not in slow_ones:
                assert len(those) == len(set(those)), (each, those)
    assert known_slow == slow_ones
