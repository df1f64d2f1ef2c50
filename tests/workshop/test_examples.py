"""Code for the wall: what it does stays, and who wrote it is not in it."""

import ast
import json

import pytest
from gradkata.workshop.examples import HIDDEN, MOST_LINES, anonymous

NAMES = ["Ada Lovelace", "Zoë", "Bo", "李雷", "O'Neil-Smith"]
CODE = "import numpy as np\n\ndef softmax(logits):\n    e = np.exp(logits)\n    return e / e.sum()"


def shown(text, suffix=".py", names=NAMES):
    return anonymous(text, suffix, names)


def notebook(*cells):
    return json.dumps({
        "cells": [
            {"cell_type": kind, "metadata": {"author": "Ada"}, "source": source, "outputs": [{"text": "Ada"}]}
            for kind, source in cells
        ],
        "metadata": {"authors": [{"name": "Ada Lovelace"}]}, "nbformat": 4, "nbformat_minor": 4,
    })  # fmt: skip


def test_code_without_words_is_shown_as_it_is():
    assert shown(CODE) == CODE
    assert shown(f"\n\n{CODE}\n\n") == CODE


@pytest.mark.parametrize(
    "words",
    [
        "# Ada", "#Ada", '"Ada"', "'Ada'", '"""Ada\n\nLovelace\n"""', "r'Ada'", "b'Ada'", "'Ada' 'Lovelace'",
        '("Ada"\n "Lovelace")', 'f"Ada"', "f'{1 + 1} Ada'", 'f"{f\'Ada\'}"', "'''Ada''' # Lovelace",
        "(  # Ada\n'a')", "f'{{Ada}} {{'", "f'''{{\nAda\n}}'''", "# a\u2028Ada", "# a\x0cAda", "\x0c# Ada",
        "# a\x85Ada",
        "# a\x1cAda", "# \U0001f600 Ada", "'\U0001f600' 'Ada'",
    ],
)  # fmt: skip
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_words_are_left_out_wherever_they_stand(words, newline):
    text = f"{words}\n{CODE}\n{words}\n".replace("\n", newline)
    assert shown(text, names=[]) == CODE
    inner = CODE.replace("    e = ", "\n".join(f"    {line}" for line in words.split("\n")) + "\n    e = ")
    assert ast.dump(ast.parse(shown(inner, names=[]))) == ast.dump(ast.parse(CODE))


def test_of_several_strings_in_a_line_none_is_shown():
    assert "Ada" not in shown(f"'Ada'; 'Ada'\n{CODE}; 'Ada'", names=[])


@pytest.mark.parametrize("text", ["def f(): 'Ada'", "class A: 'Ada'", "async def f(x: 'int' = {1: 2}): 'Ada'"])
def test_a_docstring_in_the_line_of_its_function_is_left_out(text):
    assert shown(text, names=[]) == text.replace(" 'Ada'", "")


@pytest.mark.parametrize(
    "text",
    [
        "x = 'a'",
        "print('a')",
        "x = [\n    'a',\n]",
        "def f(x: 'int'):\n    pass",
        "x: 'a'",
        "y = f'{x} a'",
        "x = ('a',)",
    ],
)
def test_strings_that_are_used_stay(text):
    assert shown(text) == text


def test_a_comment_behind_code_goes_and_the_code_stays():
    assert shown("x = 1  # Ada\ny = '#'  # '#'\n") == "x = 1\ny = '#'"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("x = 'Ada'", "x = '…'"),
        ("x = 'by ADA lovelace'", "x = 'by … …'"),
        ("x = f'{y} ada'", "x = f'{y} …'"),
        ("x = b'ada'", "x = b'…'"),
        ("x = '''\nAda\n'''", "x = '''\n…\n'''"),
        ("ada_weights = 1\nweights_of_ada = ada", "…_weights = 1\nweights_of_… = …"),
        ("from ada import lovelace", "from … import …"),
        ("x = 'Zoë'", "x = '…'"),
        ("x = 'Zoe\u0308'", "x = '…'"),
        ("x = '李雷'", "x = '…'"),
        ("x = 'Neil, Smith'", "x = '…, …'"),
        ("adagrad(adam, canada)", "adagrad(adam, canada)"),  # names in longer words are words
        ("bo = b * o", "bo = b * o"),  # two letters are a variable
    ],
)
def test_names_are_hidden_and_nothing_else(text, wanted):
    assert shown(text) == wanted


def test_names_are_plain_text_and_no_pattern():
    assert shown("x = 'abc'", names=[".*", "(((", "[a-c]+", "\\"]) == "x = 'abc'"
    assert shown("x = 'abc'", names=["[abc]"]) == "x = '…'"


def test_of_a_notebook_code_cells_alone_are_shown():
    text = notebook(
        ("markdown", "# By Ada"), ("code", "# Ada\n%matplotlib inline\nx = 1"), ("raw", "Ada"),
        ("code", ["'Ada'\n", "y = 'Ada'"]), ("code", "# Ada"),
    )  # fmt: skip
    found = shown(text, ".ipynb")
    assert "Ada" not in found
    assert [line for line in found.splitlines() if line] == ["x = 1", "y = '…'"]


@pytest.mark.parametrize("text", ["", "no JSON", "[]", "{}", '{"cells": 1}', '{"cells": [1]}', "[" * 100_000])
def test_of_what_is_no_notebook_nothing_is_shown(text):
    assert shown(text, ".ipynb") == ""


@pytest.mark.parametrize(
    "text",
    ["'''Ada", "x = 'Ada", "x = (  # Ada", "if x:\n# Ada\ny", "\0", "x = 1\n\0# Ada", "\ud800", "# \ud800 Ada",
     "\t#Ada\n x",
     "x = 0777\n# Ada", "$ Ada # Ada", "(" * 5000, "f'{", "f'{# Ada", "\\", "x = \\\n# Ada"],
)  # fmt: skip
def test_broken_code_is_shown_without_names_or_not_at_all(text):
    found = shown(text)
    assert "Ada" not in found
    found.encode()


def test_of_long_code_the_beginning_is_shown():
    lines = [f"x{number} = {number}" for number in range(MOST_LINES + 1)]
    assert shown("\n".join(lines[:-1])) == "\n".join(lines[:-1])
    assert shown("\n".join(lines)) == "\n".join([*lines[:-1], HIDDEN])


def test_signs_that_show_nothing_or_turn_text_round_are_no_part_of_it():
    assert shown("x = 'a\u202eb\x1b[31m\u200bc'").isprintable()
