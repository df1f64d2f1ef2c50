"""A tape in place of a reference: whoever is judged by it hears the same."""

import pytest
from gradkata.boundary.limits import Limits
from gradkata.errors import UsageError
from gradkata.explaining.mistakes import apply, load_mistakes
from gradkata.judging.suite_module import numbers
from gradkata.kata import SUFFIXES
from gradkata.kit.checking import checked
from gradkata.kit.playing import NotOnTapeError, PlayedAnswers, played, seeds
from gradkata.plugins import load
from gradkata.showing.showing import shown

from tests.kit.conftest import SEEDS, SOLUTION

ONE_IN = 6  # of the solutions and mistakes of a kata that is none of ours; `nox -s kit` asks about all of all katas

# Of what is right, wrong, and neither: nothing that a tape has heard of.
OTHERS = {
    "one mistake beside another": SOLUTION.replace("x *= by", "x = x * by").replace("self.rate * values", "values"),
    "no known mistake": SOLUTION.replace("self.rate * values", "self.rate * values**3"),
    "a function that is missing": SOLUTION.replace("def scale", "def scales"),
    "what raises": SOLUTION.replace("x *= by", "x *= bye"),
    "no code": "def",
    "another style": SOLUTION.replace(
        "self.total = self.total + self.rate * values", "self.total += values * self.rate"
    ),
}


def texts(kata, one_in=1):
    """Solutions, right and wrong, and the reference with each form of a known mistake; some of them.

    Each with the ending of its file.
    """
    reference, suffix = kata.reference.read_text("utf-8"), kata.reference.suffix
    paths = sorted(path for path in kata.hidden.glob("*/*") if path.suffix in SUFFIXES)
    files = {f"{path.parent.name} {path.stem}": (path.read_text("utf-8"), path.suffix) for path in paths}
    edited = {each.label: (apply(each, reference, suffix), suffix) for each in load_mistakes(kata)}
    return {"the reference": (reference, suffix), **dict([*files.items(), *edited.items()][::one_in])}


@pytest.mark.parametrize(("kata", "one_in"), [("softmax", ONE_IN), ("meter", 1)])
def test_a_tape_judges_as_a_reference_does(katas, by_tape, by_reference, kata, one_in):
    statuses = set()
    for name, (text, suffix) in texts(katas[kata], one_in).items():
        result = by_tape(kata, text, SEEDS[0], suffix)
        assert result == by_reference(kata, text, SEEDS[0], suffix), name
        statuses.add(result.status)
    assert statuses == {"passed", "failed"}


def test_a_known_mistake_is_named_with_all_that_it_comes_to(katas, by_tape):
    for mistake in load_mistakes(katas["meter"]):
        result = by_tape("meter", apply(mistake, SOLUTION, ".py"), SEEDS[0])
        assert [each.id for each in result.misconceptions] == [mistake.id]
        assert result.explanation is not None


@pytest.mark.parametrize("name", OTHERS)
def test_of_what_no_tape_has_heard_the_tests_come_to_the_same(by_tape, by_reference, name):
    here, there = (judge("meter", OTHERS[name], SEEDS[0]) for judge in (by_tape, by_reference))
    assert (here.status, here.score) == (there.status, there.score)
    assert [(each.name, each.status, each.message) for each in here.tests] == [
        (each.name, each.status, each.message) for each in there.tests
    ]


@pytest.mark.parametrize("kata", ["softmax", "meter"])
def test_what_is_right_passes_with_every_seed(katas, by_tape, kata):
    text = katas[kata].reference.read_text("utf-8")
    assert [by_tape(kata, text, seed).status for seed in SEEDS] == ["passed"] * len(SEEDS)


def test_numbers_that_were_learned_by_heart_do_not_pass(by_tape, draw):
    asked = [*draw("adding", 1, (4, 3)), *draw("meters", 1, (2, 3)), *draw("scaling", 1, (2, 5))]
    text = f"{SOLUTION}\nKNOWN = {[each.tolist() for each in asked]}\n" + BY_HEART
    assert by_tape("meter", text, SEEDS[0]).status == "passed"
    assert checked(lambda seed: by_tape("meter", text, seed), SEEDS).status == "failed"


# Right for what is asked with the first seed, and for nothing else.
BY_HEART = """
_add, _scale = Meter.add, scale

def _add_if_known(self, values):
    return _add(self, values) if values.tolist() in KNOWN else np.zeros(3)

def scale(x, by):
    if x.tolist() in KNOWN:
        _scale(x, by)

Meter.add = _add_if_known
"""


def test_a_picture_is_drawn_with_own_functions_and_with_no_others(katas, by_tape, handed_out, tmp_path):
    kata, answers = handed_out["softmax"], load().answers
    with pytest.raises(UsageError, match="There is nothing to show: there is no work/softmax"):
        shown(kata, by_tape.grader, answers, tmp_path)
    (tmp_path / "softmax.py").write_bytes(katas["softmax"].reference.read_bytes())
    found = shown(kata, by_tape.grader, answers, tmp_path, Limits(wall_s=600))
    assert found.origin == "Computed with the functions in your own softmax.py."


def test_another_seed_is_refused_in_words(by_tape, by_reference):
    assert by_reference("meter", SOLUTION, 7).status == "passed"
    with pytest.raises(UsageError, match=r"recorded for the seeds 1, 2, and not for 7: this is a learner's kit"):
        by_tape("meter", SOLUTION, 7)


def test_the_seeds_are_known_and_of_what_has_no_tape_there_are_none(katas, handed_out):
    assert seeds(handed_out["meter"]) == SEEDS
    assert seeds(katas["meter"]) == ()
    assert played(katas["meter"]) is None


# What a suite does with its reference, done here.


@pytest.fixture
def answers(handed_out):
    return PlayedAnswers(handed_out["meter"])


@pytest.fixture
def draw(meter):
    """A function from a test, a seed and a shape to the numbers that the test draws."""
    return lambda test, seed, shape: numbers(seed, meter, f"test_{test}").normal(size=shape)


def test_answers_come_in_the_order_of_the_questions(answers, draw):
    reference, values = answers.at(1, "test_adding"), draw("adding", 1, (4, 3))
    meter = reference.Meter()
    totals = [meter.add(each) for each in values]
    assert [each.shape for each in totals] == [(3,)] * 4
    assert meter.total == pytest.approx(0.5 * values.sum(axis=0))
    assert totals[-1] == pytest.approx(0.5 * values.sum(axis=0))


def test_a_question_out_of_order_is_answered_too(answers, draw):
    reference = answers.at(1, "test_scaling")
    for x in (*draw("scaling", 1, (2, 5))[::-1], draw("scaling", 1, (2, 5))[1]):
        scaled = x.copy()
        reference.scale(scaled, 3.0)
        assert scaled == pytest.approx(3 * x)


def test_an_argument_is_changed_as_the_reference_changes_it(answers, draw):
    x = draw("scaling", 2, 5)
    scaled = x.copy()
    answers.at(2, "test_scaling").scale(scaled, 3.0)
    assert scaled == pytest.approx(3 * x)


@pytest.mark.parametrize("by", [3, 2.0])
def test_what_nobody_asked_is_a_failed_check_in_words(answers, draw, by):
    with pytest.raises(NotOnTapeError, match="no answer was recorded"):
        answers.at(1, "test_scaling").scale(draw("scaling", 1, 5), by)
    with pytest.raises(LookupError):
        answers.anywhere(1).scale(draw("scaling", 1, 5), by)


def test_a_test_has_its_own_answers_and_anywhere_has_all(answers, draw):
    x = draw("scaling", 1, 5)
    with pytest.raises(NotOnTapeError):
        answers.at(1, "test_adding").scale(x.copy(), 3.0)
    with pytest.raises(NotOnTapeError):
        answers.at(1, "test_that_is_not_there").scale(x.copy(), 3.0)
    scaled = x.copy()
    answers.anywhere(1).scale(scaled, 3.0)
    assert scaled == pytest.approx(3 * x)
