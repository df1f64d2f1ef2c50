"""What a submission costs the grader is bounded: time, memory, and what there is to look at; a verdict comes of it."""

import signal
import sys
import threading
import time
import warnings

import numpy as np
import pytest
from gradkata import plugins
from gradkata.boundary import budget as budgets
from gradkata.boundary.budget import HAS_TIMER, Budget, Spent
from gradkata.boundary.failures import LearnerGone
from gradkata.boundary.inside.wire import TooMuch
from gradkata.boundary.limits import Limits
from gradkata.explaining.explain import explain
from gradkata.explaining.unexplained import LEFT_OUT
from gradkata.grader import Grader, Opened
from gradkata.job import Job
from gradkata.kata import Pack, katas_of
from gradkata.reading.programs import program_of
from gradkata.results import Status

from tests.boundary.sessions import FORKS, opened
from tests.fuzz_answers import fuzz
from tests.helpers import unexplained
from tests.hostile import Hostile

needs_a_timer = pytest.mark.skipif(not HAS_TIMER, reason="needs a timer of CPU time")
SOON = 0.03  # seconds of computing


def soon():
    """A budget that is used up soon."""
    budget = Budget(Limits())
    budget._cpu_s = SOON
    return budget


def spin():
    while True:
        pass


def compute(seconds):
    """Compute so long, interrupted or not."""
    end = time.process_time() + seconds
    while time.process_time() < end:
        pass


# The budget by itself.


@needs_a_timer
def test_what_never_ends_is_interrupted():
    with soon() as budget:
        assert not budget.is_spent
        with pytest.raises(Spent) as caught, budget.interrupting():
            spin()
        assert not caught.value.of_memory
        assert budget.is_spent


@needs_a_timer
def test_whoever_swallows_the_interruption_is_interrupted_again():
    swallowed = []

    def swallow():
        while len(swallowed) < 3:
            try:
                spin()
            except BaseException as error:
                swallowed.append(type(error))
        spin()

    with soon() as budget, pytest.raises(Spent), budget.interrupting():
        swallow()
    assert swallowed == [Spent] * 3


@needs_a_timer
def test_what_others_rely_on_is_done_to_its_end():
    done = []

    def work():
        with budget.at_rest():
            compute(3 * SOON)
            done.append(True)
        spin()

    with soon() as budget, pytest.raises(Spent), budget.interrupting():
        work()
    assert done == [True]


@needs_a_timer
def test_outside_of_such_a_block_nothing_is_interrupted():
    with soon() as budget:
        with pytest.raises(Spent), budget.interrupting():
            spin()
        compute(3 * SOON)
        with pytest.raises(Spent), budget.interrupting():
            pytest.fail("begun, though nothing is left")


@needs_a_timer
def test_the_timer_is_given_back():
    before = signal.signal(signal.SIGPROF, signal.SIG_IGN)
    try:
        for handler in (signal.SIG_IGN, lambda *_: None):
            signal.signal(signal.SIGPROF, handler)
            with Budget(Limits()):
                assert signal.getsignal(signal.SIGPROF) != handler
                assert signal.getitimer(signal.ITIMER_PROF)[1] > 0
            assert signal.getsignal(signal.SIGPROF) == handler
            assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    finally:
        signal.signal(signal.SIGPROF, before)


def test_without_limits_there_is_no_end_and_no_timer():
    with Budget() as budget, budget.interrupting():
        assert not HAS_TIMER or signal.getitimer(signal.ITIMER_PROF) == (0, 0)
        budget.receive(1 << 40, 1 << 40)
        budget.tally.add(1 << 60)
    assert not budget.is_spent


def test_where_there_is_no_timer_it_is_looked_at_before_each_block():
    found = []

    def work():
        with Budget(Limits(cpu_s=1, wall_s=0)) as budget:
            try:
                with budget.interrupting():
                    found.append("begun")
            except Spent:
                found.append("spent")

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert found == ["spent"]


def test_what_is_left_for_an_explanation_is_half_of_much():
    with Budget(Limits(cpu_s=15)) as budget:
        whole = budget._cpu_end, budget.deadline
        budget.narrow()
        assert whole[0] - budget._cpu_end >= 7
        assert whole[1] - budget.deadline >= 30
    with Budget(Limits()) as budget:  # and no less than a submission has by default
        whole = budget._cpu_end, budget.deadline
        budget.narrow()
        assert (budget._cpu_end, budget.deadline) == whole
    with Budget() as budget:
        budget.narrow()
        assert budget.deadline == float("inf")


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not tell what a process takes up")
@needs_a_timer
def test_memory_is_looked_at_too():
    def hold():
        held = np.ones(budgets.MOST_MEMORY // 8)
        spin()
        return held

    with Budget(Limits(cpu_s=60)) as budget, pytest.raises(Spent) as caught, budget.interrupting():
        hold()
    assert caught.value.of_memory


def test_bytes_are_counted_over_all_answers():
    for header, payload in ((budgets.MOST_HEADERS // 4, 0), (0, budgets.MOST_PAYLOAD // 4)):
        budget = Budget(Limits())
        for _ in range(4):
            budget.receive(header, payload)
        with pytest.raises(TooMuch):
            budget.receive(header, payload)


# Learners' processes that cost the grader much.

COSTLY = """
    def doubled(times):
        value = [0.5]
        for _ in range(times):
            value = [value, value]
        return value
    def first(x, *_): return x
    def into(params): params["Wxh"] = doubled(25)
    def knot(items): items.append(items)
    def tangle(*lists):
        for each, other in zip(lists, lists[1:]):
            each[:] = [other, other]
        return lists[0]
    def call(f): return f(doubled(40))
    def long(): return ["x" * 900] * 1000
    def words(count): return "x" * count
"""


@pytest.mark.parametrize(
    ("ask", "during"),
    [
        (lambda learner: learner.doubled(60), "doubled()"),
        (lambda learner: learner.into({"Wxh": np.zeros(2)}), "into()"),
        (lambda learner: learner.knot([]), "knot()"),
        (lambda learner: learner.tangle(*([number] for number in range(60))), "tangle()"),
        (lambda learner: learner.call(len), "call()"),
        (lambda learner: [learner.long() for _ in range(6)], "long()"),
    ],
    ids=["shared", "in an argument", "in itself", "in arguments that hold each other", "called back", "long"],
)
def test_what_is_far_more_than_any_answer_needs_ends_the_process(process_starter, ask, during):
    with opened(process_starter, COSTLY) as learner:
        with pytest.raises(LearnerGone) as caught:
            ask(learner)
        assert str(caught.value).startswith(f"{during} gives far more than any answer needs: ")
        assert (caught.value.status, caught.value.by_limit) == ("killed", True)
        with pytest.raises(LearnerGone):
            learner.first(1)


def test_an_argument_that_is_given_back_is_no_knot(process_starter):
    inner = [1]
    with opened(process_starter, COSTLY) as learner:
        assert learner.first(inner) is inner
        assert learner.first([inner, inner], inner) == [[1], [1]]


def test_a_log_keeps_no_answer_whose_reading_takes_much_memory(process_starter):
    with opened(process_starter, COSTLY) as learner:
        log = learner._session.log
        learner.words(1000)
        kept = len(log.exchanges)
        learner.words(1 << 19)
        learner.words(1 << 19)
        assert (log.complete, len(log.exchanges)) == (kept + 1, kept + 1)


# The grader.

LOOPS = "while True: pass"
SWALLOWS = """
        while True:
            try:
                while True: learner.double(1.0)
            except Exception: pass
"""


def graded(pack, text="def double(x): return 2 * x\n", explain=unexplained, **limits):
    """The results of two submissions: the second one always right."""
    (kata,) = katas_of(Pack("pack", pack))
    texts = [text, "def double(x): return x + x\n"]
    with Grader([kata], explain=explain) as grader:
        return [
            grader.grade(Job("ada", kata.id, 7, program_of(kata.id, each), limits=limits, level="process"))
            for each in texts
        ]


def suite(body):
    """A suite whose test goes wrong with the learner ``3 * x``."""
    return f'''
import numpy as np
from gradkata.suite import check_number, points

@points(3)
def test_doubles(learner, reference, rng):
    """Every entry is doubled."""
    if learner.double(1.0) == 3:
        {body.strip()}
    check_number(learner.double(1.0), reference.double(1.0), "double(1.0)")
'''


@needs_a_timer
@pytest.mark.parametrize("body", [LOOPS, SWALLOWS], ids=["loops", "swallows"])
def test_a_suite_that_never_ends_with_some_answers_ends_in_a_verdict(make_pack, body):
    first, second = graded(make_pack(suite=suite(body)), "def double(x): return 3 * x\n", cpu_s=1)
    assert (first.status, first.score) == (Status.TIMEOUT, 0)
    assert "took too long to look at" in first.messages[0] or "computing" in first.messages[0]
    assert (second.status, second.score) == (Status.PASSED, 3)


@needs_a_timer
def test_a_reference_that_was_interrupted_is_loaded_anew(make_pack):
    reference = """
state = [2]
def double(x):
    if x == 9:
        state[0] = 5
        while True: pass
    return state[0] * x
"""
    pack = make_pack(suite=suite("reference.double(9)"), reference=reference)
    first, second = graded(pack, "def double(x): return 3 * x\n", cpu_s=1)
    assert first.status is Status.TIMEOUT
    assert second.status is Status.PASSED


@needs_a_timer
def test_an_explanation_without_end_is_left_out_and_nothing_else_changes(make_pack):
    pack, wrong = make_pack(), "def double(x): return 3 * x\n"
    expected, _ = graded(pack, wrong)

    def explain(_kata, _result, _evidence):
        while True:
            try:
                spin()
            except Exception:  # as a variant that fails in any way
                continue

    found, second = graded(pack, wrong, explain, cpu_s=1)
    assert (found.status, found.score, found.misconceptions) == (Status.FAILED, 0, ())
    assert found.tests[0].message == LEFT_OUT
    assert found.tests[1:] == expected.tests[1:]
    assert second.status is Status.PASSED


def test_an_explanation_for_which_there_is_no_memory_is_left_out(make_pack):
    def explain(_kata, _result, _evidence):
        raise MemoryError

    found, second = graded(make_pack(), "def double(x): return 3 * x\n", explain)
    assert (found.status, found.tests[0].message) == (Status.FAILED, LEFT_OUT)
    assert second.status is Status.PASSED


STALLS = """
import time
import numpy as np
def softmax(z):
    if np.ndim(z) == 1: time.sleep(100)
    return z
"""


def test_what_is_imported_has_no_time_of_its_own():
    katas = [kata for kata in plugins.load().katas.values() if kata.id in ("softmax", "cross_entropy")]
    text = "from softmax import softmax\ndef cross_entropy(*_): pass\ndef cross_entropy_derivative(*_): pass\n"
    program = program_of("cross_entropy", text, siblings=(("softmax", STALLS),))
    with Grader(katas, explain=unexplained) as grader:
        begin = time.monotonic()
        result = grader.grade(Job("ada", "cross_entropy", 7, program, limits={"wall_s": 5}, level="process"))
        assert time.monotonic() - begin >= 5  # the whole of what there is, which was for both
        assert result.status is Status.FAILED
        assert (result.tests[0].message, result.held_up_by) == (LEFT_OUT, "")
        assert [key[0] for key in grader._known._results] == [
            "cross_entropy"
        ]  # what it would come to alone, nobody knows


# Answers that cost whoever looks at them.

forks = pytest.mark.skipif(not FORKS, reason="needs a fork")


@forks
@pytest.mark.parametrize("part", range(4))
def test_hostile_answers_come_to_verdicts(part):
    chosen = [("softmax", "encoding"), ("gradient_check", "bptt"), ("sampling", "dinosaurs"), ("fix_rnn_class",)][part]
    katas = [kata for kata in plugins.load().katas.values() if kata.id in chosen]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert fuzz(katas, 125, 1000 * part).total() > 1


@forks
def test_an_explanation_of_hostile_answers_stands(make_pack):
    """Wrong, just not too much: so the explanation looks at all of it."""
    (kata,) = katas_of(Pack("pack", make_pack()))
    looked = []

    def seen(*arguments):
        looked.append(arguments[1].status)
        return explain(*arguments)

    with Grader([kata], explain=seen) as grader:
        for seed in range(20):
            grader._levels["hostile"] = Opened("hostile", Hostile(kata.names, seed, 10), "")
            job = Job("ada", kata.id, seed, program_of(kata.id, "text = 1\n"), level="hostile")
            assert grader.grade(job).status in (Status.FAILED, Status.KILLED)
    assert looked.count(Status.FAILED) > 5
