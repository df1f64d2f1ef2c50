"""Colour: where it is shown, and that it changes no word."""

import io
import sys

import click
import pytest
from gradkata import translation
from gradkata.cli.colour import coloured, is_coloured, paint
from gradkata.learning.accessible import is_accessible

RESULT = """\
  passed  One row of scores becomes probabilities.
  failed  Scores of ±1,000 give finite, right
          passed  probabilities.

Your code printed:
    passed  nothing

softmax: failed, 8 of 10 points.
Next: subtract the largest score. Next: see.
"""
ROWS = """\
encoding       passed  10/10
softmax        failed   8/10
"""


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_no_word_changes():
    assert click.unstyle(coloured(RESULT + ROWS)) == RESULT + ROWS


def test_what_is_coloured():
    found = coloured(RESULT).splitlines()
    green, red = click.style("passed", fg="green"), click.style("failed", fg="red")
    assert found[0].startswith(f"  {green}  One row")
    assert found[1].startswith(f"  {red}  Scores")
    assert found[2:6] == RESULT.splitlines()[2:6]  # what was printed, and lines that go on
    assert click.style("failed", fg="red", bold=True) in found[7]
    assert found[8] == click.style("Next:", bold=True) + " subtract the largest score. Next: see."
    assert coloured(ROWS).splitlines()[0] == f"encoding       {green}  10/10"


@pytest.mark.parametrize(
    ("environ", "is_wanted"),
    [
        ({}, True), ({"TERM": "xterm"}, True), ({"NO_COLOR": ""}, True), ({"ACCESSIBLE": "0"}, True),
        ({"NO_COLOR": "1"}, False), ({"ACCESSIBLE": "1"}, False), ({"TERM": "dumb"}, False),
    ],
)  # fmt: skip
def test_a_terminal_shows_colour_unless_it_is_unwanted(monkeypatch, environ, is_wanted):
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert is_coloured(environ) is is_wanted
    assert is_accessible(environ) is (environ.get("ACCESSIBLE") == "1")


def test_what_is_no_terminal_gets_plain_text(monkeypatch):
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert not is_coloured({})
    assert paint(RESULT) == RESULT


def test_words_of_another_language_are_coloured_alike():
    translation.choose("de", [translation.OWN])
    try:
        found = coloured(
            "  falsch   Eine Zeile.\n\nsoftmax: falsch, 8 von 10 Punkten.\nWeiter: Sieh nach.\n"
        ).splitlines()
    finally:
        translation.choose(translation.ENGLISH)
    assert found[0] == f"  {click.style('falsch', fg='red')}   Eine Zeile."
    assert click.style("falsch", fg="red", bold=True) in found[2]
    assert found[3] == click.style("Weiter:", bold=True) + " Sieh nach."
