"""Known mistakes are found from outcomes alone: which one, which of several, which two, or that it is none of them."""

from pathlib import Path

import pytest
from gradkata import plugins
from gradkata.boundary.processes import default_starter, started
from gradkata.explaining.explain import explain
from gradkata.explaining.mistakes import load_mistakes
from gradkata.finding.submission import Submission
from gradkata.job import job_of
from gradkata.kata import Pack, katas_of

from tests.helpers import PATIENTLY, grade_all

AT_LEISURE = {**PATIENTLY, "cpu_s": 120}  # however slow the machine is, an explanation comes to its end
HIDDEN = Path(__file__).parents[2] / "reference"
KATAS = plugins.load().katas

REFERENCE = """
import numpy as np

def twice(x):
    return 2 * x

def ends(x):
    first = x[0]
    last = x[-1]
    return first, last

def roll(rng, n):
    return [int(rng.choice(6, p=np.array([5, 1, 1, 1, 1, 1]) / 10)) for _ in range(n)]
"""

MISTAKES = """
[[mistake]]
id = "thrice"
title = "three times"
find = "2 * x"
replace = "3 * x"
message = "Look at the factor."

[[mistake]]
id = "twice-the-sum"
title = "twice the sum, everywhere"
find = "2 * x"
replace = "2 * x.sum() + 0 * x"

[[mistake]]
id = "sum-times-two"
title = "two times the sum, everywhere"
find = "2 * x"
replace = "x.sum() * 2 * np.ones(len(x))"

[[mistake]]
id = "second-for-first"
title = "the second entry"
find = "x[0]"
replace = "x[1]"

[[mistake]]
id = "first-for-last"
title = "the first entry again"
find = "last = x[-1]"
replace = "last = first"

[[mistake]]
id = "fair"
title = "all six are equally likely"
find = "np.array([5, 1, 1, 1, 1, 1]) / 10"
replace = "np.full(6, 1 / 6)"
"""

SUITE = '''
import numpy as np
from gradkata.suite import Wrong, check_array, check_number, points

@points(1)
def test_twice(learner, reference, rng):
    """Twice."""
    x = rng.normal(size=4)
    expected = reference.twice(x)
    check_array(learner.twice(x), expected, "twice(x)")

@points(1)
def test_ends(learner, reference, rng):
    """Ends."""
    x = rng.normal(size=4)
    for got, expected in zip(learner.ends(x), reference.ends(x)):
        check_number(got, expected, "an end")

@points(1)
def test_roll(learner, rng):
    """Chance."""
    drawn = learner.roll(np.random.default_rng(rng.integers(2**63)), 300)
    if not 100 < drawn.count(0) < 200:
        raise Wrong("0 comes too often or too seldom.")
'''


@pytest.fixture(scope="module")
def starter():
    with started(default_starter()) as starter:
        yield starter


@pytest.fixture
def tiny(make_pack):
    """A kata of three short functions."""
    root = make_pack(kata="10_tiny", suite=SUITE, reference=REFERENCE, stub="def twice(x): ...\n")
    (root / "reference" / "tiny" / "mistakes.toml").write_text(MISTAKES)
    return katas_of(Pack("pack", root))[0]


@pytest.fixture
def found(tiny, starter, tmp_path):
    """A function from edits to the reference, or a text, to the kind of the diagnosis and the mistakes' ids."""

    def found(*edits, text=REFERENCE, kata=None):
        for find, replace in edits:
            assert find in text
            text = text.replace(find, replace)
        return named(explained(kata or tiny, {"ada": text}, starter, tmp_path)["ada"])

    return found


def explained(kata, texts, starter, folder, seed=3):
    """The explained results of some texts, by their names."""
    jobs = []
    for name, text in texts.items():
        path = folder / f"{name}.py"
        path.write_text(text, "utf-8")
        jobs.append(job_of(Submission(name, kata.id, path), seed))
    return judged(kata, jobs, starter)


def judged(kata, jobs, starter):
    results = []
    results.extend(grade_all([kata], jobs, starter, explain))
    return {result.learner: result for result in results}


def named(result):
    kind = result.explanation.kind if result.explanation is not None else "nothing"
    return kind, [each.id for each in result.misconceptions]


# How well mistakes explain.


def test_one_mistake(found):
    assert found(("2 * x", "3 * x")) == ("one", ["thrice"])


def test_another_way_to_write_it(found):
    assert found(("2 * x", "[a + a + a for a in x]"), ("return [a", "return np.array([a"), ("in x]", "in x])")) == (
        "one", ["thrice"],
    )  # fmt: skip


def test_single_precision_is_no_other_formula(found):
    assert found(("2 * x", "3 * x.astype(np.float32)")) == ("one", ["thrice"])


def test_mistakes_that_look_alike(found):
    assert found(("2 * x", "np.full(4, 2 * x.sum())")) == ("several", ["twice-the-sum", "sum-times-two"])


def test_two_mistakes_in_two_functions(found):
    assert found(("2 * x", "3 * x"), ("x[-1]", "x[0]")) == ("pair", ["thrice", "first-for-last"])


def test_two_mistakes_of_which_one_changes_what_the_other_gives(found):
    assert found(("x[0]", "x[1]"), ("x[-1]", "first")) == ("pair", ["second-for-first", "first-for-last"])


def test_a_mistake_beside_one_that_nobody_knows(found):
    assert found(("2 * x", "3 * x"), ("x[-1]", "x[2] + 1")) == ("part", ["thrice"])


def test_a_mistake_beside_one_that_is_too_small_to_be_seen(found):
    """A step of twice eps errs by less than this diagnosis sees, and by more than the suite allows."""
    kata = KATAS["gradient_check"]
    text = (kata.hidden / "wrong" / "all-quotients.unit_vectors.py").read_text("utf-8")
    assert found(text=text, kata=kata) == ("one", ["all-quotients"])
    twice = text.replace("e[index] = eps", "e[index] = 2 * eps").replace("(2 * eps)", "(4 * eps)")
    assert twice != text
    assert found(text=twice, kata=kata) == ("part", ["all-quotients"])


def test_a_mistake_that_nobody_knows(found):
    assert found(("2 * x", "2 * x + 1")) == ("none", [])


def test_other_functions_that_are_not_written_yet(found):
    text = REFERENCE.replace("first = x[0]", "raise NotImplementedError").replace("2 * x", "3 * x")
    assert found(text=text) == ("part", ["thrice"])


# Chance.


def test_draws_tell_how_likely_they_were(found):
    assert found(("rng.choice(6, p=np.array([5, 1, 1, 1, 1, 1]) / 10)", "rng.integers(6)")) == ("one", ["fair"])


def test_draws_by_a_rule_that_nobody_knows(found):
    assert found(("[5, 1, 1, 1, 1, 1]", "[0, 2, 2, 2, 2, 2]")) == ("nothing", [])


def test_draws_that_are_no_chance(found):
    assert found(("int(rng.choice(6, p=np.array([5, 1, 1, 1, 1, 1]) / 10)) for _", "k % 6 for k"))[1] == []


# Whatever a learner's code answers.

ODD = {
    "itself": "x = [1.0]\n    x.append(x)\n    return x",
    "deep": "deep = []\n    for _ in range(300): deep = [deep]\n    return deep",
    "huge": "return np.zeros(1_000_000)",
    "object": "return object()",
    "objects": "return np.array([object(), None])",
    "text": "return 'two times'",
    "numbers that are too large": "return [10**400, -10**300]",
    "complex": "return np.ones(4) * 1j",
    "keys": "return {1.5: [], None: {}, (1, 2): x}",
    "bytes": "return b'1'",
    "function": "return lambda: 3",
    "nothing finite": "return np.full(4, np.nan)",
    "booleans": "return x > 0",
    "other shape": "x.shape = (2, 2)\n    return x",
    "raises": "raise type('Odd', (Exception,), {})(x)",
}


def test_no_answer_stops_the_diagnosis(tiny, starter, tmp_path):
    texts = {name: REFERENCE.replace("return 2 * x", body) for name, body in ODD.items()}
    results = explained(tiny, texts, starter, tmp_path)
    # What is too deep or does not fit may end the learner's process, as Python has it; never the grader's.
    assert {result.status for result in results.values()} <= {"failed", "killed"}
    assert {name for name, result in results.items() if result.status == "killed"} <= {"itself", "deep", "other shape"}
    assert {name for name, result in results.items() if result.misconceptions} == set()


def test_it_is_the_same_each_time(tiny, starter, tmp_path):
    texts = {str(n): REFERENCE.replace("rng.choice(6, p", "rng.choice(6) or rng.choice(6, p") for n in range(3)}
    results = explained(tiny, texts, starter, tmp_path)
    found = [named(result) for result in results.values()]
    assert found == found[:1] * 3


# The wrong solutions of every kata.

WITH_WRONG = sorted(path.name for path in HIDDEN.iterdir() if path.name in KATAS)


@pytest.fixture(scope="module")
def wrong_ones(request, starter):
    """A function from a kata to the results of its wrong solutions, judged in one session."""
    known = {}

    def wrong_ones(kata):
        if request.config.getoption("--quick"):
            pytest.skip("dear: one Python in full is enough")
        if kata not in known:
            paths = sorted((HIDDEN / kata / "wrong").glob("*.[pi]*"))
            jobs = [job_of(Submission(path.name, kata, path), 3, limits=AT_LEISURE) for path in paths]
            every = request.config.getoption("--explained")
            known[kata] = judged(KATAS[kata], jobs[::every], starter)
            rest = [job for number, job in enumerate(jobs) if number % every]
            assert {each.status for each in grade_all([KATAS[kata]], rest, starter)} <= {"failed"}
        return known[kata]

    return wrong_ones


@pytest.mark.parametrize("kata", WITH_WRONG)
def test_wrong_solutions_are_named(kata, wrong_ones):
    """Listed mistakes by their name, in whatever style they are written; others by none for certain."""
    ids = {mistake.id for mistake in load_mistakes(KATAS[kata])}
    for file, result in wrong_ones(kata).items():
        name = file.partition(".")[0]
        kind, mistakes = named(result)
        assert result.status == "failed", file
        if name == "unlisted":
            assert kind != "one", (file, mistakes)
        else:
            assert name in ids, file
            assert mistakes == [name], (file, kind, mistakes)
