"""The hints on each kata: enough of them, short and easy to read, true, the same in German, and never the answer."""

import doctest
import re

import numpy as np
import pytest
from gradkata import translation
from gradkata.auditing.unproven import LEAST_HINTS, LEAST_WORDS, MOST_WORDS
from gradkata.kata import katas_of
from gradkata.learning.hints import ladder
from gradkata.reports.plain import plain
from gradkata.reports.wrapping import WIDTH
from gradkata.text.source import code_of
from gradkata_transformer.plugin import kata_packs

CODE = re.compile(r"^```.*?^```$|^ {4}.*$", re.MULTILINE | re.DOTALL)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
SENTENCE = re.compile(r"[.?!:](?=\s|$)")
HARDEST = 5  # of the readability index; 9 is what a fourteen-year-old reads
MOST_LINES = 22  # of a screen of 24, which has a title, too
TELLING = 12  # characters that a line of code has, at the least, if it tells anything


@pytest.fixture(params=katas_of(kata_packs()[0]), ids=lambda kata: kata.id)
def kata(request):
    return request.param


@pytest.fixture(params=["en", "de"])
def hints(request, kata):
    translation.choose(request.param)
    try:
        yield ladder(kata)
    finally:
        translation.choose("en")


def prose(hint):
    """The words of a hint without its code; names of code are words like any others."""
    return re.sub(r"`[^`]*`", "it", CODE.sub("", hint.text))


def readability(text):
    """The automated readability index (Smith and Senter, 1967): about the age of a reader, less 5."""
    words = WORD.findall(text)
    sentences = max(1, len(SENTENCE.findall(text)))
    return 4.71 * sum(map(len, words)) / len(words) + 0.5 * len(words) / sentences - 21.43


def test_there_are_enough_hints_and_each_can_be_read_at_a_glance(hints):
    assert LEAST_HINTS <= len(hints) <= 6
    for hint in hints:
        assert LEAST_WORDS <= len(hint.text.split()) <= MOST_WORDS, hint.title


def test_hints_are_easy_to_read(kata):
    for hint in ladder(kata):
        assert readability(prose(hint)) <= HARDEST, hint.title


def test_a_hint_fits_on_a_terminal_its_code_included(hints):
    for hint in hints:
        lines = plain(hint.text).splitlines()
        assert max(map(len, lines)) <= WIDTH, hint.title
        assert len(lines) <= MOST_LINES, hint.title


def test_no_hint_holds_a_line_of_the_solution(kata, hints):
    given = {squeezed(line) for line in lines_of(kata.stub)}
    secret = {squeezed(line) for line in lines_of(kata.reference)} - given
    for hint in hints:
        said = squeezed(hint.text)
        assert not [line for line in secret if len(line) >= TELLING and line in said], hint.title


def test_what_a_hint_shows_as_run_is_true(kata, hints):
    for hint in hints:
        test = doctest.DocTestParser().get_doctest(
            re.sub(r"^```.*$", "", hint.text, flags=re.MULTILINE), {"np": np}, f"{kata.id}: {hint.title}", None, 0
        )
        runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
        assert runner.run(test).failed == 0


def lines_of(path):
    return [line for cell in code_of(path) for line in cell.python.splitlines()]


def squeezed(text):
    """Text without white space and without comments, as it may be pasted."""
    return re.sub(r"\s+", "", re.sub(r"(?m)\s#.*$|^#.*$", "", text))
