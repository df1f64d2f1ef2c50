"""What a learner's code raised, told by its kind, its message and its own lines."""

import pytest
from gradkata.boundary.failures import LearnerError

from tests.boundary.sessions import SOURCE


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("ValueError", ("wrong",)), ("ZeroDivisionError", ()), ("NotImplementedError", ("next",)), ("AssertionError", ()),
     ("KeyError", ("k",)), ("StopIteration", ()), ("FileNotFoundError", (2, "none")), ("UnicodeError", ("coded",)),
     ("SyntaxError", ("by hand",)), ("SyntaxError", ()), ("SyntaxError", ("by hand", ("work.py", "1", 2, 3))),
     ("SyntaxError", (None, ("work.py", 1, 1, 5))), ("SyntaxError", ("m", (["work.py"], 1, 1, "")))],
)  # fmt: skip
def test_exceptions_are_the_builtin_ones_too(learner, name, arguments):
    with pytest.raises(vars(__import__("builtins"))[name]) as caught:
        learner.fail(name, *arguments)
    error = caught.value
    assert isinstance(error, LearnerError)
    assert error.kind == name
    assert error.during == "fail()"
    assert error.lines[0].function == "fail"
    assert learner.double(1) == 2


def test_an_exception_tells_its_message_and_the_learners_own_lines(learner):
    with pytest.raises(ValueError, match="wrong") as caught:
        learner.fail("ValueError", "wrong")
    error, line = caught.value, caught.value.lines[-1]
    number = SOURCE.splitlines().index('    raise (kinds.get(name) or vars(__import__("builtins"))[name])(*a)') + 1
    text = 'raise (kinds.get(name) or vars(__import__("builtins"))[name])(*a)'
    assert (line.file, line.number, line.function, line.text) == ("work.py", number, "fail", text)
    assert (error.message, len(error.lines)) == ("wrong", 1)
    assert str(error) == f"ValueError: wrong (work.py, line {number}: `{text}`)"


def test_an_exception_of_the_learners_own_kind_is_the_builtin_that_it_derives_from(learner):
    with pytest.raises(KeyError) as caught:
        learner.fail("Missing")
    assert caught.value.kind == "Missing"
    assert caught.value.message.startswith("no such [31mkey xxx")
    assert caught.value.message.isprintable()
    assert len(caught.value.message) <= 500
    with pytest.raises(LearnerError) as caught:
        learner.fail("Mute")
    assert (caught.value.kind, caught.value.message) == ("Mute", "")


def test_an_exception_in_a_sibling_tells_the_siblings_line(learner):
    with pytest.raises(KeyError) as caught:
        learner.raised_by_sibling()
    lines = [(line.file, line.number, line.text) for line in caught.value.lines]
    assert lines[0][0] == "work.py"
    assert lines[1] == ("helper.py", 6, 'return {}["missing"]')


def test_a_syntax_error_in_a_sibling_tells_its_line(learner):
    for _ in range(2):  # the second import is no different
        with pytest.raises(SyntaxError) as caught:
            learner.bad_syntax()
        line = caught.value.lines[-1]
        assert (line.file, line.number, line.text) == ("broken.py", 2, "def f(:")


def test_recursion_without_end_is_an_exception_and_no_crash(learner):
    for function in (learner.recurse, lambda _: learner.deep_list()):
        with pytest.raises(RecursionError):
            function(0)
    assert learner.double(1) == 2


def test_a_value_too_large_to_pass_on_is_no_wish_for_memory(learner):
    with pytest.raises(LearnerError, match="too large"):
        learner.huge()
    assert learner.double(1) == 2
