"""Text and exceptions from a learner's process: whatever is sent, what is shown is one short, harmless line."""

import builtins
import contextlib
import math
import sys
import unicodedata

import pytest
from gradkata.boundary.failures import LearnerError, LearnerGone, Line, learner_error
from gradkata.boundary.sanitizing import MAX_LENGTH, clean

# Clean text.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("", ""),
        ("é → 😀 ∂L/∂W 漢字 नमस्ते", "é → 😀 ∂L/∂W 漢字 नमस्ते"),
        ("[bold]x[/bold] <b>&amp; `code` $HOME", "[bold]x[/bold] <b>&amp; `code` $HOME"),
        (" two\t words \r\n and  lines\n\n", "two words and lines"),
        ("\x1b[31mred\x1b[0m", "[31mred [0m"),
        ("\x1b]0;title\x07bell", "]0;title bell"),
        ("\x9b31mC1", "31mC1"),
        ("over\b\b\b\bwritten\r", "over written"),
        ("null\0byte\x7f", "null byte"),
        ("right\u202eto left\u202c", "right to left"),
        ("\u2066isolated\u2069", "isolated"),
        ("zero\u200bwidth\u200d\ufeff", "zero width"),
        ("soft\u00adhyphen", "soft hyphen"),
        ("tag\U000e0041\U000e007f", "tag"),
        ("half \ud83d and \udc00 half", "half and half"),
        ("private \ue000\U000f0000 use", "private use"),
        ("line\u2028and\u2029paragraph\x85next\x0b\x0c\x1c\x1d\x1e", "line and paragraph next"),
        ("no-break\u00a0space\u3000wide", "no-break space wide"),
    ],
)
def test_control_characters_and_invisible_marks_become_spaces(text, expected):
    assert clean(text) == expected


def test_no_character_there_is_gets_through_that_a_terminal_obeys():
    for number in range(sys.maxunicode + 1):
        letter = chr(number)
        if unicodedata.category(letter)[0] in "CZ" and unicodedata.category(letter) not in ("Cn", "Zs"):
            assert clean(f"a{letter}b") == "a b", hex(number)


def test_clean_text_can_be_written_in_any_encoding_of_unicode():
    text = clean("".join(map(chr, range(0xD7F0, 0xE010))), 10_000)
    assert text.encode("utf-8").decode() == text
    assert text.encode("utf-16").decode("utf-16") == text


@pytest.mark.parametrize("length", [1, 2, 10, MAX_LENGTH, 10_000])
@pytest.mark.parametrize("surplus", [-1, 0, 1, 1_000_000])
def test_text_is_cut_to_its_length_and_says_so(length, surplus):
    text = "x" * (length + surplus)
    assert clean(text, length) == (text if surplus <= 0 else "x" * (length - 1) + "…")


def test_the_usual_length_is_five_hundred():
    assert len(clean("x" * 10_000)) == MAX_LENGTH == 500


@pytest.mark.parametrize("text", ["\x1b" * 5_000_000, " " * 5_000_000, "\ud800" * 5_000_000, "a " * 2_500_000])
def test_a_flood_of_text_is_cut_before_it_is_looked_at(text):
    assert len(clean(text)) <= 500


def test_cleaning_what_is_clean_changes_nothing():
    for text in ("a\x1b b", "x" * 600, " \0 ", "é" * 501, "a\u202e\u200b\n"):
        assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("value", [None, 0, 1.5, True, b"bytes", ["text"], {"a": 1}, ("a",), object(), str])
def test_what_is_no_text_is_empty(value):
    assert clean(value) == ""


# Exceptions.

BUILTINS = sorted(name for name, each in vars(builtins).items() if isinstance(each, type) and not name.startswith("_"))


def failure(**changes):
    frames = [["work.py", 1, "<module>", "f()"], ["work.py", 3, "f", "raise ValueError('wrong')"]]
    bases = ["ValueError", "Exception", "BaseException"]
    return {"type": "ValueError", "bases": bases, "message": "wrong", "frames": frames} | changes


def test_an_error_is_what_was_raised():
    error = learner_error(failure(), "f()")
    assert isinstance(error, LearnerError)
    assert isinstance(error, ValueError)
    assert type(error).__name__ == "ValueError"
    assert (error.kind, error.message, error.during) == ("ValueError", "wrong", "f()")
    assert error.lines == [Line("work.py", 1, "<module>", "f()"), Line("work.py", 3, "f", "raise ValueError('wrong')")]
    assert error.where == "work.py, line 3: `raise ValueError('wrong')`"
    assert str(error) == "ValueError: wrong (work.py, line 3: `raise ValueError('wrong')`)"


def test_an_error_without_message_or_lines_is_told_by_its_kind():
    error = learner_error(failure(message="", frames=[]), "")
    assert str(error) == "ValueError"
    assert error.where == ""


def test_an_error_without_a_kind_is_told_by_its_message():
    assert str(learner_error({"message": "changes the shape"}, "f()")) == "changes the shape"


def test_a_line_without_its_text_is_told_by_its_number():
    assert str(Line("work.py", 3, "f", "")) == "work.py, line 3"


@pytest.mark.parametrize("name", BUILTINS)
def test_whatever_builtin_is_named_an_exception_comes_of_it(name):
    for bases in ([name], [name, "Exception"], ["Own", name, "Exception", "BaseException", "object"]):
        error = learner_error(failure(type=name, bases=bases), "f()")
        assert isinstance(error, LearnerError)
        assert isinstance(error, Exception)
        kind = getattr(builtins, name)
        if issubclass(kind, Exception) and kind is not ExceptionGroup:
            assert isinstance(error, kind)
        assert str(error).startswith(f"{name}: wrong (")
        assert isinstance(repr(error), str)
        with pytest.raises(LearnerError) as caught:
            raise error
        assert caught.value is error


def test_every_builtin_base_counts_as_far_as_they_go_together():
    error = learner_error(failure(type="Own", bases=["Own", "KeyError", "LookupError", "ValueError"]), "f()")
    assert isinstance(error, KeyError)
    assert isinstance(error, ValueError)
    assert isinstance(learner_error(failure(bases=["OSError", "SyntaxError"]), "f()"), OSError)
    assert error.kind == type(error).__name__ == "Own"


@pytest.mark.parametrize("name", ["SystemExit", "KeyboardInterrupt", "GeneratorExit", "BaseExceptionGroup"])
def test_what_is_raised_here_never_ends_the_grader(name):
    error = learner_error(failure(type=name, bases=[name, "BaseException", "object"]), "f()")
    assert isinstance(error, Exception)
    assert error.kind == name


def test_a_stop_of_an_iteration_does_not_stop_one_here():
    """It goes through the context managers of a suite, which are generators."""

    @contextlib.contextmanager
    def managed():
        yield

    error = learner_error(failure(type="StopIteration", bases=["StopIteration", "Exception"]), "f()")
    with pytest.raises(StopIteration) as caught, managed():
        raise error
    assert caught.value is error


STRANGE = [
    None, True, 0, -1, 10**4000, math.nan, "", "\x1b\0\ud800", "x" * 100_000, [], {}, [[]], [None], {"a": []},
    ["\0"], ["\ud800"], ["__import__", "print", "__debug__", "None", "int", "type"], [1, None, [], {}, ["ValueError"]],
    ["ValueError"] * 10_000, [["ValueError"]], "ValueError", {"ValueError": 1},
    [["work.py", 1, "f", "x"]] * 10_000, [["work.py", 1, "f"]], [["work.py", 1, "f", "x", 1]],
    [["work.py", "1", "f", "x"]],
    [["work.py", True, "f", "x"]], [["work.py", 1.0, "f", "x"]], [["work.py", None, "f", "x"]], [{}, "work", 5],
    [[None, 1, None, None]], [[["work.py"], 1, {}, 3]], [["\x1b[31mw" * 500, 1, "\n" * 500, "\u202e" * 500]],
    [["work.py", 10**4000, "f", "x"]], [["work.py", -(10**4000), "f", "x"]],
]  # fmt: skip


@pytest.mark.parametrize("key", ["type", "bases", "message", "frames"])
@pytest.mark.parametrize("strange", STRANGE, ids=lambda value: ascii(value)[:30])
def test_a_forged_failure_is_an_error_that_can_be_shown(key, strange):
    for forged in (failure(**{key: strange}), {key: strange}):
        error = learner_error(forged, "f()")
        assert isinstance(error, LearnerError)
        assert isinstance(error, Exception)
        for shown in (str(error), error.where, error.kind, error.message, type(error).__name__):
            assert shown.isprintable()
            assert len(shown) < 1500
        assert all(type(line.number) is int and len(str(line)) < 500 for line in error.lines)


def test_an_empty_failure_is_an_error_too():
    error = learner_error({}, "")
    assert type(error).__name__ == "Exception"
    assert (error.kind, error.message, error.lines, error.during) == ("", "", [], "")


def test_a_failure_cannot_make_itself_out_to_be_the_end_of_the_process():
    error = learner_error(failure(type="LearnerGone", bases=["LearnerGone"]), "f()")
    assert not isinstance(error, LearnerGone)


def test_the_end_of_a_process_tells_why():
    gone = LearnerGone("timeout", "f() did not finish", by_limit=True)
    assert (str(gone), gone.status, gone.by_limit) == ("f() did not finish", "timeout", True)
