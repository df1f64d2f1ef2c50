"""What each exchange is about, what of its answer counts, and which questions hang together."""

import numpy as np
import pytest
from gradkata.boundary.learner import call_many, fill
from gradkata.explaining.calls import CallKind
from gradkata.explaining.conventions import Conventions
from gradkata.explaining.outcomes import GIVES, WARNS, Raised
from gradkata.explaining.transcript import Test, Transcript
from gradkata.settings.kata_toml import Clipped

LEARNER = """
import numpy as np
w = np.zeros(2)
limit = np.array([1.0, np.inf])
word = "x"

class Box:
    def __init__(self, x):
        self.x = x
        self.name = "n"
    def step(self):
        self.x = self.x + 1
        return self.x
    def other(self, box): return box.x

def work(x): return x
def check(x):
    global w
    x[0] = 7
    w = w + x[1]
    return 0 / x[2]
"""
FREE = Conventions(free=frozenset({"check"}))


@pytest.fixture
def transcript(exchanged):
    """A function from what is asked in each test to the transcript."""

    def transcript(*asks, passed=True, complete=None, conventions=FREE, learner=LEARNER):
        tests, done = [], []
        for number in range(len(asks)):  # one process for all: later tests see what earlier ones have set
            every = exchanged(learner, lambda each, last=number: [ask(each) for ask in asks[: last + 1]])
            tests.append(Test(f"test {number}", passed, every[len(done) :]))
            done = every
        return Transcript(tests, conventions, complete)

    return transcript


def kinds(found):
    return [(call.function, call.kind) for call in found.calls]


# What each exchange is about.


def test_calls_of_functions(transcript):
    found = transcript(lambda learner: [learner.work(1), call_many(learner.work, [(1,), (2,)])])
    assert kinds(found) == [("work", CallKind.PLAIN)] * 2
    assert [call.passed for call in found.calls] == [True] * 2
    assert not transcript(lambda learner: learner.work(1), passed=False).calls[0].passed


def test_a_global_that_nobody_has_set(transcript):
    assert kinds(transcript(lambda learner: learner.w)) == [("w", CallKind.GLOBAL)]


def test_a_global_that_the_test_has_set(transcript):
    found = transcript(lambda learner: [fill(learner, "w", np.ones(2)), learner.w])
    assert kinds(found) == [("w", CallKind.PLAIN)]


def test_a_global_that_an_earlier_test_has_set(transcript):
    found = transcript(lambda learner: fill(learner, "w", np.ones(2)), lambda learner: [learner.w, learner.limit])
    assert kinds(found) == [("w", CallKind.LEFT), ("limit", CallKind.GLOBAL)]
    later = transcript(lambda learner: fill(learner, "w", np.ones(2)),
                       lambda learner: [fill(learner, "w", np.zeros(2)), learner.w])  # fmt: skip
    assert kinds(later) == [("w", CallKind.PLAIN)]


def test_a_function_whose_results_are_the_learners_affair(transcript):
    found = transcript(lambda learner: [learner.work(1), learner.check([1, 2, 3])])
    assert kinds(found) == [("work", CallKind.PLAIN), ("check", CallKind.FREE)]


def test_what_such_a_function_may_have_moved(transcript):
    def ask(learner):
        fill(learner, "w", np.ones(2))
        learner.check([1, 2, 3])
        _ = learner.w, learner.limit

    assert kinds(transcript(ask)) == [("check", CallKind.FREE), ("check", CallKind.MOVED), ("limit", CallKind.GLOBAL)]


def test_a_later_test_begins_anew(transcript):
    found = transcript(
        lambda learner: [fill(learner, "w", np.ones(2)), learner.check([1, 2, 3])],
        lambda learner: [fill(learner, "w", np.ones(2)), learner.w],
    )
    assert kinds(found)[1:] == [("w", CallKind.PLAIN)]


def test_attributes_that_an_object_begins_with(transcript):
    def ask(learner):
        box, other = learner.Box(1), learner.Box(2)
        _ = box.x
        box.step()
        _ = box.x, other.x
        other.x = 5
        _ = other.x, box.name

    assert kinds(transcript(ask)) == [
        ("Box", CallKind.PLAIN), ("Box", CallKind.PLAIN), ("x", CallKind.INITIAL),
        ("step", CallKind.INITIAL), ("step", CallKind.PLAIN),
        ("x", CallKind.PLAIN), ("x", CallKind.INITIAL), ("x", CallKind.PLAIN), ("name", CallKind.PLAIN),
    ]  # fmt: skip


def test_setting_a_global_leaves_objects_as_they_began(transcript):
    found = transcript(lambda learner: [box := learner.Box(1), fill(learner, "w", np.ones(2)), box.x])
    assert kinds(found)[1:] == [("x", CallKind.INITIAL)]


def test_an_object_that_a_method_gave_has_not_just_begun(transcript):
    text = "class Box:\n    x = 1\n    def copy(self): return Box()\nkept = Box()\n"
    found = transcript(lambda learner: learner.Box().copy().x, learner=text)
    assert kinds(found)[-1] == ("x", CallKind.PLAIN)
    kept = transcript(lambda learner: learner.kept.x, learner=text)
    assert kinds(kept) == [("kept", CallKind.GLOBAL), ("x", CallKind.PLAIN)]


# What of an answer counts.


def counted(found, at=-1):
    """What counts of the learner's answer, but for warnings."""
    return {path: leaf for path, leaf in found.calls[at].learner.items() if path != WARNS}


def test_all_of_a_plain_answer(transcript):
    assert counted(transcript(lambda learner: learner.work("a"))) == {GIVES: "a"}


def test_nothing_of_what_an_earlier_test_has_set(transcript):
    found = transcript(lambda learner: fill(learner, "w", np.ones(2)), lambda learner: learner.w)
    assert found.calls[0].learner == {}


def test_of_a_free_function_whether_it_raises_and_what_it_changes(transcript):
    found = transcript(lambda learner: learner.check([1, 2, 0]))
    assert counted(found) == {GIVES: Raised("ArithmeticError"), ("changes", 1, "changed"): True}
    assert counted(transcript(lambda learner: learner.check([7, 2, 3]))) == {GIVES: None}


@pytest.mark.parametrize(
    ("work", "kind"),
    [("nobody", "NameError"), ("y; y = 1", "NameError"), ("1 / 0", "ArithmeticError"),
     ("2.0 ** 9999", "some exception"),
     ("np.seterr(all='raise'); np.ones(1) / 0", "ArithmeticError"), ("[][0]", "some exception"),
     ("raise ArithmeticError", "ArithmeticError")],
)  # fmt: skip
def test_exceptions_are_alike_by_what_may_have_led_to_them(transcript, work, kind):
    text = f"import numpy as np\ndef check(): {work}"
    assert counted(transcript(lambda learner: learner.check(), learner=text)) == {GIVES: Raised(kind)}


@pytest.mark.parametrize(("by", "moved"), [(0, False), (1, True)])
def test_whether_a_global_was_moved(transcript, by, moved):
    def ask(learner):
        learner.w = np.ones(2)
        learner.check([1, by, 1])
        _ = learner.w

    assert counted(transcript(ask)) == {GIVES: moved}


def test_whether_a_global_is_finite(transcript):
    assert counted(transcript(lambda learner: learner.w)) == {GIVES: True}
    assert counted(transcript(lambda learner: learner.limit)) == {GIVES: False}
    assert counted(transcript(lambda learner: learner.word)) == {GIVES: "x"}


def test_the_shape_that_an_attribute_begins_with(transcript):
    found = counted(transcript(lambda learner: learner.Box(np.ones((3, 1, 2))).x))
    assert found[GIVES].shape == (3, 2)
    assert not found[GIVES].any()
    assert counted(transcript(lambda learner: learner.Box(1).name)) == {GIVES: "n"}


def test_a_fault_may_come_from_elsewhere(transcript):
    def ask(learner):
        fill(learner, "w", np.ones(2))
        learner.check([1, 2, 3])
        _ = learner.w, learner.limit, learner.work(1), learner.Box(1).x

    found = transcript(ask).calls
    assert [call.is_free for call in found] == [True, True, False, False, False, False]
    assert [call.is_secondary for call in found] == [True, True, True, False, False, False]


def test_the_size_of_a_question_is_that_of_its_frame(transcript):
    found = transcript(lambda learner: [learner.work(np.ones(100)), learner.work(np.ones(2))])
    larger, smaller = found.calls
    assert larger.size == len(larger.exchange.frame)
    assert larger.size >= smaller.size + 98 * 8


# What may be clipped.

CLIPPED = Conventions(clipped={"work": Clipped((1, 2), 3.0)})


def clipped(transcript, *gives, conventions=CLIPPED):
    return transcript(lambda learner: learner.work(gives), conventions=conventions).calls[-1]


def test_results_that_lie_within_the_limit_may_be_clipped(transcript):
    call = clipped(transcript, 9.0, np.array([3.0, -3.0]), np.array([2.0]))
    assert call.is_clipped
    theirs = {
        ("gives", 0): np.array(9.0), ("gives", 1): np.array([4.0, -9.0]), ("gives", 2): np.array([2.0]),
        ("gives", 1, "x"): np.array([9.0]), ("changes", 1): np.array([9.0]), WARNS: False,
    }  # fmt: skip
    cut = call.counting(theirs)
    assert {path: leaf.tolist() for path, leaf in cut.items() if path != WARNS} == {
        ("gives", 0): 9, ("gives", 1): [3, -3], ("gives", 2): [2],
        ("gives", 1, "x"): [9], ("changes", 1): [9],
    }  # fmt: skip
    assert cut[WARNS] is False
    assert call.counting({("gives", 1): "word"}) == {("gives", 1): "word"}


@pytest.mark.parametrize("size", [3.1, -3.1, np.nan, np.inf])
def test_all_are_clipped_or_none(transcript, size):
    call = clipped(transcript, 9.0, np.array([1.0]), np.array([1.0, size]))
    assert not call.is_clipped
    assert call.counting({("gives", 1): np.array([9.0])})[("gives", 1)].tolist() == [9]


@pytest.mark.parametrize("gives", [(9.0, np.ones(1)), (9.0, np.ones(1), "x"), (9.0, np.ones(1), np.ones(1) * 1j)])
def test_what_is_not_there_or_no_real_number_is_not_clipped(transcript, gives):
    assert not clipped(transcript, *gives).is_clipped


def test_where_nothing_may_be_clipped_nothing_is(transcript):
    assert not clipped(transcript, 0.0, np.ones(1), np.ones(1), conventions=FREE).is_clipped
    none = Conventions(clipped={"work": Clipped((), 3.0)})
    assert not clipped(transcript, 0.0, np.ones(1), np.ones(1), conventions=none).is_clipped


def test_whole_numbers_are_clipped_too(transcript):
    assert clipped(transcript, 9.0, np.array([3]), np.array([2], np.uint8)).is_clipped


# Which questions hang together.


def units(found):
    return [[step.number for step in unit.steps] for unit in found.units]


def test_calls_of_functions_stand_by_themselves(transcript):
    found = transcript(lambda learner: [learner.work(1), learner.work(2)], lambda learner: learner.work(3))
    assert units(found) == [[0], [1], [2]]
    assert found.unit_of == [0, 1, 2]
    assert {unit.key for unit in found.units} == {""}


def test_what_is_about_objects_hangs_together(transcript):
    found = transcript(lambda learner: [learner.work(0), learner.Box(1)], lambda learner: learner.work(1))
    assert units(found) == [[0, 1], [2]]
    assert found.unit_of == [0, 0, 1]


def test_what_is_set_is_a_step_of_its_own(transcript):
    found = transcript(
        lambda learner: [fill(learner, "w", np.ones(2)), learner.work(1)], lambda learner: learner.work(2)
    )
    assert units(found) == [[None, 0], [1]]
    assert [step.sets is not None for step in found.units[0].steps] == [True, False]
    assert found.unit_of == [0, 1]


def test_what_is_looked_at_hangs_together(transcript):
    assert units(transcript(lambda learner: [learner.work(1), learner.w])) == [[0, 1]]


def test_what_does_not_depend_on_the_numbers_is_kept_by_the_name_of_the_test(transcript):
    def ask(learner):
        fill(learner, "w", np.ones(2))
        learner.check([1, 2, 3])

    assert [unit.key for unit in transcript(ask).units] == ["test 0"]
    other = transcript(lambda learner: [fill(learner, "w", np.ones(2)), learner.work(1)])
    assert [unit.key for unit in other.units] == [""]


# What can be asked of a variant that remembers earlier calls.


@pytest.mark.parametrize(("complete", "last"), [(None, 4), (4, 4), (9, 4), (3, 3), (2, 1), (1, 1), (0, 0)])
def test_up_to_where_nothing_is_missing(transcript, complete, last):
    """Of a test in which something is missing nothing can be asked, nor of any later one."""
    asks = [1, 2, 1]
    found = transcript(*[lambda learner, n=n: [learner.work(k) for k in range(n)] for n in asks], complete=complete)
    assert found.last == last
