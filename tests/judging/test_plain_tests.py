"""Tests of suites that are called as they are, and those that are left to pytest: both come to the same."""

import textwrap

import pytest
from gradkata.boundary.budget import Budget
from gradkata.errors import UsageError
from gradkata.judging.judge import _failed
from gradkata.judging.suites import Suites
from gradkata.kata import Pack, katas_of
from gradkata.results import Status

SUITE = """
import pytest
from gradkata.suite import points

seen = []

@pytest.fixture
def own():
    seen.append("up")
    yield 5
    seen.append("down")

@points(1)
def test_all(learner, reference, rng, kata):
    seen.append((learner, reference.answer, float(rng.random()), kata.id))

@points(1)
@pytest.mark.parametrize("size", [2, 3], ids=["two", "three"])
def test_parameters(size, rng):
    seen.append((size, float(rng.random())))

@points(1)
def test_of_a_fixture(own, rng):
    seen.append((own, float(rng.random())))

@points(1)
@pytest.mark.parametrize("own", [1], indirect=True)
def test_indirect(own):
    seen.append(own)

@points(1)
@pytest.mark.skipif(True, reason="not here")
def test_marked():
    raise AssertionError

@points(1)
def test_wrong():
    assert 1 == 2, "no"

@points(1)
def test_given_up():
    pytest.fail("enough")

@points(1)
def test_interrupted():
    raise KeyboardInterrupt

class TestAll:
    @points(1)
    def test_in_a_class(self, learner):
        seen.append(learner)
"""
PLAIN = ["all", "parameters[two]", "parameters[three]", "wrong", "given_up", "interrupted"]
OTHERS = ["of_a_fixture", "indirect[1]", "marked", "in_a_class"]


@pytest.fixture
def made(tmp_path):
    """A function from the text of a suite to its kata."""

    def made(suite):
        folder, hidden = tmp_path / "katas" / "10_gate", tmp_path / "reference" / "gate"
        for each in (folder, hidden):
            each.mkdir(parents=True)
        (folder / "README.md").write_text("# Gate: a kata\n")
        (folder / "stub.py").write_text("def gate():\n    raise NotImplementedError('begin')\n")
        (folder / "suite.py").write_text(textwrap.dedent(suite))
        (hidden / "solution.py").write_text("answer = 42\n\n\ndef gate():\n    return 1\n")
        (kata,) = katas_of(Pack("mine", tmp_path))
        return kata

    return made


def run(suites, check, seed=3):
    return suites.run(check, "the learner", seed, Budget())


def test_what_takes_our_fixtures_and_parameters_alone_is_plain(made):
    kata = made(SUITE)
    with Suites() as suites:
        checks = suites.of(kata)
        assert [check.name for check in checks if check.plain] == PLAIN
        assert [check.name for check in checks if not check.plain] == OTHERS


def test_a_plain_test_gets_what_pytest_would_give_it(made):
    kata = made(SUITE)
    with Suites() as suites:
        checks = {check.name: check for check in suites.of(kata)}
        seen = suites.module(kata).seen
        names = PLAIN[:3]
        assert [run(suites, checks[name]) for name in names] == [None] * 3
        directly = list(seen)
        assert directly[0][:2] == ("the learner", 42)
        seen.clear()
        for name in names:
            check = checks[name]
            assert (
                suites.run(type(check)(check.item, None, check.skipped, check.passed), "the learner", 3, Budget())
                is None
            )
        assert seen == directly
        assert len({numbers[-1] for numbers in directly[1:]}) == 2, "each test has chance of its own"
        seen.clear()
        run(suites, checks["all"], seed=4)
        assert seen[0][2] != directly[0][2]


def test_fixtures_of_the_suites_own_are_set_up_and_torn_down(made):
    kata = made(SUITE)
    with Suites() as suites:
        checks = {check.name: check for check in suites.of(kata)}
        seen = suites.module(kata).seen
        assert run(suites, checks["of_a_fixture"]) is None
        assert [seen[0], seen[1][0], seen[2]] == ["up", 5, "down"]
        assert run(suites, checks["in_a_class"]) is None
        assert seen[-1] == "the learner"


def test_what_a_plain_test_raises_is_given(made):
    kata = made(SUITE)
    with Suites() as suites:
        checks = {check.name: check for check in suites.of(kata)}
        assert str(run(suites, checks["wrong"])) == "no"
        given_up = run(suites, checks["given_up"])
        assert isinstance(given_up, pytest.fail.Exception)
        assert _failed(checks["given_up"].skipped, given_up, kata, None).status is Status.ERROR
        with pytest.raises(KeyboardInterrupt):
            run(suites, checks["interrupted"])


def test_a_fixture_of_the_suites_own_of_our_name_is_the_one_that_counts(made):
    kata = made("""
        import pytest
        from gradkata.suite import points

        seen = []

        @pytest.fixture
        def rng():
            return "ours"

        @points(1)
        def test_it(rng):
            seen.append(rng)
        """)
    with Suites() as suites:
        (check,) = suites.of(kata)
        assert check.plain is None
        assert run(suites, check) is None
        assert suites.module(kata).seen == ["ours"]


def test_what_sets_up_each_test_is_called(made):
    kata = made("""
        from gradkata.suite import points

        seen = []

        def setup_function():
            seen.append("up")

        @points(1)
        def test_it(rng):
            seen.append("it")
        """)
    with Suites() as suites:
        (check,) = suites.of(kata)
        assert check.plain is None
        assert run(suites, check) is None
        assert suites.module(kata).seen == ["up", "it"]


def test_a_reference_that_there_is_not_is_the_graders_trouble(made):
    kata = made(SUITE)

    def none(_kata):
        raise UsageError("nothing knows the right answers")

    with Suites(none) as suites:
        checks = {check.name: check for check in suites.of(kata)}
        assert isinstance(run(suites, checks["all"]), UsageError)
