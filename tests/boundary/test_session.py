"""The conversation with a learner's process: functions called back, deadlines, and what hangs on neither."""

import contextlib
import dataclasses

import numpy as np
import pytest
from gradkata.boundary.failures import LearnerGone
from gradkata.boundary.inside.wire import PREFIX, Closed
from gradkata.boundary.learner import Remote, call_many
from gradkata.boundary.limits import Limits
from gradkata.boundary.session import Session

from tests.boundary.forging import HASTY, Forger, ask
from tests.boundary.sessions import IMPATIENT, PATIENT, opened

# Callbacks.


def test_functions_are_called_back(learner):
    seen = []

    def function(x):
        seen.append(x)
        return x + 1

    assert learner.apply_twice(function, 1) == 3
    assert learner.apply_twice(function, np.ones(2)).tolist() == [3, 3]
    assert seen[:2] == [1, 2]
    assert learner.apply(lambda: None) is None
    assert learner.apply(lambda a, b: (b, a), 1, "x") == ("x", 1)


def test_what_a_callback_raises_is_the_learners_to_catch(learner):
    def function(x):
        raise KeyError(f"no \x1b[31m{x}")

    assert learner.caught(function, 1) == ("ValueError", "'no \\x1b[31m1'")
    with pytest.raises(ValueError, match="no ") as caught:
        learner.apply(function, 2)
    assert caught.value.lines[-1].file == "work.py"
    assert learner.double(1) == 2


@pytest.mark.parametrize("arguments", [(), (1, 2), ("text",), (None,), ({},)])
def test_a_callback_called_wrongly_raises_over_there(learner, arguments):
    kind, _ = learner.caught(lambda x: float(x + 1.0), *arguments)
    assert kind == "ValueError"
    assert learner.double(1) == 2


def test_a_callback_that_gives_no_plain_data_raises_over_there(learner):
    assert learner.caught(object) == ("ValueError", "a object cannot be passed on: it is no plain data")


def test_a_callback_is_given_whatever_the_learner_gives_it(learner):
    kinds, text, items, table, number, function = learner.strange_call(lambda *a: list(a))[1:]
    assert (kinds, text, items, number) == (None, "text", [1, (2,)], 1j)
    assert table["a"].tolist() == [0, 1]
    assert isinstance(function, Remote)


def test_the_learners_own_functions_and_objects_can_be_given_to_them(learner):
    assert learner.apply(learner.method(), 2) == 12
    counter = learner.Counter(1)
    assert learner.first(counter).add() == 2
    assert counter.value == 2


@pytest.mark.parametrize("kind", ["forks", "strict_starter", "filter_starter"])
def test_threads_may_call_back(kind, request):
    source = """
        import threading
        def apply(f, count):
            found = [None] * count
            def work(at): found[at] = [f(float(at)) for _ in range(20)]
            threads = [threading.Thread(target=work, args=(at,)) for at in range(count)]
            [each.start() for each in threads], [each.join() for each in threads]
            return found
    """
    limits = dataclasses.replace(PATIENT, processes=4)
    with opened(request.getfixturevalue(kind), source, limits=limits) as learner:
        assert learner.apply(lambda x: 2 * x, 2) == [20 * [0.0], 20 * [2.0]]


# Deadlines.


def test_time_is_counted_over_all_requests_together(forks):
    source = "import time\ndef nap(): time.sleep(1)"
    with opened(forks, source, limits=IMPATIENT) as learner, pytest.raises(LearnerGone, match="by the clock"):
        call_many(lambda: learner.nap(), [()] * 5)


def test_a_frame_that_never_ends_is_timed_out():
    with pytest.raises(LearnerGone) as caught:
        ask("call", PREFIX.pack(b"kata", 100, 0) + b"[{", limits=HASTY)
    assert (caught.value.status, caught.value.by_limit) == ("timeout", True)


def test_callbacks_without_end_are_timed_out():
    def talk(channel):
        with contextlib.suppress(Closed):
            while True:
                channel.send({"callback": 0, "arguments": ["list", []]})
                channel.receive()

    with pytest.raises(LearnerGone) as caught:
        ask("call", talk=talk, limits=HASTY)
    assert (caught.value.status, caught.value.by_limit) == ("timeout", True)


def test_answers_without_end_are_read_one_for_one():
    with contextlib.closing(Session(Forger([({"value": number},) for number in range(50)]), Limits())) as session:
        assert [session.get(None, "x") for _ in range(10)] == list(range(10))


def test_the_seed_that_a_process_is_told_gives_the_suites_away_to_nobody(forks):
    source = """
        import sys
        frame = sys._getframe()
        known = []
        while frame is not None:
            known += [value.seed for value in frame.f_locals.values() if hasattr(value, "seed")]
            frame = frame.f_back
        known = [int(each) for each in known if isinstance(each, int)]
    """
    told = {}
    for seed in (7, 8, 2**32 - 1):
        with opened(forks, source, seed=seed) as learner:
            told[seed] = set(learner.known)
    assert all(numbers and seed not in numbers for seed, numbers in told.items())
    assert all(number < 2**16 for numbers in told.values() for number in numbers)
    assert len({tuple(numbers) for numbers in told.values()}) == 3
